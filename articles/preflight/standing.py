"""Findings as they stand: with the credit codes of today and the excuses that count."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone

from accounts import clock
from articles.models import CreditCode, Excuse, Revision, Story
from articles.preflight.finding import Excusable, Finding, Known
from articles.preflight.rules import findings


def examine(story: Story, revision: Revision) -> list[Finding]:
    """All findings of the newest revision, what blocks first, excused ones last. At most two
    queries. One changed behind our back is not read: then it is the working copy that is shown."""
    content = revision.text if revision.is_genuine else story.content
    known = known_on(timezone.localdate(clock.now())) if content.credit else None
    found = excused(findings(content, known), story.excuses.select_related("by"), revision)
    return sorted(found, key=lambda finding: (finding.excuse is not None, not finding.blocks))


def blocking(story: Story, revision: Revision) -> list[Finding]:
    """What keeps this revision from readers and is not excused. At most two queries."""
    return [finding for finding in examine(story, revision) if finding.blocks]


def excused(
    found: Iterable[Finding], excuses: Iterable[Excuse], revision: Revision
) -> list[Finding]:
    """The findings, each with the first excuse that counts."""
    given = list(excuses) if (found := list(found)) else []
    return [replace(finding, excuse=_excuse(finding, given, revision)) for finding in found]


def _excuse(finding: Finding, excuses: list[Excuse], revision: Revision) -> Excuse | None:
    return next((row for row in excuses if _counts(row, finding, revision)), None)


def _counts(excuse: Excuse, finding: Finding, revision: Revision) -> bool:
    """Of the same rule and words; an approver's word not for a text they saved themselves."""
    if (excuse.rule, excuse.found) != (finding.rule, finding.found):
        return False
    match finding.excusable:
        case Excusable.REASON:
            return True
        case Excusable.APPROVER:
            return excuse.by_id != revision.by_id
    return False


def known_on(day: date) -> Known:
    """One query."""
    return Known(frozenset(CreditCode.objects.on(day).values_list("code", flat=True)))
