"""Rubrik: one shelf of the site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.shelf import Shelf


class Hue(models.TextChoices):
    """The eight colours of the look, tested for contrast and named for the province."""

    BATA = "bata", _("brick red")
    NILA = "nila", _("indigo")
    PADI = "padi", _("rice green")
    SOGA = "soga", _("batik brown")
    LAUT = "laut", _("sea green")
    MANGGIS = "manggis", _("mangosteen")
    SEMERU = "semeru", _("volcano grey")
    KEMBANG = "kembang", _("flower pink")


class Section(Shelf):
    shelf = "section"

    hue = models.CharField(
        _("colour"),
        max_length=10,
        choices=Hue,
        default=Hue.BATA,
        help_text=_("Of the rule and the label; the text stays black."),
    )
    description = models.CharField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("One sentence below the heading of its page."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Place in the menu; the smallest stands first.")
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering: ClassVar = ["order", "name"]
