"""Where editions hang: sections, topics, agencies, authors. Their addresses and merges."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import markup
from articles.models import (
    Agency,
    Author,
    Edition,
    EditionAgency,
    EditionAuthor,
    EditionTag,
    Section,
    Tag,
)
from articles.models.edition import EditionQuerySet
from articles.models.shelving import Shelved

Shelf = Section | Tag | Agency | Author
ROWS: dict[str, type[Shelved]] = {
    "tag": EditionTag,
    "agency": EditionAgency,
    "author": EditionAuthor,
}
LAST_PLACE = 32_767  # that the column of a section's order holds


class Refused(Exception):
    """A sentence fit to show."""


@dataclass(frozen=True)
class Moved:
    to: str


def find[S: (Section, Tag, Agency, Author)](model: type[S], slug: str) -> S | Moved | None:
    """The shelf at an address; where it was merged, the way to its successor."""
    row: S | None = _all(model).select_related("successor").filter(slug=slug).first()
    if row is not None and row.successor is not None:
        return Moved(row.successor.get_absolute_url())
    return row


def _all(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.all()


@transaction.atomic
def keep(row: Shelf, *, by: User | None) -> None:
    """Save a new or changed shelf. A new one gets a free address, made from its name."""
    verb = "add" if row.pk is None else "change"
    _address(row)
    row.save()
    audit.record(f"{row.shelf}.{verb}", by=by, subject=f"{row.shelf}:{row.pk}")


def _address(row: Shelf) -> None:
    """A new section that was given no place in the menu goes last."""
    wish = row.slug or markup.slug(getattr(row, "short_name", "") or row.name) or row.shelf
    others = _all(type(row)).filter(slug__startswith=wish[:70]).exclude(pk=row.pk)
    row.slug = markup.numbered(wish, set(others.values_list("slug", flat=True)))
    if isinstance(row, Section) and row.pk is None and not row.order:
        row.order = _last_place()


def _last_place() -> int:
    """Behind all sections, with room for nine between; 0 for the first one."""
    last: int | None = Section.objects.aggregate(last=Max("order"))["last"]
    return 0 if last is None else min(last + 10, LAST_PLACE)


def is_used(row: Shelf) -> bool:
    """Whether an edition ever stood there: then its address is fixed and it is never deleted."""
    if row.successor_id is not None:
        return True
    if isinstance(row, Section):
        return Edition.objects.filter(section=row).exists() or row.predecessors.exists()
    rows = _all(ROWS[row.shelf]).filter(**{row.shelf: row})
    return rows.exists() or row.predecessors.exists()


def hang(edition: Edition) -> None:
    """Put a new edition on the shelves that its `printed` names. Called once, by publishing."""
    hang_all([edition])


def hang_all(editions: list[Edition]) -> None:
    """The same for many, in one statement a kind of shelf."""
    for shelf, model in ROWS.items():
        _all(model).bulk_create(
            model(
                edition=edition,
                story_id=edition.story_id,
                published_at=edition.published_at,
                **{f"{shelf}_id": pk},
            )
            for edition in editions
            for pk in sorted(edition.names[shelf])
        )


def on(shelf: Shelf, editions: EditionQuerySet) -> EditionQuerySet:
    """The editions that hang on a shelf, newest first: one index scan of the shelf's rows."""
    if isinstance(shelf, Section):
        return editions.filter(section=shelf).order_by("-published_at", "-story_id")
    name = ROWS[shelf.shelf]._meta.model_name
    return editions.filter(**{f"{name}__{shelf.shelf}": shelf}).order_by(
        f"-{name}__published_at", f"-{name}__story_id"
    )


def belongs(shelf: Shelf) -> set[int]:
    """Ids under which a sealed edition may name this shelf: its own and those merged into it."""
    return {shelf.pk, *shelf.predecessors.values_list("pk", flat=True)}


@transaction.atomic
def merge(old: Shelf, into: Shelf, *, by: User | None) -> None:
    """Move everything from one shelf to another of its kind; the old address leads to the new.

    Editions stay as they were sealed. Working copies keep the old shelf until somebody saves them;
    what they publish goes to the successor."""
    shelves = _all(type(old))
    touched = Q(pk__in=(old.pk, into.pk)) | Q(successor=old)
    rows = shelves.select_for_update(no_key=True).filter(touched).order_by("pk")
    unmerged = {row.pk for row in rows if row.successor_id is None}
    if type(into) is not type(old) or unmerged != {old.pk, into.pk} or old.pk == into.pk:
        raise Refused(_("One is merged into another of its kind, both not yet merged."))
    shelves.filter(Q(successor=old) | Q(pk=old.pk)).update(successor=into)
    old.successor_id = into.pk
    if isinstance(old, Section):
        Edition.objects.filter(section=old).update(section=into)
    else:
        _move_rows(ROWS[old.shelf], old.shelf, old.pk, into.pk)
    audit.record(f"{old.shelf}.merge", by=by, subject=f"{old.shelf}:{old.pk}", into=into.pk)


def _move_rows(model: type[Shelved], shelf: str, old: int, into: int) -> None:
    rows = _all(model).filter(**{shelf: old})
    there = _all(model).filter(**{shelf: into}).values("edition")
    rows.filter(edition__in=there).delete()
    rows.update(**{shelf: into})
