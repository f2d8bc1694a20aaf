"""The front page, laid out from the newest live editions. Nothing stands on it twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import batched, islice

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.models import Edition, Section
from articles.public import genuine, urgent
from articles.public.page import cached, live, most_read, show
from articles.public.shown import Sections, Shown

MOST_READ = 10  # more than are shown: some stand higher up already
NEWEST = 80  # editions a front page is made of
FULL = 40  # with fewer the columns are shorter, so that sections get something too
LEAD_AMONG = 12  # an older photo does not lead
ALSO = 3  # headlines below a section's first story


@dataclass(frozen=True)
class Shelf:
    section: Section
    first: Shown
    also: list[Shown]


@dataclass(frozen=True)
class Front:
    strip: list[Edition] = field(default_factory=list)
    lead: Shown | None = None
    seconds: list[Shown] = field(default_factory=list)
    popular: list[Edition] = field(default_factory=list)
    latest: list[Shown] = field(default_factory=list)
    rows: list[tuple[Shelf, ...]] = field(default_factory=list)


@require_safe
@cached
def home(request: HttpRequest) -> HttpResponse:
    sections = Sections.read()
    marked = urgent.stories()
    newest = sections.shown(genuine.first(live(), NEWEST))
    strip = urgent.strip(marked, newest)
    context = {
        "front": lay_out(newest, most_read(MOST_READ), strip),
        "urgent": marked,
        "agencies": agencies(newest),
    }
    return show(request, "public/home.html", context, sections=sections)


def lay_out(newest: list[Shown], popular: Iterable[Edition], strip: list[Edition]) -> Front:
    """Give each story its place: what is urgent, lead, two seconds, most read, latest, then the
    sections' rows."""
    first = {edition.story_id for edition in strip}
    newest = [shown for shown in newest if shown.edition.story_id not in first]
    if not newest:
        return Front(strip)
    lead = next((s for s in newest[:LEAD_AMONG] if s.picture), newest[0])
    rest = [shown for shown in newest if shown is not lead]
    seconds, rest = rest[:2], rest[2:]
    is_full = len(newest) >= FULL
    above = first | {shown.edition.story_id for shown in (lead, *seconds)}
    read = list(islice((e for e in popular if e.story_id not in above), 5 if is_full else 3))
    taken = {edition.story_id for edition in read}
    rest = [shown for shown in rest if shown.edition.story_id not in taken]
    latest = 8 if is_full else 4
    return Front(strip, lead, seconds, read, rest[:latest], rows(shelves(rest[latest:])))


def shelves(rest: list[Shown]) -> list[Shelf]:
    """What is left, by section in the menu's order: one story with a photo, three as headlines."""
    groups: dict[int, list[Shown]] = {}
    for shown in (shown for shown in rest if shown.section.pk):
        groups.setdefault(shown.section.pk, []).append(shown)
    return [
        _shelf(group)
        for group in sorted(groups.values(), key=lambda g: (g[0].section.order, g[0].section.name))
    ]


def _shelf(group: list[Shown]) -> Shelf:
    first = next((shown for shown in group if shown.picture), group[0])
    return Shelf(first.section, first, [shown for shown in group if shown is not first][:ALSO])


def rows(found: list[Shelf]) -> list[tuple[Shelf, ...]]:
    """The first shelf wide, the others in pairs; one that stays alone is wide too."""
    return [tuple(found[:1]), *batched(found[1:], 2)] if found else []


def agencies(newest: list[Shown]) -> list[dict[str, str]]:
    """Every agency the newest editions are about, as printed last, by name."""
    found: dict[int, dict[str, str]] = {}
    for shown in newest:
        for agency in shown.edition.printed["agencies"]:
            found.setdefault(agency["id"], agency)
    return sorted(found.values(), key=lambda agency: agency["name"])
