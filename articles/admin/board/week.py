"""Seven days ahead, by day: schedules and ends of embargoes. Seven days back: stories a day."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from articles import local
from articles.models import Desk, Edition, Language
from articles.models.story import StoryQuerySet

DAYS = 7
MOST = 60  # schedules, and as many embargoes: a week that is fuller is read in the list
WORKED_ON = set(Desk) - {Desk.RELEASED, Desk.CANCELLED}


@dataclass(frozen=True)
class Coming:
    at: datetime
    story: int
    headline: str
    is_embargo: bool


@dataclass(frozen=True)
class Week:
    ahead: list[tuple[date, list[Coming]]]
    is_cut: bool
    back: list[tuple[date, int]]

    @property
    def total(self) -> int:
        return sum(number for _day, number in self.back)


def week(stories: StoryQuerySet, now: datetime) -> Week:
    """From tomorrow on, and until yesterday; today has its own place."""
    schedules, embargoes = _schedules(stories, now), _embargoes(stories, now)
    days: dict[date, list[Coming]] = defaultdict(list)
    for one in sorted([*schedules, *embargoes], key=lambda one: (one.at, one.story)):
        days[_day(one.at)].append(one)
    is_cut = MOST in {len(schedules), len(embargoes)}
    return Week(list(days.items()), is_cut, _back(stories, now))


def _day(at: datetime) -> date:
    return timezone.localdate(at, local.zone())


def _ahead(now: datetime) -> tuple[datetime, datetime]:
    return local.midnight(now, days=1), local.midnight(now, days=DAYS + 1)


def _schedules(stories: StoryQuerySet, now: datetime) -> list[Coming]:
    begin, end = _ahead(now)
    found = Edition.objects.future(now).filter(live_from__gte=begin, live_from__lt=end)
    seen = found.filter(story__in=stories.order_by().values("pk")).order_by("live_from", "story")
    rows = seen.values_list("live_from", "story", "headline")[:MOST]
    return [Coming(*row, is_embargo=False) for row in rows]


def _embargoes(stories: StoryQuerySet, now: datetime) -> list[Coming]:
    """Of what is worked on: an embargo on what has gone out holds nothing back."""
    begin, end = _ahead(now)
    found = stories.filter(desk__in=WORKED_ON, embargo_until__gte=begin, embargo_until__lt=end)
    rows = found.order_by("embargo_until", "pk").values_list("embargo_until", "pk", "headline")
    return [
        Coming(until, story, headline, is_embargo=True)
        for until, story, headline in rows[:MOST]
        if until is not None
    ]


def _back(stories: StoryQuerySet, now: datetime) -> list[tuple[date, int]]:
    """How many stories of each day readers have; a count for the desk, seals unread."""
    begin, end = local.midnight(now, days=-DAYS), local.midnight(now)
    found = (
        Edition.objects.current(now)
        .order_by()
        .filter(language__in=Language.values, published_at__gte=begin, published_at__lt=end)
    )
    seen = found.filter(story__in=stories.order_by().values("pk"))
    numbers = Counter(_day(at) for at in seen.values_list("published_at", flat=True))
    days = [_day(local.midnight(now, days=-back)) for back in range(DAYS, 0, -1)]
    return [(day, numbers[day]) for day in days]
