"""Work for later, written in the transaction that causes it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """The one queue. Done at least once; idempotent by its key."""

    kind = models.CharField(_("kind"), max_length=40, help_text=_("Which work it is."))
    key = models.CharField(
        _("key"), max_length=120, unique=True, help_text=_("A second job of this key is not made.")
    )
    payload = models.JSONField(_("payload"), default=dict, help_text=_("What the work needs."))
    due = models.DateTimeField(_("due"), default=timezone.now, help_text=_("Not before this time."))
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often it was begun.")
    )
    claimed_until = models.DateTimeField(
        _("claimed until"),
        null=True,
        blank=True,
        help_text=_("Somebody is at it; after this time another may take it."),
    )
    done_at = models.DateTimeField(
        _("done at"), null=True, blank=True, help_text=_("When it was finished.")
    )
    error = models.TextField(_("error"), blank=True, help_text=_("What went wrong the last time."))

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ("view",)
        indexes: ClassVar = [
            models.Index(fields=["due"], condition=models.Q(done_at=None), name="job_waiting")
        ]

    def __str__(self) -> str:
        return self.key
