"""Penting: emergencies of the last day that nobody else has approved yet."""

from collections.abc import Iterable

from accounts import clock
from articles import emergencies
from articles.models import Edition, EditionKind
from articles.public.page import headlines
from articles.public.shown import Shown

STRIP = 3
MAY_BE = frozenset({EditionKind.EMERGENCY, EditionKind.CLERICAL})  # or the same, readdressed


def stories() -> frozenset[int]:
    """Ids of the stories that are marked. One query where there is none."""
    return frozenset(edition.story_id for edition in emergencies.urgent())


def among(rows: Iterable[Shown]) -> frozenset[int]:
    """The same for a list. No query where none of its rows can be marked."""
    since = clock.now() - emergencies.URGENT
    editions = (shown.edition for shown in rows)
    may_be = any(e.kind in MAY_BE and e.live_from > since for e in editions)
    return stories() if may_be else frozenset()


def strip(urgent: frozenset[int], newest: Iterable[Shown]) -> list[Edition]:
    """What stands above everything else on the front page, the newest first. A query only where
    one is not among the newest stories, being an old one's new text or not in the lists."""
    found = [shown.edition for shown in newest if shown.edition.story_id in urgent]
    if len(found) < min(len(urgent), STRIP):
        found = list(headlines().filter(story__in=urgent)[:STRIP])
    return found[:STRIP]
