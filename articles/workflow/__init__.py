"""The moves of the desk: one table that rules, buttons and tests read. The only writer of `desk`.

Four eyes: nothing is approved by the person who saved it (docs/decisions/0001).

moves    the table: from where to where, by whom, what readers must have or not have
rule     what a row of it says, and what a refusal is
rules    every reason why somebody may not make a move now
desk     taking a story for a move, and the verbs that touch nothing but the desk
"""

from articles.workflow.desk import (
    Reasons,
    approve,
    back_to_approved,
    cancel,
    embargo,
    give,
    give_word,
    hand,
    lift_embargo,
    lock,
    lock_in_sight,
    record,
    release_import,
    reopen,
    send_back,
    submit,
    take,
    words,
)
from articles.workflow.moves import (
    AFTER_EDIT,
    FARTHEST,
    LONGEST_NOTE,
    MOVES,
    NOTE_MISSING,
    TAKES_DOWN,
    Move,
)
from articles.workflow.rule import Makes, Refused, Rule
from articles.workflow.rules import (
    approval_of,
    author_of,
    current,
    emergency_of,
    in_byline,
    is_allowed,
    is_endorsed,
    may,
    moves_for,
    newest,
    public_of,
    refusals,
    remember_emergency,
    remember_newest,
    saved_meanwhile,
)

__all__ = [
    "AFTER_EDIT",
    "FARTHEST",
    "LONGEST_NOTE",
    "MOVES",
    "NOTE_MISSING",
    "TAKES_DOWN",
    "Makes",
    "Move",
    "Reasons",
    "Refused",
    "Rule",
    "approval_of",
    "approve",
    "author_of",
    "back_to_approved",
    "cancel",
    "current",
    "embargo",
    "emergency_of",
    "give",
    "give_word",
    "hand",
    "in_byline",
    "is_allowed",
    "is_endorsed",
    "lift_embargo",
    "lock",
    "lock_in_sight",
    "may",
    "moves_for",
    "newest",
    "public_of",
    "record",
    "refusals",
    "release_import",
    "remember_emergency",
    "remember_newest",
    "reopen",
    "saved_meanwhile",
    "send_back",
    "submit",
    "take",
    "words",
]
