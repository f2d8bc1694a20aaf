"""The summary: what search engines and WhatsApp show below the headline."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.content import Content
from articles.language.datelines import DATELINE
from articles.models import Severity
from articles.preflight.finding import Finding

SUMMARY = (80, 200)  # characters; the longer end is what search engines and WhatsApp show


def summary(content: Content) -> Iterator[Finding]:
    least, most = SUMMARY
    used = len(content.summary)
    fix = _("Say in one or two sentences who does what, and why it matters.")
    if not used:
        yield Finding("summary", _("The summary is missing."), "summary", fix)
    elif not least <= used <= most:
        yield Finding(
            "summary-length",
            _("The summary has %(used)d characters; %(least)d to %(most)d are right.")
            % {"used": used, "least": least, "most": most},
            "summary",
            fix,
            Severity.WARNS,
        )


def dateline(content: Content) -> Iterator[Finding]:
    """The space is short, and the name of the site stands there anyway."""
    if opening := _opening(content):
        yield Finding(
            "summary-dateline",
            _("The summary opens with the dateline “%(opening)s”.") % {"opening": opening},
            "summary",
            _("Begin with the news."),
            Severity.WARNS,
            found=opening,
        )


def _opening(content: Content) -> str:
    own = re.escape(content.dateline)
    if own and (found := re.match(rf"({own})\s*[-–—]", content.summary, re.IGNORECASE)):
        return found[1]
    found = DATELINE.match(content.summary)
    return found["dateline"] if found else ""
