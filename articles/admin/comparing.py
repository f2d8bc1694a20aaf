"""What of a story would change for its readers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import markup
from articles.admin import revisions
from articles.markup import Piece
from articles.models import Edition, Story


@dataclass(frozen=True)
class Change:
    """A part of the story, and the paragraphs of it in which something went or came."""

    label: str
    paragraphs: list[list[Piece]]


def compare(story: Story, live: Edition) -> list[Change]:
    """The edition that readers have beside the newest revision; only what differs."""
    return [*_texts(story, live), *_facts(story, live)]


def _texts(story: Story, live: Edition) -> Iterator[Change]:
    before, after = markup.plain(live.body), markup.plain(story.body)
    for label, was, now in (
        (_("Headline"), live.headline, story.headline),
        (_("Summary"), live.summary, story.summary),
        (_("Text"), before, after),
    ):
        if paragraphs := markup.by_paragraphs(was, now):
            yield Change(label, paragraphs)
    if before == after and live.body != story.body:
        said = _("Only links, pictures or formatting differ.")
        yield Change(_("Text"), [[Piece("same", said)]])


def _facts(story: Story, live: Edition) -> Iterator[Change]:
    """Section, topics, people, photo and the like."""
    if not live.revision.is_genuine:
        return
    before, after = (
        revisions.facts(story, live.revision.text),
        revisions.facts(story, story.content),
    )
    for (label, was), (_label, now) in zip(before, after, strict=True):
        if pieces := markup.by_words(was, now):
            if any(piece.kind != "same" for piece in pieces):
                yield Change(label, [pieces])
