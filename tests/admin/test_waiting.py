"""What waits for a person: the rail's number, the board's rows and the moves offered agree."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import people
from accounts.models import User
from accounts.roles import Role
from articles import emergencies, local, publishing, replies, workflow
from articles.admin import moves, waiting
from articles.admin.waiting import Kind, finding
from articles.content import Credited
from articles.models import Desk, Edition, Reply, Story, Wish
from tests.admin.desk import address, signed_in
from tests.factories import (
    approved_anew,
    edit,
    make_agency,
    make_emergency,
    make_story,
    make_user,
    withdraw,
)

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]


@pytest.fixture
def morning(moved_to: Clock) -> datetime:
    """Nine o'clock of today, so that later today is today."""
    nine = local.midnight(timezone.now()) + timedelta(hours=9)
    moved_to(nine)
    return nine


def again(user: User) -> User:
    """Without what is remembered of what they may do."""
    return User.objects.get(pk=user.pk)


def listed(user: User) -> list[waiting.Waiting]:
    return waiting.rows(user, timezone.now(), emergencies.waiting())


def number(user: User) -> str:
    return waiting.numbers(user).all


def waits(user: User) -> list[str]:
    """The addresses of what waits for somebody, in order."""
    return [row.address for row in listed(again(user))]


def kinds(user: User) -> list[Kind]:
    return [row.kind for row in listed(again(user))]


def received(story: Story, due: datetime, key: str = "satu") -> Reply:
    """What came by right of reply."""
    return Reply.objects.create(
        receipt=f"HJ-{key}", key=key, story=story, wish=Wish.ANSWER, at=timezone.now(), due=due
    )


def scheduled(at: datetime, *, editor: User) -> Story:
    story = make_story(desk=Desk.APPROVED, editor=editor)
    publishing.schedule(story, at=at, by=editor, seen=1)
    return story


def under_embargo(until: datetime, **fields: object) -> Story:
    story = make_story(**fields)  # type: ignore[arg-type]
    workflow.embargo(story, until=until, by=make_user(Role.EDITOR), seen=1)
    return story


def test_what_waits_stands_in_the_order_of_the_board(morning: datetime) -> None:
    editor, hour = make_user(Role.EDITOR), timedelta(hours=1)
    draft = make_story(by=editor)
    reply = received(make_story(desk=Desk.RELEASED), morning + hour)
    approved = make_story(desk=Desk.APPROVED)
    submitted = make_story(desk=Desk.SUBMITTED)
    returned = make_story(by=editor, desk=Desk.RETURNED)
    later, soon = (scheduled(morning + hour * n, editor=editor) for n in (3, 2))
    ends = under_embargo(morning + hour * 5)
    emergency = make_emergency().story
    make_story()  # somebody else's draft
    make_story(desk=Desk.RELEASED)
    stories = (emergency, ends, soon, later, returned, submitted, approved)
    answer = f"/admin/articles/reply/{reply.pk}/change/"
    assert waits(editor) == [*map(address, stories), answer, address(draft)]
    assert kinds(editor) == sorted([*Kind, Kind.SCHEDULED])
    assert number(again(editor)) == "9"


def test_what_one_saved_oneself_does_not_wait_for_oneself() -> None:
    editor = make_user(Role.EDITOR)
    make_story(by=editor, desk=Desk.SUBMITTED)
    assert waits(editor) == []


def test_a_writer_owes_what_was_returned_and_what_an_editor_rewrote() -> None:
    writer = make_user()
    returned = make_story(by=writer, desk=Desk.RETURNED)
    rewritten = make_story(by=writer, desk=Desk.SUBMITTED)
    edit(rewritten, by=make_user(Role.EDITOR), headline="Judul redaktur")
    make_story(by=writer, desk=Desk.APPROVED)
    assert waits(writer) == [address(returned), address(rewritten)]


# What readers have


def test_an_approved_change_of_a_published_story_waits_to_be_corrected() -> None:
    editor = make_user(Role.EDITOR)
    story = approved_anew(make_story(desk=Desk.RELEASED))
    [row] = listed(editor)
    assert (row.kind, row.move) == (Kind.APPROVED, "Ralat")
    assert [shape for shape, _word in row.states] == ["published", "approved"]
    publishing.cosmetic(story, reason="Ejaan.", by=editor, seen=story.version)
    assert waits(editor) == []


def test_a_withdrawn_story_that_is_approved_anew_waits_for_a_chief_alone() -> None:
    editor, chief = make_user(Role.EDITOR), make_user(Role.CHIEF)
    story = make_story(desk=Desk.RELEASED)
    withdraw(story)
    approved_anew(story)
    assert waits(editor) == []
    assert [row.move for row in listed(chief)] == ["Terbitkan kembali"]


