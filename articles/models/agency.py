"""Instansi: an office of the province, a regency, or an outside source."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
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
        """Ids of an agency and all below it. One query: the tree has some hundred rows."""
        return _below({agency}, self.values_list("pk", "parent"))

    def of_desk(self, user: User) -> list[int]:
        """Ids of a person's agency and all below it, none for who has none. One query."""
        own = FilteredRelation("authors", condition=Q(authors__user=user))
        rows = list(self.annotate(own=own).values_list("pk", "parent", "own__user"))
        mine = {pk for pk, _parent, has in rows if has}
        return _below(mine, [(pk, parent) for pk, parent, _has in rows])

    def with_owners(self, agency: int) -> list[int]:
        """Ids of an agency and all above it. One query a level."""
        found: set[int] = set()
        above: int | None = agency
        while above is not None and above not in found:
            found.add(above)
            above = self.filter(pk=above).values_list("parent", flat=True).first()
        return sorted(found)


def _below(found: set[int], tree: Iterable[tuple[int, int | None]]) -> list[int]:
    """These and all below them; each pair is an agency and what it belongs to."""
    tree = list(tree)
    while level := {pk for pk, parent in tree if parent in found} - found:
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
