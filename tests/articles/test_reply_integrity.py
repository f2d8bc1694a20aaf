"""Rights of reply against the trail: what SQL did to a decision is named."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import integrity, publishing, replies, workflow
from articles.models import Correction, Reply, ReplyState
from tests.articles.test_replies import aged, answered, correct, make_reply
from tests.factories import make_edition, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def faults() -> list[str]:
    return list(integrity.faults())


def refused() -> Reply:
    return replies.refuse(make_reply(), by=make_user(Role.EDITOR), reason="Bukan pihaknya.")


def test_what_the_verbs_did_is_what_the_trail_tells() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    make_reply(form="1")
    refused()
    answered(edition)
    unknown = replies.accept(make_reply(about="Kemarin", form="2"), by=editor, reason="Baik.")
    replies.attach(unknown, address=edition.slug, by=editor)
    wanted = replies.accept(make_reply(edition.story, wish="correction", form="3"), by=editor)
    correct(edition)
    replies.serve_by_correction(wanted, by=editor)
    assert faults() == []
    for reply in Reply.objects.all():
        aged(reply, 366)
    assert replies.purge() == 5
    assert faults() == []


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"state": ReplyState.ACCEPTED}, "state"),
        ({"state": ReplyState.LAPSED}, "state"),
        ({"reason": "Alasan lain."}, "reason"),
        ({"decided_at": timezone.now() - timedelta(days=3)}, "reason"),
        ({"story": None}, "story"),
        ({"receipt": "HJ-2026-3333-3333"}, "receipt"),
        ({"purged_at": timezone.now()}, "purged_at"),
    ],
)
def test_a_decision_changed_by_sql_is_named(change: dict[str, Any], names: str) -> None:
    reply = refused()
    Reply.objects.update(**change)
    told = f"Right of reply {reply.receipt}: not as the audit trail tells in {names}."
    assert faults() == [told]


def test_another_name_under_a_decision_is_named() -> None:
    reply = refused()
    Reply.objects.update(decided_by=make_user(Role.CHIEF))
    assert faults() == [f"Right of reply {reply.receipt}: not as the audit trail tells in by."]


def test_a_decision_that_nobody_made_is_named() -> None:
    make_reply()
    now, editor = timezone.now(), make_user(Role.EDITOR)
    Reply.objects.update(state="refused", reason="Palsu.", decided_by=editor, decided_at=now)
    assert [fault.endswith("in state, by, reason.") for fault in faults()] == [True]


def test_a_decision_taken_back_is_named() -> None:
    refused()
    Reply.objects.update(state="received", reason="", decided_by=None, decided_at=None)
    assert [fault.endswith("in state, by, reason.") for fault in faults()] == [True]


def test_an_answer_bound_to_another_story_is_named() -> None:
    answered(make_edition())
    Reply.objects.update(answer=make_edition().story)
    assert [fault.endswith("in answer.") for fault in faults()] == [True]


def test_a_correction_that_served_nobody_is_named() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    replies.accept(make_reply(edition.story, wish="correction"), by=editor)
    correct(edition)
    Reply.objects.update(correction=Correction.objects.get())
    assert [fault.endswith("in correction.") for fault in faults()] == [True]


def test_a_request_that_never_came_and_one_that_is_gone_are_named() -> None:
    first, second = make_reply(form="1"), make_reply(form="2")
    gone = first.pk
    Reply.objects.filter(pk=gone).delete()
    Reply.objects.filter(pk=second.pk).update(id=second.pk + 10)
    assert faults() == [
        f"Right of reply {second.receipt}: the audit trail does not tell that it came.",
        f"Right of reply number {gone} was received and is gone.",
        f"Right of reply number {second.pk} was received and is gone.",
    ]


def test_the_trail_holds_no_word_of_a_reason() -> None:
    refused()
    detail = AuditEntry.objects.get(action="reply.refuse").detail
    assert len(detail["decision"]) == 64
    assert "pihaknya" not in str(detail)


# --- An answer that was scheduled, taken back and purged ------------------------------------------


def test_a_schedule_that_was_purged_with_its_answer_is_not_called_gone() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    reply = replies.accept(make_reply(), by=chief)
    story = replies.begin_answer(reply, by=chief)
    workflow.submit(story, by=chief, seen=1)
    workflow.approve(story, by=editor, seen=1)
    publishing.schedule(story, at=timezone.now() + timedelta(days=1), by=editor, seen=1)
    publishing.unschedule(story, by=editor, seen=1)
    aged(reply, 366)
    replies.purge()
    assert Reply.objects.get().answer is None
    assert faults() == []
