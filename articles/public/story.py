"""The story page, and what stands around the story."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles import addresses, markup, readership
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.public import errors, text
from articles.public.page import cached, headlines, most_read, show
from articles.public.shown import Sections, Shown

LATEST = 6
MOST_READ = 5
RELATED = 4


@dataclass(frozen=True)
class Around:
    """The newest of the story's section, and its neighbours there."""

    related: list[Shown]
    older: Edition | None
    newer: Edition | None


@require_safe
@cached
def story(request: HttpRequest, slug: str) -> HttpResponse:
    match addresses.resolve(slug):
        case addresses.Moved(to):
            return HttpResponsePermanentRedirect(to)
        case addresses.Suspect(edition):
            return errors.suspect(request, edition)
        case addresses.Live(edition):
            return _page(request, edition)
        case _:
            raise Http404


def _page(request: HttpRequest, edition: Edition) -> HttpResponse:
    sections = Sections.read()
    shown = sections.shown([edition])[0]
    address = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    latest, popular = headlines()[: LATEST + 1], most_read(MOST_READ + 1)
    context = {
        "shown": shown,
        "edition": edition,
        "printed": edition.printed,
        "canonical": address,
        "description": text.description(edition),
        "text": text.rendered(edition),
        "updated_at": edition.live_from if edition.live_from > edition.published_at else None,
        "views": readership.shown(edition.story_id),
        "minutes": markup.reading_minutes(edition.body),
        "people": people(edition),
        "share": share(edition, address),
        "token": readership.token(edition.story_id),
        "latest": [e for e in latest if e.story_id != edition.story_id][:LATEST],
        "popular": [e for e in popular if e.story_id != edition.story_id][:MOST_READ],
        "around": around(edition, shown, sections),
    }
    return show(request, "public/story.html", context, sections=sections)


def people(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """Who is named, by role, in the printed order."""
    found: dict[str, list[dict[str, Any]]] = {"reporter": [], "editor": [], "photographer": []}
    for person in edition.printed["bylines"]:
        found.setdefault(person["role"], []).append(person)
    return found


def share(edition: Edition, address: str) -> dict[str, str]:
    """Plain links; nobody hears of a reader who does not follow one."""
    headline = edition.short_headline or edition.headline
    return {
        "whatsapp": f"https://wa.me/?{urlencode({'text': f'{headline} {address}'})}",
        "facebook": f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}",
        "x": f"https://x.com/intent/post?{urlencode({'text': headline, 'url': address})}",
    }


def around(edition: Edition, shown: Shown, sections: Sections) -> Around:
    """The story's neighbours in its section and the section's newest besides: three short scans of
    the section's index in one query."""
    shelf = (
        Edition.objects.current()
        .filter(listed=True, language=edition.language, section=shown.section.pk)
        .order_by("-published_at", "-story_id")
    )
    itself_and_neighbours = 3
    scans = [shelf[: RELATED + itself_and_neighbours], *_neighbours(shelf, edition)]
    # Each scan once more inside a filter: SQLite takes no LIMIT in the parts of a UNION.
    first, *more = [Edition.objects.order_by().filter(pk__in=s.values("pk")) for s in scans]
    wanted = first.values("pk").union(*(part.values("pk") for part in more), all=True)
    rows = Edition.objects.live().for_listing().filter(pk__in=wanted)
    found = [row for row in rows if sections.of(row) == shown.section]
    others = [row for row in found if row.story_id != edition.story_id]
    place = (edition.published_at, edition.story_id)
    older = next((e for e in others if (e.published_at, e.story_id) < place), None)
    newer = next((e for e in reversed(others) if (e.published_at, e.story_id) > place), None)
    related = [row for row in others if row is not older and row is not newer]
    return Around(sections.shown(related[:RELATED]), older, newer)


def _neighbours(shelf: EditionQuerySet, edition: Edition) -> list[EditionQuerySet]:
    """The next older and the next newer row of a section's list, each at most one."""
    at, story = edition.published_at, edition.story_id
    older = shelf.filter(published_at__lte=at).exclude(published_at=at, story__gte=story)
    newer = shelf.filter(published_at__gte=at).exclude(published_at=at, story__lte=story)
    return [older[:1], newer.order_by("published_at", "story_id")[:1]]
