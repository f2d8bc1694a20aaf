"""Who stands with a story, and as what."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.author import Author


class BylineRole(models.TextChoices):
    REPORTER = "reporter", _("Reporter")
    EDITOR = "editor", _("Editor")
    PHOTOGRAPHER = "photographer", _("Photo")


class Byline(models.Model):
    """Who stands with the story, in this order."""

    story = models.ForeignKey(
        "articles.Story",
        models.CASCADE,
        related_name="bylines",
        verbose_name=_("story"),
        help_text=_("The story they stand with."),
    )
    author = models.ForeignKey(
        Author,
        models.PROTECT,
        related_name="bylines",
        verbose_name=_("author"),
        help_text=_("Who."),
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=BylineRole,
        default=BylineRole.REPORTER,
        help_text=_("As what they are named."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Order in the line.")
    )

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "author", "role"], name="byline_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.author}"
