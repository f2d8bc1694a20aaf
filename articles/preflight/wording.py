"""Slips of the pen: weekdays that do not fit, frequent misspellings, quotation marks."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.content import Content
from articles.language import dates
from articles.language.spelling import misspelt
from articles.models import Severity
from articles.preflight.finding import Finding
from articles.preflight.texts import texts

OTHER_WEEKDAYS = {"Jum'at": "Jumat", "Jum’at": "Jumat", "Ahad": "Minggu"}
# `Selasa (9/8/2022)`, `Selasa, 9 Agustus 2022`: with a capital, since `minggu` is also a week.
WEEKDAY = "|".join([*dates.WEEKDAYS["id"], *dates.WEEKDAYS["en"], *OTHER_WEEKDAYS])
NUMBERS = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
WORDS = r"(?P<words>\d{1,2}\s+[A-Za-z]+\s+\d{4})"
DATED = re.compile(rf"\b(?P<weekday>{WEEKDAY})\b,?\s*\(?(?:{NUMBERS}|{WORDS})\b")
STRAIGHT = re.compile(r'(?<!\d)"')  # after a number it stands for inches
SHOWN = 40  # characters of a paragraph that tell which one is meant


def weekdays(content: Content) -> Iterator[Finding]:
    for field, text in texts(content).items():
        for day, printed in dict.fromkeys(wrong_weekdays(text)):
            right = dates.WEEKDAYS[_language(content)][day.weekday()]
            yield Finding(
                "weekday",
                _("%(date)s is a %(right)s, not a %(printed)s.")
                % {"date": dates.short_date(day), "right": right, "printed": printed},
                field,
                _("Correct the day or the date."),
                Severity.WARNS,
                found=f"{printed}, {dates.short_date(day)}",
            )


def _language(content: Content) -> str:
    return content.language if content.language in dates.WEEKDAYS else "id"


def wrong_weekdays(text: str) -> Iterator[tuple[date, str]]:
    """The dates of a plain text that fall on another weekday than printed before them."""
    for found in DATED.finditer(text):
        weekday = OTHER_WEEKDAYS.get(found["weekday"], found["weekday"])
        day = _day(found)
        if day and all(names[day.weekday()] != weekday for names in dates.WEEKDAYS.values()):
            yield day, found["weekday"]


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["words"]:
            return dates.read_long_date(found["words"])
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def spelling(content: Content) -> Iterator[Finding]:
    """Indonesian only; one finding a field, however many words."""
    if content.language != "id":
        return
    for field, text in texts(content).items():
        pairs = dict(misspelt(text))
        if pairs:
            said = ", ".join(f"“{wrong}” → “{right}”" for wrong, right in pairs.items())
            yield Finding(
                "spelling",
                _("Spelling: %(pairs)s.") % {"pairs": said},
                field,
                _("Leave it where it is somebody's name or own wording."),
                Severity.WARNS,
                found=", ".join(pairs),
            )


def quotes(content: Content) -> Iterator[Finding]:
    for field, text in texts(content).items():
        if opening := _badly_quoted(text):
            yield Finding(
                "quotes",
                _("Quotation marks do not pair up: “%(opening)s…”.") % {"opening": opening},
                field,
                _("Open each quotation with “ and close it with ”."),
                Severity.WARNS,
                found=opening,
            )


def _badly_quoted(text: str) -> str:
    """The beginning of the first paragraph whose marks are mixed or lack their other half."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    for paragraph, after in pairwise([*paragraphs, ""]):
        opened, closed = paragraph.count("“"), paragraph.count("”")
        straight = len(STRAIGHT.findall(paragraph))
        goes_on = opened == closed + 1 and after.startswith("“")  # a quotation of paragraphs
        is_mixed = bool(straight and (opened or closed))
        if is_mixed or straight % 2 or (opened != closed and not goes_on):
            return paragraph.strip('“”" ')[:SHOWN].rstrip()
    return ""
