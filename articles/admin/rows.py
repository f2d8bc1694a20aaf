"""What a story brings along where it stands in a list, in a constant number of queries."""

from collections.abc import Iterable, Sequence

from articles import workflow
from articles.admin import standing
from articles.models import Edition, Story
from articles.models.story import StoryQuerySet


def with_rows(stories: StoryQuerySet) -> StoryQuerySet:
    """What a row of the board or the list says of a story."""
    related = stories.with_public_state().select_related("section", "holder", "created_by")
    return related.prefetch_related("agencies", "bylines__author").defer("body")


def remember(stories: Sequence[Story], waiting: Iterable[Edition]) -> None:
    """What asking for their moves would else ask row by row; `waiting` are the emergencies."""
    workflow.remember_newest(stories)
    mark(stories, waiting)


def mark(stories: Sequence[Story], waiting: Iterable[Edition]) -> None:
    """Adds `marks`, which neither fact says: embargo, off the lists, an emergency that waits."""
    now = Edition.objects.current().order_by().filter(story__in=stories, listed=False)
    unlisted = set(now.values_list("story", flat=True))
    urgent = {edition.story_id: edition for edition in waiting}
    for story in stories:
        emergency = urgent.get(story.pk)
        workflow.remember_emergency(story, emergency)
        story.marks = [  # type: ignore[attr-defined]
            *standing.embargo(story),
            *standing.besides(listed=story.pk not in unlisted, urgent=emergency is not None),
        ]
