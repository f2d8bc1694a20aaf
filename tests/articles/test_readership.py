"""Counting readers: the right number at once, after roll-up, and whatever happens in between."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from articles import readership
from articles.models import DaySalt, Hit, HourlyViews, Reason, Story, StoryViews
from tests.factories import make_edition, make_edition_at

pytestmark = pytest.mark.django_db

JAKARTA = ZoneInfo("Asia/Jakarta")
NOON = datetime(2022, 8, 10, 12, 30, tzinfo=JAKARTA)
DAY = timedelta(days=1)


def published(starting: int = 0) -> int:
    """The id of a live story that begins with this number."""
    story = make_edition().story_id
    StoryViews.objects.filter(story=story).update(starting=starting)
    return story


def visit(story: int, who: str = "1", at: datetime = NOON, reason: Reason = Reason.COUNTED) -> None:
    readership.record(story, reason, address=f"10.0.0.{who}", agent="Peramban", at=at)


def test_one_visit_makes_ninety_ninety_one_at_once_and_after_roll_up() -> None:
    story = published(starting=90)
    assert readership.shown(story) == 90
    visit(story)
    assert readership.shown(story) == 91
    assert readership.roll_up(at=NOON) == 1
    assert readership.shown(story) == 91


def test_twenty_reloads_count_once_also_around_a_roll_up() -> None:
    story = published(starting=90)
    for n in range(20):
        visit(story, at=NOON + n * timedelta(minutes=1))
        if n == 10:
            readership.roll_up(at=NOON)
    readership.roll_up(at=NOON)
    assert readership.shown(story) == 91
    assert Hit.objects.get().requests == 20


def test_readers_are_told_apart_by_address_and_browser() -> None:
    story, other = published(), published()
    visit(story, "1")
    visit(story, "2")
    visit(other, "1")
    readership.record(story, Reason.COUNTED, address="10.0.0.1", agent="Lain", at=NOON)
    assert (readership.shown(story), readership.shown(other)) == (3, 1)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not Reason.COUNTED])
def test_a_hit_for_any_other_reason_is_kept_and_never_counts(reason: Reason) -> None:
    story = published(starting=90)
    visit(story, reason=reason)
    assert readership.shown(story) == 90
    assert readership.roll_up(at=NOON) == 0
    assert readership.shown(story) == 90
    assert Hit.objects.get().reason == reason


def test_a_roll_up_twice_adds_nothing_the_second_time() -> None:
    story = published()
    visit(story, "1")
    visit(story, "2")
    assert readership.roll_up(at=NOON) == 2
    assert readership.roll_up(at=NOON) == 0
    assert readership.shown(story) == 2
    assert HourlyViews.objects.get().views == StoryViews.objects.get().rolled == 2


def test_a_roll_up_killed_in_the_middle_leaves_the_number_right() -> None:
    story = published(starting=90)
    visit(story)
    with transaction.atomic():
        readership.roll_up(at=NOON)
        assert StoryViews.objects.get().rolled == 1
        transaction.set_rollback(True)
    assert readership.shown(story) == 91
    readership.roll_up(at=NOON)
    assert readership.shown(story) == 91


def test_more_hits_than_a_batch_holds_are_all_added() -> None:
    story, count = published(), readership.BATCH + 1
    hour = NOON.astimezone(UTC).replace(minute=0)
    Hit.objects.bulk_create(
        Hit(story_id=story, day=NOON.date(), visitor=str(n), reason=Reason.COUNTED, hour=hour)
        for n in range(count)
    )
    assert readership.roll_up(at=NOON) == count
    assert readership.shown(story) == HourlyViews.objects.get().views == count


def test_when_a_day_is_over_its_hits_and_salt_are_gone_and_the_number_stays() -> None:
    story = published(starting=90)
    visit(story, "1")
    visit(story, "2", reason=Reason.BOT)
    readership.roll_up(at=NOON)
    assert (Hit.objects.count(), DaySalt.objects.count()) == (2, 1)
    readership.roll_up(at=NOON + DAY)
    assert (Hit.objects.count(), DaySalt.objects.count()) == (0, 0)
    assert readership.shown(story) == 91


def test_a_hit_that_no_roll_up_has_seen_outlives_its_day_and_counts() -> None:
    story = published()
    visit(story)
    readership._forget((NOON + DAY).date())  # as a roll-up does that just missed it
    assert readership.shown(story) == 1
    readership.roll_up(at=NOON + 3 * DAY)
    assert not Hit.objects.exists()
    assert readership.shown(story) == 1


def test_a_day_ends_at_midnight_in_the_zone_of_the_site() -> None:
    story = published()
    late = datetime(2022, 8, 10, 23, 59, 59, tzinfo=JAKARTA)
    visit(story, at=late)
    visit(story, at=late.replace(hour=0))
    assert readership.shown(story) == 1
    visit(story, at=late + timedelta(seconds=2))
    assert readership.shown(story) == 2
    assert sorted(day.isoformat() for day in Hit.objects.values_list("day", flat=True)) == [
        "2022-08-10",
        "2022-08-11",
    ]
    assert Hit.objects.latest("day").hour == datetime(2022, 8, 10, 17, tzinfo=UTC)


def test_a_reader_is_not_recognised_on_another_day_or_at_another_story() -> None:
    one, two = published(), published()
    visit(one)
    visit(two)
    visit(one, at=NOON + DAY)
    assert Hit.objects.values("visitor").distinct().count() == 3


def test_no_row_keeps_an_address_or_a_browser() -> None:
    visit(published())
    row = str(Hit.objects.values().get())
    assert "10.0.0.1" not in row
    assert "Peramban" not in row


def test_every_process_has_the_same_salt() -> None:
    story = published()
    visit(story)
    readership.salt_of.cache_clear()
    visit(story)
    assert readership.shown(story) == 1


def test_a_token_names_its_story_and_no_other_text_does() -> None:
    token = readership.token(12)
    assert readership.story_of(token) == 12
    for rubbish in ("", "12", "12:x", token.replace("12", "13"), token + "x", "é", "9" * 999):
        assert readership.story_of(rubbish) is None


def test_the_most_read_are_those_of_seven_days_in_order() -> None:
    now = timezone.now()
    stories = [make_edition_at(now - 30 * DAY).story_id for _ in range(3)]
    for story, views, days in zip(stories, (9, 5, 7), (8, 1, 2), strict=True):
        readership.bring_in_hours(story, {now - days * DAY: views})
    readership.rank(at=now)
    assert readership.most_read(5) == [stories[2], stories[1]]
    assert [readership.shown(story) for story in stories] == [9, 5, 7]


def test_the_number_on_the_desk_is_the_number_on_the_page() -> None:
    story = published(starting=90)
    visit(story, "1")
    readership.roll_up(at=NOON)
    visit(story, "2")
    desk = readership.with_views(Story.objects.all()).get()
    assert desk.views == readership.shown(story) == 92  # type: ignore[attr-defined]
