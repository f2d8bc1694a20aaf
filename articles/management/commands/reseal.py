"""`./run manage reseal --from OLDKEY`: after a change of EDITION_KEY, the audited way back."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import resealing
from articles.language.dates import dots

KINDS = ("editions", "revisions", "approvals", "notices", "renditions", "entries")


class Command(BaseCommand):
    help = "Sign by the newest EDITION_KEY what an old one sealed. What fits neither stays false."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="old", required=True, metavar="OLDKEY", help="- reads it from the input"
        )
        parser.add_argument(
            "--site-is-stopped", action="store_true", help="say that web and worker do not run"
        )

    def handle(self, *args: Any, old: str, site_is_stopped: bool, **options: Any) -> None:
        if not site_is_stopped:
            raise CommandError(
                _(
                    "Nobody can save while the audit trail is sealed anew. Stop the web processes "
                    "and the worker, then add --site-is-stopped."
                )
            )
        old = sys.stdin.readline().strip() if old == "-" else old
        if not old or old == settings.EDITION_KEYS[0]:
            raise CommandError(_("The old key is empty or is the newest one: nothing to do."))
        made = resealing.reseal(old)
        self.stdout.write(
            _(
                "Sealed anew: %(editions)s editions, %(revisions)s revisions, "
                "%(approvals)s approvals, %(notices)s notices, %(renditions)s photos, "
                "%(entries)s audit entries. "
                "Now run verify_integrity."
            )
            % {name: dots(made[name]) for name in KINDS}
        )
