"""The queue: jobs are written in the transaction that causes them and done by `manage work`."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Job

log = logging.getLogger("newsroom.jobs")

LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
KEPT = timedelta(days=30)

Work = Callable[[dict[str, Any]], None]


def enqueue(kind: str, key: str, payload: dict[str, Any], *, due: datetime | None = None) -> None:
    """Write a job, once: a key that is there already is left as it is."""
    Job.objects.bulk_create(
        [Job(kind=kind, key=key, payload=payload, due=due or timezone.now())],
        ignore_conflicts=True,
    )


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


def run_due(works: dict[str, Work], *, at: datetime | None = None) -> int:
    """Do everything that is due. Returns how many were tried."""
    tried = 0
    while run_next(works, at=at):
        tried += 1
    return tried


def run_next(works: dict[str, Work], *, at: datetime | None = None) -> bool:
    """Do the job that is due longest, in a transaction of its own. Whether there was one."""
    job = claim(at or timezone.now())
    if job is not None:
        _run(job, works)
    return job is not None


def _run(job: Job, works: dict[str, Work]) -> None:
    """Whoever's lease ran out and was taken over writes nothing: the attempt is another's now."""
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    try:
        with transaction.atomic():
            works[job.kind](job.payload)
            mine.update(done_at=timezone.now(), claimed_until=None, error="")
    except Exception as error:
        log.exception("job %s failed, attempt %s", job.key, job.attempts)
        wait = min(timedelta(seconds=10 * 4 ** min(job.attempts, 8)), LONGEST_WAIT)
        said = f"{type(error).__name__}: {error}".replace("\x00", "")
        mine.update(due=timezone.now() + wait, claimed_until=None, error=said)


def forget(*, at: datetime | None = None) -> int:
    """Delete what was done over a month ago."""
    before = (at or timezone.now()) - KEPT
    return Job.objects.filter(done_at__lt=before).delete()[0]
