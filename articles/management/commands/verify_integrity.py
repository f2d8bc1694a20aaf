"""`./run manage verify_integrity`: names everything public that is not as it was sealed."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEntry
from articles import integrity
from articles.language.dates import dots
from articles.models import Approval, Edition, Revision


def _mark(text: str) -> str:
    if not re.fullmatch(rf"[0-9]+:[0-9a-f]{{{audit.MARKED}}}", text):
        raise ArgumentTypeError("not NUMBER:SEAL as an earlier run printed it")
    return text


class Command(BaseCommand):
    help = "Verify every seal, chain, hour, approval, shelf and role; exit 1 when any is false."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            type=_mark,
            metavar="NUMBER:SEAL",
            help="where the audit trail ended at an earlier run, kept elsewhere; "
            "the end of a trail that was cut off shows in no other way",
        )

    def handle(self, *args: Any, since: str | None, **options: Any) -> None:
        found = 0
        for fault in _faults(since):
            self.stderr.write(fault)
            found += 1
        if found:
            raise CommandError(_("%(found)d faults found.") % {"found": found})
        counted = (
            dots(model._default_manager.count())
            for model in (Edition, Revision, Approval, AuditEntry)
        )
        self.stdout.write(
            _(
                "All is as it was sealed: %(editions)s editions, %(revisions)s revisions, "
                "%(approvals)s approvals, %(entries)s audit entries."
            )
            % dict(zip(("editions", "revisions", "approvals", "entries"), counted, strict=True))
        )
        if end := audit.end():
            self.stdout.write(
                _("The audit trail ends at %(end)s. Keep this elsewhere, for --since=%(end)s.")
                % {"end": end}
            )


def _faults(since: str | None) -> Iterator[str]:
    if since and not audit.holds(since):
        yield _(
            "The audit trail does not hold %(mark)s any more: it was cut off, or resealed since."
        ) % {"mark": since}
    yield from integrity.lasting(integrity.faults)