def test_an_emergency_waits_for_those_who_may_still_approve_it_and_for_nobody_else() -> None:
    writer, named, other = (make_user() for _ in range(3))
    author = workflow.author_of(named)
    assert author
    editor, chief = make_user(Role.EDITOR), make_user(Role.CHIEF)
    story = make_story(by=writer, bylines=(Credited(author.pk, "reporter"),))
    emergencies.publish(story, reason="Warga harus mengungsi.", by=chief, seen=1)
    people_of = {person: kinds(person) for person in (writer, named, other, editor, chief)}
    assert [who for who, found in people_of.items() if found == [Kind.EMERGENCY]] == [named, editor]
    [row] = listed(editor)
    assert (row.move, row.quiet, row.marks) == ("Tinjau", ["Warga harus mengungsi."], [])
    edit(story, by=writer, headline="Naskah lain")  # no longer the text to be approved
    assert kinds(editor) == []
    assert number(again(editor)) == ""


def test_a_story_off_the_lists_and_one_in_an_emergency_are_marked() -> None:
    editor = make_user(Role.EDITOR)
    hidden, urgent = make_story(desk=Desk.RELEASED), make_emergency().story
    publishing.unlist(hidden, reason="Permintaan keluarga.", by=editor, seen=1)
    for story in (hidden, urgent):
        approved_anew(story)
    marked = {row.address: [mark.shape for mark in row.marks] for row in listed(editor)}
    assert marked == {address(hidden): ["unlisted"], address(urgent): ["urgent"]}


# What comes at an hour


@pytest.mark.parametrize("role", list(Role))
def test_the_hours_of_the_day_are_for_those_who_set_them(role: Role, morning: datetime) -> None:
    scheduled(morning + timedelta(hours=2), editor=make_user(Role.EDITOR))
    under_embargo(morning + timedelta(hours=3))
    expected = [Kind.EMBARGO, Kind.SCHEDULED] if role in {Role.EDITOR, Role.CHIEF} else []
    assert kinds(make_user(role)) == expected


def test_the_day_ends_at_midnight_in_the_sites_zone(morning: datetime) -> None:
    editor, midnight = make_user(Role.EDITOR), local.midnight(morning, days=1)
    for at in (midnight - timedelta(seconds=1), midnight):
        scheduled(at, editor=editor)
        under_embargo(at)
    assert kinds(editor) == [Kind.EMBARGO, Kind.SCHEDULED]


def test_an_hour_that_has_come_waits_no_longer(morning: datetime, moved_to: Clock) -> None:
    editor, at = make_user(Role.EDITOR), morning + timedelta(hours=1)
    scheduled(at, editor=editor)
    under_embargo(at)
    moved_to(at)
    assert kinds(editor) == []


def test_an_approved_text_whose_embargo_ends_today_is_to_be_scheduled(morning: datetime) -> None:
    editor, until = make_user(Role.EDITOR), morning + timedelta(hours=3)
    story = under_embargo(until, desk=Desk.APPROVED)
    [row] = listed(editor)
    assert (row.kind, row.move, row.tail) == (Kind.EMBARGO, "Jadwalkan", "berakhir pukul 12:00")
    publishing.schedule(story, at=until, by=editor, seen=1)
    assert kinds(editor) == [Kind.SCHEDULED]  # its hour stands: the embargo presses no more


def test_an_embargo_presses_no_more_once_a_later_hour_stands(morning: datetime) -> None:
    editor = make_user(Role.EDITOR)
    story = under_embargo(morning + timedelta(hours=3), desk=Desk.APPROVED)
    publishing.schedule(story, at=morning + timedelta(days=2), by=editor, seen=1)
    edit(story, by=story.created_by, headline="Naskah yang belum disetujui")
    assert kinds(editor) == []
    assert number(again(editor)) == ""


# Rights of reply


def test_a_reply_waits_until_it_is_decided_and_served(morning: datetime) -> None:
    editor, story = make_user(Role.EDITOR), make_story(desk=Desk.RELEASED)
    late = received(story, morning - timedelta(hours=1))
    received(story, morning + timedelta(hours=1), key="dua")
    found = listed(editor)
    assert [(row.is_late, row.move) for row in found] == [(True, "Putuskan"), (False, "Putuskan")]
    replies.refuse(late, by=editor, reason="Bukan pihak yang disebut.")
    assert len(waits(editor)) == 1
    assert waits(make_user()) == []


# The number


def someone_amid_stories(role: Role) -> User:
    """Of this role now, and related in every way to stories in every state of the desk."""
    person = make_user(Role.CHIEF, agency=make_agency())
    fill_desk(person)
    people.set_roles(person, [role], by=None)
    return again(person)


