"""Lists of stories: all of them, and those of a section, topic, agency or author."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import shelves
from articles.models import Agency, Author, Edition, Section, Tag
from articles.models.edition import EditionQuerySet
from articles.public import errors, genuine, urgent
from articles.public.cursor import Cursor, older_than
from articles.public.page import cached, live, most_read, show
from articles.public.shown import Sections, Shown

PAGE = 20
MOST_READ = 5


@dataclass(frozen=True)
class Page:
    """Stories by their day, and where the next page begins."""

    days: list[tuple[date, list[Shown]]]
    older: Cursor | None

    @property
    def shown(self) -> list[Shown]:
        return [shown for _day, rows in self.days for shown in rows]


@require_safe
@cached
def stories(request: HttpRequest) -> HttpResponse:
    return _answer(request, live(), None, {"heading": _("Latest stories")})


@require_safe
@cached
def section(request: HttpRequest, slug: str) -> HttpResponse:
    return _shelf(request, Section, slug)


@require_safe
@cached
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return _shelf(request, Tag, slug)


@require_safe
@cached
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    return _shelf(request, Agency, slug)


@require_safe
@cached
def author(request: HttpRequest, slug: str) -> HttpResponse:
    return _shelf(request, Author, slug)


def _shelf[S: (Section, Tag, Agency, Author)](
    request: HttpRequest, model: type[S], slug: str
) -> HttpResponse:
    match shelves.find(model, slug):
        case None:
            raise Http404
        case shelves.Moved(to):
            return HttpResponsePermanentRedirect(to)
        case row:
            return _answer(request, shelves.on(row, live()), row, _words(row))


def _words(row: shelves.Shelf) -> dict[str, Any]:
    """How each kind of shelf is headed."""
    words: dict[str, Any] = {"shelf": row.shelf, "heading": row.name}
    match row:
        case Section():
            return words | {"about": row.description, "hue": row.hue}
        case Tag():
            return words | {"about": _("Stories on this topic"), "heading": f"#{row.name}"}
        case Agency():
            return words | {"about": _("Stories about this agency")}
        case _:
            return words | {"about": _("Stories with this name in the byline")}


def _answer(
    request: HttpRequest,
    editions: EditionQuerySet,
    row: shelves.Shelf | None,
    words: dict[str, Any],
) -> HttpResponse:
    sections = Sections.read()
    try:
        before = Cursor.asked(request)
    except ValueError:
        _page(editions, None, row, sections)  # what has no page has no damaged one either
        return errors.bad_cursor(request)
    page = _page(editions, before, row, sections)
    context = {
        "page": page,
        "before": before,
        "popular": most_read(MOST_READ),
        "urgent": urgent.among(page.shown),
    }
    return show(request, "public/list.html", words | context, sections=sections)


def _page(
    editions: EditionQuerySet, before: Cursor | None, row: shelves.Shelf | None, sections: Sections
) -> Page:
    """Raises Http404 for an empty shelf that is no section: a topic or a name that only drafts use
    is nobody's business."""
    rows = older_than(editions, before) if before else editions
    found = genuine.first(rows, PAGE + 1, belongs=_sealed_on(row) if row else None)
    if not found and row is not None and row.shelf != "section":
        raise Http404
    shown = found[:PAGE]
    older = Cursor(shown[-1].published_at, shown[-1].story_id) if len(found) > PAGE else None
    days = groupby(sections.shown(shown), key=_day)
    return Page([(day, list(group)) for day, group in days], older)


def _sealed_on(row: shelves.Shelf) -> Callable[[Edition], bool]:
    """Tells those hung here by SQL: the sealed names say where an edition belongs."""
    names = shelves.belongs(row)
    return lambda edition: bool(edition.names[row.shelf] & names)


def _day(shown: Shown) -> date:
    return timezone.localdate(shown.edition.published_at)
