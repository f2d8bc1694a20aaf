"""What an editor-in-chief or an admin does about a job that failed or lapsed."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from articles.models import Job

SETTLES = "articles.settle_job"


def retry(job: Job, *, by: User) -> bool:
    """Begin anew, as if it were due now: what lapsed is done late. False where nothing is stuck."""
    return _settle(job, "job.retry", by, due=timezone.now(), attempts=0, lapsed_at=None, error="")


def dismiss(job: Job, *, by: User) -> bool:
    """Let it be: nobody tries it again. False where nothing is stuck, such as the second time."""
    return _settle(job, "job.dismiss", by, done_at=timezone.now(), error="")


@transaction.atomic
def _settle(job: Job, action: str, by: User, **then: str | int | datetime | None) -> bool:
    if not by.has_perm(SETTLES):
        raise PermissionDenied
    # Of the error its kind alone: what a mail server says may name somebody, and the trail stays.
    error = job.error.partition(":")[0]
    told: dict[str, Any] = {"kind": job.kind, "key": job.key, "error": error}
    anew = {"claimed_until": None, "first_due": None} | then
    if not Job.objects.stuck().filter(pk=job.pk).update(**anew):
        return False
    audit.record(action, by=by, subject=f"job:{job.pk}", **told)
    return True
