"""The audit trail is one chain, and tells when somebody broke it."""

import re

import pytest
from django.conf import settings
from django.db import transaction

from accounts import audit
from accounts.actions import ACTIONS, action_words, subject_words
from accounts.models import AuditEntry, AuditHead
from articles.shelves import ROWS
from articles.workflow import Move
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def trail() -> list[AuditEntry]:
    """At least four entries, the newest three about stories."""
    by = make_user("admin")
    for number in (1, 2, 3):
        audit.record("story.edit", by=by, subject=f"story:{number}", words=number)
    return list(AuditEntry.objects.order_by("number"))


def test_each_entry_carries_the_seal_of_the_one_before(trail: list[AuditEntry]) -> None:
    assert [entry.number for entry in trail] == list(range(1, len(trail) + 1))
    assert [entry.before for entry in trail] == ["", *(entry.seal for entry in trail[:-1])]
    assert list(audit.faults()) == []


def test_a_changed_entry_is_found(trail: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=trail[1].pk).update(action="story.publish")
    assert any(f"Audit entry {trail[1].number}:" in fault for fault in audit.faults())


def test_a_changed_detail_is_found(trail: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=trail[-1].pk).update(detail={"words": 9})
    assert list(audit.faults())


def test_a_removed_entry_is_found(trail: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=trail[2].pk).delete()
    assert any("missing" in fault for fault in audit.faults())


def test_a_trail_cut_off_at_the_end_is_found(trail: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=trail[-1].pk).delete()
    assert any("head" in fault for fault in audit.faults())


def test_an_entry_put_in_by_hand_is_found(trail: list[AuditEntry]) -> None:
    last = trail[-1]
    forged = AuditEntry(
        number=last.number + 1,
        at=last.at,
        by=last.by,
        action="story.publish",
        subject="story:9",
        before=last.seal,
        seal=last.seal,
    )
    forged.save(force_insert=True)
    AuditHead.objects.update(number=forged.number, seal=forged.seal)
    assert list(audit.faults())


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_entry_and_the_chain_goes_on() -> None:
    by = make_user("admin")
    before = AuditEntry.objects.count()

    with transaction.atomic():
        audit.record("story.edit", by=by, subject="story:1")
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == before
    with transaction.atomic():
        audit.record("story.edit", by=by, subject="story:1")
    assert AuditEntry.objects.count() == before + 1
    assert list(audit.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_of_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        audit.record("story.edit", by=None, subject="story:1")


def test_every_verb_has_words() -> None:
    code = "".join(
        path.read_text()
        for folder in ("accounts", "articles")
        for path in (settings.BASE_DIR / folder).rglob("*.py")
    )
    assert set(re.findall(r'audit\.record\(\s*"([a-z.]+)"', code)) <= set(ACTIONS)
    verbs = {f"story.{move.value}" for move in Move}
    verbs |= {f"{shelf}.merge" for shelf in [*ROWS, "section"]}
    assert verbs <= set(ACTIONS)


def test_a_verb_without_words_stands_as_it_is_written() -> None:
    assert action_words("comet.land") == "comet.land"
    assert subject_words("comet:7") == "Comet 7"
