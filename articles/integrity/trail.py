"""What the audit trail tells of stories: how many editions were made, and where counts started."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from articles.models import Story

# What the audit trail calls the making of an edition, and the taking back of one.
MADE = tuple(
    f"story.{move}"
    for move in (
        "publish import schedule reschedule correct cosmetic emergency republish unlist list "
        "readdress"
    ).split()
)
TAKING_BACK = ("story.reschedule", "story.unschedule", "story.withdraw")


@dataclass
class Told:
    """Of one story. What was not imported starts at 0."""

    editions: int = 0
    cancelled: set[int] = field(default_factory=set)  # numbers of editions taken back in time
    starting: int = 0
    source: str = ""


def told(stories: Iterable[Story]) -> dict[int, Told]:
    """By story; one query for a batch."""
    found = {f"story:{story.pk}": (story.pk, Told()) for story in stories}
    actions = {*MADE, *TAKING_BACK}
    for entry in AuditEntry.objects.filter(action__in=actions, subject__in=found).order_by():
        tale = found[entry.subject][1]
        tale.editions += entry.action in MADE
        if entry.action in TAKING_BACK and entry.is_genuine:
            tale.cancelled |= _numbers(entry.detail.get("cancelled"))
        if entry.action == "story.import" and entry.is_genuine:  # `audit` names the others
            tale.starting = entry.detail.get("starting", 0)
            tale.source = entry.detail.get("source", "")
    return dict(found.values())


def _numbers(told: Any) -> set[int]:
    """One number, or a list of them."""
    numbers = told if isinstance(told, list) else [told]
    return {number for number in numbers if isinstance(number, int)}


def gone() -> Iterator[str]:
    """Stories that the trail made public and that are there no more, all their rows with them."""
    subjects = (
        AuditEntry.objects.filter(action__in=MADE).order_by().values_list("subject", flat=True)
    )
    told_of = {int(subject.removeprefix("story:")) for subject in subjects.distinct()}
    for story in sorted(told_of - set(Story.objects.values_list("pk", flat=True))):
        yield _("Story %(story)s was public, says the audit trail, and is gone.") % {"story": story}


def faults(story: Story, tale: Told) -> Iterator[str]:
    found = len(story.editions.all())
    if tale.editions > found:
        yield _("Story %(story)s: of %(made)d editions in the audit trail %(found)d are there.") % {
            "story": story.pk,
            "made": tale.editions,
            "found": found,
        }
    yield from _starting(story, tale)


def _starting(story: Story, tale: Told) -> Iterator[str]:
    views = getattr(story, "readership", None)
    found = _count(views.starting, views.starting_source) if views else _count(0, "")
    if found != (wanted := _count(tale.starting, tale.source)):
        yield _(
            "Story %(story)s: its starting count is %(found)s; the audit trail says %(told)s."
        ) % {"story": story.pk, "found": found, "told": wanted}


def _count(views: int, source: str) -> str:
    return f"{views} ({source})" if source else str(views)
