"""Two who decide otherwise about one story at the same moment: one of them is told why not."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import emergencies, integrity, jobs, notices, publishing, workflow
from articles.models import Desk, Edition, Ground, Job, Story, Withdrawal
from tests.articles.test_races import refused
from tests.factories import approved_anew, make_emergency, make_story, make_user, withdraw
from tests.race import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]
ROUNDS = 2


def test_a_story_is_withdrawn_once_by_a_chief_and_an_admin_who_race() -> None:
    for number in range(1, ROUNDS + 1):
        story = make_story(desk=Desk.RELEASED)
        acts = [
            partial(
                notices.withdraw,
                story,
                ground=Ground.UNAUTHORISED,
                reason="Disusupi.",
                by=make_user(role),
                seen=1,
            )
            for role in (Role.CHIEF, Role.ADMIN)
        ]
        assert len(refused(race(*acts))) == 1
        assert Withdrawal.objects.count() == number
    assert list(integrity.faults()) == []


def test_a_withdrawn_story_comes_back_once_whoever_withdraws_it_anew() -> None:
    for _ in range(ROUNDS):
        chief, other = make_user(Role.CHIEF), make_user(Role.CHIEF)
        withdraw(story := make_story(desk=Desk.RELEASED))
        seen = approved_anew(story, editor=chief).version
        back = partial(notices.republish, story, note="Diizinkan.", seen=seen)
        away = partial(
            notices.withdraw, story, ground=Ground.CHILD, reason="Anak.", by=other, seen=seen
        )
        outcomes = race(partial(back, by=chief), away, partial(back, by=other))
        refused(outcomes)
        assert sum(isinstance(outcome, Edition) for outcome in outcomes) == 1
    assert list(integrity.faults()) == []


def test_an_emergency_is_approved_and_objected_to_in_an_order_that_holds() -> None:
    for _ in range(ROUNDS):
        story = make_emergency().story
        yes = partial(emergencies.endorse, story, by=make_user(Role.EDITOR), seen=1)
        no = partial(
            emergencies.object_to, story, note="Periksa.", by=make_user(Role.EDITOR), seen=1
        )
        objected = not refused(race(yes, no))
        assert (Story.objects.get(pk=story.pk).desk == Desk.RETURNED) is objected
        assert emergencies.waiting() == []
    assert list(integrity.faults()) == []


def test_of_a_schedule_and_an_embargo_beyond_it_one_is_refused() -> None:
    for _ in range(ROUNDS):
        story, now = make_story(desk=Desk.APPROVED), timezone.now()
        at, until = now + timedelta(hours=1), now + timedelta(hours=5)
        outcomes = race(
            partial(publishing.schedule, story, at=at, by=make_user(Role.EDITOR), seen=1),
            partial(workflow.embargo, story, until=until, by=make_user(Role.EDITOR), seen=1),
        )
        assert len(refused(outcomes)) == 1


def test_a_schedule_that_is_moved_and_taken_back_at_once_is_taken_back() -> None:
    for _ in range(ROUNDS):
        story, editor, now = make_story(desk=Desk.APPROVED), make_user(Role.EDITOR), timezone.now()
        publishing.schedule(story, at=now + timedelta(hours=1), by=editor, seen=1)
        at = now + timedelta(hours=5)
        refused(
            race(
                partial(publishing.unschedule, story, by=editor, seen=1),
                partial(publishing.reschedule, story, at=at, by=make_user(Role.EDITOR), seen=1),
            )
        )
        assert Story.objects.get(pk=story.pk).desk == Desk.APPROVED
        assert not story.editions.future().exists()
    assert list(integrity.faults()) == []


def test_a_job_that_is_tried_again_and_closed_at_once_is_settled_by_one() -> None:
    for number in range(ROUNDS):
        job = Job.objects.create(kind="mail", key=f"surat {number}", attempts=5, error="Gagal: x")
        outcomes = race(
            partial(jobs.retry, job, by=make_user(Role.CHIEF)),
            partial(jobs.dismiss, job, by=make_user(Role.ADMIN)),
        )
        assert sorted(outcomes) == [False, True]
        assert AuditEntry.objects.filter(subject=f"job:{job.pk}").count() == 1
