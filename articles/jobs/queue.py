"""The queue: jobs are written in the transaction that causes them and done by `manage work`."""

import logging
import re
from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Job

log = logging.getLogger("newsroom.jobs")

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
KEPT = timedelta(days=7)
KEPT_LAPSED = timedelta(days=30)
ADDRESS = re.compile(r'(?:"[^"]{0,64}"|\S{0,64})@\S+')

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
    meanwhile. Tried again like any other, until it `lapses`: that long after it fell due it says
    nothing new to anybody, and is left undone where people see it."""

    do: Work
    lapses: timedelta | None = None

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
    waiting = Job.objects.unfinished().filter(free, due__lte=at).order_by("due", "pk")
    while job := waiting.first():
        same = Job.objects.filter(pk=job.pk, done_at=None, lapsed_at=None)
        mine = same.filter(attempts=job.attempts, claimed_until=job.claimed_until).update(
            claimed_until=at + LEASE, attempts=job.attempts + 1
        )
        if mine:
            job.attempts += 1
            return job
    return None


def run_next(works: dict[str, Work], *, at: datetime | None = None) -> bool:
    """Do the job that is due longest, in a transaction of its own. Whether there was one."""
    at = at or timezone.now()
    job = claim(at)
    if job is not None and not _has_lapsed(job, works.get(job.kind), at):
        _run(job, works)
    return job is not None


def _has_lapsed(job: Job, work: Work | None, at: datetime) -> bool:
    """Whether it was found too late; then it is so from now on. The last error stays with it."""
    lapses = work.lapses if isinstance(work, Outward) else None
    if lapses is None or at <= job.fell_due + lapses:
        return False
    log.error("job %s lapsed: it was due at %s", job.key, job.fell_due)
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts, done_at=None)
    mine.update(claimed_until=None, lapsed_at=at)
    return True


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
        # What another machine answered may name whom a letter was for: no trace of it is logged.
        trace = None if isinstance(work, Outward) else error
        words = (job.key, job.attempts, said(error))
        log.error("job %s failed, attempt %s: %s", *words, exc_info=trace)
        now = timezone.now()
        again = {"due": now + _wait(job), "first_due": Coalesce("first_due", "due")}
        then = {"done_at": now} if recurring else again
        mine.update(claimed_until=None, error=said(error), **then)


def said(error: Exception) -> str:
    """An error as it is kept: without the address of whom a letter was for."""
    words = ADDRESS.sub("…@…", f"{type(error).__name__}: {error}")
    return words.replace("\x00", "")


def _wait(job: Job) -> timedelta:
    return min(timedelta(seconds=10 * 4 ** min(job.attempts, 8)), LONGEST_WAIT)


def forget(*, at: datetime | None = None) -> int:
    """Delete what was done over a week ago, and what lapsed over thirty days ago."""
    at = at or timezone.now()
    done = Q(done_at__lt=at - KEPT, lapsed_at=None)
    return Job.objects.filter(done | Q(lapsed_at__lt=at - KEPT_LAPSED)).delete()[0]
