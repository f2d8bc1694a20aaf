"""A row of what waits, as a sentence with the verb that is owed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import local, workflow
from articles.admin import moves
from articles.admin.standing import Mark
from articles.admin.waiting.finding import watches_hours
from articles.language import dates
from articles.models import Desk, Edition, Public, Reply, ReplyState, Story
from articles.workflow import Move

SOON = timedelta(hours=1)
LONGEST = 90  # characters of a title that somebody from outside has typed


class Kind(IntEnum):
    """In the order of the board. A story that waits for two reasons is listed for the first."""

    EMERGENCY = 1
    EMBARGO = 2
    SCHEDULED = 3
    RETURNED = 4
    SUBMITTED = 5
    APPROVED = 6
    REPLY = 7
    DRAFT = 8


DESK = {
    Desk.RETURNED: Kind.RETURNED,
    Desk.SUBMITTED: Kind.SUBMITTED,
    Desk.APPROVED: Kind.APPROVED,
    Desk.DRAFT: Kind.DRAFT,
}
SAYS: dict[Kind, Promise] = {
    Kind.EMERGENCY: gettext_lazy("has published as an emergency"),
    Kind.RETURNED: gettext_lazy("Returned to you:"),
    Kind.SUBMITTED: gettext_lazy("has submitted"),
    Kind.APPROVED: gettext_lazy("Approved:"),
    Kind.DRAFT: gettext_lazy("Your draft:"),
}
# The mark that the sentence of a kind makes needless.
SAID = {"urgent": Kind.EMERGENCY, "": Kind.EMBARGO}


@dataclass(frozen=True)
class Waiting:
    """`label who says title tail`; the label, with a shape, where an hour presses."""

    kind: Kind
    at: datetime
    address: str
    title: str
    move: str
    label: str = ""
    is_late: bool = False
    who: str = ""
    says: str = ""
    tail: str = ""
    quiet: list[str] = field(default_factory=list)
    states: list[tuple[str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def of_story(
    story: Story, user: User, now: datetime, emergency: Edition | None, hour: datetime | None
) -> Waiting:
    """For one `rows.remember`ed; `emergency` and `hour` are those for which it waits, if any."""
    kind, at = _kind(story, user, now, emergency, hour)
    marks: list[Mark] = story.marks  # type: ignore[attr-defined]
    return Waiting(
        kind=kind,
        at=at,
        address=reverse("admin:articles_story_change", args=[story.pk]),
        title=story.headline,
        move=_move(kind, story, user),
        quiet=_quiet(story, emergency),
        states=_states(kind, story),
        marks=[mark for mark in marks if SAID.get(mark.shape) is not kind],
        **_sentence(kind, story, emergency, at, now),
    )


def _kind(
    story: Story, user: User, now: datetime, emergency: Edition | None, hour: datetime | None
) -> tuple[Kind, datetime]:
    """As what it is listed, and since when or for which hour."""
    if emergency:
        return Kind.EMERGENCY, emergency.live_from
    if hour:
        return Kind.SCHEDULED, hour
    until = story.embargo_until
    if until and watches_hours(user) and now < until < local.midnight(now, days=1):
        if story.public != Public.SCHEDULED:
            return Kind.EMBARGO, until
    return DESK[Desk(story.desk)], story.changed_at


def _move(kind: Kind, story: Story, user: User) -> str:
    """Under an embargo an approved text can only be scheduled."""
    if kind is Kind.EMBARGO and workflow.may(story, Move.SCHEDULE, user):
        return moves.label(Move.SCHEDULE, user).rstrip("…")
    return (moves.owed(story, user) or _("Open")).rstrip("…")


def _states(kind: Kind, story: Story) -> list[tuple[str, str]]:
    """Where it stands, if the sentence does not say it: readers may have it already."""
    says_all = story.public == Public.NEVER and kind is not Kind.EMBARGO
    return [] if says_all or kind in {Kind.SCHEDULED, Kind.EMERGENCY} else story.standing


def _quiet(story: Story, emergency: Edition | None) -> list[str]:
    if emergency:
        return [emergency.reason]
    shelves = [str(row) for row in (story.section, *story.agencies.all()) if row]
    return [*shelves, _("revision %(number)s") % {"number": story.version}]


def _sentence(
    kind: Kind, story: Story, emergency: Edition | None, at: datetime, now: datetime
) -> dict[str, Any]:
    when = _ago(at, now)
    match kind:
        case Kind.EMBARGO:
            tail = _("ends %(when)s") % {"when": when}
            return {"label": _("Embargo"), "is_late": True, "tail": tail}
        case Kind.SCHEDULED:
            is_soon = at - now < SOON
            label = _("Scheduled %(at)s") % {"at": local.brief(at)}
            return {"label": label, "tail": when if is_soon else ""}
        case Kind.EMERGENCY if emergency:
            who = emergency.made_by.get_short_name()
        case Kind.SUBMITTED:
            who = workflow.newest(story).by.get_short_name()
        case _:
            who = ""
    return {"who": who, "says": str(SAYS[kind]), "tail": when}


def of_reply(reply: Reply, now: datetime) -> Waiting:
    is_late = reply.due <= now
    until = _("overdue since %(when)s") if is_late else _("due %(when)s")
    named = reply.story.headline if reply.story else reply.about or reply.receipt
    sender = Truncator(reply.behalf or reply.name).chars(LONGEST)
    decided = reply.state != ReplyState.RECEIVED
    return Waiting(
        kind=Kind.REPLY,
        at=reply.due,
        address=reverse("admin:articles_reply_change", args=[reply.pk]),
        title=Truncator(named).chars(LONGEST),
        move=_("Serve") if decided else _("Decide"),
        label=str(reply.get_wish_display()),
        is_late=is_late,
        tail=until % {"when": _ago(reply.due, now)},
        quiet=[*filter(None, [sender]), reply.receipt],
        states=[reply.standing] if decided else [],
    )


def _ago(at: datetime, now: datetime) -> str:
    return dates.ago(at, now, local.zone(), language=local.language())
