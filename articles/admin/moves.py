"""Which moves a person is offered on a story, in words, and the verbs behind the buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import emergencies, preflight, publishing, workflow
from articles.models import Desk, Edition, Story
from articles.workflow import Move, Refused

MAIN = (Move.PUBLISH, Move.APPROVE, Move.SUBMIT)


@dataclass(frozen=True)
class Button:
    """A move as it is offered."""

    move: str
    label: str
    effect: str
    needs_note: bool = False


@dataclass(frozen=True)
class Offer:
    """All that the bar at the foot of the writing screen offers; `refusal` says why not more."""

    main: Button | None = None
    others: tuple[Button, ...] = ()
    refusal: str = ""

    @property
    def asks_words(self) -> bool:
        return any(button.needs_note for button in self.others)


def offer(story: Story, user: User) -> Offer:
    """The moves of a story for somebody, the one they came for first."""
    moves = [move for move in workflow.moves_for(story, user) if move in VERBS]
    refusal = _own_text(story, user)
    if Move.PUBLISH in moves and (reasons := publishing.obstacles(story)):
        moves.remove(Move.PUBLISH)
        refusal = " ".join([_("Before it can be published:"), *reasons])
    main = next((move for move in MAIN if move in moves), None)
    return Offer(
        main=_button(main, user) if main else None,
        others=tuple(_button(move, user) for move in moves if move is not main),
        refusal=refusal,
    )


def offer_to_begin(user: User) -> Offer:
    """A story not yet saved can be saved and submitted in one go."""
    can = user.has_perm(workflow.MOVES[Move.SUBMIT].permission)
    return Offer(main=_button(Move.SUBMIT, user) if can else None)


def _button(move: Move, user: User) -> Button:
    rule = workflow.MOVES[move]
    return Button(move.value, _label(move, user), str(rule.effect), bool(rule.asks))


def _label(move: Move, user: User) -> str:
    """Whoever may not approve in general but stands in the byline confirms."""
    if move is Move.APPROVE and not user.has_perm(workflow.MOVES[move].permission):
        return _("Confirm")
    return str(move.label)


def _own_text(story: Story, user: User) -> str:
    """Why an editor cannot approve what lies before them, if it is their own text."""
    if story.desk != Desk.SUBMITTED or not workflow.is_allowed(story, Move.APPROVE, user):
        return ""
    return " ".join(workflow.refusals(story, Move.APPROVE, by=user, seen=story.version))


def owed(story: Story, user: User) -> str:
    """The one move this person owes a story, as a verb; empty where none is owed."""
    if workflow.may(story, Move.PUBLISH, user):
        return _label(Move.PUBLISH, user)
    if workflow.may(story, Move.APPROVE, user):
        return _("Review")
    if story.holder_id != user.pk or not user.has_perm("articles.change_story"):
        return ""
    return {Desk.RETURNED: _("Mend"), Desk.DRAFT: _("Continue")}.get(Desk(story.desk), "")


def _approve(story: Story, *, by: User, seen: int, note: str) -> str:
    approved = workflow.approve(story, by=by, seen=seen).revision
    said = [_("Revision %(number)d is approved.") % {"number": seen}]
    if missing := [found.text for found in preflight.blocking(story, approved)]:
        said += [_("Before it can be published:"), *missing]
    return " ".join(said)


def _publish(story: Story, *, by: User, seen: int, note: str) -> Edition:
    return publishing.publish(story, by=by, seen=seen)


def _by_note(verb: Callable[..., object], word: str, said: Any) -> Callable[..., str]:
    """A move that takes what was written as its note or reason."""

    def make(story: Story, *, by: User, seen: int, note: str) -> str:
        verb(story, by=by, seen=seen, **{word: note})
        return str(said)

    return make


def _plain(verb: Callable[..., object], said: Any) -> Callable[..., str]:
    """A move that needs no words."""

    def make(story: Story, *, by: User, seen: int, note: str) -> str:
        verb(story, by=by, seen=seen)
        return str(said)

    return make


VERBS: dict[Move, Callable[..., str | Edition]] = {
    Move.SUBMIT: _plain(workflow.submit, gettext_lazy("Submitted to the editors' desk.")),
    Move.RETURN: _by_note(workflow.send_back, "note", gettext_lazy("Returned to the writer.")),
    Move.APPROVE: _approve,
    Move.PUBLISH: _publish,
    Move.LIFT: _plain(workflow.lift_embargo, gettext_lazy("The embargo is lifted.")),
    Move.UNSCHEDULE: _plain(publishing.unschedule, gettext_lazy("The schedule is cancelled.")),
    Move.COSMETIC: _by_note(
        publishing.cosmetic, "reason", gettext_lazy("Readers have the new text now.")
    ),
    Move.EMERGENCY: _by_note(
        emergencies.publish, "reason", gettext_lazy("Published as an emergency.")
    ),
    Move.ENDORSE: _plain(emergencies.endorse, gettext_lazy("Approved afterwards.")),
    Move.OBJECT: _by_note(
        emergencies.object_to,
        "note",
        gettext_lazy("Returned to the writer; readers still have it."),
    ),
    Move.UNLIST: _by_note(publishing.unlist, "reason", gettext_lazy("The story is off the lists.")),
    Move.LIST: _plain(publishing.put_on_lists, gettext_lazy("The story is back on the lists.")),
    Move.CANCEL: _by_note(workflow.cancel, "note", gettext_lazy("The draft is cancelled.")),
    Move.REOPEN: _plain(workflow.reopen, gettext_lazy("The story is a draft again.")),
}


def make(name: str, story: Story, *, by: User, seen: int, note: str) -> str | Edition:
    """Make a move by the name its button posted. Answers what was done in words, or the edition."""
    try:
        verb = VERBS[Move(name)]
    except (KeyError, ValueError) as error:
        raise Refused([_("There is no such move.")]) from error
    return verb(story, by=by, seen=seen, note=note)
