"""A story's history as one list: what was saved, said, moved and given to readers, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from accounts.actions import action_words
from accounts.models import AuditEntry, User
from articles.admin import remarks
from articles.integrity.trail import MADE
from articles.models import Approval, Edition, Remark, Revision, Story

MOST_ENTRIES = 300  # of a story's history on one page
MOST_WORDS = 280  # characters of a remark; the whole stands on its page
APPROVING = {"story.approve", "story.endorse"}
TOLD_BY_ROWS = {"story.begin", "story.edit", "story.import", "remark.add"}


@dataclass(frozen=True)
class Row:
    """Something that happened. `rank` orders what has the same time: cause before effect."""

    at: datetime
    rank: int
    what: str
    who: User | None
    words: str = ""
    revision: int | None = None
    edition: Edition | None = None
    link: str = ""
    link_says: str = ""


def history(story: Story) -> dict[str, Any]:
    """The whole list in a constant number of queries."""
    said = list(Remark.objects.filter(story=story).select_related("by").order_by("-pk"))
    trail = _trail(story, said)
    editions = _editions_of(story)
    made = _made(trail, editions)
    told = {edition.pk for edition in made.values()}
    rows = [
        *_revisions(story),
        *_approvals(story, trail),
        *(_move(entry, made.get(entry.number)) for entry in trail),
        *(_edition(row) for row in editions if row.pk not in told and not row.is_cancelled),
        *(_remark(remark) for remark in said[:MOST_ENTRIES]),
    ]
    rows.sort(key=attrgetter("at", "rank"), reverse=True)
    shown = {"now": timezone.now(), "rows": rows[:MOST_ENTRIES]}
    return {"title": story.headline, "story": story} | shown


def _trail(story: Story, said: list[Remark]) -> list[AuditEntry]:
    """The moves, and what became of remarks: all that no other row tells."""
    subjects = [f"story:{story.pk}", *(f"remark:{remark.pk}" for remark in said)]
    entries = AuditEntry.objects.filter(subject__in=subjects).select_related("by")
    return list(entries.exclude(action__in=TOLD_BY_ROWS).order_by("-number")[:MOST_ENTRIES])


def _editions_of(story: Story) -> list[Edition]:
    rows = Edition.objects.filter(story=story).select_related("made_by", "revision")
    return list(rows.defer("body", "revision__content").order_by("-number")[:MOST_ENTRIES])


def _made(trail: list[AuditEntry], editions: list[Edition]) -> dict[int, Edition]:
    """The editions that started with a move, by the number of its entry: one row tells both."""
    by_number = {edition.number: edition for edition in editions}
    found = {}
    for entry in (entry for entry in trail if entry.action in MADE):
        edition = by_number.get(entry.detail.get("edition", 0))
        if edition and edition.made_by_id == entry.by_id and edition.live_from <= entry.at:
            found[entry.number] = edition
    return found


def _revisions(story: Story) -> Iterator[Row]:
    found = Revision.objects.filter(story=story).select_related("by").defer("content")
    for revision in found.order_by("-number")[:MOST_ENTRIES]:
        yield Row(
            revision.at,
            0,
            revision.get_kind_display(),
            revision.by,
            revision=revision.number,
            link=reverse("admin:articles_story_revision", args=[story.pk, revision.number]),
            link_says=_("Read revision %(number)d") % {"number": revision.number},
        )


def _approvals(story: Story, trail: list[AuditEntry]) -> Iterator[Row]:
    """Those that no move tells of."""
    words = [entry for entry in trail if entry.action in APPROVING]
    told = {(entry.by_id, entry.detail.get("revision")) for entry in words}
    given = Approval.objects.filter(revision__story=story).select_related("by", "revision")
    for approval in given.defer("revision__content").order_by("-pk")[:MOST_ENTRIES]:
        number = approval.revision.number
        if (approval.by_id, number) not in told:
            what = _("Revision %(number)d approved") % {"number": number}
            yield Row(approval.at, 1, what, approval.by)


def _move(entry: AuditEntry, edition: Edition | None) -> Row:
    what, note = capfirst(action_words(entry.action)), entry.detail.get("note", "")
    return Row(entry.at, 1, what, entry.by, words=str(note), edition=edition)


def _edition(edition: Edition) -> Row:
    """One that came to its hour by itself, or is still to come."""
    comes = _("Goes to readers") if edition.live_from > timezone.now() else _("Went to readers")
    return Row(edition.live_from, 2, comes, edition.made_by, edition.reason, edition=edition)


def _remark(remark: Remark) -> Row:
    return Row(
        remark.at,
        1,
        _("An answer") if remark.thread_id else _("Remark"),
        remark.by,
        Truncator(remark.text).chars(MOST_WORDS),
        link=remarks.address(remark.story_id, remark.pk),
        link_says=_("Read the remark"),
    )
