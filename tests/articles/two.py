"""A desk of two, walked over docs/moves.md: where they can bring a story, and where that leads on.

Asks no code of ours; test_permission_table holds the page against the verbs in every stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tests.articles import moves_table as table
from tests.articles.moves_table import Person, Stand

Desk = tuple[str, str]
GONE = 2  # somebody who wrote here before these two
LEADING = {"editor", "chief"}  # who may make the same moves whatever binds them to a story
CONFIRM = {"contributor", "reporter", "photographer", "editor", "chief"}  # may be handed a story


@dataclass(frozen=True)
class At:
    """A story of a desk of two, whose people are 0 and 1."""

    desk: str = "draft"
    readers: str = "nothing"
    began: int = 0
    holder: int = 0
    saver: int = 0
    byline: frozenset[int] = frozenset()
    inside: bool = True  # at home in the contributor's agency
    approvals: frozenset[int] = frozenset()  # of the newest text
    same: bool = False  # the newest text is the one that readers have, or had last
    ahead: bool = False  # the newest text is the one that is scheduled
    again: bool = False  # what is scheduled is the very text that readers have
    embargo: bool = False
    urgent: tuple[int, int] | None = None  # who wrote and who published the emergency that waits

    @property
    def stand(self) -> Stand:
        has = self.readers in ("live", "live+scheduled")
        urgent = has and self.urgent is not None
        return Stand(self.desk, self.readers, has and self.same, self.embargo, urgent)

    @property
    def is_shown(self) -> bool:
        """Readers have the newest text, and nothing about it is left to do."""
        return self.readers == "live" and self.same and self.urgent is None


def person(at: At, who: int, desk: Desk) -> Person:
    ties = {
        "began": at.began == who,
        "byline": who in at.byline,
        "handed": at.holder == who != at.began,
        "agency": at.inside,
    }
    bound = frozenset(tie for tie, is_so in ties.items() if is_so)
    judges = at.urgent is None or who not in at.urgent
    return Person(desk[who], bound, at.saver == who, judges)


Step = tuple[int, str, At]  # who, which move, and where it leads


def steps(at: At, desk: Desk) -> Iterator[Step]:
    """Every move that either of the two can make now."""
    for who in (0, 1):
        them = person(at, who, desk)
        for move in table.moves():
            if move not in ("list", "unlist", "readdress") and table.makes(move, at.stand, them):
                yield from ((who, move, to) for to in _made(at, move, who, desk))


def untied(at: At, desk: Desk) -> At:
    """Without what makes no difference to these two."""
    return replace(at, holder=GONE, byline=frozenset()) if {*desk} <= LEADING else at


def _made(at: At, move: str, who: int, desk: Desk) -> Iterator[At]:
    """Where a move leads; more than one where it can be made in several ways."""
    to, readers = table.after(move, at.desk, at.readers)
    moved = replace(at, desk=to, readers=readers)
    match move:
        case "edit":
            yield from _texts(moved, who, desk)
        case "return" | "object":
            yield replace(moved, holder=at.began)
        case "hand":
            yield from (replace(moved, holder=one) for one in (0, 1) if _fit(at, one, desk))
        case "approve" | "endorse":
            ends = at.urgent is not None and at.same and who != at.urgent[1]
            urgent = None if ends else at.urgent
            yield replace(moved, approvals=at.approvals | {who}, urgent=urgent)
        case "embargo" | "lift":
            yield replace(moved, embargo=move == "embargo")
        case _:
            yield _printed(at, moved, move, who)


def _printed(at: At, moved: At, move: str, who: int) -> At:
    """What becomes of the texts with an edition."""
    if move == "schedule":
        return replace(moved, ahead=True, again=at.same)
    if move == "emergency":
        alone = at.approvals <= {who}
        return replace(moved, same=True, urgent=(at.saver, who) if alone else None)
    if "at once" in table.moves()[move].edition:
        return replace(moved, same=True, urgent=at.urgent if at.same else None)
    return moved


def _texts(moved: At, who: int, desk: Desk) -> Iterator[At]:
    """A new text, which may name both in the byline, and lie at home elsewhere."""
    saved = replace(moved, saver=who, approvals=frozenset(), same=False, ahead=False)
    homes = {True, False} if desk[who] in LEADING and "contributor" in desk else {moved.inside}
    for byline in (frozenset[int](), frozenset({0, 1})):
        yield from (replace(saved, byline=byline, inside=home) for home in sorted(homes))


def _fit(at: At, one: int, desk: Desk) -> bool:
    return desk[one] in CONFIRM and (desk[one] != "contributor" or at.inside)


def passing(at: At) -> Iterator[At]:
    """What the hours do: an embargo ends, then a schedule starts."""
    if at.embargo:
        yield replace(at, embargo=False)
    elif at.readers in ("scheduled", "live+scheduled"):
        urgent = at.urgent if at.again else None
        yield replace(at, readers="live", same=at.ahead, ahead=False, again=False, urgent=urgent)


def beginnings(desk: Desk) -> Iterator[At]:
    """Begun by either of them, or left by somebody who is gone, or brought in as an import."""
    for who in (0, 1):
        if table.makes(
            "edit", Stand("draft", "nothing"), Person(desk[who], frozenset({"began", "agency"}))
        ):
            yield At(began=who, holder=who, saver=who)
            yield At(began=who, holder=who, saver=who, byline=frozenset({who}))
    left = At(began=GONE, holder=GONE, saver=GONE)
    yield from (replace(left, desk=state) for state in ("draft", "submitted", "returned"))
    yield replace(left, desk="released", readers="live", same=True)


def reached(desk: Desk) -> dict[At, list[Step]]:
    """Every story that such two can have, with the moves that lead on."""
    found: dict[At, list[Step]] = {}
    waiting = [untied(at, desk) for at in beginnings(desk)]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found[at] = [(who, move, untied(to, desk)) for who, move, to in steps(at, desk)]
            waiting += [to for _who, _move, to in found[at]]
            waiting += passing(at)
    return found


def leading_to(goals: Iterable[At], graph: dict[At, list[Step]]) -> set[At]:
    """From where moves lead to one of these, without waiting for an hour."""
    back = defaultdict(list)
    for at, onward in graph.items():
        for _who, _move, to in onward:
            back[to].append(at)
    found, waiting = set[At](), list(goals)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += back[at]
    return found


def without_way_out(graph: dict[At, list[Step]], writer: int) -> set[At]:
    """Where no new text of this writer can reach readers, as it was written and without waiting."""
    unchanged = {at: [step for step in onward if step[1] != "edit"] for at, onward in graph.items()}
    shown = leading_to((at for at in graph if at.is_shown), unchanged)
    begun = [
        at
        for at, onward in graph.items()
        if any((who, move) == (writer, "edit") and to in shown for who, move, to in onward)
    ]
    return set(graph) - leading_to(begun, graph)
