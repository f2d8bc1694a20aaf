"""Somebody's word that a finding of the preflight may stand."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.frozen import Frozen
from articles.models.story import Story


class Excuse(Frozen):
    """Holds as long as the same rule finds the same words in the story."""

    story = models.ForeignKey(
        Story,
        models.PROTECT,
        related_name="excuses",
        verbose_name=_("story"),
        help_text=_("The story in which it may stand."),
    )
    rule = models.CharField(_("rule"), max_length=30, help_text=_("The rule that found it."))
    found = models.TextField(_("found"), help_text=_("The words that were found."))
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it may stand."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("excused by"),
        help_text=_("Who answers for it."),
    )
    at = models.DateTimeField(_("at"), help_text=_("When."))

    class Meta:
        verbose_name = _("excuse")
        verbose_name_plural = _("excuses")
        ordering: ClassVar = ["at", "pk"]
        default_permissions = ()
        constraints: ClassVar = [
            # Another person's word counts where the first one's does not: see preflight.examine.
            models.UniqueConstraint(
                fields=["story", "rule", "found", "by"], name="excuse_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.rule}"
