"""What stands between a story and its readers. A list of small rules over its content."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles import markup
from articles.content import Content
from articles.language import dates

HEADLINE = 110  # characters that fit a list and a phone
SUMMARY = (80, 200)  # characters; the longer end is what search engines and WhatsApp show
OTHER_WEEKDAYS = {"Jum'at": "Jumat", "Jum’at": "Jumat", "Ahad": "Minggu"}
# `Selasa (9/8/2022)`, `Selasa, 9 Agustus 2022`: with a capital, since `minggu` is also a week.
WEEKDAY = "|".join([*dates.WEEKDAYS["id"], *dates.WEEKDAYS["en"], *OTHER_WEEKDAYS])
NUMBERS = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
WORDS = r"(?P<words>\d{1,2}\s+[A-Za-z]+\s+\d{4})"
DATED = re.compile(rf"\b(?P<weekday>{WEEKDAY})\b,?\s*\(?(?:{NUMBERS}|{WORDS})\b")


@dataclass(frozen=True)
class Finding:
    """A sentence, the field it is about, and whether it keeps the story from readers."""

    text: str
    field: str
    blocks: bool = True


Rule = Callable[[Content], Iterator[Finding]]


def findings(content: Content) -> list[Finding]:
    """All of them at once, what blocks first. No query."""
    found = [finding for rule in RULES for finding in rule(content)]
    return sorted(found, key=lambda finding: not finding.blocks)


def _headline(content: Content) -> Iterator[Finding]:
    if not content.headline:
        yield Finding(_("The headline is missing."), "headline")
    elif (used := len(content.headline)) > HEADLINE:
        yield Finding(
            _("The headline has %(used)d characters; up to %(most)d read best.")
            % {"used": used, "most": HEADLINE},
            "headline",
            blocks=False,
        )


def _section(content: Content) -> Iterator[Finding]:
    if content.section is None:
        yield Finding(_("Choose a section."), "section")


def _body(content: Content) -> Iterator[Finding]:
    if not markup.plain(content.body).strip():
        yield Finding(_("The text is empty."), "body")


def _summary(content: Content) -> Iterator[Finding]:
    least, most = SUMMARY
    used = len(content.summary)
    if not least <= used <= most:
        yield Finding(
            _("The summary has %(used)d characters; %(least)d to %(most)d are right.")
            % {"used": used, "least": least, "most": most},
            "summary",
            blocks=not used,
        )


def _source(content: Content) -> Iterator[Finding]:
    if not content.bylines and not content.source:
        yield Finding(_("Name who wrote it or where it comes from."), "bylines-0-author")


def _photo(content: Content) -> Iterator[Finding]:
    if content.photo is None:
        return
    if not content.photo_alt:
        yield Finding(_("The photo has no alternative text."), "photo_alt")
    if not content.photo_credit:
        yield Finding(_("The photo has no credit."), "photo_credit")
    elif "istimewa" in content.photo_credit.casefold():
        yield Finding(_("“Istimewa” hides where the photo is from."), "photo_credit", blocks=False)


def _caption(content: Content) -> Iterator[Finding]:
    if content.photo is not None and content.photo_caption.endswith(","):
        yield Finding(_("The caption stops on a comma."), "photo_caption", blocks=False)


def _weekdays(content: Content) -> Iterator[Finding]:
    texts = {
        "summary": content.summary,
        "body": markup.plain(content.body),
        "photo_caption": content.photo_caption,
    }
    for field, text in texts.items():
        for day, printed in dict.fromkeys(wrong_weekdays(text)):
            right = dates.WEEKDAYS[content.language][day.weekday()]
            yield Finding(
                _("%(date)s is a %(right)s, not a %(printed)s.")
                % {"date": dates.short_date(day), "right": right, "printed": printed},
                field,
                blocks=False,
            )


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


RULES: list[Rule] = [_headline, _section, _body, _summary, _source, _photo, _caption, _weekdays]
