"""Editions from approved revisions: the only writer of what readers get."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from articles import addresses, markup, preflight, seal, shelves, workflow
from articles.content import Content
from articles.models import Desk, Edition, EditionKind, Revision, RevisionKind, Story, StoryViews
from articles.printed import printed
from articles.workflow import Move, Refused


@transaction.atomic
def publish(story: Story, *, by: User, seen: int) -> Edition:
    """Make the newest revision, approved by another than its author, what readers get now."""
    story = workflow.take(story, Move.PUBLISH, by=by, seen=seen, also=obstacles)
    revision = workflow.newest(story)
    edition = _make(story, revision, kind=EditionKind.ORDINARY, at=clock.now(), by=by)
    workflow.record(story, Move.PUBLISH, by=by)
    return edition


def obstacles(story: Story) -> list[str]:
    """Reasons that lie in the text and the history, not on the desk."""
    revision = workflow.newest(story)
    reasons = []
    if revision.is_genuine:
        reasons += [found.text for found in preflight.findings(revision.text) if found.blocks]
    if story.desk == Desk.APPROVED and workflow.approval_of(revision) is None:
        reasons.append(_("This revision has no valid approval by somebody other than its author."))
    if any(not edition.is_genuine for edition in story.editions.order_by("-number")[:1]):
        reasons.append(_("The edition before is not as it was sealed. Tell an admin."))
    now = clock.now()
    if story.editions.filter(live_from__gt=now, live_until=None).exists():
        reasons.append(_("The story is scheduled. Cancel the schedule first."))
    if story.embargo_until and story.embargo_until > now:
        reasons.append(_("The story is under embargo."))
    return reasons


@transaction.atomic
def bring_in(
    story: Story,
    *,
    published_at: datetime,
    by: User,
    views: int = 0,
    views_source: str = "",
) -> Edition:
    """Publish an import as of its own time, marked as one: it was published elsewhere before us."""
    story = workflow.lock(story)
    revision = workflow.newest(story)
    if story.editions.exists():
        raise Refused([_("The story has been published here already.")])
    if revision.kind != RevisionKind.IMPORT or not revision.is_genuine:
        raise Refused([_("Only an import goes to readers without approval.")])
    if published_at > timezone.now():
        raise Refused([_("The time of publication is not yet past.")])
    edition = _make(story, revision, kind=EditionKind.IMPORT, at=published_at, by=by)
    StoryViews.objects.filter(story=story).update(starting=views, starting_source=views_source)
    workflow.release_import(story, by=by, starting=views, source=views_source)
    return edition


def _make(
    story: Story, revision: Revision, *, kind: EditionKind, at: datetime, by: User
) -> Edition:
    """Close the edition before, seal the new one, hang it on its shelves."""
    content = revision.text
    shown = printed(content)  # before a row of the editions is locked: so does a merge
    previous = story.editions.order_by("-number").first()
    story.editions.filter(live_until=None).update(live_until=at)
    edition = sealed(
        revision,
        kind=kind,
        at=at,
        by=by,
        printed=shown,
        slug=previous.slug if previous else addresses.claim(story, _wish(story, content)),
        previous=previous,
    )
    edition.save()
    shelves.hang(edition)
    StoryViews.objects.get_or_create(story=story)
    return edition


def sealed(
    revision: Revision,
    *,
    kind: EditionKind,
    at: datetime,
    by: User,
    printed: dict[str, Any],
    slug: str,
    previous: Edition | None = None,
) -> Edition:
    """An edition of this revision, sealed and not yet saved. No query."""
    content = revision.text
    edition = Edition(
        story_id=revision.story_id,
        number=previous.number + 1 if previous else 1,
        revision=revision,
        kind=kind,
        made_by=by,
        language=content.language,
        slug=slug,
        headline=content.headline,
        short_headline=content.short_headline,
        summary=content.summary,
        section_id=printed["section"]["id"],
        photo_id=content.photo,
        body=content.body,
        body_sha256=seal.body_hash(content.body),
        printed=printed,
        published_at=previous.published_at if previous else at,
        live_from=at,
        before=previous.seal if previous else "",
    )
    edition.seal = seal.sign_edition(edition)
    return edition


def _wish(story: Story, content: Content) -> str:
    return content.slug or markup.slug(content.headline) or f"berita-{story.pk}"
