"""The audit trail: one chained entry a command. Its lock is the last that a transaction takes."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import clock, keyring
from accounts.models import AuditEntry, AuditHead, User

MARKED = 16  # digits of a seal that tell it from any other


def record(action: str, *, by: User | None, subject: str, **detail: Any) -> AuditEntry:
    """Append an entry in the caller's transaction; it stands or falls with what it tells of."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit entry belongs to a transaction")
    head = AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
    entry = AuditEntry(
        number=head.number + 1,
        at=clock.now(),
        by=by,
        action=action,
        subject=subject,
        detail=detail,
        before=head.seal,
    )
    entry.seal = keyring.sign("audit", entry.sealed_values())
    entry.save(force_insert=True)
    AuditHead.objects.filter(pk=1).update(number=entry.number, seal=entry.seal)
    return entry


def end() -> str:
    """Where the trail ends, as `NUMBER:SEAL`, to be kept elsewhere; empty while it is."""
    newest = AuditEntry.objects.order_by("-number").first()
    return _mark(newest) if newest else ""


def holds(mark: str) -> bool:
    """Whether the trail still goes through where it once ended. Only `reseal` changes a seal."""
    entry = AuditEntry.objects.filter(number=int(mark.partition(":")[0])).first()
    return entry is not None and _mark(entry) == mark


def _mark(entry: AuditEntry) -> str:
    return f"{entry.number}:{entry.seal.partition(':')[2][:MARKED]}"


def faults() -> Iterator[str]:
    """What is wrong with the chain, a sentence each; nothing where all is well. Reads it all."""
    number, seal = 0, ""
    for entry in AuditEntry.objects.order_by("number").iterator():
        if entry.number != number + 1:
            yield _("Audit entry %(number)d: the entries %(first)d to %(last)d are missing.") % {
                "number": entry.number,
                "first": number + 1,
                "last": entry.number - 1,
            }
        if entry.before != seal and entry.number == number + 1:
            yield _at(entry, _("it does not follow the entry before it."))
        if not entry.is_genuine:
            yield _at(entry, _("its seal does not fit its content."))
        number, seal = entry.number, entry.seal
    head = AuditHead.objects.filter(pk=1).first()
    if (head.number if head else 0) != number:
        yield _("The audit trail ends at entry %(last)d; its head says %(head)d.") % {
            "last": number,
            "head": head.number if head else 0,
        }
    elif head and head.seal != seal:
        yield _("The head of the audit trail does not hold the seal of its last entry.")


def _at(entry: AuditEntry, fault: str) -> str:
    words = {"number": entry.number, "fault": fault}
    return _("Audit entry %(number)d: %(fault)s") % words
