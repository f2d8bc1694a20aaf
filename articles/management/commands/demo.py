"""What `./run demo` does before it serves: a database up to date, with the demo in it."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import clock
from accounts.roles import Role
from articles import integrity
from articles.demo import loading, people, reading

FOUNDED = timedelta(days=30)  # how long before now the demo's people came
WORDS = "embun sawah bukit kapal lumbung ombak gending pelita angin serabi tebu kenanga".split()


class Command(BaseCommand):
    help = "Set the database up, fill it with demo content once, and print how to sign in."
    requires_system_checks = []  # the second start is to be quick

    def handle(self, *args: Any, **options: Any) -> None:
        _set_up()
        if not integrity.key_fits():
            raise CommandError(str(integrity.WRONG_KEY))
        password = _password(settings.VAR_DIR / "demo_password")
        if not loading.is_complete():
            with clock.at(timezone.now() - FOUNDED):
                people.load(password)
            brought = loading.load()
            self.stdout.write(_("%(brought)d demo stories brought in.") % {"brought": brought})
        people.open_with(password)
        self._tell(password)

    def _tell(self, password: str) -> None:
        self.stdout.write(_("Readers: %(url)s") % {"url": f"{settings.SITE_URL}/"})
        self.stdout.write(_("Staff: %(url)s") % {"url": f"{settings.SITE_URL}/admin/"})
        if folder := settings.MAILERS["default"].get("OPTIONS", {}).get("file_path"):
            self.stdout.write(_("Letters, a file each: %(folder)s") % {"folder": f"{folder}/"})
        self.stdout.write(_("Password of all accounts: %(password)s") % {"password": password})
        for name, role, person in _accounts():
            self.stdout.write(f"  {name}  {role}  {person}")


def _accounts() -> list[tuple[str, str, str]]:
    """User name, role and name of everybody who signs in, the first two filled up to columns."""
    rows = [row for row in reading.rows("people") if row["username"]]
    names = [row["username"] for row in rows]
    roles = [str(Role(row["role"]).label) for row in rows]
    wide, wider = max(map(len, names)), max(map(len, roles))
    return [
        (name.ljust(wide), role.ljust(wider), row["name"])
        for name, role, row in zip(names, roles, rows, strict=True)
    ]


def _set_up() -> None:
    """Migrations only where some are missing: looking is quick, running none of them is not."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    call_command("sync_roles", verbosity=0)


def _password(kept: Path) -> str:
    """From DEMO_PASSWORD, else one that is made once."""
    if given := os.environ.get("DEMO_PASSWORD", ""):
        return given
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(
            "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(90) + 10}"
        )
    return kept.read_text().strip()
