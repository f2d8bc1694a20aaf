"""`./run manage add_admin NAME`: a new site's first account; admins make the others."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import people
from accounts.models import User
from accounts.roles import Role


class Command(BaseCommand):
    help = "Make an account with the role admin. Asks for the password, or reads it from a pipe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", help="the person's name; without it the user name")

    def handle(self, *args: Any, username: str, name: str | None, **options: Any) -> None:
        user = User(username=username, name=name or username)
        password = _asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        try:
            user.set_password(password)
            user.full_clean()
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():  # not around the question: SQLite has one writer
            people.sync_roles()  # a new site may have no roles yet
            people.add(user, password, by=None)
            people.set_roles(user, [Role.ADMIN], by=None)
        words = {"name": username, "role": Role.ADMIN.label, "url": f"{settings.SITE_URL}/admin/"}
        self.stdout.write(_("%(name)s may sign in now, as %(role)s: %(url)s") % words)


def _asked() -> str:
    password = getpass.getpass(_("Password: "))
    if password != getpass.getpass(_("Once more: ")):
        raise CommandError(_("The two passwords are not the same."))
    return password
