"""How the queue fares, in numbers for those who watch the machines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from articles.models import Job
from articles.models.job import FAILING

GRACE = timedelta(minutes=5)  # what is later than this is overdue


@dataclass(frozen=True)
class Measures:
    waiting: int
    overdue: int
    failed: int
    lapsed: int
    age: float  # seconds since the oldest job that is not done fell due


def measure(at: datetime) -> Measures:
    """Three queries. What is put off after a failure counts from when it first fell due."""
    found = Job.objects.unfinished().aggregate(
        waiting=Count("pk"),
        overdue=Count("pk", filter=Q(fell_due__lt=at - GRACE)),
        failing=Count("pk", filter=Q(attempts__gte=FAILING)),
        oldest=Min("fell_due", filter=Q(fell_due__lte=at)),
    )
    oldest = found["oldest"] or at
    return Measures(
        waiting=found["waiting"],
        overdue=found["overdue"],
        failed=found["failing"] + Job.objects.broken(at).count(),
        lapsed=Job.objects.lapsed().count(),
        age=(at - oldest).total_seconds(),
    )
