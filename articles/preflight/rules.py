"""The list of rules. A new one is a function and its line here."""

from collections.abc import Iterable

from articles.content import Content
from articles.preflight import basics, gambling, links, photo, private, summary, wording
from articles.preflight.finding import Finding, Known, Rule

# What harms somebody, or is law; asked also of stories older than these rules.
GRAVE: list[Rule] = [
    private.nik,
    private.family_card,
    private.phone,
    gambling.words,
    gambling.hidden,
    photo.alt,
    photo.credit,
    links.links,
]
RULES: list[Rule] = [
    basics.headline,
    basics.short_headline,
    summary.summary,
    summary.dateline,
    basics.body,
    basics.section,
    basics.agency,
    basics.byline,
    *GRAVE,
    photo.origin,
    photo.caption,
    wording.weekdays,
    wording.spelling,
    wording.quotes,
]


def findings(
    content: Content, known: Known | None = None, *, rules: Iterable[Rule] = RULES
) -> list[Finding]:
    """All of them at once, what blocks first. No query; what needs `known` waits for it."""
    found = [finding for rule in rules for finding in rule(content)]
    if known is not None:
        found += basics.credit_code(content, known)
    return sorted(found, key=lambda finding: not finding.blocks)
