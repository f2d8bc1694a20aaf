"""Where two texts part, in words. Bounded: a text of one word a thousand times must not hang."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

NEAR = 400  # words in which the end of a first change is looked for
MOST = 300_000  # pairs that are compared one by one; beyond, what lies between is one change
Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Parting:
    """`before[i:j]` became `after[k:m]`."""

    i: int
    j: int
    k: int
    m: int


def first_parting(before: Sequence[str], after: Sequence[str]) -> Parting | None:
    """Where two rows of words differ first, NEAR words of it at most."""
    start = _agreeing(before, after)
    parts = [words[start : start + NEAR] for words in (before, after)]
    if not any(parts):
        return None
    first = partings(*parts)[0]
    return Parting(start, start + first.j, start, start + first.m)


def partings(before: Sequence[str], after: Sequence[str]) -> list[Parting]:
    """The places where two rows of words differ, in their order."""
    start, shorter = _agreeing(before, after), min(len(before), len(after))
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    i, k = len(before) - end, len(after) - end
    if not (start < i or start < k):
        return []
    if (i - start) * (k - start) > MOST:
        return [Parting(start, i, start, k)]
    blocks = SequenceMatcher(None, before[start:i], after[start:k], autojunk=False).get_opcodes()
    return [
        Parting(*(start + number for number in block)) for tag, *block in blocks if tag != "equal"
    ]


def _agreeing(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words at their beginning are the same."""
    pairs = zip(before, after, strict=False)
    unequal = (place for place, (old, new) in enumerate(pairs) if old != new)
    return next(unequal, min(len(before), len(after)))


def by_words(before: str, after: str) -> list[Piece]:
    """One text in which the words that went and those that came both stand."""
    old, new = before.split(), after.split()
    return list(_pieces(old, new, partings(old, new)))


def _pieces(old: list[str], new: list[str], places: list[Parting]) -> Iterator[Piece]:
    read = 0
    for place in [*places, Parting(len(old), len(old), len(new), len(new))]:
        rows: list[tuple[Kind, list[str]]] = [
            ("same", old[read : place.i]),
            ("gone", old[place.i : place.j]),
            ("new", new[place.k : place.m]),
        ]
        yield from (Piece(kind, " ".join(words)) for kind, words in rows if words)
        read = place.j


def by_paragraphs(before: str, after: str) -> list[list[Piece]]:
    """Only the paragraphs that differ, by words; ¶ where one ends."""
    old, new = _paragraphs(before), _paragraphs(after)
    return [
        by_words(" ¶ ".join(old[place.i : place.j]), " ¶ ".join(new[place.k : place.m]))
        for place in partings(old, new)
    ]


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
