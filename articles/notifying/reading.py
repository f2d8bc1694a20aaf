"""What somebody was told, and that they have read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from articles.models import Notification, Story

KEPT = timedelta(days=90)
MOST_COUNTED = 99  # beyond it a number says no more
MOST_SHOWN = 100  # unread ones on the page
MOST_READ = 50


@dataclass(frozen=True)
class Told:
    """A notification as it may be shown now: of a story they lost sight of only that it was one."""

    row: Notification
    in_sight: bool


def _mine(person: User) -> QuerySet[Notification]:
    return Notification.objects.filter(person=person, shown=True)


def unread(person: User) -> int:
    """How many wait to be read, at most one more than MOST_COUNTED. One query."""
    return _mine(person).filter(read_at=None)[: MOST_COUNTED + 1].count()


def told(person: User) -> tuple[list[Told], list[Told]]:
    """What is unread, and what was read, the newest first."""
    rows = _mine(person).select_related("story", "by").defer("story__body").order_by("-at", "-pk")
    new = list(rows.filter(read_at=None)[:MOST_SHOWN])
    old = list(rows.filter(read_at__isnull=False)[:MOST_READ])
    seen = _in_sight(person, [*new, *old])
    return [Told(row, row in seen) for row in new], [Told(row, row in seen) for row in old]


def _in_sight(person: User, rows: list[Notification]) -> set[Notification]:
    stories = {row.story_id for row in rows if row.story_id}
    visible = Story.objects.visible_to(person).order_by().filter(pk__in=stories)
    seen = set(visible.values_list("pk", flat=True))
    return {row for row in rows if row.story_id is None or row.story_id in seen}


def read(person: User, number: int) -> Notification | None:
    """One of theirs, read from now on; None where it is not theirs."""
    row = Notification.objects.filter(person=person, pk=number).first()
    if row is not None:
        Notification.objects.filter(pk=row.pk, read_at=None).update(read_at=timezone.now())
    return row


def read_all(person: User) -> None:
    mark_read(_mine(person))


@transaction.atomic
def mark_read(rows: QuerySet[Notification]) -> None:
    """Those of these rows that are unread. Locked in the order of their ids, as by everybody."""
    unread = rows.filter(read_at=None).select_for_update().order_by("pk")
    ids = list(unread.values_list("pk", flat=True))
    if ids:
        Notification.objects.filter(pk__in=ids).update(read_at=timezone.now())


def forget(*, at: datetime | None = None) -> int:
    """Delete what is older than ninety days, read or not."""
    before = (at or timezone.now()) - KEPT
    return Notification.objects.filter(at__lt=before).delete()[0]
