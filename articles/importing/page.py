"""Reads the text of a page of the old site, line by line. Pure: no model, no database.

Jumat, 17 Mei 2024                               the day the page was read
Headline
Diunggah pada : 10 Agustus 2022 14:48:56 90      publication, and the counter on that day
Caption of the photo
Jatim Newsroom - First paragraph.                dateline; a line each for the others
Last paragraph. (her/s)                          credit code
#dinsos jatim                                    topics
"""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from articles import markup
from articles.language import dates
from articles.language.datelines import DATELINE
from articles.markup import Credit

MOST_BYTES = 1024 * 1024
LONGEST = {"headline": 200, "caption": 500, "credit": 40}  # as their columns hold
FIRST_YEAR = 1990  # a page of the web cannot be older
LINE_END = re.compile("\r\n|\r|\n")
STAMP = re.compile(r"Diunggah pada\s*:\s*(?P<rest>.+)", re.IGNORECASE)
COUNTED = re.compile(r"(?P<moment>.+?:\d\d)\s+(?P<views>\d{1,3}(?:\.\d{3}){0,2}|\d{1,9})")


class DoesNotFit(Exception):
    """Why a file cannot be read as a page, as a sentence, and in which line of it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


class Line(NamedTuple):
    number: int
    text: str


@dataclass(frozen=True)
class Page:
    read_on: date
    headline: str
    published_at: datetime
    views: int
    caption: str
    dateline: str
    paragraphs: tuple[str, ...]
    credit: Credit | None
    tags: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in self.paragraphs)


def read(data: bytes, zone: ZoneInfo) -> Page:
    """The page in a file, or DoesNotFit. Wording stays; only spaces and unseen characters go."""
    lines = _lines(_decoded(data))
    read_on = _day(_taken(lines, _("The day on which the page was read is missing.")))
    headline = _short(_taken(lines, _("The headline is missing.")), "headline")
    stamp = _taken(lines, _("The line “Diunggah pada : …” is missing."))
    published_at, views = _stamp(stamp, zone)
    if published_at.date() > read_on:
        raise DoesNotFit(stamp.number, _("It was published after the day on which it was read."))
    tags = _tags(lines)
    caption = _caption(stamp, lines)
    if not lines:
        raise DoesNotFit(stamp.number, _("The text below this line is missing."))
    last = lines[-1].number
    dateline, paragraphs = _dateline([line.text for line in lines])
    paragraphs, credit = _credit(paragraphs)
    if not any(map(str.isalnum, "".join(paragraphs))):
        raise DoesNotFit(last, _("The text is empty."))
    if credit and len(credit.printed) > LONGEST["credit"]:
        raise DoesNotFit(last, _("The credit code is too long."))
    return Page(
        read_on, headline, published_at, views, caption, dateline, tuple(paragraphs), credit, tags
    )


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise DoesNotFit(1, _("The file is larger than 1 MB."))
    if (at := data.find(b"\x00")) >= 0:
        raise DoesNotFit(_line_of(data, at), _("This is not a text file."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = _("This is not UTF-8 text. Save the file as UTF-8.")
        raise DoesNotFit(_line_of(data, error.start), reason) from error


def _line_of(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _lines(text: str) -> list[Line]:
    """Lines that hold something, numbered as in an editor."""
    numbered = enumerate(LINE_END.split(text), 1)
    found = (Line(number, markup.one_line(line)) for number, line in numbered)
    return [line for line in found if line.text]


def _taken(lines: list[Line], otherwise: str) -> Line:
    if not lines:
        raise DoesNotFit(1, otherwise)
    return lines.pop(0)


def _short(line: Line, name: str) -> str:
    """A headline or caption that fits its column and is not the line that should follow it."""
    if STAMP.match(line.text):
        raise DoesNotFit(line.number, _("The headline is missing."))
    if len(line.text) > (most := LONGEST[name]):
        reason = _("This line has %(used)d characters; %(most)d are possible.")
        raise DoesNotFit(line.number, reason % {"used": len(line.text), "most": most})
    return line.text


def _day(line: Line) -> date:
    try:
        return dates.read_long_date(line.text)
    except ValueError as error:
        raise DoesNotFit(line.number, str(error)) from error


def _stamp(line: Line, zone: ZoneInfo) -> tuple[datetime, int]:
    if not (stamp := STAMP.fullmatch(line.text)):
        raise DoesNotFit(line.number, _("The line “Diunggah pada : …” is missing."))
    if not (counted := COUNTED.fullmatch(stamp["rest"])):
        reason = _("After “Diunggah pada :” a time with seconds and the view counter are expected.")
        raise DoesNotFit(line.number, reason)
    try:
        published_at = dates.read_moment(counted["moment"], zone)
    except ValueError as error:
        raise DoesNotFit(line.number, str(error)) from error
    if published_at.year < FIRST_YEAR:
        raise DoesNotFit(line.number, _("The year of publication cannot be right."))
    return published_at, int(counted["views"].replace(".", ""))


def _tags(lines: list[Line]) -> tuple[str, ...]:
    """Taken off the end: lines that start with #, one topic or several in each."""
    found: list[str] = []
    while lines and lines[-1].text.startswith("#"):
        found = [*re.split("[#,]", lines.pop().text), *found]
    return tuple(name for name in map(markup.tag_name, found) if markup.tag_key(name))


def _caption(stamp: Line, lines: list[Line]) -> str:
    """Taken off the front: what stands right below the stamp, or before the paragraph with the
    dateline."""
    if not lines or DATELINE.match(lines[0].text):
        return ""
    is_next = lines[0].number == stamp.number + 1
    if is_next or (len(lines) > 1 and DATELINE.match(lines[1].text)):
        return _short(lines.pop(0), "caption")
    return ""


def _dateline(paragraphs: list[str]) -> tuple[str, list[str]]:
    if found := DATELINE.match(paragraphs[0]):
        return found["dateline"], [paragraphs[0][found.end() :], *paragraphs[1:]]
    return "", paragraphs


def _credit(paragraphs: list[str]) -> tuple[list[str], Credit | None]:
    """The code taken off the end of the text, be it in a line of its own."""
    text = "\n".join(paragraphs)
    credit = markup.credit(text)
    if credit is None:
        return paragraphs, None
    return text.removesuffix(credit.printed).rstrip().split("\n"), credit