def fill_desk(person: User) -> None:
    author = workflow.author_of(person)
    assert author
    home, other, editor = author.agency, make_user(), make_user(Role.EDITOR)
    named = (Credited(author.pk, "reporter"),)
    for desk in Desk:
        if desk is Desk.CANCELLED:
            continue
        for agency in (home, make_agency()):
            make_story(by=other, editor=editor, desk=desk, agency=agency)
            make_story(by=other, editor=editor, desk=desk, agency=agency, bylines=named)
            handed = make_story(by=other, editor=editor, desk=desk, agency=agency)
            Story.objects.filter(pk=handed.pk).update(holder=person)
            make_story(by=person, editor=editor, desk=desk, agency=agency)
    for bylines in (named, ()):
        rewritten = make_story(by=person, desk=Desk.SUBMITTED, agency=home, bylines=bylines)
        edit(rewritten, by=editor, headline="Judul redaktur")
    saved = make_story(by=other, desk=Desk.SUBMITTED, agency=home, bylines=named)
    edit(saved, by=person, headline="Judul orang ini")
    _in_print_again(other, editor)
    _at_an_hour(editor, named)


def _at_an_hour(editor: User, named: tuple[Credited, ...]) -> None:
    """A schedule and an embargo of today, and an emergency."""
    soon = timezone.now() + timedelta(minutes=30)
    scheduled(soon, editor=editor)
    under_embargo(soon, desk=Desk.APPROVED, bylines=named)
    make_emergency(bylines=named)


def _in_print_again(writer: User, editor: User) -> None:
    """Approved while readers have the story, and after they had it."""
    for is_live in (True, False):
        story = make_story(by=writer, editor=editor, desk=Desk.RELEASED)
        seen = edit(story, by=writer, headline="Judul baru").version
        workflow.submit(story, by=writer, seen=seen)
        workflow.approve(story, by=editor, seen=seen)
        if not is_live:
            Edition.objects.filter(story=story).update(live_until=timezone.now())


@pytest.mark.parametrize("role", list(Role))
def test_number_rows_and_moves_agree(role: Role, morning: datetime) -> None:
    """Whatever the list of stories says is owed waits; what else waits comes at an hour."""
    user = someone_amid_stories(role)
    seen = Story.objects.visible_to(user)
    owed = {address(row) for row in seen if moves.owed(row, user)}
    rows = listed(user)
    hours = {row.address for row in rows if row.kind in {Kind.EMBARGO, Kind.SCHEDULED}}
    assert {row.address for row in rows} == owed | hours
    assert number(user) == str(len(rows) or "")
    assert all(row.move for row in rows)
    assert bool(owed) is (role not in {Role.AUDITOR, Role.ADMIN})
    assert bool(hours) is (role in {Role.EDITOR, Role.CHIEF})


@pytest.mark.parametrize("role", list(Role))
def test_nothing_waits_that_somebody_may_not_see(role: Role) -> None:
    user = someone_amid_stories(role)
    seen = {address(row) for row in Story.objects.visible_to(user)}
    assert {row.address for row in listed(user)} <= seen


def test_the_rail_counts_what_waits_and_only_there() -> None:
    make_story(desk=Desk.SUBMITTED)
    page = signed_in(make_user(Role.EDITOR)).get("/admin/articles/story/")
    assert [stop["count"] for stop in page.context["rail"] if stop["count"]] == ["1"]


def test_the_number_ends_where_the_rows_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    editor = make_user(Role.EDITOR)
    for _ in range(2):
        make_story(desk=Desk.SUBMITTED)
    assert (number(editor), len(waits(editor))) == ("2", 2)
    make_story(desk=Desk.SUBMITTED)
    assert (number(editor), len(waits(editor))) == ("2+", 2)


def test_what_comes_at_an_hour_is_listed_before_the_rows_end(
    monkeypatch: pytest.MonkeyPatch, morning: datetime
) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    editor = make_user(Role.EDITOR)
    for _ in range(3):
        make_story(desk=Desk.SUBMITTED)
    under_embargo(morning + timedelta(hours=3))
    assert kinds(editor) == [Kind.EMBARGO, Kind.SUBMITTED]


@pytest.mark.parametrize("role", list(Role))
def test_the_number_is_had_in_a_few_queries_and_reads_no_row(role: Role) -> None:
    user = someone_amid_stories(role)
    user.get_all_permissions()  # asked by every page
    with CaptureQueriesContext(connection) as queries:
        number(user)
    assert len(queries) <= 9
    assert '"articles_story"."headline"' not in str(list(queries))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.CHIEF])
def test_the_queries_for_the_rows_do_not_grow_with_them(role: Role) -> None:
    user = someone_amid_stories(role)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            listed(again(user))
        return len(seen)

    few = queries()
    fill_desk(again(user))
    assert queries() == few
