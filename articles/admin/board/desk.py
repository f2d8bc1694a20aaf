"""The desk by states: how many, and the newest of each with its age, its agency, who has it."""

from dataclasses import dataclass

from django.db.models import Count

from articles.admin import rows
from articles.models import Desk, Edition, Story
from articles.models.story import StoryQuerySet

IN_COLUMN = 8
COLUMNS = (Desk.DRAFT, Desk.SUBMITTED, Desk.RETURNED, Desk.APPROVED)


@dataclass(frozen=True)
class Column:
    state: Desk
    number: int
    stories: list[Story]
    shown: bool


def columns(stories: StoryQuerySet, shown: str, urgent: list[Edition]) -> list[Column]:
    """`shown` is the state that a phone unfolds; of any other word the submitted."""
    shown = shown if shown in COLUMNS else Desk.SUBMITTED
    on_desk = stories.filter(desk__in=COLUMNS).order_by()
    counts = dict(on_desk.values_list("desk").annotate(Count("pk")))
    newest = {state: _newest_in(stories, state) for state in COLUMNS}
    rows.mark([story for column in newest.values() for story in column], urgent)
    return [Column(state, counts.get(state, 0), newest[state], state == shown) for state in COLUMNS]


def _newest_in(stories: StoryQuerySet, state: Desk) -> list[Story]:
    found = stories.filter(desk=state).select_related("holder", "created_by", "agency")
    return list(found.defer("body").order_by("-changed_at", "-pk")[:IN_COLUMN])
