"""What the things a story can be shelved under have in common."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Shelf(models.Model):
    """A name and an address that lists hang on. Once used it is merged, never deleted."""

    name = models.CharField(_("name"), max_length=160, help_text=_("As readers see it."))
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The last part of its page's address. Made from the name; fixed once used."),
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("Where its stories went when it was merged; its page leads there."),
    )

    shelf: ClassVar[str]  # section, tag, agency, author: how `printed` and addresses call it

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(f"public:{self.shelf}", args=[self.slug])
