"""Numbers that belong to a person: NIK, family card, mobile phone (UU 27/2022).

Landlines, 112 and 1500-xxx are offices and pass."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from django.utils.translation import gettext as _

from articles import markup
from articles.content import Content
from articles.preflight.finding import Excusable, Finding, matched
from articles.preflight.texts import everything

# Sixteen digits in one piece or in groups, by the marks people put between them.
GROUPED = re.compile(r"(?<![0-9])[0-9]+(?:[.\-\u2010-\u2013][0-9]+)*(?![0-9])")
SPACED = re.compile(
    r"(?<![0-9])(?:[0-9]{4}(?: [0-9]{4}){3}|[0-9]{6} [0-9]{6} [0-9]{4}|[0-9]{6} [0-9]{10}"
    r"|(?:[0-9]{2} ){3}[0-9]{6} [0-9]{4}|(?:[0-9]{2} ){6}[0-9]{4}|(?:[0-9] ){15}[0-9])(?![0-9])"
)
AMOUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
NUMBER = re.compile(
    r"(?P<province>\d\d)(?P<regency>\d\d)(?P<district>\d\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)"
    r"(?P<serial>\d{4})"
)
# Kode wilayah, Kementerian Dalam Negeri.
PROVINCES = {*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77)}
PROVINCES |= {81, 82, *range(91, 97)}
REGENCIES = range(1, 80)  # 01 and on: kabupaten; 71 and on: kota
WOMAN = 40  # added to the day of birth
BEFORE = 40  # characters in which the number is named
FAMILY_CARD = re.compile(r"\bkk\b|kartu keluarga", re.IGNORECASE)
MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][.,])(?:\+?62[ .-]?(?:\(0\)[ .-]?)?|\(?0)"
    r"8[1-9][0-9]\)?(?:[ .\-\u2010-\u2013]?[0-9]){6,9}(?![0-9])"
)
CALLS = re.compile(r"(?:tel|sms|whatsapp):|https?://(?:\w+\.)?(?:wa\.me|whatsapp\.com)/", re.I)


def nik(content: Content) -> Iterator[Finding]:
    found = matched(number for number, is_family in _identities(content) if not is_family)
    text = _("This reads like somebody's NIK: %(found)s.")
    yield from _told(content, "nik", text, found)


def family_card(content: Content) -> Iterator[Finding]:
    found = matched(number for number, is_family in _identities(content) if is_family)
    text = _("This reads like the number of a family card: %(found)s.")
    yield from _told(content, "kk", text, found)


def phone(content: Content) -> Iterator[Finding]:
    text = _("This reads like a mobile phone number: %(found)s.")
    fix = _("Take it out, or say whose it is and that they agree.")
    yield from _told(content, "phone", text, matched(_mobiles(content)), fix)


def _told(content: Content, rule: str, text: str, found: str, fix: str = "") -> Iterator[Finding]:
    """The finding, where something was found; `text` has a place for it."""
    if found:
        yield Finding(
            rule,
            text % {"found": found},
            _field(content, found),
            fix or _("Take it out, or say why readers must have it."),
            found=found,
            excusable=Excusable.REASON,
        )


def _identities(content: Content) -> Iterator[tuple[str, bool]]:
    """Numbers of sixteen digits that tell a place and a day, and whether a family card's."""
    for _field_name, text in _plain(content):
        for pattern in (GROUPED, SPACED):
            for found in pattern.finditer(text):
                if is_identity(found[0]):
                    before = text[max(0, found.start() - BEFORE) : found.start()]
                    yield found[0], bool(FAMILY_CARD.search(before))


def is_identity(number: str) -> bool:
    """NIK and family card alike: place, day (of birth, women's plus 40; of issue), serial."""
    parts = NUMBER.fullmatch(re.sub("[^0-9]", "", number))
    if parts is None or AMOUNT.fullmatch(number):
        return False
    value = {name: int(digits) for name, digits in parts.groupdict().items()}
    is_placed = value["province"] in PROVINCES and value["regency"] in REGENCIES
    return is_placed and value["district"] > 0 and value["serial"] > 0 and _is_day(value)


def _is_day(value: dict[str, int]) -> bool:
    day = value["day"] - WOMAN if value["day"] > WOMAN else value["day"]
    try:  # 29 February passes: the century is not told
        date(
            2000 + value["year"] if (value["month"], day) != (2, 29) else 2000, value["month"], day
        )
    except ValueError:
        return False
    return True


def _mobiles(content: Content) -> Iterator[str]:
    for _field_name, text in _plain(content):
        yield from (found[0] for found in MOBILE.finditer(text))
    for link in markup.links(content.body):
        if CALLS.match(link.href):
            yield from (found[0] for found in MOBILE.finditer(unquote(link.href)))


def _plain(content: Content) -> Iterator[tuple[str, str]]:
    """Wide and mathematical digits as the plain ones they are read as."""
    for field, text in everything(content):
        yield field, unicodedata.normalize("NFKC", text)


def _field(content: Content, found: str) -> str:
    """Where the first of the found words stands."""
    first = found.split(", ")[0]
    return next((field for field, text in _plain(content) if first in text), "body")
