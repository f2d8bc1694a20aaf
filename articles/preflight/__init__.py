"""What stands between a story and its readers: small rules over its content, all asked at once.

finding    a finding, and who may excuse it
basics     headline, section, agency, text, byline      summary · photo · links
wording    weekdays, misspellings, quotation marks      private · gambling
standing   findings with what other tables know: credit codes, excuses
nightly    the same over what readers have
"""

from articles.preflight.basics import HEADLINE, SHORT_HEADLINE
from articles.preflight.finding import Excusable, Finding, Known, Rule
from articles.preflight.nightly import recheck
from articles.preflight.rules import RULES, findings
from articles.preflight.standing import blocking, examine
from articles.preflight.summary import SUMMARY
from articles.preflight.wording import wrong_weekdays

__all__ = [
    "HEADLINE",
    "RULES",
    "SHORT_HEADLINE",
    "SUMMARY",
    "Excusable",
    "Finding",
    "Known",
    "Rule",
    "blocking",
    "examine",
    "findings",
    "recheck",
    "wrong_weekdays",
]
