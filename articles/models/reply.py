"""Hak jawab, hak koreksi: what somebody answers to a story that concerns them.

UU 40/1999 article 1 (11) and (12), article 5 (2) and (3): the press must serve both. Personal data
go after a time, UU 27/2022 articles 42 to 44: see `PERSONAL`."""

import re
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts import keyring
from accounts.models import User
from articles.models.edition import Edition
from articles.models.notice import Correction
from articles.models.story import Story

LONGEST_EMAIL = 254  # characters
LONGEST_STATEMENT = 2_000  # characters
LONGEST_TEXT = 10_000
LETTERS = "34679ACDEFHJKMNPQRTVWXY"  # none that is taken for another: 0 O, 1 I L, 2 Z, 5 S, 8 B, U
RECEIPT = re.compile(rf"HJ-\d{{4}}-[{LETTERS}]{{4}}-[{LETTERS}]{{4}}")
# What a purge empties. Which body spoke, what was decided and when, stays.
PERSONAL = ("name", "capacity", "email", "phone", "about", "statement", "text")


class Wish(models.TextChoices):
    ANSWER = "answer", _("Right of reply")
    CORRECTION = "correction", _("Right of correction")


class ReplyState(models.TextChoices):
    """What was decided. Whether readers have it is read from the editions, stored nowhere."""

    RECEIVED = "received", _("Waiting for a decision")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    LAPSED = "lapsed", _("Lapsed")


DECIDES = "articles.decide_reply"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: User) -> Self:
        """Editors, chiefs and auditors: it holds personal data."""
        return self if user.has_perm("articles.view_reply") else self.none()

    def binding(self, story: Any) -> Self:
        """Those by which this story and another are bound: it was answered, or it is the answer."""
        return self.filter(Q(story=story, answer__isnull=False) | Q(answer=story)).order_by()

    def with_served(self, at: datetime | None = None) -> Self:
        """Adds `served`: whether readers got the answer, or a correction in its place."""
        got = Exists(Edition.objects.filter(story=OuterRef("answer")).started(at))
        return self.annotate(
            served=Case(
                When(correction__isnull=False, then=Value(True)),
                When(got, then=Value(True)),
                default=Value(False),
                output_field=models.BooleanField(),
            )
        )

    def waiting(self, at: datetime | None = None) -> Self:
        """What the desk still owes: a decision, or what it has promised. Due first comes first."""
        open_ones = Q(state=ReplyState.RECEIVED) | Q(state=ReplyState.ACCEPTED, served=False)
        return self.with_served(at).filter(open_ones).order_by("due", "pk")


class Reply(models.Model):
    """Written by `replies` alone. What was sent is never edited, only purged."""

    receipt = models.CharField(
        _("receipt"),
        max_length=20,
        unique=True,
        help_text=_("By it the sender asks how it stands."),
    )
    key = models.CharField(
        _("key"), max_length=64, unique=True, help_text=_("The same form sent twice counts once.")
    )
    story = models.ForeignKey(
        Story,
        models.PROTECT,
        null=True,
        related_name="replies",
        verbose_name=_("story"),
        help_text=_("The story it answers; empty: its address was not recognised."),
    )
    about = models.CharField(
        _("story, as typed"), max_length=500, blank=True, help_text=_("How the sender named it.")
    )
    wish = models.CharField(
        _("what is asked for"), max_length=10, choices=Wish, help_text=_("Which of the two rights.")
    )
    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("Who sends it."))
    behalf = models.CharField(
        _("on behalf of"), max_length=160, blank=True, help_text=_("A body or agency.")
    )
    capacity = models.CharField(
        _("capacity"), max_length=120, blank=True, help_text=_("As what they speak.")
    )
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("For our letters."))
    phone = models.CharField(_("phone"), max_length=30, blank=True, help_text=_("For questions."))
    statement = models.TextField(
        _("what is wrong"),
        max_length=LONGEST_STATEMENT,
        blank=True,
        help_text=_("The passage of the story that it is about."),
    )
    text = models.TextField(
        _("reply"), max_length=LONGEST_TEXT, blank=True, help_text=_("Plain text, as it was sent.")
    )
    at = models.DateTimeField(_("received at"), help_text=_("When it came."))
    due = models.DateTimeField(_("due"), help_text=_("By then it should be served."))
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=ReplyState,
        default=ReplyState.RECEIVED,
        help_text=_("What was decided."),
    )
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why; the sender is told, and it is kept.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
        help_text=_("Who decided."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, help_text=_("When."))
    answer = models.OneToOneField(
        Story,
        models.PROTECT,
        null=True,
        related_name="reply",
        verbose_name=_("story of the reply"),
        help_text=_("The story that carries the reply."),
    )
    correction = models.ForeignKey(
        Correction,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("correction"),
        help_text=_("The correction by which it was served instead."),
    )
    purged_at = models.DateTimeField(
        _("purged at"), null=True, help_text=_("Since then it holds no personal data.")
    )

    objects = ReplyQuerySet.as_manager()
    served: bool  # annotated by with_served

    class Meta:
        verbose_name = _("right of reply")
        verbose_name_plural = _("rights of reply")
        ordering: ClassVar = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions: ClassVar = [("decide_reply", "Can decide on a right of reply")]
        indexes: ClassVar = [
            models.Index(fields=["state", "due"], name="reply_due"),
            models.Index(fields=["at"], condition=Q(purged_at=None), name="reply_unpurged"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "refused"], decided_by__isnull=False)
                | Q(state="received", decided_by=None)
                | Q(state="lapsed"),
                name="reply_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="reply_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(state="accepted", story__isnull=False),
                name="reply_answered_when_accepted",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def sender(self) -> str:
        """As printed with the answer: `Siti Aminah, Kepala Dinas, Dinas Sosial`."""
        return ", ".join(filter(None, [self.name, self.capacity, self.behalf]))

    @property
    def decision(self) -> str:
        """SHA-256 of why and when, by which the trail tells a decision from any other without
        repeating a word that may be about somebody."""
        return keyring.digest([self.reason, self.decided_at])

    @property
    def standing(self) -> tuple[str, str]:
        """As (shape, word): the decision, or that it is done. Asked of rows `with_served`."""
        if self.state == ReplyState.ACCEPTED and self.served:
            return "published", str(_("Served"))
        shape = {"received": "submitted", "accepted": "approved", "refused": "withdrawn"}
        return shape.get(self.state, "cancelled"), self.get_state_display()

    @property
    def is_waiting(self) -> bool:
        """As `waiting`; asked of rows `with_served`."""
        return self.state == ReplyState.RECEIVED or (
            self.state == ReplyState.ACCEPTED and not self.served
        )
