"""Hits and roll-ups at the same moment, and a database that is not free."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.utils import timezone

from articles import readership
from articles.models import DaySalt, Hit, HourlyViews, MostRead, Reason, StoryViews
from tests.factories import make_edition
from tests.race import race

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 5  # seconds; a hit waits a quarter of one, the database's own time-out is twenty


def visit(story: int, who: int = 1) -> None:
    readership.record(story, Reason.COUNTED, address=f"10.0.0.{who}", agent="Peramban")


@contextmanager
def held(act: Callable[[], object]) -> Iterator[None]:
    """Another connection has done this and does not commit."""
    begun, over = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                act()
                begun.set()
                over.wait(60)
                transaction.set_rollback(True)
        finally:
            connections.close_all()

    thread = Thread(target=hold)
    thread.start()
    assert begun.wait(60)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_many_readers_and_many_roll_ups_at_once_give_the_right_number() -> None:
    story = make_edition().story_id
    visit(story, 0)

    def read(first: int) -> None:
        for who in range(first, first + 20):
            visit(story, who)

    def roll() -> None:
        for _ in range(5):
            readership.roll_up()

    outcomes = race(lambda: read(0), lambda: read(20), lambda: read(10), roll, roll)
    assert outcomes[3:] == [None, None]
    assert all(o is None or isinstance(o, OperationalError) for o in outcomes[:3]), outcomes
    assert readership.shown(story) == Hit.objects.filter(reason=Reason.COUNTED).count()
    readership.roll_up()
    rolled = StoryViews.objects.get(story=story).rolled
    assert readership.shown(story) == rolled == Hit.objects.count()
    assert sum(HourlyViews.objects.values_list("views", flat=True)) == rolled


def test_roll_ups_at_once_add_each_hit_once_and_write_one_ranking() -> None:
    stories = [make_edition().story_id for _ in range(3)]
    for _ in range(3):
        for story in stories:
            for who in range(10):
                visit(story, who)
        added = race(*[readership.roll_up] * 3)
        assert all(isinstance(n, int) for n in added), added
    assert [readership.shown(story) for story in stories] == [10, 10, 10]
    assert sorted(readership.most_read(5)) == sorted(stories)
    assert MostRead.objects.count() == 3


def lock_for(story: int) -> Callable[[], object]:
    """What keeps a hit of this story waiting: the whole file on SQLite, one row on PostgreSQL."""
    return lambda: Hit.objects.filter(story=story).update(requests=5)


@pytest.mark.parametrize("remembered", [True, False], ids=["salt known", "salt not known"])
def test_a_hit_gives_up_soon_when_the_database_is_not_free(remembered: bool) -> None:
    story = make_edition().story_id
    visit(story)
    if not remembered:
        readership.salt_of.cache_clear()
    started = time.monotonic()
    with held(lock_for(story)), pytest.raises(OperationalError):
        visit(story)
    assert time.monotonic() - started < SOON
    visit(story)
    assert Hit.objects.get().requests == 2


def test_the_first_hit_of_a_day_gives_up_soon_too() -> None:
    story = make_edition().story_id
    today = timezone.localdate()
    started = time.monotonic()
    salt = DaySalt(day=today, salt="00" * 32)
    with held(salt.save), pytest.raises(OperationalError):
        visit(story)
    assert time.monotonic() - started < SOON
    visit(story)
    assert readership.shown(story) == 1
    assert DaySalt.objects.get().salt != salt.salt


def test_other_writes_wait_as_long_as_before_after_a_hit_gave_up() -> None:
    story = make_edition().story_id
    visit(story)

    def waits() -> object:
        with connection.cursor() as cursor:
            asks = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}
            cursor.execute(asks[connection.vendor])
            return cursor.fetchone()[0]

    before = waits()
    with held(lock_for(story)), pytest.raises(OperationalError):
        visit(story)
    assert waits() == before


def test_a_page_reads_its_number_while_the_database_is_written() -> None:
    story = make_edition().story_id
    visit(story)
    with held(lock_for(story)):
        assert readership.shown(story) == 1


def test_a_story_that_is_not_there_is_not_counted_and_spoils_no_salt() -> None:
    story = make_edition().story_id
    with pytest.raises(IntegrityError):
        visit(story + 999)
    visit(story)
    readership.salt_of.cache_clear()
    visit(story)
    assert readership.shown(story) == 1
