"""`./run manage verify_integrity`: names everything public that is not as it was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from articles import integrity
from articles.language.dates import dots
from articles.models import Approval, Edition, Revision


class Command(BaseCommand):
    help = "Verify every seal, chain, hour, approval and shelf; exit 1 when anything is false."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in integrity.faults():
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
