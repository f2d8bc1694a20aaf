"""Which moves a person is offered on a story, in words, the one they came for first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from articles import publishing, workflow
from articles.models import Desk, Story
from articles.preflight import Finding
from articles.workflow import Move, Refused

# What somebody comes for, the first that they may make.
MAIN = (
    Move.ENDORSE,
    Move.PUBLISH,
    Move.REPUBLISH,
    Move.CORRECT,
    Move.SCHEDULE,
    Move.APPROVE,
    Move.SUBMIT,
)
GRAVE = (Move.WITHDRAW, Move.CANCEL)
# These bring the approved text to readers at once. The first three are owed where they can be made.
RELEASING = (Move.PUBLISH, Move.REPUBLISH, Move.CORRECT, Move.COSMETIC)
OWED = RELEASING[:3]


@dataclass(frozen=True)
class Button:
    """A move as it is offered."""

    move: str
    label: str
    effect: str


@dataclass(frozen=True)
class Offer:
    """All that the bar at the foot of the writing screen offers; `refusal` says why not more."""

    main: Button | None = None
    others: tuple[Button, ...] = ()
    grave: tuple[Button, ...] = ()
    refusal: str = ""


def offer(story: Story, user: User, findings: list[Finding] | None = None) -> Offer:
    """The moves of a story for somebody; `findings` are shown beside, and not asked for twice."""
    moves = workflow.moves_for(story, user)
    blocked, why = _blocked(story, moves, findings)
    moves = [move for move in moves if move not in blocked]
    main = next((move for move in MAIN if move in moves), None)
    return Offer(
        main=_button(main, user) if main else None,
        others=_buttons([move for move in moves if move not in (main, *GRAVE)], user),
        grave=_buttons([move for move in GRAVE if move in moves], user),
        refusal=why or _own_text(story, user),
    )


def offer_to_begin(user: User) -> Offer:
    """A story not yet saved can be saved and submitted in one go."""
    can = user.has_perm(workflow.MOVES[Move.SUBMIT].permission)
    return Offer(main=_button(Move.SUBMIT, user) if can else None)


def _blocked(
    story: Story, moves: list[Move], findings: list[Finding] | None
) -> tuple[set[Move], str]:
    """The moves that the text itself keeps from readers now, and why. An embargo lets schedule."""
    releasing = {*RELEASING, Move.SCHEDULE} & set(moves)
    if not releasing or not (reasons := publishing.obstacles(story, findings=findings)):
        return set(), ""
    until = story.embargo_at(clock.now())
    if until and not publishing.obstacles(story, at=until, findings=findings):
        releasing.discard(Move.SCHEDULE)
    return releasing, " ".join([_("Before it can be published:"), *reasons])


def _buttons(moves: Iterable[Move], user: User) -> tuple[Button, ...]:
    return tuple(_button(move, user) for move in moves)


def _button(move: Move, user: User) -> Button:
    return Button(move.value, label(move, user), str(workflow.MOVES[move].effect))


def label(move: Move, user: User) -> str:
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
    """The one move this person owes a story, as a verb; empty where none is owed.

    Asked for each row of a list: nothing here may query beyond what the rows bring along, which is
    `rows.with_rows` and `rows.remember`."""
    if workflow.may(story, Move.ENDORSE, user):
        return _("Review")
    for move in OWED:
        if workflow.may(story, move, user):
            return label(move, user)
    if workflow.may(story, Move.APPROVE, user):
        return _("Review")
    if story.holder_id != user.pk or not user.has_perm("articles.change_story"):
        return ""
    return {Desk.RETURNED: _("Mend"), Desk.DRAFT: _("Continue")}.get(Desk(story.desk), "")


def named(name: str) -> Move:
    """The move by the name that its button posts. Saving is none."""
    if name == Move.EDIT or name not in Move.values:
        raise Refused([_("There is no such move.")])
    return Move(name)
