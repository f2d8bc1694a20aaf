"""Gambling spam, and what a page would hide from its reader. `markup.clean` takes hidden text out
at every save; these rules look for what survived, and for what was typed in plain sight."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote

from django.utils.translation import gettext as _

from articles import markup
from articles.content import Content
from articles.language.gambling import gambling, gambling_in_address
from articles.preflight.finding import Excusable, Finding, matched
from articles.preflight.texts import everything

TELLING = {"style", "hidden", "color", "bgcolor"}  # attributes that `markup.clean` never keeps
SMALLEST = 2  # pixels; smaller pictures only count who opens the page
# Fillers that show nothing. Joiners in ones are part of some scripts.
BLANK = re.compile("[\u115f\u1160\u2800\u3164\uffa0\U000e0000-\U000e007f]+|[\u200c\u200d]{3,}")


def words(content: Content) -> Iterator[Finding]:
    places = [(field, word) for field, text in everything(content) for word in gambling(text)]
    for link in markup.links(content.body):
        places += [("body", word) for word in gambling_in_address(unquote(link.href))]
    if places:
        found = matched(word for _field, word in places)
        yield Finding(
            "gambling",
            _("Words of gambling: %(found)s.") % {"found": found},
            places[0][0],
            _("Take them out. In a story about gambling, whoever approves it confirms them."),
            found=found,
            excusable=Excusable.APPROVER,
        )


def hidden(content: Content) -> Iterator[Finding]:
    if found := matched(_hidden(content)):
        yield Finding(
            "hidden",
            _("Something readers cannot see stands in the text: %(found)s.") % {"found": found},
            "body",
            _("Take it out; somebody may have smuggled it in."),
            found=found,
            excusable=Excusable.APPROVER,
        )


def _hidden(content: Content) -> Iterator[str]:
    """Named the same in every language: an excuse is held against these words."""
    for link in markup.links(content.body):
        if not link.has_picture and not any(map(str.isalnum, BLANK.sub("", link.text))):
            yield link.href
    for picture in markup.pictures(content.body):
        if any(
            size.isdecimal() and int(size) <= SMALLEST for size in (picture.width, picture.height)
        ):
            yield picture.src
    for _field, text in everything(content):
        yield from (f"U+{ord(blank[0][0]):04X}" for blank in BLANK.finditer(text))
    yield from _telling(content.body)


def _telling(html: str) -> Iterator[str]:
    reader = _Attributes()
    reader.feed(html)
    reader.close()
    yield from sorted(reader.found & TELLING)


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {name for name, _value in attrs}
