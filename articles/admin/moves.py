"""Which moves a person is offered on a story, in words, and the verbs behind the buttons."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from articles import preflight, publishing, workflow
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


def offer(story: Story, user: User) -> Offer:
    """The moves of a story for somebody, the one they came for first."""
    moves, refusal = workflow.moves_for(story, user), _own_text(story, user)
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
    return Button(move.value, _label(move, user), str(rule.effect), rule.needs_note)


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
    moves = workflow.moves_for(story, user)
    if Move.PUBLISH in moves:
        return _label(Move.PUBLISH, user)
    if Move.APPROVE in moves:
        return _("Review")
    if story.holder_id != user.pk or not user.has_perm("articles.change_story"):
        return ""
    return {Desk.RETURNED: _("Mend"), Desk.DRAFT: _("Continue")}.get(Desk(story.desk), "")


def _return(story: Story, *, by: User, seen: int, note: str) -> str:
    workflow.send_back(story, by=by, seen=seen, note=note)
    return _("Returned to the writer.")


def _submit(story: Story, *, by: User, seen: int, note: str) -> str:
    workflow.submit(story, by=by, seen=seen)
    return _("Submitted to the editors' desk.")


def _approve(story: Story, *, by: User, seen: int, note: str) -> str:
    approved = workflow.approve(story, by=by, seen=seen).revision
    said = [_("Revision %(number)d is approved.") % {"number": seen}]
    if missing := [f.text for f in preflight.findings(approved.text) if f.blocks]:
        said += [_("Before it can be published:"), *missing]
    return " ".join(said)


def _publish(story: Story, *, by: User, seen: int, note: str) -> Edition:
    return publishing.publish(story, by=by, seen=seen)


VERBS: dict[Move, Callable[..., str | Edition]] = {
    Move.SUBMIT: _submit,
    Move.RETURN: _return,
    Move.APPROVE: _approve,
    Move.PUBLISH: _publish,
}


def make(name: str, story: Story, *, by: User, seen: int, note: str) -> str | Edition:
    """Make a move by the name its button posted. Answers what was done in words, or the edition."""
    try:
        verb = VERBS[Move(name)]
    except (KeyError, ValueError) as error:
        raise Refused([_("There is no such move.")]) from error
    return verb(story, by=by, seen=seen, note=note)
