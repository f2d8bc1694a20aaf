"""Serta-merta: danger to life or public order, the one thing a single person may publish.

It is marked and stays on a list until somebody else approves it, or until readers have another
text. Source: UU 14/2008 article 10, information that must be announced at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from django.db import transaction
from django.db.models import Exists, OuterRef, prefetch_related_objects

from accounts import clock
from accounts.models import User
from articles import editions, publishing, workflow
from articles.models import Approval, Edition, EditionKind, Story
from articles.workflow import Move

URGENT = timedelta(hours=24)  # how long it stands on the home page at most
LOOKED_AT = timedelta(days=2)  # a word as old as this has been through a night's verify_integrity


@transaction.atomic
def publish(story: Story, *, reason: str, by: User, seen: int) -> Edition:
    """Bring the newest revision to readers at once, on one person's word."""
    also = partial(publishing.obstacles, alone=True)
    story = workflow.take(story, Move.EMERGENCY, by=by, seen=seen, note=reason, also=also)
    revision = workflow.newest(story)
    edition = editions.make(
        story, revision, kind=EditionKind.EMERGENCY, at=clock.now(), by=by, reason=story.note
    )
    workflow.record(story, Move.EMERGENCY, by=by, note=story.note, edition=edition.number)
    return edition


@transaction.atomic
def endorse(story: Story, *, by: User, seen: int) -> Approval:
    """The later approval: somebody else's word for what was published."""
    story = workflow.take(story, Move.ENDORSE, by=by, seen=seen)
    edition = cast(Edition, workflow.emergency_of(story))  # taken, so there is one
    approval = workflow.give_word(edition.revision, by)
    workflow.record(story, Move.ENDORSE, by=by, edition=edition.number)
    return approval


@transaction.atomic
def object_to(story: Story, *, note: str, by: User, seen: int) -> Story:
    """Return it to the writer with a note; readers have it until it is corrected or withdrawn."""
    story = workflow.take(story, Move.OBJECT, by=by, seen=seen, note=note)
    workflow.give(story, story.created_by)
    workflow.record(story, Move.OBJECT, by=by, note=story.note)
    return story


def waiting(at: datetime | None = None, *, since: datetime | None = None) -> list[Edition]:
    """Emergencies whose text readers have and nobody else has approved, the oldest first. One
    query, and one more where some were approved of late: an older word is not read again, as
    `verify_integrity` has looked at it in the night."""
    at = at or clock.now()
    live = Edition.objects.current(at).filter(
        story=OuterRef("story"), revision=OuterRef("revision")
    )
    made = Edition.objects.filter(Exists(live), kind=EditionKind.EMERGENCY).defer("body")
    words = Approval.objects.filter(revision=OuterRef("revision"))
    of_others = words.exclude(by=OuterRef("made_by")).exclude(by=OuterRef("revision__by"))
    made = made.exclude(Exists(of_others.filter(at__lt=at - LOOKED_AT)))
    made = made.select_related("revision", "made_by").annotate(has_word=Exists(words))
    if since is not None:
        made = made.filter(live_from__gt=since)
    found: dict[int, Any] = {
        row.story_id: row for row in made.order_by("live_from") if row.is_genuine
    }
    with_word = [row for row in found.values() if row.has_word]
    prefetch_related_objects(with_word, "revision__approvals")
    endorsed = {row.pk for row in with_word if workflow.is_endorsed(row)}
    return [row for row in found.values() if row.pk not in endorsed]


def owed_by(user: User, found: Iterable[Edition]) -> list[Edition]:
    """Those of `waiting` that this person may approve. No query where there is none."""
    made = {edition.story_id: edition for edition in found}
    if not made:
        return []
    rows = Story.objects.visible_to(user).with_public_state().filter(pk__in=made)
    asked = rows.only("desk", "version", "created_by", "holder")
    stories = asked.prefetch_related("bylines__author")
    for story in stories:
        workflow.remember_emergency(story, made[story.pk])
    return [made[story.pk] for story in stories if workflow.may(story, Move.ENDORSE, user)]


def urgent(at: datetime | None = None) -> list[Edition]:
    """What the home page calls `Penting`: until it is approved, and a day at the longest."""
    at = at or clock.now()
    return waiting(at, since=at - URGENT)
