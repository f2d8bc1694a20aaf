"""The links and pictures of clean HTML, with the words that belong to them."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.parser import HTMLParser


@dataclass(frozen=True)
class Link:
    href: str
    title: str = ""
    text: str = ""
    has_picture: bool = False


@dataclass(frozen=True)
class Picture:
    """`caption` is that of the figure around it."""

    src: str
    alt: str = ""
    width: str = ""
    height: str = ""
    caption: str = ""


def links(html: str) -> tuple[Link, ...]:
    return _read(html)[0]


def pictures(html: str) -> tuple[Picture, ...]:
    return _read(html)[1]


@lru_cache(maxsize=4)  # rules and pages ask for both, one after another
def _read(html: str) -> tuple[tuple[Link, ...], tuple[Picture, ...]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_link()
    reader.end_figure()
    return tuple(reader.links), tuple(reader.pictures)


@dataclass
class _Figure:
    """Where its pictures begin in the list, and the words of its caption."""

    start: int
    caption: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.link: Link | None = None
        self.words: list[str] = []
        self.figure: _Figure | None = None
        self.in_caption = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "a" if "href" in given:
                self.end_link()
                self.link = Link(given["href"], given.get("title", ""))
            case "img":
                names = ("src", "alt", "width", "height")
                self.pictures.append(Picture(*(given.get(name, "") for name in names)))
                self.link = self.link and replace(self.link, has_picture=True)
            case "figure":
                self.end_figure()
                self.figure = _Figure(len(self.pictures))
            case "figcaption":
                self.in_caption = True

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "a":
                self.end_link()
            case "figure":
                self.end_figure()
            case "figcaption":
                self.in_caption = False

    def handle_data(self, data: str) -> None:
        if self.link:
            self.words.append(data)
        if self.figure and self.in_caption:
            self.figure.caption.append(data)

    def end_link(self) -> None:
        if self.link:
            self.links.append(replace(self.link, text="".join(self.words)))
        self.link, self.words = None, []

    def end_figure(self) -> None:
        if self.figure:
            start, caption = self.figure.start, "".join(self.figure.caption)
            told = [replace(picture, caption=caption) for picture in self.pictures[start:]]
            self.pictures[start:] = told
        self.figure, self.in_caption = None, False
