"""A schedule is an edition ahead of its hour: nothing has to happen for it to be read."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from articles import addresses, integrity, notices, publishing, workflow
from articles.models import CorrectionKind, Desk, Edition, EditionKind, Public, Story
from articles.workflow import Move, Refused
from tests.factories import approved_anew, edit, make_story, make_user, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
Clock = Callable[[datetime], None]
UPDATE = notices.Wording(CorrectionKind.UPDATE, note="Jumlahnya bertambah.")


def scheduled(hours: float = 2) -> tuple[Story, Edition]:
    story, at = make_story(desk=Desk.APPROVED), timezone.now() + timedelta(hours=hours)
    edition = publishing.schedule(story, at=at, by=make_user(Role.EDITOR), seen=1)
    return Story.objects.get(pk=story.pk), edition


def test_a_scheduled_story_is_nowhere_before_its_hour_and_everywhere_from_it_on(
    moved_to: Clock,
) -> None:
    story, edition = scheduled()
    assert (story.desk, workflow.public_of(story)) == (Desk.RELEASED, Public.SCHEDULED)
    moved_to(edition.live_from - timedelta(microseconds=1))
    assert addresses.resolve(edition.slug) is None
    assert list(Edition.objects.live()) == []
    moved_to(edition.live_from)
    assert addresses.resolve(edition.slug) == addresses.Live(edition)
    assert list(integrity.faults()) == []


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [(timedelta(0), "past"), (timedelta(days=-1), "past"), (timedelta(days=430), "14 months")],
)
def test_no_schedule_lies_in_the_past_or_beyond_fourteen_months(
    ahead: timedelta, reason: str
) -> None:
    story = make_story(desk=Desk.APPROVED)
    with pytest.raises(Refused, match=reason):
        publishing.schedule(story, at=timezone.now() + ahead, by=make_user(Role.EDITOR), seen=1)


def test_nothing_is_scheduled_before_an_embargo_or_published_under_one() -> None:
    story, editor = make_story(desk=Desk.APPROVED), make_user(Role.EDITOR)
    until = timezone.now() + timedelta(hours=3)
    workflow.embargo(story, until=until, by=editor, seen=1)
    before = until - timedelta(minutes=1)
    with pytest.raises(Refused, match="under embargo"):
        publishing.publish(story, by=editor, seen=1)
    with pytest.raises(Refused, match="under embargo"):
        publishing.schedule(story, at=before, by=editor, seen=1)
    assert publishing.schedule(story, at=until, by=editor, seen=1).live_from == until


def test_while_a_schedule_stands_nothing_else_is_published_scheduled_or_embargoed() -> None:
    story, edition = scheduled()
    chief, later = make_user(Role.CHIEF), timezone.now() + timedelta(hours=9)
    story = approved_anew(story)
    acts: list[Callable[[], object]] = [
        lambda: publishing.publish(story, by=chief, seen=2),
        lambda: publishing.schedule(story, at=later, by=chief, seen=2),
        lambda: publishing.cosmetic(story, reason="Ejaan.", by=chief, seen=2),
        lambda: workflow.embargo(story, until=later, by=chief, seen=2),
        lambda: notices.correct(story, UPDATE, by=chief, seen=2),
    ]
    for act in acts:
        with pytest.raises(Refused, match="Cancel the schedule first"):
            act()
    assert Edition.objects.get().headline == edition.headline  # as it was approved


def test_a_schedule_taken_back_never_appears_and_the_text_stays_approved(moved_to: Clock) -> None:
    story, edition = scheduled()
    story = publishing.unschedule(story, by=make_user(Role.EDITOR), seen=1)
    assert story.desk == Desk.APPROVED
    assert list(integrity.faults()) == []
    moved_to(edition.live_from + timedelta(days=1))
    assert list(Edition.objects.current()) == []
    at_once = publishing.publish(story, by=make_user(Role.EDITOR), seen=1)
    assert at_once.published_at == at_once.live_from  # not the hour that was taken back


def test_what_readers_have_stays_when_the_schedule_of_its_change_is_taken_back() -> None:
    story, editor = make_story(desk=Desk.RELEASED), make_user(Role.EDITOR)
    first = story.editions.get()
    story = approved_anew(story)
    at = timezone.now() + timedelta(hours=1)
    with pytest.raises(Refused, match="write the reason"):
        publishing.schedule(story, at=at, by=editor, seen=2)
    second = publishing.schedule(story, at=at, by=editor, seen=2, reason="Ejaan.")
    assert second.kind == EditionKind.COSMETIC
    assert list(Edition.objects.live()) == [first]
    assert list(Edition.objects.live(at)) == [second]
    publishing.unschedule(story, by=editor, seen=2)
    assert list(Edition.objects.live(at)) == [first]
    assert list(integrity.faults()) == []


def test_a_schedule_moved_is_the_same_text_at_another_hour() -> None:
    story, old = scheduled()
    story = edit(story, by=story.created_by, headline="Naskah yang belum disetujui")
    at = timezone.now() + timedelta(hours=5)
    new = publishing.reschedule(story, at=at, by=make_user(Role.EDITOR), seen=2)
    assert (new.headline, new.live_from, new.published_at) == (old.headline, at, at)
    assert list(Edition.objects.live(old.live_from)) == []
    assert list(integrity.faults()) == []


def test_an_edition_hidden_at_its_own_start_by_sql_is_named() -> None:
    story = make_story(desk=Desk.RELEASED)
    edition = story.editions.get()
    Edition.objects.filter(pk=edition.pk).update(live_until=edition.live_from)
    assert any("live_until" in fault for fault in integrity.faults())


def test_a_schedule_taken_back_leaves_a_text_that_was_edited_since_as_it_stands() -> None:
    story, _edition = scheduled()
    story = edit(story, by=story.created_by, headline="Naskah yang belum disetujui")
    story = publishing.unschedule(story, by=make_user(Role.EDITOR), seen=2)
    assert story.desk == Desk.DRAFT


def test_an_embargo_lifted_by_sql_is_named() -> None:
    story = make_story()
    until = timezone.now() + timedelta(hours=3)
    workflow.embargo(story, until=until, by=story.created_by, seen=1)
    assert list(integrity.faults()) == []
    Story.objects.update(embargo_until=None)
    assert any("embargo" in fault for fault in integrity.faults())


def test_an_edit_after_approval_needs_a_new_one() -> None:
    story, editor = make_story(desk=Desk.APPROVED), make_user(Role.EDITOR)
    story = edit(story, by=story.created_by, headline="Judul yang belum dibaca")
    assert story.desk == Desk.SUBMITTED
    with pytest.raises(Refused, match="Approved"):
        publishing.publish(story, by=editor, seen=2)
    workflow.approve(story, by=editor, seen=2)
    assert publishing.publish(story, by=editor, seen=2).headline == "Judul yang belum dibaca"


def test_a_scheduled_storys_edit_leaves_its_edition_as_approved(moved_to: Clock) -> None:
    story, edition = scheduled()
    edit(story, by=story.created_by, headline="Naskah yang belum disetujui")
    assert workflow.public_of(Story.objects.get(pk=story.pk)) is Public.SCHEDULED
    moved_to(edition.live_from)
    (live,) = Edition.objects.live()
    assert (live, live.headline, live.revision.number) == (edition, edition.headline, 1)


def test_a_withdrawal_cancels_a_scheduled_edition(moved_to: Clock) -> None:
    story = approved_anew(make_story(desk=Desk.RELEASED))
    at, editor = timezone.now() + timedelta(hours=1), make_user(Role.EDITOR)
    future = publishing.schedule(story, at=at, by=editor, seen=2, reason="Ejaan.")
    withdrawal = withdraw(story)
    future.refresh_from_db()
    assert future.is_cancelled
    moved_to(at + timedelta(hours=1))
    assert list(Edition.objects.current()) == []
    assert addresses.resolve(future.slug) == addresses.Withdrawn(withdrawal)
    assert list(integrity.faults()) == []


def test_every_reason_against_an_hour_is_said_at_once() -> None:
    story, editor = approved_anew(make_story(desk=Desk.RELEASED)), make_user(Role.EDITOR)
    workflow.embargo(story, until=timezone.now() + timedelta(hours=3), by=editor, seen=2)
    past = timezone.now() - timedelta(hours=1)
    with pytest.raises(Refused) as no:
        publishing.schedule(story, at=past, by=editor, seen=1)
    said = " ".join(no.value.reasons)
    for reason in ("is past", "under embargo", "write the reason", "Somebody saved revision 2"):
        assert reason in said
    assert len(no.value.reasons) == 4


def test_an_embargo_that_has_ended_is_not_there_to_be_lifted(moved_to: Clock) -> None:
    story, editor = make_story(), make_user(Role.EDITOR)
    until = timezone.now() + timedelta(hours=3)
    workflow.embargo(story, until=until, by=editor, seen=1)
    moved_to(until - timedelta(seconds=1))
    assert workflow.may(Story.objects.get(), Move.LIFT, editor)
    moved_to(until)
    assert not workflow.may(Story.objects.get(), Move.LIFT, editor)
    with pytest.raises(Refused, match="under no embargo"):
        workflow.lift_embargo(story, by=editor, seen=1)
    assert list(integrity.faults()) == []
