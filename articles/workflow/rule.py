"""What a row of the table of moves says, and how a move is refused."""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise

from articles.models import Desk, Public


class Makes(Enum):
    """The edition that comes of a move."""

    NOTHING = auto()
    NOW = auto()
    AHEAD = auto()  # readers have it from its hour on


class Refused(Exception):
    """Every reason why not, as sentences fit to show."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Rule:
    """From which states of the desk to which (None: it stays), by what permission, while readers
    have what, its effect in words, and the sentence that asks for the words it needs; what edition
    comes of it, whether a schedule that stood is taken back, and whether it judges what readers
    have, not the text on the desk."""

    sources: frozenset[Desk]
    target: Desk | None
    permission: str
    public: frozenset[Public] = frozenset(Public)
    effect: str | Promise = ""
    asks: str | Promise = ""
    makes: Makes = Makes.NOTHING
    takes_back: bool = False
    judges_edition: bool = False
