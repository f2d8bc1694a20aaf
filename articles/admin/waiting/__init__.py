"""What waits for a person: its number for the rail of every page, its rows for the board.

finding  the database's half: which stories and replies
wording  a row of each, as a sentence with the verb that is owed
"""

from django.db.models import Case, When

from accounts.models import User
from articles import emergencies
from articles.admin.rows import remember, with_rows
from articles.admin.waiting import finding
from articles.admin.waiting.wording import DESK, Kind, Waiting, of_reply, of_story
from articles.models import Story

__all__ = ["Kind", "Waiting", "number", "rows"]

BY_DESK = [When(desk=desk, then=kind.value) for desk, kind in DESK.items()]


def number(user: User) -> str:
    """How many wait, as the rail says it: empty, `7` or `99+`. Reads no more than it says."""
    most = finding.MOST
    urgent = emergencies.owed_by(user, finding.unapproved(user))
    stories = {edition.story_id for edition in urgent}
    stories |= {*finding.hours(user)}
    stories |= {*finding.owed(user).order_by().values_list("pk", flat=True)[: most + 1]}
    found = len(stories) + finding.unserved(user).order_by()[: most + 1].count()
    return f"{most}+" if found > most else str(found or "")


def rows(user: User) -> list[Waiting]:
    """What this person owes or should have an eye on, by kind, then what has waited longest."""
    unapproved = finding.unapproved(user)
    urgent = {row.story_id: row for row in emergencies.owed_by(user, unapproved)}
    hours = finding.hours(user)
    first = Case(When(finding.embargo_ends(user), then=Kind.EMBARGO.value), *BY_DESK)
    nearest = finding.owed(user).order_by(first, "changed_at", "pk")
    owed = nearest.values_list("pk", flat=True)[: finding.MOST]
    stories = list(with_rows(Story.objects.filter(pk__in={*urgent, *hours, *owed})))
    remember(stories, unapproved)
    found = [
        of_story(story, user, urgent.get(story.pk), hours.get(story.pk))
        for story in stories
        if {story.pk} & {*urgent, *hours} or story.desk in DESK  # else moved on this very moment
    ]
    found += [of_reply(reply) for reply in finding.unserved(user)[: finding.MOST]]
    return sorted(found, key=lambda row: (row.kind, row.at, row.address))[: finding.MOST]
