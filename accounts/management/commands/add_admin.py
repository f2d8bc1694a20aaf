"""`./run manage add_admin NAME`: a new site's first account; admins make the others."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

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
        password = _asked() if sys.stdin.isatty() else sys.stdin.readline().strip()
        try:
            user.set_password(password)
            user.full_clean()
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():  # not around the question: SQLite has one writer
            people.add(user, password, by=None)
            people.set_roles(user, [Role.ADMIN], by=None)
        self.stdout.write(f"{username}: {Role.ADMIN.label}")


def _asked() -> str:
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Once more: "):
        raise CommandError("The two are not the same.")
    return password
