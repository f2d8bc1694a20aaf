"""The day as a line of hours: what readers got, and what they are still to get."""

from dataclasses import dataclass
from datetime import datetime

from articles import local, readership
from articles.admin.standing import Mark, besides
from articles.models import Edition, Language, Story
from articles.models.story import StoryQuerySet

MOST = 12  # rows that are over, and as many that come


@dataclass(frozen=True)
class Hour:
    at: datetime
    edition: Edition
    views: int = 0
    is_ahead: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Today:
    published: int
    scheduled: int
    views: int
    rows: list[Hour]


def today(stories: StoryQuerySet, now: datetime, urgent: list[Edition]) -> Today:
    """Since midnight in the site's zone and until the next, of the stories a person may see."""
    begin, end = local.midnight(now), local.midnight(now, days=1)
    # Every language, named, so that the index (language, published_at) serves.
    live = Edition.objects.live(now).filter(
        language__in=Language.values, published_at__range=(begin, now)
    )
    out = list(live.defer("body").order_by("published_at", "story_id"))
    future = Edition.objects.future(now).filter(live_from__lt=end)
    ahead = list(future.defer("body").order_by("live_from", "story_id"))
    seen = _seen(stories, [*out, *ahead])
    out = [edition for edition in out if edition.story_id in seen]
    ahead = [edition for edition in ahead if edition.story_id in seen]
    views = _views(out)
    rows = [
        *_over(out[-MOST:], views, {edition.story_id for edition in urgent}),
        *(Hour(edition.live_from, edition, is_ahead=True) for edition in ahead[:MOST]),
    ]
    return Today(len(out), len(ahead), sum(views.values()), rows)


def _seen(stories: StoryQuerySet, editions: list[Edition]) -> set[int]:
    named = {edition.story_id for edition in editions}
    return set(stories.order_by().filter(pk__in=named).values_list("pk", flat=True))


def _views(editions: list[Edition]) -> dict[int, int]:
    stories = Story.objects.filter(pk__in={edition.story_id for edition in editions})
    counted = readership.with_views(stories).only("pk")
    return {story.pk: story.views for story in counted}  # type: ignore[attr-defined]


def _over(editions: list[Edition], views: dict[int, int], urgent: set[int]) -> list[Hour]:
    return [
        Hour(
            edition.published_at,
            edition,
            views=views[edition.story_id],
            marks=tuple(besides(listed=edition.listed, urgent=edition.story_id in urgent)),
        )
        for edition in editions
    ]
