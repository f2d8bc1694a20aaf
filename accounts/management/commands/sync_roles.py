"""`./run manage sync_roles`: the table of accounts/roles.py, into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import people


class Command(BaseCommand):
    help = "Bring the roles in the database in step with accounts/roles.py."

    def handle(self, *args: Any, **options: Any) -> None:
        people.sync_roles()
