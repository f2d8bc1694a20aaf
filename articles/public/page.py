"""What every reader's page has: masthead, menu, today's date, and how long others may keep it."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from articles.models import Edition, MostRead
from articles.models.edition import EditionQuerySet
from articles.public.shown import LANGUAGE, Sections

Answer = Callable[..., HttpResponse]


def cached(view: Answer) -> Answer:
    """Browsers ask again each time; a cache in front answers for ten seconds, so that a withdrawal
    is felt within ten; so is its notice. What went wrong is never kept."""

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code < HTTPStatus.BAD_REQUEST or answer.status_code == HTTPStatus.GONE:
            patch_cache_control(answer, public=True, max_age=0, s_maxage=10)
        return answer

    return kept


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    sections: Sections | None = None,
    status: int = 200,
) -> HttpResponse:
    """A whole page. One query for the menu, unless the view has read the sections already."""
    frame = {
        "menu": (sections or Sections.read()).menu,
        "today": timezone.localdate(),
        "site": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "canonical": f"{settings.SITE_URL}{request.path}",
    }
    return render(request, template, frame | context, status=status)


def live() -> EditionQuerySet:
    """Live editions for lists, in the site's language, newest first."""
    return Edition.objects.live().for_listing().filter(language=LANGUAGE)


def headlines() -> EditionQuerySet:
    """The same without photos: for lists that show none."""
    return live().select_related(None).prefetch_related(None)


def most_read(limit: int) -> list[Edition]:
    """The live ones among the most read of seven days, the first first. One query, which names no
    language: SQLite would walk through that language's whole index for it."""
    rows = (
        Edition.objects.live()
        .for_listing()
        .select_related(None)
        .prefetch_related(None)
        .filter(story__in=MostRead.objects.values("story"))
        .order_by("story__mostread__rank")
    )
    return [row for row in rows[: 2 * limit] if row.language == LANGUAGE][:limit]
