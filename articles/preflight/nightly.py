"""Published texts are looked at again every night: rules grow, and excuses lapse."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache

from django.db import transaction
from django.utils import timezone

from articles.models import Edition, EditionKind, Excuse, StandingFinding
from articles.preflight.finding import Finding, Known
from articles.preflight.rules import GRAVE, findings
from articles.preflight.standing import excused, known_on

BATCH = 100  # editions between two commits
Knowing = Callable[[date], Known]


def recheck(*, at: datetime | None = None) -> None:
    """Replace what the night before left, in steps of its own; harmless when done twice."""
    at = at or timezone.now()
    known_of_day, last = cache(known_on), 0
    while batch := _batch(at, last):
        found = list(_standing(batch, known_of_day, at))
        with transaction.atomic():
            passed = StandingFinding.objects.filter(edition__gt=last, edition__lte=batch[-1].pk)
            passed.delete()
            StandingFinding.objects.bulk_create(found)
        last = batch[-1].pk
    StandingFinding.objects.filter(edition__gt=last).delete()


def _batch(at: datetime, last: int) -> list[Edition]:
    """Unverified, so that a false row does not end the walk."""
    rows = Edition.objects.current(at).filter(pk__gt=last).select_related("revision")
    return list(rows.defer("body").order_by("pk")[:BATCH])


def _standing(batch: list[Edition], known: Knowing, at: datetime) -> Iterator[StandingFinding]:
    """False rows are the integrity check's business."""
    given: dict[int, list[Excuse]] = defaultdict(list)
    for row in Excuse.objects.filter(story__in={edition.story_id for edition in batch}):
        given[row.story_id].append(row)
    for edition in batch:
        if edition.is_genuine and edition.revision.is_genuine:
            found = excused(_findings(edition, known), given[edition.story_id], edition.revision)
            yield from (_row(edition, one, at) for one in found if one.excuse is None)


def _findings(edition: Edition, known: Knowing) -> list[Finding]:
    """Stories of the old site are asked only what harms somebody."""
    content = edition.revision.text
    if edition.kind == EditionKind.IMPORT:
        return findings(content, rules=GRAVE)
    return findings(content, known(timezone.localdate(edition.published_at)))


def _row(edition: Edition, finding: Finding, at: datetime) -> StandingFinding:
    return StandingFinding(
        edition=edition,
        rule=finding.rule,
        severity=finding.severity,
        text=finding.text,
        found=finding.found,
        at=at,
    )
