"""The table of moves: rules, buttons and tests read it."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Desk, Public
from articles.workflow.rule import Makes, Rule

TAKES_DOWN = "articles.withdraw_unauthorised"  # without seeing the desk
LONGEST_NOTE = 2000  # characters of a note or a reason
FARTHEST = timedelta(days=425)  # a schedule or an embargo reaches at most 14 months ahead


class Move(models.TextChoices):
    EDIT = "edit", _("Save")
    SUBMIT = "submit", _("Submit")
    RETURN = "return", _("Return…")
    APPROVE = "approve", _("Approve")
    HAND = "hand", _("Hand over…")
    EMBARGO = "embargo", _("Set an embargo…")
    LIFT = "lift", _("Lift the embargo")
    PUBLISH = "publish", _("Publish")
    SCHEDULE = "schedule", _("Schedule…")
    RESCHEDULE = "reschedule", _("Reschedule…")
    UNSCHEDULE = "unschedule", _("Cancel the schedule")
    CORRECT = "correct", _("Correct…")
    COSMETIC = "cosmetic", _("Cosmetic change…")
    EMERGENCY = "emergency", _("Publish as an emergency…")
    ENDORSE = "endorse", _("Approve afterwards")
    OBJECT = "object", _("Object…")
    UNLIST = "unlist", _("Take off the lists…")
    LIST = "list", _("Put back on the lists")
    READDRESS = "readdress", _("Change the address…")
    WITHDRAW = "withdraw", _("Withdraw…")
    REPUBLISH = "republish", _("Publish again…")
    CANCEL = "cancel", _("Cancel the draft")
    REOPEN = "reopen", _("Reopen")

    @property
    def action(self) -> str:
        """What the audit trail calls it."""
        return f"story.{self.value}"


NOTE_MISSING = _("Write a note: the writer needs to know why.")
REASON_MISSING = _("Write the reason.")
OPEN = frozenset(set(Desk) - {Desk.CANCELLED})
WORKING = frozenset({Desk.DRAFT, Desk.SUBMITTED, Desk.RETURNED, Desk.APPROVED})
APPROVED = frozenset({Desk.APPROVED})
EVERY = frozenset(Public)
LIVE = frozenset({Public.LIVE})
# Saving a changed text: what was approved or released is so no longer.
AFTER_EDIT = {Desk.APPROVED: Desk.SUBMITTED, Desk.RELEASED: Desk.DRAFT}


MOVES: dict[Move, Rule] = {
    Move.EDIT: Rule(OPEN, None, "articles.change_story"),
    Move.SUBMIT: Rule(
        frozenset({Desk.DRAFT, Desk.RETURNED}),
        Desk.SUBMITTED,
        "articles.submit_story",
        effect=_("Goes to the editors' desk; you can still change it."),
    ),
    Move.RETURN: Rule(
        frozenset({Desk.SUBMITTED, Desk.APPROVED}),
        Desk.RETURNED,
        "articles.return_story",
        effect=_("Back to the writer; a note is required."),
        asks=NOTE_MISSING,
    ),
    Move.APPROVE: Rule(
        frozenset({Desk.SUBMITTED}),
        Desk.APPROVED,
        "articles.approve_story",
        effect=_("Holds for this revision only; not yet published."),
    ),
    Move.HAND: Rule(
        OPEN,
        None,
        "articles.hand_story",
        effect=_("Somebody else has it from now on, and may confirm its text."),
    ),
    Move.EMBARGO: Rule(
        OPEN,
        None,
        "articles.embargo_story",
        EVERY - {Public.SCHEDULED},
        effect=_("Before that hour no new text reaches readers, by any way."),
    ),
    Move.LIFT: Rule(
        OPEN, None, "articles.lift_embargo", effect=_("The story may be published at once.")
    ),
    Move.PUBLISH: Rule(
        APPROVED,
        Desk.RELEASED,
        "articles.publish_story",
        frozenset({Public.NEVER}),
        effect=_("Readers see it at once."),
        makes=Makes.NOW,
    ),
    Move.SCHEDULE: Rule(
        APPROVED,
        Desk.RELEASED,
        "articles.publish_story",
        frozenset({Public.NEVER, Public.LIVE}),
        effect=_("Readers see it from an hour on that you choose."),
        makes=Makes.AHEAD,
    ),
    Move.RESCHEDULE: Rule(
        OPEN,
        None,
        "articles.publish_story",
        frozenset({Public.SCHEDULED}),
        effect=_("The same text, at another hour."),
        makes=Makes.AHEAD,
        takes_back=True,
    ),
    Move.UNSCHEDULE: Rule(
        OPEN,
        None,
        "articles.publish_story",
        frozenset({Public.SCHEDULED}),
        effect=_("It does not appear; what readers have now stays."),
        takes_back=True,
    ),
    Move.CORRECT: Rule(
        APPROVED,
        Desk.RELEASED,
        "articles.correct_story",
        LIVE,
        effect=_("The new text at the same address, with a dated notice."),
        makes=Makes.NOW,
    ),
    Move.COSMETIC: Rule(
        APPROVED,
        Desk.RELEASED,
        "articles.correct_story",
        LIVE,
        effect=_("The new text without a notice, for what changes no meaning; the reason is kept."),
        asks=REASON_MISSING,
        makes=Makes.NOW,
    ),
    Move.EMERGENCY: Rule(
        WORKING,
        Desk.RELEASED,
        "articles.emergency_story",
        frozenset({Public.NEVER, Public.LIVE}),
        effect=_("At once and on your word alone, for danger to life or public order."),
        asks=REASON_MISSING,
        makes=Makes.NOW,
    ),
    Move.ENDORSE: Rule(
        OPEN,
        None,
        "articles.approve_story",
        frozenset({Public.LIVE, Public.SCHEDULED}),
        effect=_("Your word for what was published as an emergency."),
    ),
    Move.OBJECT: Rule(
        OPEN,
        Desk.RETURNED,
        "articles.approve_story",
        LIVE,
        effect=_("Back to the writer; it stays listed until it is corrected or withdrawn."),
        asks=NOTE_MISSING,
    ),
    Move.UNLIST: Rule(
        OPEN,
        None,
        "articles.publish_story",
        LIVE,
        effect=_("The page stays; lists, feeds and search no longer name it."),
        asks=REASON_MISSING,
        makes=Makes.NOW,
    ),
    Move.LIST: Rule(
        OPEN,
        None,
        "articles.publish_story",
        LIVE,
        effect=_("Lists name the story again."),
        makes=Makes.NOW,
    ),
    Move.READDRESS: Rule(
        OPEN,
        None,
        "articles.publish_story",
        LIVE,
        effect=_("The old address leads to the new one for ever."),
        asks=REASON_MISSING,
        makes=Makes.NOW,
    ),
    Move.WITHDRAW: Rule(
        frozenset(Desk),
        Desk.DRAFT,
        "articles.withdraw_story",
        frozenset({Public.LIVE, Public.SCHEDULED}),
        effect=_("Readers find the reason in its place, and the story nowhere else."),
        asks=REASON_MISSING,
        takes_back=True,
        judges_edition=True,
    ),
    Move.REPUBLISH: Rule(
        APPROVED,
        Desk.RELEASED,
        "articles.republish_story",
        frozenset({Public.WITHDRAWN}),
        effect=_("Back to readers at its old address, with a public note."),
        asks=_("Write the public note: readers learn why it is back."),
        makes=Makes.NOW,
    ),
    Move.CANCEL: Rule(
        WORKING,
        Desk.CANCELLED,
        "articles.cancel_story",
        frozenset({Public.NEVER}),
        effect=_("Off the desk; it can be reopened."),
    ),
    Move.REOPEN: Rule(
        frozenset({Desk.CANCELLED}),
        Desk.DRAFT,
        "articles.cancel_story",
        frozenset({Public.NEVER}),
        effect=_("Back on the desk as a draft."),
    ),
}
