"""The story page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles import addresses, markup, readership, replies
from articles.models import Edition
from articles.public import errors, notices, text
from articles.public.around import around
from articles.public.page import cached, most_read, show
from articles.public.shown import LANGUAGE, Sections
from articles.public.withdrawn import withdrawn

MOST_READ = 5


@require_safe
@cached
def story(request: HttpRequest, slug: str) -> HttpResponse:
    match addresses.resolve(slug):
        case addresses.Moved(to):
            return HttpResponsePermanentRedirect(to)
        case addresses.Suspect(edition):
            return errors.suspect(request, edition)
        case addresses.Withdrawn(withdrawal):
            return withdrawn(request, withdrawal)
        case addresses.Live(edition):
            return _page(request, edition)
        case _:
            raise Http404


def _page(request: HttpRequest, edition: Edition) -> HttpResponse:
    sections = Sections.read()
    shown = sections.shown([edition])[0]
    address = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    popular = most_read(MOST_READ + 1)
    context = {
        "shown": shown,
        "edition": edition,
        "printed": edition.printed,
        "canonical": address,
        "description": text.description(edition),
        "text": text.rendered(edition),
        "notices": notices.printed(edition),
        "views": readership.shown(edition.story_id),
        "minutes": markup.reading_minutes(edition.body),
        "people": people(edition),
        # Off the lists, or in another language, it may be all that its shelves have: no such page.
        "on_shelves": edition.listed and edition.language == LANGUAGE,
        "share": share(edition, address),
        "replies": replies.links(edition.story_id) if edition.has_replies else None,
        "token": readership.token(edition.story_id),
        "popular": [e for e in popular if e.story_id != edition.story_id][:MOST_READ],
        "around": around(edition, shown.section, sections),
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
