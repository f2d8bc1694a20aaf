"""The queue: jobs are written in the transaction that causes them and done by `manage work`."""

import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Job

log = logging.getLogger("newsroom.jobs")

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
KEPT = timedelta(days=7)

Work = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Recurring:
    """Work that comes again by itself, and may be too long for one transaction: it commits in steps
    of its own, harmless when done twice. Where it fails its next time is the next try."""

    do: Callable[[], object]
    lease: timedelta = LEASE

    def __call__(self, payload: dict[str, Any]) -> None:
        self.do()


@dataclass(frozen=True)
class Outward:
    """Work that waits for another machine, such as the mail server: no transaction is held open
    meanwhile. Tried again like any other."""

    do: Work

    def __call__(self, payload: dict[str, Any]) -> None:
        self.do(payload)


class LeaseLost(Exception):
    """Another attempt has the job now; what this one did is taken back."""


def enqueue(kind: str, key: str, payload: dict[str, Any], *, due: datetime | None = None) -> None:
    """Write a job, once: a key that is there already is left as it is."""
    enqueue_all([Job(kind=kind, key=key, payload=payload, due=due or timezone.now())])


def enqueue_all(written: Iterable[Job]) -> None:
    """Write jobs, each once, by one query."""
    Job.objects.bulk_create(written, ignore_conflicts=True)


def missing(keys: Collection[str]) -> list[str]:
    """Those of these keys that no job has yet. One query, and no write, unlike `enqueue`."""
    there = set(Job.objects.filter(key__in=keys).values_list("key", flat=True))
    return [key for key in keys if key not in there]


def claim(at: datetime) -> Job | None:
    """Take the job that is due longest, by a conditional update; None when nothing is due."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    waiting = Job.objects.filter(free, done_at=None, due__lte=at).order_by("due", "pk")
    while job := waiting.first():
        mine = Job.objects.filter(
            pk=job.pk, done_at=None, attempts=job.attempts, claimed_until=job.claimed_until
        ).update(claimed_until=at + LEASE, attempts=job.attempts + 1)
        if mine:
            job.attempts += 1
            return job
    return None


def run_next(works: dict[str, Work], *, at: datetime | None = None) -> bool:
    """Do the job that is due longest, in a transaction of its own. Whether there was one."""
    job = claim(at or timezone.now())
    if job is not None:
        _run(job, works)
    return job is not None


def _run(job: Job, works: dict[str, Work]) -> None:
    """Whoever's lease ran out and was taken over writes nothing: the attempt is another's now."""
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None)
    work = works.get(job.kind)
    recurring = work if isinstance(work, Recurring) else None
    if recurring:
        mine.update(claimed_until=timezone.now() + recurring.lease)
    try:
        with nullcontext() if isinstance(work, Recurring | Outward) else transaction.atomic():
            works[job.kind](job.payload)
            if not mine.update(done_at=timezone.now(), claimed_until=None, error=""):
                raise LeaseLost
    except Exception as error:
        log.exception("job %s failed, attempt %s", job.key, job.attempts)
        said = f"{type(error).__name__}: {error}".replace("\x00", "")
        now = timezone.now()
        then = {"done_at": now} if recurring else {"due": now + _wait(job)}
        mine.update(claimed_until=None, error=said, **then)


def _wait(job: Job) -> timedelta:
    return min(timedelta(seconds=10 * 4 ** min(job.attempts, 8)), LONGEST_WAIT)


def forget(*, at: datetime | None = None) -> int:
    """Delete what was done over a week ago."""
    before = (at or timezone.now()) - KEPT
    return Job.objects.filter(done_at__lt=before).delete()[0]
