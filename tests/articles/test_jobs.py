"""The queue: once by its key, at least once done, never lost."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import jobs
from articles.jobs import queue
from articles.management.commands.work import WORKS
from articles.models import Job
from articles.models.job import FAILING
from tests.factories import make_user, run_due
from tests.race import race

pytestmark = pytest.mark.django_db

Clock = Callable[[datetime], None]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def nothing(payload: dict[str, Any]) -> None:
    """Work that succeeds."""


def broken(payload: dict[str, Any]) -> None:
    raise ValueError("surel\x00 tidak terkirim")


def put(key: str = "satu", kind: str = "uji", **payload: Any) -> Job:
    jobs.enqueue(kind, key, payload)
    return Job.objects.get(key=key)


def test_a_key_is_queued_once_and_the_first_stands() -> None:
    put(n=1)
    put(n=2)
    assert Job.objects.get().payload == {"n": 1}


def test_a_job_stands_or_falls_with_what_caused_it() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_what_is_due_is_done_once() -> None:
    done: list[int] = []
    put("dua", n=2)
    put("satu", n=1)
    assert run_due({"uji": lambda payload: done.append(payload["n"])}) == 2
    assert run_due({"uji": lambda payload: done.append(payload["n"])}) == 0
    assert done == [2, 1]
    assert all(job.done_at and not job.claimed_until for job in Job.objects.all())


def test_what_is_not_yet_due_waits() -> None:
    later = timezone.now() + MINUTE
    jobs.enqueue("uji", "nanti", {}, due=later)
    assert run_due({"uji": nothing}) == 0
    assert run_due({"uji": nothing}, at=later) == 1


def test_a_job_that_fails_leaves_nothing_half_done_and_is_tried_later() -> None:
    def half(payload: dict[str, Any]) -> None:
        put("setengah")
        broken(payload)

    put()
    assert run_due({"uji": half}) == 1
    job = Job.objects.get()
    assert "tidak terkirim" in job.error
    assert "\x00" not in job.error
    assert job.due > timezone.now()
    assert run_due({"uji": nothing}, at=job.due) == 1
    assert Job.objects.get().error == ""


def test_a_job_waits_longer_each_time_and_never_over_six_hours() -> None:
    put()
    waits = []
    for _ in range(12):
        job = Job.objects.get()
        assert run_due({"uji": broken}, at=job.due) == 1
        waits.append(round((Job.objects.get().due - timezone.now()) / MINUTE))
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1, jobs.LONGEST_WAIT // MINUTE)


def test_a_kind_that_nobody_knows_is_kept_with_its_error() -> None:
    put(kind="entah")
    assert run_due({"uji": nothing}) == 1
    assert "entah" in Job.objects.get().error


def test_the_work_of_a_worker_that_died_is_taken_over_after_its_lease() -> None:
    put()
    now = timezone.now()
    assert jobs.claim(now)
    assert jobs.claim(now + jobs.LEASE) is None
    taken = jobs.claim(now + jobs.LEASE + MINUTE)
    assert taken is not None
    assert taken.attempts == 2


def test_a_worker_whose_lease_ran_out_writes_nothing_over_the_next_one() -> None:
    put()
    now = timezone.now()
    first = jobs.claim(now)
    assert first
    assert jobs.claim(now + jobs.LEASE + MINUTE)
    for work in (broken, nothing):
        queue._run(first, {"uji": work})
        job = Job.objects.get()
        assert (job.claimed_until, job.done_at) == (now + 2 * jobs.LEASE + MINUTE, None)


def test_what_a_worker_did_whose_lease_ran_out_is_taken_back() -> None:
    put()
    now = timezone.now()
    first = jobs.claim(now)
    second = jobs.claim(now + jobs.LEASE + MINUTE)
    assert first
    assert second
    queue._run(first, {"uji": lambda payload: jobs.enqueue("surel", "pertama", payload)})
    queue._run(second, {"uji": lambda payload: jobs.enqueue("surel", "kedua", payload)})
    assert Job.objects.get(kind="surel").key == "kedua"
    assert Job.objects.get(kind="uji").done_at


def test_recurring_work_that_fails_keeps_its_error_and_is_not_tried_again() -> None:
    put()
    assert run_due({"uji": jobs.Recurring(lambda: broken({}))}) == 1
    job = Job.objects.get()
    assert job.done_at
    assert job.error == "ValueError: surel tidak terkirim"
    assert run_due({"uji": nothing}, at=timezone.now() + jobs.LONGEST_WAIT) == 0


def test_recurring_work_is_in_no_transaction_and_may_take_its_own_time() -> None:
    later = timezone.now() + timedelta(hours=5)

    def work() -> None:
        assert jobs.claim(later) is None
        jobs.enqueue("surel", "langkah", {}, due=later)
        raise ValueError

    put()
    run_due({"uji": jobs.Recurring(work, lease=timedelta(hours=6))})
    assert "ValueError" in Job.objects.get(kind="uji").error
    assert Job.objects.filter(kind="surel").exists()


def test_keys_that_have_no_job_are_named() -> None:
    put("satu")
    assert jobs.missing(["dua", "satu"]) == ["dua"]


def test_what_was_done_over_a_week_ago_is_forgotten() -> None:
    old, new, waiting = put("lama"), put("baru"), put("menunggu")
    now = timezone.now()
    Job.objects.filter(pk=old.pk).update(done_at=now - jobs.KEPT - MINUTE)
    Job.objects.filter(pk=new.pk).update(done_at=now)
    assert jobs.forget() == 1
    assert set(Job.objects.all()) == {new, waiting}


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_no_job_twice() -> None:
    for n in range(20):
        put(str(n))
    done: list[str] = []

    def work(payload: dict[str, Any]) -> None:
        done.append("x")

    tried = race(*[lambda: run_due({"uji": work})] * 3)
    assert sum(tried) == len(done) == 20
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def letters(done: list[dict[str, Any]]) -> dict[str, jobs.Work]:
    """A kind that lapses a day after it fell due."""
    return {"uji": jobs.Outward(done.append, lapses=DAY)}


def test_a_letter_found_over_a_day_late_is_left_undone_where_people_see_it() -> None:
    done: list[dict[str, Any]] = []
    due = put("tepat").due
    assert run_due(letters(done), at=due + DAY) == 1
    assert len(done) == 1
    due = put("terlambat").due
    assert run_due(letters(done), at=due + DAY + MINUTE) == 1
    assert len(done) == 1
    job = Job.objects.lapsed().get()
    assert (job.key, job.lapsed_at, job.claimed_until) == ("terlambat", due + DAY + MINUTE, None)
    assert run_due(letters(done), at=due + 2 * DAY) == 0  # not even looked at again


def test_a_letter_tried_in_vain_lapses_a_day_after_it_first_fell_due(moved_to: Clock) -> None:
    works: dict[str, jobs.Work] = {"uji": jobs.Outward(broken, lapses=DAY)}
    first = put().due
    for _ in range(20):
        if job := Job.objects.unfinished().first():
            assert job.fell_due == first
            moved_to(job.due)
            run_due(works)
    job = Job.objects.lapsed().get()
    assert job.lapsed_at
    assert DAY < job.lapsed_at - first < DAY + jobs.LONGEST_WAIT
    assert "tidak terkirim" in job.error  # what went wrong before it lapsed


def test_work_without_a_date_never_lapses() -> None:
    put()
    assert run_due({"uji": jobs.Outward(nothing)}, at=timezone.now() + 400 * DAY) == 1
    assert Job.objects.get().done_at


def test_letters_lapse_and_nothing_else_does() -> None:
    lapsing = {kind for kind, work in WORKS.items() if getattr(work, "lapses", None)}
    assert lapsing == {"mail", "letter"}


def test_an_error_is_kept_and_logged_without_the_address_of_whom_the_letter_was_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refused(payload: dict[str, Any]) -> None:
        spelled = "'b@c.test',(d@e.test) \"budi s\"@c.test o'brien@[10.0.0.1]"
        raise OSError(f"550 <siti.aminah+1@jatim.test>: User unknown; {spelled}")

    put()
    logging.getLogger("newsroom").addHandler(caplog.handler)
    try:
        run_due({"uji": jobs.Outward(refused)})
    finally:
        logging.getLogger("newsroom").removeHandler(caplog.handler)
    assert "User unknown" in caplog.text
    assert "@jatim.test" not in caplog.text
    assert Job.objects.get().error == "OSError: 550 …@… User unknown; …@… …@… …@…"


def failing(key: str = "satu") -> Job:
    job = put(key)
    Job.objects.filter(pk=job.pk).update(
        attempts=FAILING, error="ValueError: surel", due=timezone.now() + MINUTE, first_due=job.due
    )
    return Job.objects.get(pk=job.pk)


def lapsed(key: str = "lewat") -> Job:
    job = put(key)
    run_due(letters([]), at=job.due + DAY + MINUTE)
    return Job.objects.get(pk=job.pk)


def test_a_job_is_told_of_when_it_failed_thrice_and_not_before() -> None:
    put()
    for attempt in range(1, FAILING + 1):
        assert run_due({"uji": broken}, at=Job.objects.get().due) == 1
        assert Job.objects.failing().exists() is (attempt == FAILING)
    run_due({"uji": nothing}, at=Job.objects.get().due)
    assert not Job.objects.failing().exists()


@pytest.mark.parametrize("make", [failing, lapsed])
def test_what_is_stuck_is_tried_again_as_if_it_were_new(make: Any) -> None:
    chief, job = make_user(Role.CHIEF), make()
    assert jobs.retry(job, by=chief)
    assert not jobs.retry(job, by=chief)  # a second click
    done: list[dict[str, Any]] = []
    assert run_due(letters(done), at=timezone.now() + MINUTE) == 1
    assert (len(done), Job.objects.get().attempts) == (1, 1)
    entry = AuditEntry.objects.get(action="job.retry")
    assert (entry.by, entry.subject, entry.detail["key"]) == (chief, f"job:{job.pk}", job.key)


@pytest.mark.parametrize("make", [failing, lapsed])
def test_what_is_stuck_is_closed_for_good(make: Any) -> None:
    admin, job = make_user(Role.ADMIN), make()
    assert jobs.dismiss(job, by=admin)
    assert not jobs.dismiss(job, by=admin)
    assert run_due(letters([]), at=timezone.now() + 2 * DAY) == 0
    now = timezone.now()
    rows = [Job.objects.failing(), Job.objects.lapsed(), Job.objects.broken(now)]
    assert [row.count() for row in rows] == [0, 0, 0]
    put(job.key)  # nor is it written anew
    assert Job.objects.get().done_at
    assert (
        AuditEntry.objects.get(action="job.dismiss").detail["error"] == job.error.partition(":")[0]
    )


def test_what_works_or_is_being_done_is_not_settled() -> None:
    chief, waiting, claimed = make_user(Role.CHIEF), put(), failing("dua")
    Job.objects.filter(pk=claimed.pk).update(claimed_until=timezone.now() + MINUTE)
    assert not jobs.retry(waiting, by=chief)
    assert not jobs.dismiss(claimed, by=chief)
    assert not AuditEntry.objects.filter(action__startswith="job.").exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CHIEF, Role.ADMIN}))
def test_only_chiefs_and_admins_settle(role: Role) -> None:
    job, other = failing(), make_user(role)
    for verb in (jobs.retry, jobs.dismiss):
        with pytest.raises(PermissionDenied):
            verb(job, by=other)
    assert Job.objects.failing().exists()


def test_work_that_returns_is_told_of_until_it_succeeds() -> None:
    put()
    run_due({"uji": jobs.Recurring(lambda: broken({}))})
    assert [job.kind for job in Job.objects.broken(timezone.now())] == ["uji"]
    assert not Job.objects.broken(timezone.now() + 2 * DAY).exists()
    put("dua")
    run_due({"uji": jobs.Recurring(lambda: nothing({}))})
    assert not Job.objects.broken(timezone.now()).exists()


def test_what_lapsed_is_kept_thirty_days_closed_or_not() -> None:
    now = timezone.now()
    old, closed, recent = lapsed("lama"), lapsed("tutup"), lapsed("baru")
    Job.objects.filter(pk=old.pk).update(lapsed_at=now - jobs.KEPT_LAPSED - MINUTE)
    Job.objects.filter(pk=closed.pk).update(
        lapsed_at=now - jobs.KEPT_LAPSED + DAY, done_at=now - jobs.KEPT - MINUTE
    )
    assert jobs.forget() == 1
    assert set(Job.objects.all()) == {closed, recent}
