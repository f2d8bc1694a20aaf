"""Who may make which move, and the two pairs of eyes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import editing, publishing, workflow
from articles.content import Credited
from articles.models import Approval, Author, Desk, Revision, Story
from articles.workflow import MOVES, Move, Refused
from tests.factories import edit, make_agency, make_content, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

VERBS: dict[Move, Callable[..., Any]] = {
    Move.SUBMIT: workflow.submit,
    Move.RETURN: workflow.send_back,
    Move.APPROVE: workflow.approve,
    Move.PUBLISH: publishing.publish,
}


def take(move: Move, story: Story, *, by: User, seen: int | None = None, note: str = "Ya.") -> Any:
    extra = {"note": note} if move is Move.RETURN else {}
    return VERBS[move](story, by=by, seen=story.version if seen is None else seen, **extra)


def accepts(move: Move, story: Story, person: User) -> bool:
    """Whether the verb itself takes it; nothing is kept."""
    with transaction.atomic():
        try:
            take(move, story, by=person)
        except Refused:
            return False
        finally:
            transaction.set_rollback(True)
        return True


def byline(user: User, *more: User) -> tuple[Credited, ...]:
    authors = [workflow.author_of(person) for person in (user, *more)]
    return tuple(Credited(author.pk, "reporter") for author in authors if author)


def alone(kind: str) -> User:
    if kind == "superuser":
        return make_user(Role.CHIEF, is_superuser=True)
    return make_user(Role.CHIEF if kind == "chief" else Role.EDITOR)


@pytest.mark.parametrize("kind", ["editor", "chief", "superuser"])
@pytest.mark.parametrize("named", [True, False])
def test_one_person_alone_brings_nothing_to_readers(kind: str, named: bool) -> None:
    one = alone(kind)
    names = byline(one) if named else ()
    story = editing.begin(make_content(by=one, bylines=names, source="Humas"), by=one)
    workflow.submit(story, by=one, seen=1)
    for trick in (
        lambda: workflow.approve(story, by=one, seen=1),
        lambda: publishing.publish(story, by=one, seen=1),
        lambda: publishing.bring_in(story, published_at=story.created_at, by=one),
    ):
        with pytest.raises(Refused):
            trick()
    edit(story, by=one)  # changes nothing, so it stays theirs
    workflow.send_back(story, by=one, seen=1, note="Untuk saya.")
    workflow.submit(story, by=one, seen=1)
    with pytest.raises(Refused, match="You saved the newest revision"):
        workflow.approve(story, by=one, seen=1)
    assert not Approval.objects.exists()
    assert not story.editions.exists()


@pytest.mark.parametrize("kind", ["editor", "chief", "superuser"])
def test_who_changed_an_approved_text_cannot_approve_it_again(kind: str) -> None:
    one = alone(kind)
    story = make_story(desk=Desk.APPROVED, editor=one)
    edit(story, by=one, headline="Judul milik penyunting")
    with pytest.raises(Refused):
        workflow.approve(story, by=one, seen=2)
    with pytest.raises(Refused):
        publishing.publish(story, by=one, seen=2)


def test_an_approval_of_the_text_before_does_not_publish_the_text_after() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.APPROVED, editor=editor)
    edit(story, by=editor, summary=story.summary + " Ditambah.")
    Story.objects.filter(pk=story.pk).update(desk=Desk.APPROVED)  # as an intruder would
    with pytest.raises(Refused, match="no valid approval"):
        publishing.publish(story, by=editor, seen=2)


def test_a_reporter_and_an_editor_get_a_story_out_when_the_reporter_wrote_last() -> None:
    reporter, editor = make_user(Role.REPORTER), make_user(Role.EDITOR)
    story = make_story(desk=Desk.SUBMITTED, by=reporter)
    workflow.approve(story, by=editor, seen=1)
    assert publishing.publish(story, by=editor, seen=1).number == 1


def test_a_reporter_and_an_editor_get_a_story_out_when_the_editor_wrote_last() -> None:
    reporter, editor = make_user(Role.REPORTER), make_user(Role.EDITOR)
    story = edit(make_story(desk=Desk.SUBMITTED, by=reporter), by=editor, headline="Judul baru")
    workflow.approve(story, by=reporter, seen=2)  # confirms: stands in the byline
    with pytest.raises(Refused):
        publishing.publish(story, by=reporter, seen=2)
    assert publishing.publish(story, by=editor, seen=2).headline == "Judul baru"


def test_a_contributor_in_the_byline_confirms_only_what_lies_on_their_own_desk() -> None:
    here, there = make_agency(), make_agency()
    writer, editor = make_user(Role.CONTRIBUTOR, agency=here), make_user(Role.EDITOR)
    story = make_story(desk=Desk.SUBMITTED, by=writer)
    edit(story, by=editor, headline="Judul baru")
    away = edit(make_story(desk=Desk.SUBMITTED, by=writer), by=editor, agency=there.pk)
    workflow.approve(story, by=writer, seen=2)
    with pytest.raises(Refused, match="You cannot see this story"):
        workflow.approve(away, by=writer, seen=2)


def test_who_was_handed_a_story_may_confirm_it_and_who_only_began_it_may_not() -> None:
    handed, editor = make_user(Role.REPORTER), make_user(Role.EDITOR)
    story = make_story(desk=Desk.SUBMITTED, bylines=(), source="Humas")
    edit(story, by=editor, headline="Judul baru")
    with pytest.raises(Refused):
        workflow.approve(story, by=story.created_by, seen=2)
    Story.objects.filter(pk=story.pk).update(holder=handed)
    workflow.approve(story, by=handed, seen=2)


@pytest.mark.parametrize("move", VERBS)
@pytest.mark.parametrize("desk", Desk)
def test_a_move_is_made_from_the_states_of_its_rule_only(move: Move, desk: Desk) -> None:
    story, chief = make_story(desk=Desk.APPROVED), make_user(Role.CHIEF)
    Story.objects.filter(pk=story.pk).update(desk=desk)
    if desk in MOVES[move].sources:
        take(move, story, by=chief)
        assert Story.objects.get(pk=story.pk).desk == MOVES[move].target
    else:
        with pytest.raises(Refused, match="this move is possible from"):
            take(move, story, by=chief)
        assert Story.objects.get(pk=story.pk).desk == desk


@pytest.mark.parametrize("move", VERBS)
def test_a_move_on_a_text_that_somebody_has_just_changed_is_refused(move: Move) -> None:
    start = {Move.SUBMIT: Desk.DRAFT, Move.PUBLISH: Desk.APPROVED}.get(move, Desk.SUBMITTED)
    story, chief = make_story(desk=start), make_user(Role.CHIEF)
    edit(story, by=story.created_by, headline="Judul yang belum dibaca")
    Story.objects.filter(pk=story.pk).update(desk=start)
    with pytest.raises(Refused, match="Somebody saved revision 2"):
        take(move, story, by=chief, seen=1)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("desk", [Desk.DRAFT, Desk.SUBMITTED, Desk.APPROVED])
def test_the_buttons_are_exactly_the_moves_that_the_verbs_accept(role: Role, desk: Desk) -> None:
    agency = make_agency()
    story = make_story(desk=desk, by=make_user(Role.CONTRIBUTOR, agency=agency))
    person = make_user(role, agency=agency)
    sees = Story.objects.visible_to(person).filter(pk=story.pk).exists()
    offered = set(workflow.moves_for(story, person)) if sees else set()
    assert {move for move in VERBS if accepts(move, story, person)} == offered & set(VERBS)


def test_every_reason_is_said_at_once() -> None:
    story = make_story(desk=Desk.DRAFT)
    with pytest.raises(Refused) as no:
        workflow.send_back(story, by=story.created_by, seen=7, note=" ")
    assert len(no.value.reasons) == 4


def test_whoever_cannot_see_a_story_learns_nothing_of_it() -> None:
    story = make_story(desk=Desk.DRAFT)
    with pytest.raises(Refused) as no:
        workflow.submit(story, by=make_user(Role.REPORTER), seen=9)
    assert no.value.reasons == ["You cannot see this story."]


def test_a_closed_account_makes_no_move_not_even_on_a_story_that_names_it() -> None:
    closed = make_user(Role.EDITOR, is_active=False)
    story = make_story(desk=Desk.SUBMITTED, bylines=byline(closed))
    assert not workflow.is_allowed(story, Move.APPROVE, closed)
    with pytest.raises(Refused):
        workflow.approve(story, by=closed, seen=1)


def test_a_return_says_why_and_gives_the_story_back_to_whoever_began_it() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    workflow.send_back(story, by=make_user(Role.EDITOR), seen=1, note=" Sebut sumbernya. ")
    story = Story.objects.get(pk=story.pk)
    assert (story.desk, story.note) == (Desk.RETURNED, "Sebut sumbernya.")
    assert story.holder == story.created_by


def test_a_text_returned_and_submitted_unchanged_is_approved_again_by_the_same_editor() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.APPROVED, editor=editor)
    workflow.send_back(story, by=editor, seen=1, note="Tunggu konfirmasi.")
    workflow.submit(story, by=story.created_by, seen=1)
    workflow.approve(story, by=editor, seen=1)
    assert Approval.objects.count() == 1
    assert publishing.publish(story, by=editor, seen=1).revision.number == 1


def test_nobody_approves_a_text_that_is_not_the_one_on_their_screen() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    other = make_content(by=story.created_by, headline="Judul palsu")
    Revision.objects.filter(story=story).update(content=other.as_json(), sha256=other.sha256)
    with pytest.raises(Refused, match="not as it was saved"):
        workflow.approve(story, by=make_user(Role.EDITOR), seen=1)


def test_a_move_is_on_the_audit_trail_and_a_refused_one_is_not() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.SUBMITTED)
    trail = AuditEntry.objects.filter(subject=f"story:{story.pk}")
    before = trail.count()
    workflow.approve(story, by=editor, seen=1)
    with pytest.raises(Refused):
        workflow.approve(story, by=editor, seen=1)
    assert trail.count() == before + 1
    newest = trail.latest("number")
    assert (newest.action, newest.by, newest.detail["revision"]) == ("story.approve", editor, 1)


def test_an_auditor_in_the_byline_still_changes_nothing() -> None:
    auditor = make_user(Role.AUDITOR)
    byline = (Credited(Author.objects.get(user=auditor).pk, "reporter"),)
    story = make_story(desk=Desk.SUBMITTED, bylines=byline)
    assert workflow.moves_for(story, auditor) == []
    with pytest.raises(Refused):
        workflow.approve(story, by=auditor, seen=1)


def test_the_note_of_a_return_stays_while_the_story_stays_returned() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.RETURNED, editor=editor)
    workflow.hand(story, to=make_user(Role.REPORTER), by=editor, seen=1, note="Tolong bantu.")
    assert Story.objects.get(pk=story.pk).note == "Lengkapi datanya."


def test_a_note_is_kept_without_what_nobody_sees_and_has_an_end() -> None:
    story, editor = make_story(desk=Desk.SUBMITTED), make_user(Role.EDITOR)
    with pytest.raises(Refused, match="at most 2000 characters"):
        workflow.send_back(story, by=editor, seen=1, note="x" * 2001)
    workflow.send_back(story, by=editor, seen=1, note="Sebut\x00 sumbernya\u202e.")
    assert Story.objects.get(pk=story.pk).note == "Sebut sumbernya."
