"""The desk's first page: day, states, week. What waits and what failed have their own files."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from articles import emergencies, local, publishing, workflow
from articles.admin.board.desk import IN_COLUMN
from articles.models import Desk, Story
from tests.admin.desk import signed_in
from tests.admin.test_troubles import failing, found_in
from tests.factories import (
    make_agency,
    make_edition,
    make_edition_at,
    make_emergency,
    make_story,
    make_user,
    publish_again,
    withdraw,
)

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def morning(moved_to: Clock) -> datetime:
    """Nine o'clock of today, so that later today is today."""
    nine = local.midnight(timezone.now()) + 9 * HOUR
    moved_to(nine)
    return nine


def scheduled(at: datetime, *, by: User | None = None) -> Story:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.APPROVED, by=by, editor=editor)
    publishing.schedule(story, at=at, by=editor, seen=1)
    return story


def under_embargo(until: datetime, *, by: User | None = None) -> Story:
    story = make_story(by=by)
    workflow.embargo(story, until=until, by=make_user(Role.EDITOR), seen=1)
    return story


def test_today_begins_at_midnight_in_the_sites_zone() -> None:
    midnight = local.midnight(timezone.now())
    today = make_edition_at(midnight)
    make_edition_at(midnight - timedelta(seconds=1))
    shown = signed_in(make_user(Role.EDITOR)).get("/admin/").context["today"]
    assert [row.edition.pk for row in shown.rows] == [today.pk]
    assert (shown.published, shown.scheduled) == (1, 0)


def test_today_is_a_line_of_hours_with_what_is_still_to_come(morning: datetime) -> None:
    out = make_edition_at(morning - HOUR)
    evening, noon = scheduled(morning + 9 * HOUR), scheduled(morning + 3 * HOUR)
    scheduled(local.midnight(morning, days=1))
    response = signed_in(make_user(Role.EDITOR)).get("/admin/")
    rows = response.context["today"].rows
    assert [row.edition.story_id for row in rows] == [out.story_id, noon.pk, evening.pk]
    assert [row.is_ahead for row in rows] == [False, True, True]
    assert "<b>1</b> terbit · <b>2</b> dijadwalkan" in response.content.decode()


def test_of_the_day_and_the_week_everybody_is_told_what_they_may_see(morning: datetime) -> None:
    agency, writer = make_agency(), make_user()
    contributor = make_user(Role.CONTRIBUTOR, agency=agency)
    for by in (contributor, writer):
        make_edition_at(morning - HOUR, by=by)
        make_edition_at(morning - DAY, by=by)
        scheduled(morning + HOUR, by=by)
        scheduled(morning + DAY, by=by)
        under_embargo(morning + 2 * DAY, by=by)
    numbers = {}
    for person in (contributor, writer, make_user(), make_user(Role.EDITOR)):
        shown = signed_in(person).get("/admin/").context
        ahead = sum(len(rows) for _day, rows in shown["week"].ahead)
        today = shown["today"]
        numbers[person] = (today.published, today.scheduled, ahead, shown["week"].total)
    assert list(numbers.values()) == [(1, 1, 2, 1), (1, 1, 2, 1), (0, 0, 0, 0), (2, 2, 4, 2)]


APPROVER = "Berita berikutnya muncul di sini begitu diajukan."
WRITER = "Berita yang dikembalikan kepada Anda atau perlu konfirmasi Anda muncul di sini."
EVERYBODYS = "Belum ada yang terbit hari ini."
ONES_OWN = "Belum ada yang terbit hari ini dari meja Anda."


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.CONTRIBUTOR, [WRITER, ONES_OWN]),
        (Role.REPORTER, [WRITER, ONES_OWN]),
        (Role.PHOTOGRAPHER, [WRITER, ONES_OWN]),
        (Role.AUDITOR, [EVERYBODYS]),
        (Role.EDITOR, [APPROVER, EVERYBODYS]),
        (Role.CHIEF, [APPROVER, EVERYBODYS]),
        (Role.ADMIN, []),
    ],
)
def test_an_empty_board_promises_each_role_only_what_it_may_expect(
    role: Role, said: list[str]
) -> None:
    page = signed_in(make_user(role)).get("/admin/").content.decode()
    assert [text for text in (APPROVER, WRITER, EVERYBODYS, ONES_OWN) if text in page] == said


@pytest.mark.parametrize("role", list(Role))
def test_whoever_moves_no_story_is_told_what_they_may_do_instead(role: Role) -> None:
    client = signed_in(make_user(role))
    duties = client.get("/admin/").context["duties"]
    assert [client.get(address).status_code for *_words, address in duties] == [200] * len(duties)
    accounts, trail = "/admin/accounts/user/", "/admin/accounts/auditentry/"
    stories, authors = "/admin/articles/story/", "/admin/articles/author/"
    taking_down = [reverse("admin:taking_down")]
    expected = {
        Role.ADMIN: [*taking_down, accounts, authors, trail],
        Role.AUDITOR: [stories, trail],
    }
    assert [address for *_words, address in duties] == expected.get(role, [])


def test_columns_count_everything_and_show_the_newest() -> None:
    writer = make_user(Role.EDITOR)
    for _ in range(IN_COLUMN + 2):
        make_story(by=writer)
    drafts = signed_in(writer).get("/admin/").context["columns"][0]
    assert (drafts.number, len(drafts.stories)) == (IN_COLUMN + 2, IN_COLUMN)


