"""The queue: once by its key, at least once done, never lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from articles import jobs
from articles.models import Job
from tests.factories import run_due
from tests.race import race

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


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
        jobs._run(first, {"uji": work})
        job = Job.objects.get()
        assert (job.claimed_until, job.done_at) == (now + 2 * jobs.LEASE + MINUTE, None)


def test_what_a_worker_did_whose_lease_ran_out_is_taken_back() -> None:
    put()
    now = timezone.now()
    first = jobs.claim(now)
    second = jobs.claim(now + jobs.LEASE + MINUTE)
    assert first
    assert second
    jobs._run(first, {"uji": lambda payload: jobs.enqueue("surel", "pertama", payload)})
    jobs._run(second, {"uji": lambda payload: jobs.enqueue("surel", "kedua", payload)})
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
