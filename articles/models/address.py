"""Every address a story ever had."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.frozen import Frozen
from articles.models.story import Story


class Address(Frozen):
    """Written with the first edition that uses it; never given to another story."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("The part after /berita/.")
    )
    story = models.ForeignKey(
        Story,
        models.PROTECT,
        related_name="addresses",
        verbose_name=_("story"),
        help_text=_("Whose address it is."),
    )
    since = models.DateTimeField(_("since"), auto_now_add=True, help_text=_("When it was taken."))

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering: ClassVar = ["slug"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug
