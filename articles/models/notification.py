"""Pemberitahuan: what somebody is told of, on the desk and by mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story


class NotificationKind(models.TextChoices):
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    HANDED = "handed", _("Handed to you")
    SCHEDULED = "scheduled", _("Scheduled")
    UNSCHEDULED = "unscheduled", _("Schedule cancelled")
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EMERGENCY = "emergency", _("Published as an emergency")
    CANCELLED = "cancelled", _("Cancelled")
    REMARK = "remark", _("Remark")
    MENTION = "mention", _("You are mentioned")
    REPLY = "reply", _("Right of reply")
    JOB = "job", _("Failed job")


# After somebody's name, before the headline.
SAYS: dict[str, Promise] = {
    NotificationKind.SUBMITTED: _("has submitted"),
    NotificationKind.RETURNED: _("has returned"),
    NotificationKind.APPROVED: _("has approved"),
    NotificationKind.HANDED: _("has handed you"),
    NotificationKind.SCHEDULED: _("has scheduled"),
    NotificationKind.UNSCHEDULED: _("has cancelled the schedule of"),
    NotificationKind.PUBLISHED: _("has published"),
    NotificationKind.CORRECTED: _("has corrected"),
    NotificationKind.WITHDRAWN: _("has withdrawn"),
    NotificationKind.EMERGENCY: _("has published as an emergency"),
    NotificationKind.CANCELLED: _("has cancelled"),
    NotificationKind.REMARK: _("has written a remark on"),
    NotificationKind.MENTION: _("mentions you on"),
    NotificationKind.REPLY: _("A right of reply is asked for to"),
    NotificationKind.JOB: _("could not be done:"),
}
OF_NO_STORY: dict[str, Promise] = {
    NotificationKind.REPLY: _("A right of reply is asked for; its story is not recognised yet."),
}


class Notification(models.Model):
    """Written by `notifying`, once a person and key. Gone after ninety days."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notifications",
        verbose_name=_("person"),
        help_text=_("Who is told."),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=NotificationKind, help_text=_("Of what.")
    )
    story = models.ForeignKey(
        Story,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("story"),
        help_text=_("The story it is about, if it is about one."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Who did it; empty: the system itself."),
    )
    words = models.TextField(
        _("words"), blank=True, help_text=_("The note that was given, or how the remark begins.")
    )
    key = models.CharField(
        _("key"), max_length=90, help_text=_("Nobody is told twice under one key.")
    )
    shown = models.BooleanField(
        _("on the desk"), default=True, help_text=_("Off: this person wants it by mail only.")
    )
    at = models.DateTimeField(_("at"), help_text=_("When it happened."))
    read_at = models.DateTimeField(
        _("read at"), null=True, help_text=_("Empty: not read yet, and still counted.")
    )
    mailed_at = models.DateTimeField(
        _("mailed at"), null=True, help_text=_("When the letter left, if one did.")
    )

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering: ClassVar = ["-at", "-pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="notification_told_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "read_at", "-at"], name="notification_unread")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.key}"

    @property
    def says(self) -> str:
        told = OF_NO_STORY if self.story_id is None else SAYS
        return str(told.get(self.kind, SAYS[self.kind]))


class NotificationSetting(models.Model):
    """What somebody chose for a kind; where there is no row its default holds."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
        help_text=_("Whose choice it is."),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=NotificationKind, help_text=_("Of what.")
    )
    desk = models.BooleanField(_("on the desk"), help_text=_("Told in the list and its count."))
    mail = models.BooleanField(_("by mail"), help_text=_("Told by mail."))

    class Meta:
        verbose_name = _("choice of notifications")
        verbose_name_plural = _("choices of notifications")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="notification_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
