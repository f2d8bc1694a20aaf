"""Work for later, written in the transaction that causes it."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FAILING = 3  # attempts after which what was tried in vain is told to people
RECENT = timedelta(hours=25)  # a night's work that failed is told of until the next night's


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> Self:
        """Neither done nor lapsed, with `fell_due`: the hour before any attempt put it off."""
        waits = self.filter(done_at=None, lapsed_at=None)
        return waits.annotate(fell_due=Coalesce("first_due", "due"))

    def failing(self) -> Self:
        """Tried again and again in vain, and still tried."""
        return self.unfinished().filter(attempts__gte=FAILING).order_by("fell_due", "pk")

    def lapsed(self) -> Self:
        """Found so late that it was left undone, and nobody has dealt with it."""
        return self.filter(lapsed_at__isnull=False, done_at=None).order_by("lapsed_at", "pk")

    def broken(self, at: datetime) -> Self:
        """Work that returns by itself whose newest attempt failed."""
        better = Job.objects.filter(kind=OuterRef("kind"), done_at__gt=OuterRef("done_at"))
        recent = self.filter(done_at__gt=at - RECENT).exclude(error="")
        return recent.filter(~Exists(better)).order_by("kind", "pk")

    def stuck(self) -> Self:
        """What a person may settle: it failed or lapsed, and nobody is at it."""
        failing = Q(lapsed_at=None, attempts__gte=FAILING)
        free = Q(claimed_until=None) | Q(claimed_until__lt=timezone.now())
        return self.filter(Q(lapsed_at__isnull=False) | failing, free, done_at=None)


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
    first_due = models.DateTimeField(
        _("first due"),
        null=True,
        blank=True,
        help_text=_("When it was due before the first attempt that failed."),
    )
    lapsed_at = models.DateTimeField(
        _("lapsed at"),
        null=True,
        blank=True,
        help_text=_("When it was found too late to be done."),
    )

    objects = JobQuerySet.as_manager()
    fell_due: datetime  # annotated by unfinished

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ("view",)
        permissions: ClassVar = [("settle_job", "Can try a failed job again or close it")]
        indexes: ClassVar = [
            models.Index(
                fields=["due"], condition=Q(done_at=None, lapsed_at=None), name="job_unfinished"
            ),
            models.Index(
                fields=["lapsed_at"], condition=Q(lapsed_at__isnull=False), name="job_lapsed"
            ),
            models.Index(fields=["done_at"], condition=Q(done_at__isnull=False), name="job_done"),
        ]

    def __str__(self) -> str:
        return self.key
