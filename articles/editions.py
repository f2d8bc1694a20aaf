"""Making, ending and taking back editions: the only writer of what readers get.

Called by the verbs above, under the story's lock; what may be made they decide."""

from datetime import datetime
from typing import Any

from django.db.models import F

from accounts.models import User
from articles import addresses, markup, seal, shelves
from articles.content import Content
from articles.models import Edition, EditionKind, Revision, Story, StoryViews
from articles.printed import printed

QUIET = frozenset({EditionKind.COSMETIC, EditionKind.CLERICAL})  # readers are told of no change


def make(
    story: Story,
    revision: Revision,
    *,
    kind: EditionKind,
    at: datetime,
    by: User,
    reason: str = "",
    notice: dict[str, Any] | None = None,
    slug: str = "",
    listed: bool | None = None,
    like: Edition | None = None,
) -> Edition:
    """Close the edition before, seal the new one, hang it on its shelves.

    `at` may lie ahead: nothing has to happen then. `slug` is a claimed address, `notice` what
    readers are told of the change; `listed` stays as it was unless it is given. `like` is an
    edition of the same text, whose printed names stay."""
    content = revision.text
    shown = printed(content)  # before a row of the editions is locked: so does a merge
    if like is not None and Edition(printed=shown).names == like.names:  # no shelf was merged since
        shown = like.printed
    newest, lived = _newest(story), _lived(story)
    story.editions.filter(live_until=None).update(live_until=at)
    edition = sealed(
        revision,
        kind=kind,
        at=at,
        by=by,
        reason=reason,
        printed=shown | _told(lived, kind=kind, at=at, notice=notice),
        slug=slug or (newest.slug if newest else addresses.claim(story, _wish(story, content))),
        listed=(lived.listed if lived else True) if listed is None else listed,
        published_at=lived.published_at if lived else at,
        previous=newest,
    )
    edition.save()
    shelves.hang(edition)
    StoryViews.objects.get_or_create(story=story)
    return edition


def is_sound(story: Story) -> bool:
    """Whether what a new edition is built upon is as it was sealed: the link before it, and the one
    whose notices, lists and time of publication it takes over."""
    return all(edition is None or edition.is_genuine for edition in (_newest(story), _lived(story)))


def _newest(story: Story) -> Edition | None:
    edition: Edition | None = story.editions.defer("body").order_by("-number").first()
    return edition


def _lived(story: Story) -> Edition | None:
    """The newest but for schedules that were taken back."""
    rows = story.editions.exclude(live_until=F("live_from"))
    edition: Edition | None = rows.defer("body").order_by("-number").first()
    return edition


def _told(
    lived: Edition | None, *, kind: EditionKind, at: datetime, notice: dict[str, Any] | None
) -> dict[str, Any]:
    """The notices so far, newest first, and the last change that readers are told of."""
    notices = lived.printed["notices"] if lived else []
    is_quiet = lived is None or kind in QUIET
    before = lived.printed.get("updated_at") if lived else None
    return {
        "notices": [notice, *notices] if notice else notices,
        "updated_at": before if is_quiet else at.isoformat(),
    }


def sealed(
    revision: Revision,
    *,
    kind: EditionKind,
    at: datetime,
    by: User,
    printed: dict[str, Any],
    slug: str,
    reason: str = "",
    listed: bool = True,
    published_at: datetime | None = None,
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
        reason=reason,
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
        listed=listed,
        unverified=content.unverified,
        published_at=published_at or at,
        live_from=at,
        before=previous.seal if previous else "",
    )
    edition.seal = seal.sign_edition(edition)
    return edition


def _wish(story: Story, content: Content) -> str:
    return content.slug or markup.slug(content.headline) or f"berita-{story.pk}"


def cancel(future: Edition) -> None:
    """Take back an edition before its hour; what it would have replaced stays open."""
    Edition.objects.filter(pk=future.pk).update(live_until=F("live_from"))
    replaced = Edition.objects.filter(story=future.story_id, live_until=future.live_from)
    replaced.filter(live_from__lt=future.live_from).update(live_until=None)


def end(edition: Edition, *, at: datetime) -> None:
    """Let readers have it no longer. Without a successor only a withdrawal may do this."""
    Edition.objects.filter(pk=edition.pk).update(live_until=at)
