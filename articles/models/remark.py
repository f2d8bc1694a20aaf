"""Catatan: what the desk says to one another about a story."""

import re
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.frozen import Frozen
from articles.models.story import Story

LONGEST = 2000  # characters
NAMED = re.compile(r"(?<![\w.+@-])@([\w.+-]+)")  # what a user name may hold, but for a second @
ENDS = ".+-_"  # may end a user name, and more often ends the sentence


class Remark(Frozen):
    """Its text is never edited or deleted; only the first of a thread is resolved and reopened."""

    story = models.ForeignKey(
        Story,
        models.PROTECT,
        related_name="remarks",
        verbose_name=_("story"),
        help_text=_("The story it is about."),
    )
    thread = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="answers",
        verbose_name=_("thread"),
        help_text=_("The first remark of its thread; empty: it is that one."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
        help_text=_("Who wrote it."),
    )
    at = models.DateTimeField(_("written at"), help_text=_("When it was written."))
    text = models.TextField(_("text"), max_length=LONGEST, help_text=_("Plain text."))
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        verbose_name=_("mentions"),
        help_text=_("Those whom its text calls by user name and who see the story."),
    )
    resolved_at = models.DateTimeField(
        _("resolved at"), null=True, help_text=_("Empty: its thread is open.")
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("resolved by"),
        help_text=_("Who said that nothing is left to do."),
    )

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering: ClassVar = ["story_id", "at", "pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(thread=None) | Q(resolved_at=None), name="remark_first_one_resolved"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="remark_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.text[:40]}"

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """Its text in pieces, each with whether it names somebody who was told."""
        told = {person.username.lower() for person in self.mentions.all()}
        pieces, end = [], 0
        for found in NAMED.finditer(self.text):
            name = next((name for name in spellings(found[1]) if name in told), "")
            if name:
                start, until = found.start(), found.start(1) + len(name)
                pieces += [(self.text[end:start], False), (self.text[start:until], True)]
                end = until
        return [*pieces, (self.text[end:], False)]


def spellings(name: str) -> list[str]:
    """What `@name.` may mean, the longest first: the point may belong to it or to the sentence."""
    found = [name.lower()]
    while found[-1] and found[-1][-1] in ENDS:
        found.append(found[-1][:-1])
    return [one for one in found if one]