def test_a_phone_unfolds_the_state_that_the_address_names() -> None:
    client = signed_in(make_user(Role.EDITOR))
    asked = {"approved": Desk.APPROVED, "x": Desk.SUBMITTED, "\x00": Desk.SUBMITTED}
    for state, unfolded in asked.items():
        columns = client.get("/admin/", {"state": state}).context["columns"]
        assert [column.state for column in columns if column.shown] == [unfolded]


def test_a_column_says_whose_it_is_and_what_neither_state_says() -> None:
    editor, agency = make_user(Role.EDITOR), make_agency("Dinas Uji")
    hidden = make_story(desk=Desk.RELEASED, agency=agency)
    publishing.unlist(hidden, reason="Permintaan keluarga.", by=editor, seen=1)
    publish_again(hidden)
    until = timezone.now() + HOUR
    for story in (hidden, under_embargo(until)):
        Story.objects.filter(pk=story.pk).update(desk=Desk.DRAFT)
    response = signed_in(editor).get("/admin/")
    drafts = response.context["columns"][0].stories
    marks = {story.pk: [mark.shape for mark in story.marks] for story in drafts}
    assert marks[hidden.pk] == ["unlisted"]
    assert sorted(map(tuple, marks.values())) == [("",), ("unlisted",)]
    assert "Dinas Uji · " in response.content.decode()


# The week


def test_the_week_ahead_begins_tomorrow_and_ends_after_seven_days(morning: datetime) -> None:
    tomorrow, end = local.midnight(morning, days=1), local.midnight(morning, days=8)
    second = timedelta(seconds=1)
    scheduled(tomorrow - second), scheduled(end)
    first, last = scheduled(tomorrow), scheduled(end - second)
    ends = under_embargo(tomorrow + HOUR)
    shown = signed_in(make_user(Role.EDITOR)).get("/admin/").context["week"]
    expected = [[(first.pk, False), (ends.pk, True)], [(last.pk, False)]]
    found = [[(row.story, row.is_embargo) for row in rows] for _day, rows in shown.ahead]
    assert found == expected
    assert [day for day, _rows in shown.ahead] == [
        timezone.localdate(tomorrow),
        timezone.localdate(end - second),
    ]


def test_an_embargo_on_what_has_gone_out_holds_nothing_back(morning: datetime) -> None:
    story = make_story(desk=Desk.RELEASED)
    workflow.embargo(story, until=morning + DAY, by=make_user(Role.EDITOR), seen=1)
    assert signed_in(make_user(Role.EDITOR)).get("/admin/").context["week"].ahead == []


def test_the_days_behind_count_stories_once_that_readers_still_have(morning: datetime) -> None:
    yesterday = [make_edition_at(morning - DAY) for _ in range(3)]
    make_edition_at(morning - 8 * DAY), make_edition_at(morning - HOUR)
    make_edition_at(local.midnight(morning, days=-7))
    publish_again(yesterday[0].story)
    withdraw(yesterday[1].story)
    shown = signed_in(make_user(Role.EDITOR)).get("/admin/").context["week"].back
    today = timezone.localdate(morning)
    assert shown[0] == (today - 7 * DAY, 1)
    assert shown[-1] == (today - DAY, 2)
    assert (len(shown), sum(number for _day, number in shown)) == (7, 3)


# All of it


def test_the_number_of_queries_does_not_grow_with_what_is_shown(morning: datetime) -> None:
    client = signed_in(chief := make_user(Role.CHIEF))
    writer, editor = make_user(), make_user(Role.EDITOR)

    def queries(turn: int) -> int:
        for desk in list(Desk)[:5]:
            make_story(by=writer, editor=editor, desk=desk)
        for at in (morning + HOUR, morning + DAY):
            scheduled(at), under_embargo(at)
        make_emergency(), failing(str(turn)), found_in(make_edition())
        emergencies.publish(make_story(by=writer), reason="Bahaya.", by=chief, seen=1)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/admin/")
        return len(seen)

    few = queries(0)
    assert [queries(turn) for turn in (1, 2)] == [few, few]


@pytest.mark.parametrize("role", list(Role))
def test_headings_are_in_order_and_every_section_has_one(role: Role, morning: datetime) -> None:
    scheduled(morning + DAY), make_emergency(), failing(), found_in(make_edition())
    page = signed_in(make_user(role)).get("/admin/").content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    labels = re.findall(r'<section[^>]* aria-labelledby="([^"]+)"', page)
    assert all(f'<h2 id="{label}"' in page for label in labels)


def test_an_emergency_that_nobody_else_approved_is_listed_for_those_who_approve() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = make_story(by=chief, headline="Banjir bandang di hulu")
    emergencies.publish(story, reason="Warga harus mengungsi.", by=chief, seen=1)
    said = {who: signed_in(who).get("/admin/").context for who in (chief, editor, make_user())}
    waiting = [[row.title for row in shown["waiting"]] for shown in said.values()]
    others = [[row.headline for row in shown["emergencies"]] for shown in said.values()]
    assert waiting == [[], ["Banjir bandang di hulu"], []]
    assert others == [["Banjir bandang di hulu"], [], []]
    assert "Warga harus mengungsi." in signed_in(chief).get("/admin/").content.decode()
    emergencies.endorse(story, by=editor, seen=1)
    for who in said:
        shown = signed_in(who).get("/admin/").context
        assert (shown["waiting"], shown["emergencies"]) == ([], [])
