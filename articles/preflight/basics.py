"""What every story has: headline, section, agency, text, and somebody who answers for it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.content import Content
from articles.models import Severity
from articles.preflight.finding import Finding, Known
from articles.preflight.texts import texts

HEADLINE = 110  # characters that fit a list and a phone
SHORT_HEADLINE = 65  # characters that WhatsApp shows of a title


def headline(content: Content) -> Iterator[Finding]:
    if not content.headline:
        yield Finding(
            "headline",
            _("The headline is missing."),
            "headline",
            _("Say in one line what happened."),
        )
    elif (used := len(content.headline)) > HEADLINE:
        yield Finding(
            "headline-length",
            _("The headline has %(used)d characters; up to %(most)d read best.")
            % {"used": used, "most": HEADLINE},
            "headline",
            _("Shorten it; the rest belongs into the summary."),
            Severity.WARNS,
        )


def short_headline(content: Content) -> Iterator[Finding]:
    used = len(content.short_headline)
    if used > SHORT_HEADLINE:
        yield Finding(
            "short-headline",
            _("The short headline has %(used)d characters; up to %(most)d are shown.")
            % {"used": used, "most": SHORT_HEADLINE},
            "short_headline",
            _("Shorten it until it fits."),
            Severity.WARNS,
        )
    elif not used and len(content.headline) > SHORT_HEADLINE:
        yield Finding(
            "short-headline",
            _("A headline of over %(most)d characters is cut off in WhatsApp and narrow lists.")
            % {"most": SHORT_HEADLINE},
            "short_headline",
            _("Write a short headline beside it."),
            Severity.WARNS,
        )


def section(content: Content) -> Iterator[Finding]:
    if content.section is None:
        fix = _("It decides where readers find the story.")
        yield Finding("section", _("Choose a section."), "section", fix)


def agency(content: Content) -> Iterator[Finding]:
    if content.agency is None and not content.agencies:
        yield Finding(
            "agency",
            _("No agency is named."),
            "agencies",
            _("Choose the agency it is about, or the home agency."),
        )


def body(content: Content) -> Iterator[Finding]:
    if not texts(content)["body"].strip():
        yield Finding("body", _("The text is empty."), "body", _("Write or paste the story."))


def byline(content: Content) -> Iterator[Finding]:
    if not content.bylines and not content.source:
        yield Finding(
            "byline",
            _("Name who wrote it or where it comes from."),
            "bylines-0-author",
            _("Choose a person, or fill in the source."),
        )


def credit_code(content: Content, known: Known) -> Iterator[Finding]:
    """The only rule that must be told of another table."""
    strange = [code for code in codes(content) if code not in known.codes]
    if strange:
        yield Finding(
            "credit-code",
            _("Nobody has the credit code %(codes)s.") % {"codes": ", ".join(strange)},
            "credit",
            _("Correct the letters, or have the code entered for its person."),
            Severity.WARNS,
            found=", ".join(strange),
        )


def codes(content: Content) -> list[str]:
    """The letters of `(her/s)`."""
    bare = content.credit.strip("()[] ")
    return [code.strip() for code in bare.split("/")] if bare else []
