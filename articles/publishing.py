"""From approved revisions to readers: at once, at an hour, and what may change without a notice.

`emergencies` and `notices` hold the moves that need more than an approval."""

from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from articles import addresses, editions, jobs, local, markup, preflight, workflow
from articles.models import (
    Desk,
    Edition,
    EditionKind,
    Public,
    Revision,
    RevisionKind,
    Story,
    StoryViews,
)
from articles.workflow import FARTHEST, Move, Refused


@transaction.atomic
def publish(story: Story, *, by: User, seen: int) -> Edition:
    """Make the newest revision, approved by another than its author, what readers get now."""
    story = workflow.take(story, Move.PUBLISH, by=by, seen=seen, also=obstacles)
    revision = workflow.newest(story)
    edition = editions.make(story, revision, kind=EditionKind.ORDINARY, at=clock.now(), by=by)
    workflow.record(story, Move.PUBLISH, by=by, edition=edition.number)
    return edition


@transaction.atomic
def schedule(story: Story, *, at: datetime, by: User, seen: int, reason: str = "") -> Edition:
    """Make the edition that goes live at an hour; nothing has to happen then.

    Where readers have an edition already it changes without a notice, so the reason is asked."""

    def also(story: Story) -> list[str]:
        silent = workflow.public_of(story) is Public.LIVE and not reason.strip()
        said = [_("Readers have this story already: write the reason of the change.")]
        return (said if silent else []) + _bad_hour(at) + obstacles(story, at=at)

    story = workflow.take(story, Move.SCHEDULE, by=by, seen=seen, note=reason, also=also)
    is_live = workflow.public_of(story) is Public.LIVE
    kind = EditionKind.COSMETIC if is_live else EditionKind.ORDINARY
    edition = _ahead(story, workflow.newest(story), kind=kind, at=at, by=by, reason=story.note)
    workflow.record(story, Move.SCHEDULE, by=by, note=story.note, **_hour(edition))
    return edition


@transaction.atomic
def reschedule(story: Story, *, at: datetime, by: User, seen: int) -> Edition:
    """The scheduled text at another hour: the edition is taken back and made anew."""

    def also(story: Story) -> list[str]:
        future = story.editions.future(clock.now()).select_related("revision")
        text = future.defer("body").first()
        return [
            *_bad_hour(at),
            *_under_embargo(story, at),
            *_broken(story, text.revision if text else None),
        ]

    story = workflow.take(story, Move.RESCHEDULE, by=by, seen=seen, also=also)
    old = _take_back(story)
    kind = EditionKind(old.kind)
    edition = _ahead(story, old.revision, kind=kind, at=at, by=by, reason=old.reason)
    workflow.record(story, Move.RESCHEDULE, by=by, cancelled=old.number, **_hour(edition))
    return edition


@transaction.atomic
def unschedule(story: Story, *, by: User, seen: int) -> Story:
    """Take the schedule back; the text stays approved if nobody has changed it since."""
    story = workflow.take(story, Move.UNSCHEDULE, by=by, seen=seen)
    old = _take_back(story)
    if story.desk == Desk.RELEASED:
        workflow.back_to_approved(story)
    workflow.record(story, Move.UNSCHEDULE, by=by, cancelled=old.number)
    return story


def _take_back(story: Story) -> Edition:
    """Cancel the story's scheduled edition, unless its hour has struck this very moment."""
    old: Edition | None = story.editions.future(clock.now()).select_related("revision").first()
    if old is None:
        raise Refused([_("Its hour has come: readers have it now.")])
    editions.cancel(old)
    return old


def _hour(edition: Edition) -> dict[str, Any]:
    at = edition.live_from.isoformat(timespec="seconds")
    return {"edition": edition.number, "at": at}


@transaction.atomic
def cosmetic(story: Story, *, reason: str, by: User, seen: int) -> Edition:
    """The approved text in place of the one readers have, without a notice: by an editor, and with
    a reason that is kept."""
    story = workflow.take(story, Move.COSMETIC, by=by, seen=seen, note=reason, also=obstacles)
    revision = workflow.newest(story)
    edition = editions.make(
        story, revision, kind=EditionKind.COSMETIC, at=clock.now(), by=by, reason=story.note
    )
    workflow.record(story, Move.COSMETIC, by=by, note=story.note, edition=edition.number)
    return edition


@transaction.atomic
def unlist(story: Story, *, reason: str, by: User, seen: int) -> Edition:
    """Keep the page and take the story off every list."""
    return _again(story, Move.UNLIST, by=by, seen=seen, reason=reason, listed=False)


