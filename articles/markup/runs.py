"""A run of inline text: leaves, each with the marks it stands in; printed in one canonical way."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

Mark = tuple[str, str]
"""A tag and its attributes as they will be printed."""

BREAK = "<br>"
BEFORE = r"\s(\[\"'“‘«—–"
AFTER = r"\s.,;:!?…)\]\"'”’»—–/-"
CLOSED = "\x00"
"""Stands for a letter that no typed mark may reach over: code, or text that has the mark."""
CODE: Mark = ("code", "")


class Leaf(NamedTuple):
    """A piece of text, or the HTML of a void element."""

    text: str
    marks: tuple[Mark, ...] = ()
    html: str = ""

    @property
    def is_blank(self) -> bool:
        return self.html == BREAK or not (self.html or self.text.strip())


def typed(sign: str, other: str) -> re.Pattern[str]:
    """A WhatsApp mark around words, on one line, at word borders.

    Not `2*3*4`, not `snake_case`, not the credit code `(*)`.
    """
    sign, other = re.escape(sign), re.escape(other)
    first = rf"{other}?(?:[^\W_]|[\"'“‘(\[])"
    inner = rf"[^\n{CLOSED}{sign}]*?[^\s{CLOSED}{sign}(\[]"
    return re.compile(rf"(?<![^{BEFORE}]){sign}(?={first}){inner}{sign}(?![^{AFTER}])")


TYPED: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    (("strong", ""), typed("*", "_")),
    (("em", ""), typed("_", "*")),
)


def render(leaves: Sequence[Leaf]) -> str:
    """The HTML of a run, empty if nothing in it can be seen."""
    return _html(_marks_of_blanks(_read_typed(_squeezed(leaves))))


def render_verbatim(leaves: Sequence[Leaf]) -> str:
    """The same for `pre`: spaces stay. A parser eats the first line end, so none is printed."""
    kept = [leaf for leaf in leaves if leaf.text or leaf.html]
    while kept and not kept[0].html and not (first := kept[0].text.lstrip("\n")):
        kept.pop(0)
    if kept and not kept[0].html:
        kept[0] = kept[0]._replace(text=first)
    return _html(_trimmed(kept))


def _squeezed(leaves: Sequence[Leaf]) -> list[Leaf]:
    """One space (or line end) where there were several, none at the ends and around breaks."""
    kept: list[Leaf] = []
    after_space = True
    for leaf in leaves:
        if leaf.html == BREAK:
            if kept := _trimmed(kept):
                kept.append(leaf)
            after_space = True
        elif leaf.html:
            kept.append(leaf)
            after_space = False
        else:
            text = re.sub(r"[ \t\n]+", lambda gap: "\n" if "\n" in gap[0] else " ", leaf.text)
            if text := text.lstrip(" \n") if after_space else text:
                kept.append(leaf._replace(text=text))
                after_space = text[-1] in " \n"
    return _trimmed(kept, breaks=True)


def _trimmed(leaves: list[Leaf], *, breaks: bool = False) -> list[Leaf]:
    kept = list(leaves)
    while kept and kept[-1].is_blank and (breaks or kept[-1].html != BREAK):
        kept.pop()
    if kept and not kept[-1].html:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" \t\n"))
    return kept


def _read_typed(leaves: list[Leaf]) -> list[Leaf]:
    """`*tebal*` and `_miring_` as marks, until none is left: one may stand in the other."""
    found = True
    while found:
        found = False
        for mark, pattern in TYPED:
            text = "".join(_readable(leaf, mark) for leaf in leaves)
            if spans := [match.span() for match in pattern.finditer(text)]:
                leaves, found = _marked(leaves, spans, mark), True
    return leaves


def _readable(leaf: Leaf, mark: Mark) -> str:
    """What a typed mark is looked for in: a void element ends the line."""
    if leaf.html:
        return "\n"
    return CLOSED * len(leaf.text) if {mark, CODE} & set(leaf.marks) else leaf.text


def _marked(leaves: list[Leaf], spans: list[tuple[int, int]], mark: Mark) -> list[Leaf]:
    """The leaves cut at the spans, whose first and last letters (the signs) become the mark."""
    signs = [at for start, end in spans for at in (start, end - 1)]
    pieces: list[tuple[int, Leaf]] = []
    position = passed = 0
    for leaf in leaves:
        start, position = position, position + (1 if leaf.html else len(leaf.text))
        here = [at - start for at in signs[passed : bisect_left(signs, position)]]
        for cut, end in zip([-1, *here], [*here, len(leaf.text)], strict=True):
            passed += cut >= 0
            pieces.append((passed, leaf._replace(text=leaf.text[cut + 1 : end])))
    kept: list[Leaf] = []
    for passed, group in groupby(pieces, key=itemgetter(0)):
        span = [leaf for _, leaf in group if leaf.text or leaf.html]
        kept += _within(span, mark) if passed % 2 else span
    return kept


def _within(leaves: list[Leaf], mark: Mark) -> list[Leaf]:
    """The mark around leaves, inside the marks that they all share."""
    depth = min(_shared(leaves[0].marks, leaf.marks) for leaf in leaves)
    return [
        leaf._replace(marks=(*leaf.marks[:depth], mark, *leaf.marks[depth:])) for leaf in leaves
    ]


def _marks_of_blanks(leaves: list[Leaf]) -> list[Leaf]:
    """A space or break stands in the marks that both its neighbours have; so no mark is empty."""
    kept = list(leaves)
    for at, leaf in enumerate(kept[:-1]):
        if at and leaf.is_blank:
            before = kept[at - 1].marks
            kept[at] = leaf._replace(marks=before[: _shared(before, kept[at + 1].marks)])
    return kept


def _shared(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _html(leaves: Sequence[Leaf]) -> str:
    pieces: list[str] = []
    standing: tuple[Mark, ...] = ()
    for leaf in [*leaves, Leaf("")]:
        shared = _shared(standing, leaf.marks)
        pieces += [f"</{tag}>" for tag, _ in reversed(standing[shared:])]
        pieces += [f"<{tag}{attributes}>" for tag, attributes in leaf.marks[shared:]]
        pieces.append(leaf.html or escape(leaf.text, quote=False))
        standing = leaf.marks
    return "".join(pieces)
