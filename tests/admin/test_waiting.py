"""What waits for a person: the rail's number, the board's rows and the moves offered agree."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import people
from accounts.models import User
from accounts.roles import Role
from articles import workflow
from articles.admin import moves, waiting
from articles.content import Credited
from articles.models import Desk, Edition, Story
from tests.admin.desk import signed_in
from tests.factories import edit, make_agency, make_story, make_user

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    """Without what is remembered of what they may do."""
    return User.objects.get(pk=user.pk)


def waits(user: User) -> list[int]:
    return [row.story.pk for row in waiting.rows(again(user))]


def test_an_editor_owes_publication_then_review_then_their_own_work() -> None:
    editor = make_user(Role.EDITOR)
    draft = make_story(by=editor)
    submitted = make_story(desk=Desk.SUBMITTED)
    approved = make_story(desk=Desk.APPROVED)
    returned = make_story(by=editor, desk=Desk.RETURNED)
    make_story()  # somebody else's draft
    make_story(desk=Desk.RELEASED)
    assert waits(editor) == [approved.pk, submitted.pk, returned.pk, draft.pk]


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
    assert waits(writer) == [rewritten.pk, returned.pk]


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
def test_number_rows_and_moves_agree(role: Role) -> None:
    user = someone_amid_stories(role)
    owed = {row.pk for row in Story.objects.visible_to(user) if moves.owed(row, user)}
    rows = waiting.rows(user)
    assert {row.story.pk for row in rows} == owed
    assert waiting.number(user) == str(len(owed) or "")
    assert all(row.move for row in rows)
    assert bool(owed) is (role not in {Role.AUDITOR, Role.ADMIN})


def test_the_rail_counts_what_waits_and_only_there() -> None:
    make_story(desk=Desk.SUBMITTED)
    page = signed_in(make_user(Role.EDITOR)).get("/admin/articles/story/")
    assert [stop["count"] for stop in page.context["rail"] if stop["count"]] == ["1"]


def test_the_number_ends_where_the_rows_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    editor = make_user(Role.EDITOR)
    for _ in range(2):
        make_story(desk=Desk.SUBMITTED)
    assert (waiting.number(editor), len(waits(editor))) == ("2", 2)
    make_story(desk=Desk.SUBMITTED)
    assert (waiting.number(editor), len(waits(editor))) == ("2+", 2)


@pytest.mark.parametrize("role", list(Role))
def test_the_number_is_had_in_two_queries_and_reads_no_row(role: Role) -> None:
    user = someone_amid_stories(role)
    user.get_all_permissions()  # asked by every page
    with CaptureQueriesContext(connection) as queries:
        waiting.number(user)
    assert len(queries) <= 2
    assert "headline" not in str(list(queries))
