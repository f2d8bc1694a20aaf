"""Counting readers without knowing them: record a hit, roll hits up, say a story's number.

A visitor is an HMAC of address, browser and story by a salt that is destroyed after its day, so the
same reader cannot be recognised tomorrow or at another story. The number shown is
starting count + rolled up + not yet rolled up: right at once, and right after."""

import functools
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import DaySalt, Hit, HourlyViews, MostRead, Reason, StoryViews
from articles.models.story import StoryQuerySet

SIGNER = signing.Signer(salt="articles.readership")
LOCK_WAIT = 250  # milliseconds a hit waits for a lock before it is given up
MOST_READ_DAYS = 7
MOST_READ_ROWS = 20
BATCH = 2000  # rows a transaction


def token(story: int) -> str:
    """What a page carries so that it can be counted: the story's id, signed."""
    return SIGNER.sign(str(story))


def story_of(token: str) -> int | None:
    """The story a token names, if the token is ours."""
    try:
        return int(SIGNER.unsign(token[:200]))
    except (signing.BadSignature, ValueError):
        return None


@functools.lru_cache(maxsize=1)
def salt_of(day: date) -> bytes:
    """The day's secret, the same in every process."""
    with _short_wait():
        DaySalt.objects.bulk_create(
            [DaySalt(day=day, salt=secrets.token_hex(32))], ignore_conflicts=True
        )
    return bytes.fromhex(DaySalt.objects.get(day=day).salt)


HIT = """
INSERT INTO articles_hit (story_id, day, visitor, reason, hour, requests, rolled)
VALUES (%s, %s, %s, %s, %s, 1, %s)
ON CONFLICT (story_id, day, visitor, reason) DO UPDATE SET requests = articles_hit.requests + 1
"""
HOUR = """
INSERT INTO articles_hourlyviews (story_id, hour, views) VALUES (%s, %s, %s)
ON CONFLICT (story_id, hour) DO UPDATE SET views = articles_hourlyviews.views + excluded.views
"""
TOTAL = """
INSERT INTO articles_storyviews (story_id, starting, starting_source, rolled) VALUES (%s, 0, '', %s)
ON CONFLICT (story_id) DO UPDATE SET rolled = articles_storyviews.rolled + excluded.rolled
"""


def record(
    story: int, reason: Reason, *, address: str, agent: str, at: datetime | None = None
) -> None:
    """Store a hit; the same visitor's second one of the day only raises `requests`.

    Raises OperationalError when the database is not free within LOCK_WAIT, and IntegrityError
    when there is no such story."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    message = f"{address}\n{agent}\n{story}".encode(errors="replace")
    visitor = hmac.new(salt_of(day), message, hashlib.sha256).hexdigest()[:32]
    values: list[Any] = [story, day.isoformat(), visitor, reason.value, _stored(_hour(at)), False]
    with _short_wait() as cursor:
        cursor.execute(HIT, values)


def _hour(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _stored(at: datetime) -> Any:
    """As this database keeps it."""
    return connection.ops.adapt_datetimefield_value(at)


@contextmanager
def _short_wait() -> Iterator[CursorWrapper]:
    """A cursor that gives up soon: a page's beacon must never queue behind a long write."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {LOCK_WAIT}")
            try:
                yield cursor
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {waits}")
        else:
            with transaction.atomic():
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}ms'")
                yield cursor


def roll_up(*, at: datetime | None = None) -> int:
    """Add what was counted since the last time to the hours and totals; forget days that are over.

    Safe to run twice, at once, or to be killed: a hit is marked in the transaction that adds it.
    Returns how many hits were added."""
    added = 0
    while done := _roll_batch():
        added += done
    _forget(timezone.localdate(at))
    if added:
        rank(at=at)
    return added


@transaction.atomic
def _roll_batch() -> int:
    rows = list(
        Hit.objects.filter(rolled=False, reason=Reason.COUNTED)
        .select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        .values_list("pk", "story_id", "hour")[:BATCH]
    )
    hours = Counter((story, hour) for _, story, hour in rows)
    totals = Counter(story for _, story, _ in rows)
    with connection.cursor() as cursor:
        cursor.executemany(HOUR, [(s, _stored(h), n) for (s, h), n in sorted(hours.items())])
        cursor.executemany(TOTAL, sorted(totals.items()))
    Hit.objects.filter(pk__in=[pk for pk, _, _ in rows]).update(rolled=True)
    return len(rows)


def _forget(today: date) -> None:
    """Destroy the salts of days that are over, and their hits, a batch at a time."""
    DaySalt.objects.filter(day__lt=today).delete()
    over = Hit.objects.filter(day__lt=today).exclude(rolled=False, reason=Reason.COUNTED)
    while pks := list(over.values_list("pk", flat=True)[:BATCH]):
        Hit.objects.filter(pk__in=pks).delete()


@transaction.atomic
def bring_in_hours(story: int, hours: dict[datetime, int]) -> None:
    """Add views that were counted elsewhere or invented for the demo, by the hour."""
    rows = [(story, _stored(_hour(hour)), views) for hour, views in sorted(hours.items())]
    with connection.cursor() as cursor:
        cursor.executemany(HOUR, rows)
        cursor.execute(TOTAL, (story, sum(hours.values())))


def rank(*, at: datetime | None = None) -> None:
    """Write the most read of seven days anew."""
    at = at or timezone.now()
    sums = (
        HourlyViews.objects.filter(hour__gt=at - timedelta(days=MOST_READ_DAYS), hour__lte=at)
        .values_list("story")
        .annotate(total=Sum("views"))
        .order_by("-total", "-story_id")[:MOST_READ_ROWS]
    )
    rows = [MostRead(rank=n, story_id=s, views=v) for n, (s, v) in enumerate(sums, 1)]
    with suppress(IntegrityError), transaction.atomic():  # another roll-up writes the same list
        MostRead.objects.all().delete()
        MostRead.objects.bulk_create(rows)


def _not_rolled(story: str) -> Coalesce:
    """Counted hits of a story that no roll-up has seen yet, as a subquery."""
    hits = Hit.objects.filter(story=OuterRef(story), rolled=False, reason=Reason.COUNTED)
    count = hits.order_by().values("story").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def shown(story: int) -> int:
    """The number on a story's page. One query."""
    number = (
        StoryViews.objects.filter(story=story)
        .annotate(shown=F("starting") + F("rolled") + _not_rolled("story"))
        .values_list("shown", flat=True)
        .first()
    )
    return number or 0


def with_views(stories: StoryQuerySet) -> StoryQuerySet:
    """Adds `views`, the number shown, to rows of the desk's list."""
    rows = StoryViews.objects.filter(story=OuterRef("pk")).values("starting", "rolled")
    before = Coalesce(Subquery(rows.values(n=F("starting") + F("rolled"))), 0)
    return stories.annotate(views=before + _not_rolled("pk"))


def most_read(limit: int) -> list[int]:
    """Ids of the stories read most in seven days, the first first."""
    return list(MostRead.objects.values_list("story", flat=True)[:limit])
