"""docs/moves.md as an oracle: what it says of who may make which move. Asks no code of ours."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "moves.md"
DESKS = "draft submitted returned approved released cancelled".split()
READERS = "nothing scheduled live live+scheduled withdrawn".split()
ROLES = "contributor reporter photographer auditor editor chief admin none".split()
SAYS_THE_VERB = "no embargo stands"  # which the rules do not ask


@dataclass(frozen=True)
class Stand:
    """Where a story stands. `same`: readers have the newest text; `urgent`: an emergency waits."""

    desk: str
    readers: str
    same: bool = False
    embargo: bool = False
    urgent: bool = False
    listed: bool = True


@dataclass(frozen=True)
class Person:
    """Who wants to move it. `ties` bind them to the story; `saved`: the newest text is theirs;
    `judges`: they neither wrote nor published the emergency that waits."""

    role: str
    ties: frozenset[str] = frozenset()
    saved: bool = False
    judges: bool = True


@dataclass(frozen=True)
class Row:
    """One move as the page tells it."""

    move: str
    sources: frozenset[str]
    readers: frozenset[str]
    conditions: tuple[str, ...]
    who: tuple[tuple[frozenset[str], frozenset[str]], ...]  # roles, and one of these ties
    words: str
    to: str
    unless: tuple[tuple[str, str], ...]  # from one state to another than `to`
    edition: frozenset[str]


def _tables() -> dict[str, list[list[str]]]:
    """The cells of each table below its head, by the first word of its head."""
    found: dict[str, list[list[str]]] = {}
    for part in PAGE.read_text().split("\n\n"):
        lines = [line for line in part.splitlines() if line.startswith("|")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        if rows:
            found[rows[0][0]] = [rows[0], *rows[2:]]
    return found


def _list(cell: str, sign: str = ",") -> list[str]:
    return [part.strip() for part in cell.split(sign) if part.strip()]


def _some(cell: str, all_of_them: list[str]) -> frozenset[str]:
    """`any`, `any but x`, or the names themselves."""
    named = frozenset(_list(cell.removeprefix("any but ").removeprefix("any")))
    if strange := named - set(all_of_them):
        raise ValueError(f"{PAGE.name} says {strange}")
    return frozenset(all_of_them) - named if cell.startswith("any") else named


def _row(cells: list[str]) -> Row:
    move, sources, readers, conditions, who, words, to, edition = cells
    stays, *unless = _list(to)
    pairs = (part.partition(":")[::2] for part in _list(who, ";"))
    return Row(
        move,
        _some(sources, DESKS),
        _some(readers, READERS),
        tuple(_list(conditions, ";")),
        tuple((_some(roles, ROLES), frozenset(_list(ties))) for roles, ties in pairs),
        words,
        stays,
        tuple((a.strip(), b.strip()) for a, b in (one.split("→") for one in unless)),
        frozenset(_list(edition)),
    )


@cache
def moves() -> dict[str, Row]:
    return {row.move: row for row in map(_row, _tables()["move"][1:])}


@cache
def possible() -> frozenset[tuple[str, str]]:
    """The desk states and what readers have that go together."""
    head, *rows = _tables()[""]
    cells = {
        (row[0], readers): cell for row in rows for readers, cell in zip(head, row, strict=True)
    }
    return frozenset(pair for pair, cell in cells.items() if cell == "yes")


@cache
def _sight() -> dict[str, str]:
    return {role: sees for roles, sees in _tables()["role"][1:] for role in _list(roles)}


@cache
def sees(person: Person) -> bool:
    sight = _sight()[person.role]
    return sight == "every story" or bool(person.ties & set(_list(sight)))


@cache
def may(move: str, stand: Stand, person: Person) -> bool:
    """Whether the move is theirs to make, as far as the rules ask: words and hours apart."""
    row = moves()[move]
    asked = [condition for condition in row.conditions if condition != SAYS_THE_VERB]
    return (
        stand.desk in row.sources
        and stand.readers in row.readers
        and any(_fits(roles, ties, person) for roles, ties in row.who)
        and all(_holds(condition, stand, person) for condition in asked)
    )


@cache
def makes(move: str, stand: Stand, person: Person) -> bool:
    """Whether the verb makes it, given good words and an hour."""
    barred = stand.embargo and SAYS_THE_VERB in moves()[move].conditions
    return may(move, stand, person) and not barred


def _fits(roles: frozenset[str], ties: frozenset[str], person: Person) -> bool:
    if person.role not in roles:
        return False
    if "unseen" in ties:
        return True
    return sees(person) and (not ties or bool(ties & person.ties))


def _holds(condition: str, stand: Stand, person: Person) -> bool:
    return {
        "another saved it": not person.saved,
        "an embargo stands": stand.embargo,
        "readers have another text": stand.readers == "nothing" or not stand.same,
        "readers have the newest text": stand.same,
        "an emergency waits": stand.urgent,
        "another wrote and published it": person.judges,
        "in the lists": stand.listed,
        "off the lists": not stand.listed,
    }[condition]


def after(move: str, desk: str, readers: str) -> tuple[str, str]:
    """The desk state that a move leads to, and what readers have then."""
    row = moves()[move]
    to = dict(row.unless).get(desk, desk if row.to == "stays" else row.to)
    if "ended" in row.edition:
        return to, "withdrawn"
    if "taken back" in row.edition:
        readers = {"scheduled": "nothing", "live+scheduled": "live"}.get(readers, readers)
    if "ahead" in row.edition:
        readers = {"nothing": "scheduled", "live": "live+scheduled"}[readers]
    return to, "live" if "at once" in row.edition else readers
