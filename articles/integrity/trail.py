"""What the audit trail tells of stories, against the rows that are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from articles.models import Story
from articles.workflow import MOVES, Makes

# What the audit trail calls the making of an edition, and the taking back of one. An import is no
# move of the desk: a command brings it in.
IMPORT = "story.import"
MADE = (
    IMPORT,
    *(move.action for move, rule in MOVES.items() if rule.makes is not Makes.NOTHING),
)
TAKING_BACK = tuple(move.action for move, rule in MOVES.items() if rule.takes_back)
HELD = ("story.withdraw", "story.excuse", "story.embargo", "story.lift")  # told by other rows too


@dataclass
class Told:
    """Of one story. What was not imported starts at 0."""

    editions: int = 0
    cancelled: set[int] = field(default_factory=set)  # numbers of editions taken back in time
    withdrawn: set[int] = field(default_factory=set)  # numbers of editions
    excuses: set[tuple[str, int, str]] = field(default_factory=set)  # rule, person, reason
    embargo: datetime | None = None
    starting: int = 0
    source: str = ""


def told(stories: Iterable[Story]) -> dict[int, Told]:
    """By story; one query for a batch."""
    found = {f"story:{story.pk}": (story.pk, Told()) for story in stories}
    actions = {*MADE, *TAKING_BACK, *HELD}
    entries = AuditEntry.objects.filter(action__in=actions, subject__in=found)
    for entry in entries.order_by("number"):
        tale = found[entry.subject][1]
        tale.editions += entry.action in MADE
        if entry.is_genuine:  # `audit` names the others
            _hear(tale, entry)
    return dict(found.values())


def _hear(tale: Told, entry: AuditEntry) -> None:
    detail = entry.detail
    match entry.action:
        case "story.import":
            tale.starting, tale.source = detail.get("starting", 0), detail.get("source", "")
        case "story.excuse":
            tale.excuses.add((detail["rule"], entry.by_id or 0, detail["note"]))
        case "story.embargo":
            tale.embargo = datetime.fromisoformat(detail["until"])
        case "story.lift":
            tale.embargo = None
        case "story.withdraw":
            tale.withdrawn.add(detail["edition"])
    if entry.action in TAKING_BACK:
        tale.cancelled |= _numbers(detail.get("cancelled"))


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
    told_of -= set(Story.objects.values_list("pk", flat=True))
    for story in sorted(told_of - (_erased() if told_of else set())):
        yield _("Story %(story)s was public, says the audit trail, and is gone.") % {"story": story}


def _erased() -> set[int]:
    """Answers to a right of reply that were scheduled, taken back and never with readers."""
    purges = AuditEntry.objects.filter(action="reply.purge").iterator()
    return {pk for entry in purges if entry.is_genuine for pk in entry.detail.get("erased", [])}


def faults(story: Story, tale: Told) -> Iterator[str]:
    found = len(story.editions.all())
    if tale.editions > found:
        yield _("Story %(story)s: of %(made)d editions in the audit trail %(found)d are there.") % {
            "story": story.pk,
            "made": tale.editions,
            "found": found,
        }
    yield from _starting(story, tale)
    yield from _untold(story, tale)


def _untold(story: Story, tale: Told) -> Iterator[str]:
    """Withdrawals that are gone; excuses and an embargo that nobody gave."""
    numbers = {edition.pk: edition.number for edition in story.editions.all()}
    there = {numbers.get(row.edition_id) for row in story.withdrawals.all()}
    for number in sorted(tale.withdrawn - there):
        yield _("Story %(story)s: the withdrawal of edition %(number)s is gone.") % {
            "story": story.pk,
            "number": number,
        }
    for excuse in story.excuses.all():
        if (excuse.rule, excuse.by_id, excuse.reason) not in tale.excuses:
            yield _("Story %(story)s: nobody excused what %(rule)s found.") % {
                "story": story.pk,
                "rule": excuse.rule,
            }
    until = story.embargo_until and story.embargo_until.replace(microsecond=0)
    if until != tale.embargo:
        yield _("Story %(story)s: its embargo is not the one that the audit trail tells.") % {
            "story": story.pk
        }


def _starting(story: Story, tale: Told) -> Iterator[str]:
    views = getattr(story, "readership", None)
    found = _count(views.starting, views.starting_source) if views else _count(0, "")
    if found != (wanted := _count(tale.starting, tale.source)):
        yield _(
            "Story %(story)s: its starting count is %(found)s; the audit trail says %(told)s."
        ) % {"story": story.pk, "found": found, "told": wanted}


def _count(views: int, source: str) -> str:
    return f"{views} ({source})" if source else str(views)
