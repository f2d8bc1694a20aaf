"""What waits for a person: its number for the rail of every page, its rows for the board.

finding  the database's half: which stories and replies
wording  a row of each, as a sentence with the verb that is owed
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, When
from django.utils import timezone

from accounts.models import User
from articles import emergencies
from articles.admin.rows import remember, with_rows
from articles.admin.waiting import finding
from articles.admin.waiting.wording import DESK, Kind, Waiting, of_reply, of_story
from articles.models import Edition, Story

__all__ = ["Kind", "Numbers", "Waiting", "numbers", "rows"]

BY_DESK = [When(desk=desk, then=kind.value) for desk, kind in DESK.items()]


@dataclass(frozen=True)
class Numbers:
    """How many wait, as the rail says it: empty, `7` or `99+`."""

    all: str
    replies: str


def numbers(user: User) -> Numbers:
    """Reads no more than it says."""
    most, now = finding.MOST, timezone.now()
    urgent = emergencies.owed_by(user, finding.unapproved(user, now))
    stories = {edition.story_id for edition in urgent}
    stories |= {*finding.hours(user, now)}
    stories |= {*finding.owed(user, now).order_by().values_list("pk", flat=True)[: most + 1]}
    replies = finding.unserved(user, now).order_by()[: most + 1].count()
    return Numbers(_said(len(stories) + replies), _said(replies))


def _said(found: int) -> str:
    return f"{finding.MOST}+" if found > finding.MOST else str(found or "")


def rows(user: User, now: datetime, unapproved: list[Edition]) -> list[Waiting]:
    """What this person owes or should have an eye on, by kind, then what has waited longest;
    `unapproved` are the emergencies that wait for a later word."""
    urgent = {row.story_id: row for row in emergencies.owed_by(user, unapproved)}
    hours = finding.hours(user, now)
    first = Case(When(finding.embargo_ends(user, now), then=Kind.EMBARGO.value), *BY_DESK)
    nearest = finding.owed(user, now).order_by(first, "changed_at", "pk")
    owed = nearest.values_list("pk", flat=True)[: finding.MOST]
    stories = list(with_rows(Story.objects.filter(pk__in={*urgent, *hours, *owed})))
    remember(stories, unapproved)
    found = [
        of_story(story, user, now, urgent.get(story.pk), hours.get(story.pk))
        for story in stories
        if {story.pk} & {*urgent, *hours} or story.desk in DESK  # else moved on this very moment
    ]
    found += [of_reply(reply, now) for reply in finding.unserved(user, now)[: finding.MOST]]
    return sorted(found, key=lambda row: (row.kind, row.at, row.address))[: finding.MOST]
