"""Instansi: an office of the province, a regency, or an outside source."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.models.shelf import Shelf


class AgencyKind(models.TextChoices):
    SETDA = "setda", _("regional secretariat")
    BIRO = "biro", _("bureau")
    DINAS = "dinas", _("department")
    BADAN = "badan", _("agency board")
    RSUD = "rsud", _("public hospital")
    UPT = "upt", _("technical unit")
    KABKOTA = "kabkota", _("regency or city")
    EXTERNAL = "external", _("outside source")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def with_units(self, agency: int) -> list[int]:
        """Ids of an agency and all below it. One query a level; the tree is three levels deep."""
        found, level = {agency}, {agency}
        while level:
            level = set(self.filter(parent__in=level).values_list("pk", flat=True)) - found
            found |= level
        return sorted(found)


class Agency(Shelf):
    shelf = "agency"

    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("As used in lists, such as Dinsos.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=AgencyKind,
        default=AgencyKind.DINAS,
        help_text=_("Outside sources, such as a wire agency, have no desk here."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("belongs to"),
        help_text=_("The agency of which this is a unit. Its staff see the unit's stories too."),
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering: ClassVar = ["short_name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="agency_not_its_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The one writer of `parent`, so the one place that keeps the tree without circles."""
        with transaction.atomic():
            list(Agency.objects.select_for_update(no_key=True).order_by("pk").values("pk"))
            self.refuse_circle()
            super().save(*args, **kwargs)

    def clean(self) -> None:
        self.refuse_circle()

    def refuse_circle(self) -> None:
        if self.pk and self.parent_id in Agency.objects.with_units(self.pk):
            raise ValidationError(
                {"parent": _("An agency cannot belong to itself or to one of its own units.")}
            )
