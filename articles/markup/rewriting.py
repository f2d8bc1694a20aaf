"""Rebuilds HTML as blocks that hold runs of text. nh3 comes before it, and after it again."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from articles.markup import runs
from articles.markup.hidden import Look
from articles.markup.runs import Leaf, Mark
from articles.markup.spaces import tidy

RENAMED = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "tfoot": "tbody",
}
MARKS = {"cite", "strong", "em", "s", "sub", "sup", "code", "a"}
BARE = set(
    "span font u small big mark abbr acronym time ins kbd samp var tt label q bdi bdo dfn data "
    "nobr ruby rb rt rp wbr br img input".split()
)
VOID = set(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param "
    "source track wbr".split()
)
TEXT_ONLY = {"h2", "h3", "h4", "pre", "caption", "figcaption"}
BLOCKS = TEXT_ONLY | set("blockquote ul ol li figure table thead tbody tr th td".split())
PARENTS = {
    "li": {"ul", "ol"},
    "figcaption": {"figure"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "th": {"tr"},
    "td": {"tr"},
}
DEEPEST = 60
"""Elements nested deeper only separate words."""


def is_inline(tag: str) -> bool:
    """Whether a word may go on across the tag: `<b>J</b>atim`. Word's `<st1:place>` too."""
    return RENAMED.get(tag, tag) in MARKS or tag in BARE or ":" in tag


@dataclass
class Block:
    """A block being built. `p` stands for div, section and all that gathers paragraphs too."""

    tag: str
    attributes: str = ""
    leaves: list[Leaf] = field(default_factory=list)
    parts: list[tuple[str, bool]] = field(default_factory=list)  # HTML, and whether a loose run
    filled: bool = False

    def flush(self) -> None:
        """Ends the run of text."""
        run = (runs.render_verbatim if self.tag == "pre" else runs.render)(self.leaves)
        self.leaves.clear()
        if run and self.tag == "p":
            self.add(f"<p>{run}</p>")
        elif run:
            self.add(run, loose=self.tag not in ("ul", "ol"))

    def add(self, html: str, *, loose: bool = False) -> None:
        if self.tag in ("ul", "ol") and not html.startswith("<li>"):
            html = f"<li>{html}</li>"
        if loose and self.parts and self.parts[-1][1]:
            html = runs.BREAK + html
        self.parts.append((html, loose))
        self.filled = True

    def close_into(self, parent: "Block") -> None:
        """Gives the finished block to the one around it, unless nothing in it can be seen."""
        self.flush()
        filled = parent.filled or self.filled
        if self.tag == "p":
            for html, _ in self.parts:
                parent.add(html)
        elif self.filled or self.tag in ("td", "th") or (self.tag == "tr" and self.parts):
            inner = "".join(html for html, _ in self.parts)
            parent.add(f"<{self.tag}{self.attributes}>{inner}</{self.tag}>")
        parent.filled = filled


@dataclass
class Element:
    """An open tag: the name its end will have, and what holds inside."""

    tag: str
    look: Look
    marks: tuple[Mark, ...]
    block: Block | None = None
    separates: bool = False


class Rewriter(HTMLParser):
    """Feed it once; `result()` is the document."""

    def __init__(self, attributes: dict[str, set[str]]) -> None:
        super().__init__()
        self.attributes = attributes
        self.blocks = [Block("p")]
        self.elements = [Element("", Look(), ())]

    def result(self) -> str:
        self.close()
        while len(self.elements) > 1:
            self._leave(self.elements.pop())
        self.blocks[0].flush()
        return "\n".join(html for html, _ in self.blocks[0].parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name, given = RENAMED.get(tag, tag), dict(attrs)
        around = self.elements[-1]
        element = Element(tag, around.look.inside(tag, given), around.marks)
        if tag in VOID:
            if not element.look.hides_text:
                self._void(tag, self._printed(tag, given))
            return
        self.elements.append(element)
        if element.look.gone:
            return
        if name in MARKS:
            if name not in (mark for mark, _ in around.marks) and (name != "a" or "href" in given):
                element.marks = (*around.marks, (name, self._printed(name, given)))
        elif not is_inline(tag):
            self._open(element, name, self._printed(name, given))

    def handle_endtag(self, tag: str) -> None:
        """Ends the innermost element: nh3 prints every end in its place."""
        if self.elements[-1].tag == tag:
            self._leave(self.elements.pop())

    def handle_data(self, data: str) -> None:
        if self.elements[-1].look.hides_text:
            return
        if len(self.blocks) > 1:
            self._leaf(tidy(data))
            return
        for at, paragraph in enumerate(re.split(r"\n[ \t]*\n", tidy(data))):
            if at:
                self.blocks[-1].flush()
            self._leaf(paragraph)

    def _leaf(self, text: str, html: str = "") -> None:
        self.blocks[-1].leaves.append(Leaf(text, self.elements[-1].marks, html))

    def _void(self, tag: str, attributes: str) -> None:
        block = self.blocks[-1]
        if tag == "hr" and block.tag not in TEXT_ONLY:
            block.flush()
            block.add("<hr>")
        elif tag == "img" and " src=" in attributes:
            self._leaf("", f"<img{attributes}>")
        elif tag == "br" and block.tag != "pre":
            self._leaf("", runs.BREAK)
        elif tag in ("br", "hr"):
            self._leaf("\n")

    def _open(self, element: Element, name: str, attributes: str) -> None:
        around = self.blocks[-1]
        if around.tag in TEXT_ONLY or len(self.elements) > DEEPEST:
            element.separates = True
            self._leaf("\n")
            return
        fits = name in BLOCKS and around.tag in PARENTS.get(name, {around.tag})
        around.flush()
        element.block = Block(name, attributes) if fits else Block("p")
        self.blocks.append(element.block)

    def _leave(self, element: Element) -> None:
        if element.separates:
            self._leaf("\n")
        elif element.block:
            self.blocks.pop().close_into(self.blocks[-1])

    def _printed(self, tag: str, given: dict[str, str | None]) -> str:
        kept = sorted(self.attributes.get(tag, set()) & given.keys())
        return "".join(f' {name}="{escape(given[name] or "")}"' for name in kept)
