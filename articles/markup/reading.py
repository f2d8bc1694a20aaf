"""What is read out of clean HTML: its text, its words, the minutes it takes."""

import re
from html.parser import HTMLParser
from math import ceil

WORDS_A_MINUTE = 200
PARAGRAPHS = set("p h2 h3 h4 blockquote ul ol hr pre figure figcaption table caption".split())
LINES = {"li", "tr", "br"}
CELLS = {"td", "th"}


def plain(html: str) -> str:
    """The text of clean HTML: a blank line between paragraphs, a line for an item or a row."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ ]*\n[ ]*", "\n", re.sub(" +", " ", "".join(reader.pieces)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def words(html: str) -> int:
    """Words of clean HTML; a dash standing alone is none, `UPT/Balai` is one."""
    return sum(any(map(str.isalnum, word)) for word in plain(html).split())


def reading_minutes(html: str) -> int:
    """Minutes at 200 words a minute, rounded up, at least 1."""
    return max(1, ceil(words(html) / WORDS_A_MINUTE))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.verbatim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.verbatim = self.verbatim or tag == "pre"
        if tag in PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in LINES:
            self.pieces.append("\n")
        elif tag in CELLS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.verbatim = self.verbatim and tag != "pre"
        if tag in PARAGRAPHS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data if self.verbatim else re.sub(r"\s", " ", data))
