"""Where a story stands, in the bar: both facts, with the hours that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import local, workflow
from articles.models import Edition, Public, Story


@dataclass(frozen=True)
class Mark:
    """A shape and a word. What is loud stands in bold, without a shape."""

    shape: str
    words: str
    is_loud: bool = False


def marks(story: Story) -> list[Mark]:
    """Three queries at most; a list of stories shows `story.standing` instead."""
    return [*embargo(story), *_facts(story), *_besides(story)]


def scheduled(story: Story) -> Edition | None:
    """The edition that waits for its hour."""
    if workflow.public_of(story) is not Public.SCHEDULED:
        return None
    return story.editions.future().select_related("revision").defer("body").first()


def embargo(story: Story) -> Iterator[Mark]:
    if until := story.embargo_at(timezone.now()):
        yield Mark("", _("EMBARGO until %(at)s") % {"at": local.brief(until)}, is_loud=True)


def _facts(story: Story) -> Iterator[Mark]:
    """With the hour of a schedule, and what readers have until then."""
    future = scheduled(story)
    if future and workflow.current(story):
        yield Mark(Public.LIVE.value, str(Public.LIVE.label))
    for shape, word in story.standing:
        waits = future and shape == Public.SCHEDULED
        hour = {"at": local.brief(future.live_from)} if future else {}
        yield Mark(shape, _("Scheduled %(at)s") % hour if waits else word)


def _besides(story: Story) -> Iterator[Mark]:
    if live := workflow.current(story):
        yield from besides(listed=live.listed, urgent=workflow.emergency_of(story) is not None)


def besides(*, listed: bool, urgent: bool) -> Iterator[Mark]:
    if not listed:
        yield Mark("unlisted", _("off the lists"))
    if urgent:
        yield Mark("urgent", _("emergency, not yet approved"))
