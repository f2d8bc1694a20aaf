"""Rights of reply against the sealed trail: what was decided, by whom and why, and what followed.

The rows have no seal: the trail tells each step, and of the reason its SHA-256."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from articles.models import Reply, ReplyState

BATCH = 200  # rows looked at together
DECIDED = {"reply.accept": ReplyState.ACCEPTED, "reply.refuse": ReplyState.REFUSED}
# What the trail tells, by the columns that must say the same.
COLUMNS = {
    "receipt": "receipt",
    "story": "story_id",
    "state": "state",
    "by": "decided_by_id",
    "answer": "answer_id",
    "correction": "correction_id",
}


@dataclass
class Told:
    """Of one request, as far as the trail has come."""

    receipt: str = ""
    story: int | None = None
    state: str = ReplyState.RECEIVED
    by: int | None = None
    decision: str = ""
    answer: int | None = None
    correction: int | None = None
    is_purged: bool = False


def faults() -> Iterator[str]:
    last = 0
    while batch := list(Reply.objects.filter(pk__gt=last).order_by("pk").defer("text")[:BATCH]):
        told = _told([f"reply:{reply.pk}" for reply in batch])
        for reply in batch:
            yield from _faults(reply, told.get(f"reply:{reply.pk}", Told()))
        last = batch[-1].pk
    yield from _gone()


def _told(subjects: list[str]) -> dict[str, Told]:
    """By subject; one query for a batch."""
    found: dict[str, Told] = {}
    entries = AuditEntry.objects.filter(action__startswith="reply.", subject__in=subjects)
    for entry in entries.order_by("number"):
        if entry.is_genuine:  # `audit` names the others
            _hear(found.setdefault(entry.subject, Told()), entry)
    return found


def _hear(tale: Told, entry: AuditEntry) -> None:
    detail = entry.detail
    tale.story = detail.get("story", tale.story)
    match entry.action:
        case "reply.receive":
            tale.receipt = detail["receipt"]
        case "reply.accept" | "reply.refuse":
            tale.state, tale.by = DECIDED[entry.action], entry.by_id
            tale.decision = detail.get("decision", "")
        case "reply.answer":
            tale.answer = detail["answer"]
        case "reply.correct":
            tale.correction = detail.get("correction")
        case "reply.purge":
            tale.is_purged, tale.state = True, detail.get("state", tale.state)
            tale.answer = None if "erased" in detail else tale.answer


def _faults(reply: Reply, tale: Told) -> Iterator[str]:
    if not tale.receipt:
        yield _("Right of reply %(receipt)s: the audit trail does not tell that it came.") % {
            "receipt": reply.receipt
        }
        return
    if wrong := list(_wrong(reply, tale)):
        yield _("Right of reply %(receipt)s: not as the audit trail tells in %(names)s.") % {
            "receipt": tale.receipt,
            "names": ", ".join(wrong),
        }


def _wrong(reply: Reply, tale: Told) -> Iterator[str]:
    for name, column in COLUMNS.items():
        if getattr(reply, column) != getattr(tale, name):
            yield name
    is_decided = bool(reply.reason) or reply.decided_at is not None
    if (reply.decision if is_decided else "") != tale.decision:
        yield "reason"
    if (reply.purged_at is not None) != tale.is_purged:
        yield "purged_at"


def _gone() -> Iterator[str]:
    """Requests that the trail received and that are there no more."""
    subjects = AuditEntry.objects.filter(action="reply.receive").values_list("subject", flat=True)
    told_of = {int(subject.removeprefix("reply:")) for subject in subjects.order_by()}
    for pk in sorted(told_of - set(Reply.objects.values_list("pk", flat=True))):
        yield _("Right of reply number %(number)d was received and is gone.") % {"number": pk}
