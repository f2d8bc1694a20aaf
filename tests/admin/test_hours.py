"""A day and an hour as they are typed around midnight, and as nobody should type them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from articles import local
from articles.models import Desk, Edition
from articles.workflow import Move
from tests.admin.desk import make, signed_in, step
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


def at(hour: int, minute: int) -> datetime:
    """An hour of tomorrow, so that nothing of the story lies ahead of it."""
    day = timezone.localdate(timezone=local.zone()) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=local.zone())


def test_a_minute_before_midnight_the_next_day_begins_at_nought(moved_to: Clock) -> None:
    story, late = make_story(desk=Desk.APPROVED), at(23, 59)
    moved_to(late)
    next_day = late.date() + timedelta(days=1)
    page = make(story, Move.SCHEDULE, make_user(Role.EDITOR), day=f"{next_day}", hour="00:00")
    assert Edition.objects.get().live_from == late + timedelta(minutes=1)
    assert "00:00 WIB" in page


def test_a_page_left_open_over_midnight_is_refused_with_what_was_typed(moved_to: Clock) -> None:
    story, late = make_story(desk=Desk.APPROVED), at(23, 58)
    moved_to(late + timedelta(minutes=3))
    typed = {"day": f"{late.date()}", "hour": "23:59"}
    page = make(story, Move.SCHEDULE, make_user(Role.EDITOR), **typed)
    assert "Waktu ini sudah lewat." in page
    assert 'value="23:59"' in page
    assert f'value="{late.date()}"' in page
    assert not Edition.objects.exists()


def test_the_day_proposed_is_the_one_of_the_sites_zone(moved_to: Clock) -> None:
    story, early = make_story(desk=Desk.APPROVED), at(0, 30)  # in UTC still the day before
    moved_to(early)
    page = signed_in(make_user(Role.EDITOR)).get(step(story, Move.SCHEDULE)).content.decode()
    assert f'value="{early.date()}"' in page


@pytest.mark.parametrize("hour", ["10.00 WITA", "10:00 WIB", "24:00", "9"])
def test_an_hour_in_words_of_another_zone_or_of_none_is_refused_in_words(hour: str) -> None:
    story, day = make_story(desk=Desk.APPROVED), at(10, 0).date()
    page = make(story, Move.SCHEDULE, make_user(Role.EDITOR), day=f"{day}", hour=hour)
    assert "Jam ini tidak terbaca. Tulis seperti 14:30." in page
    assert not Edition.objects.exists()


def test_the_day_stands_in_words_before_an_hour_is_typed() -> None:
    story = make_story(desk=Desk.APPROVED)
    page = signed_in(make_user(Role.EDITOR)).get(step(story, Move.SCHEDULE)).content.decode()
    today = timezone.localdate(timezone=local.zone())
    assert f", {today.day} " in page.partition('class="in-words"')[2].partition("</output>")[0]
