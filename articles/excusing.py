"""Letting a finding of the preflight stand: somebody answers for it by name."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.models import User
from articles import preflight, workflow
from articles.models import Desk, Excuse, Story
from articles.preflight import Excusable, Finding
from articles.workflow import Move, Refused


def may_excuse(story: Story, finding: Finding, user: User) -> bool:
    """Whether this person is offered to let it stand."""
    return finding.excuse is None and not _barred(story, finding, user)


@transaction.atomic
def excuse(story: Story, rule: str, found: str, *, reason: str = "", by: User, seen: int) -> Excuse:
    """Let what a rule found in the newest revision stand, as long as it finds the same words.

    An approver confirms by the act itself and may say why; others must."""
    story = workflow.lock_in_sight(story, by)
    finding = _finding(story, rule, found)
    if reasons := _refusals(story, finding, reason=reason, by=by, seen=seen):
        raise Refused(reasons)
    row = Excuse(story=story, rule=rule, found=found, reason=reason.strip(), by=by, at=clock.now())
    row.save()
    subject = f"story:{story.pk}"  # without the words: the trail keeps no personal number
    told = {"revision": story.version, "rule": rule, "note": row.reason}
    audit.record("story.excuse", by=by, subject=subject, **told)
    return row


def _finding(story: Story, rule: str, found: str) -> Finding | None:
    standing = preflight.examine(story, workflow.newest(story))
    return next((one for one in standing if (one.rule, one.found) == (rule, found)), None)


def _refusals(
    story: Story, finding: Finding | None, *, reason: str, by: User, seen: int
) -> list[str]:
    """Every reason why not."""
    reasons = []
    if seen != story.version:
        reasons.append(workflow.saved_meanwhile(story.version, seen))
    if finding is None:
        return [*reasons, _("The text no longer has this finding. Look at the list once more.")]
    if finding.excuse:
        reasons.append(_("This finding is excused already."))
    if finding.excusable is Excusable.REASON and not reason.strip():
        reasons.append(_("Write the reason why it may stand."))
    return reasons + _barred(story, finding, by)


def _barred(story: Story, finding: Finding, user: User) -> list[str]:
    """Why this person is not the one to let it stand."""
    if story.desk == Desk.CANCELLED or finding.excusable is Excusable.NOBODY:
        return [_("This finding cannot be excused; mend the story.")]
    if finding.excusable is Excusable.REASON:
        allowed = workflow.is_allowed(story, Move.EDIT, user)
        return [] if allowed else [_("Whoever writes the story gives the reason.")]
    reasons = []
    if not user.is_active or not user.has_perm("articles.approve_story"):
        reasons.append(_("Only whoever approves stories confirms this finding."))
    if workflow.newest(story).by_id == user.pk:
        reasons.append(_("You saved the newest revision; somebody else confirms this finding."))
    return reasons
