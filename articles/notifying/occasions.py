"""What happened, and who is told of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles import local
from articles.models import Desk, Edition, EditionKind, Notification, Remark, Reply, Story
from articles.models import NotificationKind as Kind
from articles.models.reply import DECIDES
from articles.notifying.audience import holding, who_see, writers_of
from articles.notifying.reading import mark_read
from articles.notifying.telling import tell

Audience = Callable[[Story], Q]


def _editors(story: Story) -> Q:
    return holding("articles.approve_story") & holding("articles.see_desk")


def _holder(story: Story) -> Q:
    return Q(pk=story.holder_id)


def _writers_and_holder(story: Story) -> Q:
    return writers_of(story) | _holder(story)


MOVES: dict[str, tuple[Kind, Audience]] = {
    "submit": (Kind.SUBMITTED, _editors),
    "return": (Kind.RETURNED, _writers_and_holder),
    "object": (Kind.RETURNED, _writers_and_holder),
    "approve": (Kind.APPROVED, writers_of),
    "hand": (Kind.HANDED, _holder),
    "schedule": (Kind.SCHEDULED, writers_of),
    "reschedule": (Kind.SCHEDULED, writers_of),
    "unschedule": (Kind.UNSCHEDULED, writers_of),
    "withdraw": (Kind.WITHDRAWN, writers_of),
    "cancel": (Kind.CANCELLED, writers_of),
}
# What is told of an edition that has started. Of those that are not here readers are told nothing.
EDITIONS = {
    EditionKind.ORDINARY: Kind.PUBLISHED,
    EditionKind.RETURNED: Kind.PUBLISHED,
    EditionKind.CORRECTION: Kind.CORRECTED,
    EditionKind.EMERGENCY: Kind.PUBLISHED,
}


def of_move(story: Story, move: str, *, by: User, note: str = "", is_out: bool = False) -> None:
    """The end of each move, in its transaction. Of moves that concern nobody else nothing is told.

    `is_out`: readers have its edition at once, and that is what is told. Twice for one move tells
    once: `story.changed_at` is the move's own."""
    _settle(story, move, by)
    if is_out and (edition := story.editions.defer("body").order_by("-number").first()):
        of_edition(edition, note=note)
    elif move in MOVES:
        kind, audience = MOVES[move]
        people = who_see(story).filter(audience(story))
        words = note or (_hour(story) if kind is Kind.SCHEDULED else "")
        tell(kind, people, key=_key(kind, story), story=story, by=by, words=words)


def _hour(story: Story) -> str:
    """When what was scheduled reaches readers."""
    edition = story.editions.defer("body").order_by("-number").first()
    return local.moment(edition.live_from) if edition else ""


def announce(payload: dict[str, int]) -> None:
    """The work of a job “announce”, due when an edition starts. Done late it tells only of what
    readers still have, and as it was sealed."""
    editions = Edition.objects.live().select_related("story", "made_by")
    for edition in editions.defer("body", "story__body").filter(pk=payload["edition"]):
        of_edition(edition, happened=edition.live_from)


def of_edition(edition: Edition, *, note: str = "", happened: datetime | None = None) -> None:
    """Readers have it now, unless the schedule was taken back. A second time changes nothing."""
    has_started = edition.live_from <= timezone.now() and not edition.is_cancelled
    kind = EDITIONS.get(EditionKind(edition.kind))
    if kind is None or not has_started:
        return
    story, words = edition.story, note or edition.reason
    say = partial(
        tell,
        key=f"edition:{edition.pk}",
        story=story,
        by=edition.made_by,
        words=words,
        happened=happened,
    )
    writers, editors = who_see(story).filter(writers_of(story)), _editors(story)
    if edition.kind == EditionKind.EMERGENCY:
        say(Kind.EMERGENCY, who_see(story).filter(editors))
        writers = writers.exclude(editors)
    say(kind, writers)


def of_remark(remark: Remark) -> None:
    """Whom it mentions; else those who work on the story, and who spoke in its thread."""
    story, key = remark.story, f"remark:{remark.pk}"
    seeing = who_see(story)
    mentioned = Q(pk__in=remark.mentions.values("pk"))
    first = remark.thread_id or remark.pk
    spoke = Remark.objects.filter(Q(pk=first) | Q(thread=first)).values("by")
    concerned = _writers_and_holder(story) | Q(pk__in=spoke)
    say = partial(tell, key=key, story=story, by=remark.by, words=remark.text)
    say(Kind.MENTION, seeing.filter(mentioned))
    say(Kind.REMARK, seeing.filter(concerned).exclude(mentioned))


def of_reply(reply: Reply) -> None:
    """Those who may decide. Of the sender nothing is said here: their data go by their own time."""
    told = {"receipt": reply.receipt, "due": local.moment(reply.due)}
    words = _("%(receipt)s, to be served by %(due)s") % told
    deciding = User.objects.filter(holding(DECIDES))
    tell(Kind.REPLY, deciding, key=f"reply:{reply.pk}", story=reply.story, words=words)


def _settle(story: Story, move: str, by: User) -> None:
    """What was open with this move is so no longer for `by`; what was submitted, unless it still
    is, for everybody."""
    over = Q(person=by)
    if move == "submit" or story.desk != Desk.SUBMITTED:
        over |= Q(kind=Kind.SUBMITTED)
    rows = Notification.objects.filter(over, story=story)
    mark_read(rows.exclude(key=_key(Kind.SUBMITTED, story)))


def _key(kind: Kind, story: Story) -> str:
    return f"{kind.value}:{story.pk}:{story.changed_at.isoformat()}"
