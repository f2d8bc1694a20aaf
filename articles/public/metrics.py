"""`/metrics`: how the queue and the schedule fare, for Prometheus and whoever holds the token."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from articles import emergencies, jobs
from articles.models import Edition

Sample = tuple[str, str, float | None]  # name, what it is, value; None: there is none to tell


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for everybody while no token is set, 401 for who does not bring it."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not _holds_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(_exposition(timezone.now()), content_type=CONTENT_TYPE_LATEST)


def _holds_token(request: HttpRequest) -> bool:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    right = constant_time_compare(token.strip(), settings.METRICS_TOKEN)
    return right and scheme.lower() == "bearer"


def _exposition(at: datetime) -> bytes:
    """A registry of its own each time: numbers of the database, not of this process."""
    registry = CollectorRegistry()
    for name, what, value in (*_queue(at), *_schedule(at)):
        if value is not None:
            Gauge(f"newsroom_{name}", what, registry=registry).set(value)
    return generate_latest(registry)


def _queue(at: datetime) -> Iterator[Sample]:
    found = jobs.measure(at)
    yield "jobs_waiting", "Jobs that are not done, those of a later hour included.", found.waiting
    yield "jobs_overdue", "Jobs that fell due over five minutes ago.", found.overdue
    yield "jobs_failed", "Jobs that failed thrice, and nightly work that failed.", found.failed
    yield "jobs_lapsed", "Jobs found too late to be done, not yet dealt with.", found.lapsed
    yield "job_age_seconds", "Since the oldest job that is not done fell due.", found.age


def _schedule(at: datetime) -> Iterator[Sample]:
    ahead = Edition.objects.future(at).aggregate(number=Count("pk"), first=Min("live_from"))
    seconds = (ahead["first"] - at).total_seconds() if ahead["first"] else None
    yield "scheduled", "Editions that wait for their hour.", ahead["number"]
    yield "schedule_next_seconds", "Until the next one; left out while there is none.", seconds
    waiting = len(emergencies.waiting(at))
    yield "emergencies_waiting", "Emergencies nobody else has approved yet.", waiting