@transaction.atomic
def put_on_lists(story: Story, *, by: User, seen: int) -> Edition:
    """Undo `unlist`."""
    return _again(story, Move.LIST, by=by, seen=seen, listed=True)


@transaction.atomic
def readdress(story: Story, *, slug: str, reason: str, by: User, seen: int) -> Edition:
    """Give a published story another address; the old ones lead there in one hop."""
    wish = markup.slug(slug)

    def also(story: Story) -> list[str]:
        live = workflow.current(story)
        if not wish or (live is not None and live.slug == wish):
            return [_("Write another address than the present one.")]
        return [] if addresses.is_free(wish, story) else [_("Another story has this address.")]

    return _again(story, Move.READDRESS, by=by, seen=seen, reason=reason, also=also, wish=wish)


def _again(
    story: Story,
    move: Move,
    *,
    by: User,
    seen: int,
    reason: str = "",
    also: workflow.Reasons = lambda story: [],
    wish: str = "",
    listed: bool | None = None,
) -> Edition:
    """The text that readers have once more, at another address or in other lists."""

    def sound(story: Story) -> list[str]:
        live = workflow.current(story)
        return also(story) + _broken(story, live.revision if live else None)

    story = workflow.take(story, move, by=by, seen=seen, note=reason, also=sound)
    live = cast(Edition, workflow.current(story))  # taken, so readers have one
    edition = editions.make(
        story,
        live.revision,
        kind=EditionKind.CLERICAL,
        at=clock.now(),
        by=by,
        reason=workflow.words(reason),
        like=live,
        slug=addresses.claim(story, wish) if wish else "",
        listed=listed,
    )
    workflow.record(story, move, by=by, note=edition.reason, edition=edition.number)
    return edition


def _ahead(
    story: Story, revision: Revision, *, kind: EditionKind, at: datetime, by: User, reason: str
) -> Edition:
    """An edition that is still to come, and the job that tells of it when it has."""
    edition = editions.make(story, revision, kind=kind, at=at, by=by, reason=reason)
    jobs.enqueue("announce", f"announce:{edition.pk}", {"edition": edition.pk}, due=at)
    return edition


def obstacles(
    story: Story,
    *,
    at: datetime | None = None,
    alone: bool = False,
    findings: list[preflight.Finding] | None = None,
) -> list[str]:
    """Reasons that lie in the text and the history, not on the desk. `alone` asks no approval;
    `findings` are those of the newest revision, where somebody has just asked for them."""
    revision = workflow.newest(story)
    reasons = []
    if revision.is_genuine:
        found = preflight.examine(story, revision) if findings is None else findings
        reasons += [finding.text for finding in found if finding.blocks]
    if alone and not (revision.is_genuine and revision.text == story.content):
        reasons.append(_("This revision is not as it was saved. Tell an admin."))
    if not alone and story.desk == Desk.APPROVED and workflow.approval_of(revision) is None:
        reasons.append(_("This revision has no valid approval by somebody other than its author."))
    return reasons + _broken(story) + _under_embargo(story, at or clock.now())


def _broken(story: Story, text: Revision | None = None) -> list[str]:
    """Nothing is built upon a false edition, and no edition made of a text that was changed."""
    reasons = []
    if not editions.is_sound(story):
        reasons.append(_("The edition before is not as it was sealed. Tell an admin."))
    if text is not None and not text.is_genuine:
        reasons.append(_("This revision is not as it was saved. Tell an admin."))
    return reasons


def _under_embargo(story: Story, at: datetime) -> list[str]:
    until = story.embargo_at(at)
    if until is None:
        return []
    words = {"until": local.moment(until)}
    return [_("The story is under embargo until %(until)s. Schedule it for then.") % words]


def _bad_hour(at: datetime) -> list[str]:
    """Why nothing can be scheduled for that hour, whatever the story."""
    now = clock.now()
    if at <= now:
        return [_("This time is past. Choose a later one, or publish now.")]
    if at > now + FARTHEST:
        return [_("Nothing is scheduled more than 14 months ahead.")]
    return []


@transaction.atomic
def bring_in(
    story: Story, *, published_at: datetime, by: User, views: int = 0, views_source: str = ""
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
    edition = editions.make(story, revision, kind=EditionKind.IMPORT, at=published_at, by=by)
    StoryViews.objects.filter(story=story).update(starting=views, starting_source=views_source)
    workflow.release_import(story, by=by, starting=views, source=views_source)
    return edition
