"""Versi: one saved text, never changed; and somebody's approval of exactly it."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import keyring
from accounts.models import User
from articles.content import Content
from articles.models.frozen import Frozen
from articles.models.story import Story


class RevisionKind(models.TextChoices):
    SAVE = "save", _("saved")
    RESTORE = "restore", _("restored")
    MERGE = "merge", _("merged")
    IMPORT = "import", _("imported")


class Revision(Frozen):
    story = models.ForeignKey(
        Story,
        models.PROTECT,
        related_name="revisions",
        verbose_name=_("story"),
        help_text=_("The story it is a text of."),
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts from 1 in each story."))
    content = models.JSONField(
        _("content"), help_text=_("Everything that readers get, as articles.content.Content.")
    )
    sha256 = models.CharField(
        _("fingerprint"), max_length=64, help_text=_("SHA-256 of the canonical content.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("saved by"),
        help_text=_("Whose text it is; this person cannot approve it."),
    )
    at = models.DateTimeField(_("saved at"), help_text=_("When it was saved."))
    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=RevisionKind,
        default=RevisionKind.SAVE,
        help_text=_("How it came about."),
    )
    seal = models.CharField(
        _("seal"),
        max_length=80,
        help_text=_("HMAC over story, number, fingerprint, person, time and kind."),
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering: ClassVar = ["story_id", "-number"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}/{self.number}"

    @property
    def text(self) -> Content:
        return Content.from_json(self.content)

    @classmethod
    def of(
        cls,
        story: Story,
        content: dict[str, Any],
        *,
        number: int,
        by: User,
        at: datetime,
        kind: str = RevisionKind.SAVE,
    ) -> "Revision":
        """An unsaved revision with its fingerprint and seal."""
        sha256 = keyring.digest(content)
        row = cls(
            story=story, number=number, content=content, sha256=sha256, by=by, at=at, kind=kind
        )
        row.seal = keyring.sign("revision", row.sealed_values())
        return row

    def sealed_values(self) -> dict[str, object]:
        return {
            "story": self.story_id,
            "number": self.number,
            "sha256": self.sha256,
            "by": self.by_id,
            "at": self.at,
            "kind": self.kind,
        }

    @property
    def is_genuine(self) -> bool:
        """Whether text, author and time are still as they were saved."""
        try:
            is_unchanged = keyring.digest(self.content) == self.sha256
        except (TypeError, ValueError):  # a content that no save ever made
            return False
        return is_unchanged and keyring.fits("revision", self.sealed_values(), self.seal)


class Approval(Frozen):
    """Somebody's word for one revision."""

    revision = models.ForeignKey(
        Revision,
        models.PROTECT,
        related_name="approvals",
        verbose_name=_("revision"),
        help_text=_("The text that was approved."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Never the person who saved the revision."),
    )
    at = models.DateTimeField(_("approved at"), help_text=_("When."))
    seal = models.CharField(
        _("seal"),
        max_length=80,
        help_text=_("HMAC over story, revision number, fingerprint, person and time."),
    )

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "by"], name="approval_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.by_id}"

    @classmethod
    def of(cls, revision: Revision, *, by: User, at: datetime) -> "Approval":
        """An unsaved approval of a revision as its fingerprint stands."""
        row = cls(revision=revision, by_id=by.pk, at=at)
        row.seal = keyring.sign("approval", row.sealed_values(revision))
        return row

    def covers(self, revision: Revision) -> bool:
        """Whether it is genuine, and of exactly this text by somebody other than its author."""
        return (
            self.revision_id == revision.pk
            and self.by_id != revision.by_id
            and revision.is_genuine
            and keyring.fits("approval", self.sealed_values(revision), self.seal)
        )

    def sealed_values(self, revision: Revision) -> dict[str, object]:
        return {
            "story": revision.story_id,
            "number": revision.number,
            "sha256": revision.sha256,
            "by": self.by_id,
            "at": self.at,
        }
