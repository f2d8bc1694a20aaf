"""Hak jawab: received once, decided with a reason, answered by a story, linked, purged."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, models
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import clock
from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import excusing, notices, preflight, publishing, remarks, replies, workflow
from articles.management.commands.work import WORKS
from articles.models import (
    Correction,
    CorrectionKind,
    Desk,
    Edition,
    Ground,
    Job,
    Notification,
    Reply,
    ReplyState,
    Story,
)
from articles.models.reply import PERSONAL, RECEIPT
from articles.replies import receiving
from articles.workflow import Refused
from tests.factories import edit, make_agency, make_edition, make_story, make_user, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TEXT = "Bantuan itu sudah diterima.\n\nJumlahnya 1.400 paket,\nbukan 140."


def sent(about: str = "", **fields: str) -> replies.Sent:
    standard = {
        "about": about,
        "wish": "answer",
        "name": "Siti Aminah",
        "behalf": "Dinas Sosial",
        "capacity": "Kepala Dinas",
        "email": "siti@contoh.test",
        "statement": "“140 paket” keliru.",
        "text": TEXT,
    }
    return replies.Sent(**standard | fields)


def make_reply(story: Story | None = None, *, form: str = "lembar", **fields: str) -> Reply:
    """What somebody sent about this story, or about a new one."""
    about = fields.pop("about", "" if story else make_edition().get_absolute_url())
    if story is not None:
        about = story.editions.order_by("-number")[0].get_absolute_url()
    return replies.receive(sent(about, **fields), form=form, address="36.80.1.1")


def publish(story: Story, *, editor: User | None = None) -> Edition:
    """By the usual moves: somebody else approves what the beginner wrote."""
    editor = editor or make_user(Role.EDITOR)
    workflow.submit(story, by=story.created_by, seen=story.version)
    workflow.approve(story, by=editor, seen=story.version)
    return publishing.publish(story, by=editor, seen=story.version)


def answered(edition: Edition) -> Reply:
    """A reply to this story whose answer readers have."""
    chief = make_user(Role.CHIEF)
    reply = replies.accept(make_reply(edition.story), by=chief)
    publish(replies.begin_answer(reply, by=chief))
    return Reply.objects.with_served().get(pk=reply.pk)


def _answer(reply: Reply) -> Story:
    return Story.objects.get(reply=reply)


# --- receiving ------------------------------------------------------------------------------------


def test_a_reply_gets_a_receipt_a_deadline_and_its_story() -> None:
    edition = make_edition()
    reply = make_reply(edition.story)
    assert RECEIPT.fullmatch(reply.receipt)
    assert reply.story == edition.story
    assert (reply.state, reply.email) == (ReplyState.RECEIVED, "siti@contoh.test")
    entry = AuditEntry.objects.get(action="reply.receive")
    assert entry.by is None
    assert entry.detail == {"receipt": reply.receipt, "story": edition.story_id}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-23T09:00", "2026-11-25T09:00"),  # Monday
        ("2026-11-26T09:00", "2026-11-30T09:00"),  # Thursday, over the week's end
        ("2026-11-27T23:30", "2026-12-01T23:30"),  # Friday night
        ("2026-11-28T09:00", "2026-12-01T09:00"),  # Saturday
    ],
)
def test_it_is_due_two_working_days_later(start: str, end: str) -> None:
    zone = timezone.get_default_timezone()
    at, until = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (start, end))
    assert receiving.due(at) == until


def test_a_day_ends_at_midnight_here_not_in_greenwich() -> None:
    friday_in_greenwich = datetime(2026, 11, 27, 18, tzinfo=UTC)  # Saturday 01:00 WIB
    assert receiving.due(friday_in_greenwich) == friday_in_greenwich + timedelta(days=3)


@pytest.mark.parametrize(
    "typed",
    [
        "https://jatim.test/berita/{}",
        "/berita/{}",
        "{}",
        "  https://jatim.test/berita/{}?utm_source=wa#isi ",
        "https://jatim.test/read/umum/{}",
        "HTTPS://JATIM.TEST/BERITA/{}/",
    ],
)
def test_an_address_is_recognised_however_it_was_copied(typed: str) -> None:
    edition = make_edition()
    assert replies.find_story(typed.format(edition.slug)) == edition.story


@pytest.mark.parametrize(
    "typed", ["Berita tentang bantuan kemarin", "/berita/tidak-ada", "\x00", ""]
)
def test_what_leads_to_no_story_is_kept_as_typed(typed: str) -> None:
    reply = make_reply(about=typed)
    assert reply.story is None
    assert reply.about == typed.strip("\x00")


def test_nobody_finds_out_by_it_what_is_scheduled() -> None:
    story = make_edition().story
    Edition.objects.filter(story=story).update(live_from=timezone.now() + timedelta(hours=1))
    assert replies.find_story(story.addresses.get().slug) is None


def test_nor_what_was_scheduled_and_taken_back() -> None:
    story = make_edition().story
    hour = timezone.now() - timedelta(hours=1)  # past, and yet nobody ever had it
    Edition.objects.filter(story=story).update(live_from=hour, live_until=hour)
    assert replies.find_story(story.addresses.get().slug) is None


def test_a_withdrawn_story_can_still_be_answered() -> None:
    edition = make_edition()
    chief = make_user(Role.CHIEF)
    notices.withdraw(edition.story, ground=Ground.SARA, reason="Melanggar.", by=chief, seen=1)
    assert make_reply(edition.story).story == edition.story


def test_the_same_form_sent_twice_counts_once() -> None:
    edition = make_edition()
    first, second = make_reply(edition.story), make_reply(edition.story)
    assert first == second
    assert AuditEntry.objects.filter(action="reply.receive").count() == 1
    assert make_reply(edition.story, text="Lain.") != first
    assert make_reply(edition.story, form="lembar lain") != first


def test_hostile_text_is_kept_as_letters_and_nothing_unseen_is_kept() -> None:
    hostile = "<script>alert(1)</script>\x00\u202e\r\nbaris"
    reply = make_reply(name=f"Siti\r\nBcc: x@y.z {hostile}", text=hostile)
    assert reply.text == "<script>alert(1)</script>\nbaris"
    assert reply.name == "Siti Bcc: x@y.z <script>alert(1)</script> baris"


def test_an_address_sends_five_an_hour_and_no_more() -> None:
    edition = make_edition()
    for number in range(replies.MOST_BY_ADDRESS):
        make_reply(edition.story, form=str(number))
    with pytest.raises(replies.TooMany):
        make_reply(edition.story, form="satu lagi")
    assert Reply.objects.count() == replies.MOST_BY_ADDRESS
    about = edition.get_absolute_url()
    assert replies.receive(sent(about), form="lain", address="36.80.1.2").pk
    make_reply(edition.story, form="0")  # a second click takes no place


def test_so_many_an_hour_and_no_more_from_all_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_IN_ALL", 2)
    about = make_edition().get_absolute_url()
    for number in range(2):
        replies.receive(sent(about), form=str(number), address=f"36.80.1.{number}")
    with pytest.raises(replies.TooMany):
        replies.receive(sent(about), form="2", address="36.80.1.2")
    Reply.objects.update(at=timezone.now() - timedelta(hours=1, minutes=1))
    assert replies.receive(sent(about), form="2", address="36.80.1.3").pk


@pytest.mark.parametrize("how", [str, str.lower, lambda text: text.replace("-", " ")])
def test_a_receipt_is_found_as_people_type_it(how: Any) -> None:
    reply = make_reply()
    assert replies.find(how(reply.receipt)) == reply
    assert replies.find(reply.receipt[:-1]) is None
    assert replies.find("HJ-2026-3333-3333\x00") is None


def test_editors_and_chiefs_are_told_without_a_word_of_the_sender() -> None:
    deciding = {make_user(Role.EDITOR, email="r@jatim.test"), make_user(Role.CHIEF)}
    make_user(Role.REPORTER)
    make_user(Role.AUDITOR)
    reply = make_reply()
    told = Notification.objects.filter(kind="reply", key=f"reply:{reply.pk}")
    assert {row.person for row in told} >= deciding
    assert all(row.person.has_perm("articles.decide_reply") for row in told)
    assert all("Siti" not in row.words and reply.receipt in row.words for row in told)


# --- deciding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_editors_and_chiefs_decide(role: Role) -> None:
    reply, somebody = make_reply(), make_user(role)
    if role in {Role.EDITOR, Role.CHIEF}:
        kept = replies.accept(reply, by=somebody)
        assert (kept.state, kept.decided_by) == (ReplyState.ACCEPTED, somebody)
        assert AuditEntry.objects.get(action="reply.accept").by == somebody
        return
    for verb in (replies.accept, replies.refuse):
        with pytest.raises(Refused, match="role"):
            verb(reply, by=somebody, reason="Sebab.")
    assert Reply.objects.get().state == ReplyState.RECEIVED


@pytest.mark.parametrize("reason", ["", "  \n", "\x00"])
def test_nobody_refuses_without_a_reason(reason: str) -> None:
    with pytest.raises(Refused, match="reason"):
        replies.refuse(make_reply(), by=make_user(Role.EDITOR), reason=reason)


def test_a_reason_has_a_bound() -> None:
    reply, editor = make_reply(), make_user(Role.EDITOR)
    with pytest.raises(Refused, match="2001"):
        replies.refuse(reply, by=editor, reason="x" * 2001)
    assert replies.refuse(reply, by=editor, reason="x" * 2000).reason


def test_what_is_decided_is_decided() -> None:
    reply, editor = make_reply(), make_user(Role.EDITOR)
    replies.refuse(reply, by=editor, reason="Bukan tentang berita itu.")
    with pytest.raises(Refused, match="Refused"):
        replies.accept(reply, by=editor)
    with pytest.raises(Refused, match="Refused"):
        replies.begin_answer(reply, by=editor)


def test_the_trail_holds_no_word_of_the_sender_nor_of_the_decision() -> None:
    editor = make_user(Role.EDITOR)
    replies.refuse(make_reply(), by=editor, reason="Siti Aminah bukan pihak yang berhak.")
    told = str(list(AuditEntry.objects.filter(action__startswith="reply.").values_list("detail")))
    assert "Siti" not in told
    assert "140" not in told


def test_a_story_not_recognised_is_named_by_an_editor() -> None:
    reply, editor = make_reply(about="Berita kemarin"), make_user(Role.EDITOR)
    edition = make_edition()
    replies.accept(reply, by=editor)
    with pytest.raises(Refused, match="which story"):
        replies.begin_answer(reply, by=editor)
    with pytest.raises(Refused, match="address"):
        replies.attach(reply, address="/berita/tidak-ada", by=editor)
    assert replies.attach(reply, address=edition.slug, by=editor).story == edition.story
    with pytest.raises(Refused, match="already"):
        replies.attach(reply, address=edition.slug, by=editor)


# --- letters --------------------------------------------------------------------------------------


def run_letters() -> list[Any]:
    run_due(WORKS)
    return mail.outbox


def test_the_sender_hears_that_it_came_and_what_was_decided() -> None:
    edition = make_edition()
    reply = make_reply(edition.story)
    assert [letter.to for letter in run_letters()] == [["siti@contoh.test"]]
    received = mail.outbox[0]
    assert reply.receipt in received.subject
    assert f"/hak-jawab/{reply.receipt}" in received.body
    assert edition.headline in received.body
    replies.refuse(reply, by=make_user(Role.EDITOR), reason="Bukan tentang berita itu & lain.")
    decided = run_letters()[1]
    assert "Bukan tentang berita itu & lain." in decided.body
    assert "Dewan Pers" in decided.body


def test_a_letter_repeats_nothing_that_the_sender_wrote() -> None:
    make_reply(name="BELI OBAT", about="http://judi.test", text="KLIK DI SINI")
    body = run_letters()[0].body
    assert not any(word in body for word in ("BELI", "judi", "KLIK"))


def test_without_an_address_there_is_no_letter() -> None:
    reply = make_reply(email="", phone="0812 3456 7890")
    replies.accept(reply, by=make_user(Role.EDITOR))
    assert not Job.objects.filter(kind="letter").exists()


def test_a_letter_waiting_at_the_purge_is_not_sent() -> None:
    make_reply()
    Reply.objects.update(at=timezone.now() - timedelta(days=366))
    replies.purge()
    assert run_letters() == []


# --- the answer -----------------------------------------------------------------------------------


def test_the_answer_begins_with_the_text_as_paragraphs_and_its_sender_as_source() -> None:
    edition = make_edition(agencies=[make_agency()])
    editor = make_user(Role.EDITOR)
    reply = replies.accept(make_reply(edition.story, text=f"{TEXT}\n\n<b>a < b</b>"), by=editor)
    story = replies.begin_answer(reply, by=editor)
    assert story.headline == f"Right of reply: {edition.headline}"
    assert story.source == "Siti Aminah, Kepala Dinas, Dinas Sosial"
    assert story.section == edition.section
    assert list(story.agencies.all()) == list(edition.story.agencies.all())
    assert story.body.replace("\n", "") == (
        "<p>Bantuan itu sudah diterima.</p><p>Jumlahnya 1.400 paket,<br>bukan 140.</p>"
        "<p>&lt;b&gt;a &lt; b&lt;/b&gt;</p>"
    )
    assert edition.headline in story.summary


def test_it_is_begun_from_what_readers_have_not_from_the_working_copy() -> None:
    edition = make_edition()
    edit(edition.story, by=edition.story.created_by, headline="RAHASIA yang belum terbit")
    editor = make_user(Role.EDITOR)
    story = replies.begin_answer(replies.accept(make_reply(edition.story), by=editor), by=editor)
    assert "RAHASIA" not in story.headline + story.summary


def test_the_longest_headline_and_sender_still_fit() -> None:
    edition = make_edition(headline="Judul " * 33)
    editor = make_user(Role.EDITOR)
    reply = make_reply(edition.story, name="N" * 120, capacity="C" * 120, behalf="B" * 160)
    story = replies.begin_answer(replies.accept(reply, by=editor), by=editor)
    assert len(story.headline) <= 200
    assert len(story.source) <= 120


def test_an_answer_is_begun_once() -> None:
    editor = make_user(Role.EDITOR)
    reply = replies.accept(make_reply(), by=editor)
    assert replies.begin_answer(reply, by=editor) == replies.begin_answer(reply, by=editor)
    assert AuditEntry.objects.filter(action="reply.answer").count() == 1


def test_it_waits_until_readers_have_the_answer() -> None:
    edition = make_edition()
    reply = make_reply(edition.story)
    editor = make_user(Role.EDITOR)
    assert list(Reply.objects.waiting()) == [reply]
    story = replies.begin_answer(replies.accept(reply, by=editor), by=editor)
    assert list(Reply.objects.waiting()) == [reply]
    publish(story)
    assert list(Reply.objects.waiting()) == []
    assert Reply.objects.with_served().get().standing[0] == "published"


def test_what_is_due_first_waits_in_front() -> None:
    late, soon = make_reply(form="1"), make_reply(form="2")
    Reply.objects.filter(pk=soon.pk).update(due=late.due - timedelta(days=1))
    assert list(Reply.objects.waiting()) == [soon, late]


def correct(edition: Edition) -> None:
    story, editor = edition.story, make_user(Role.EDITOR)
    seen = edit(story, by=story.created_by, headline="Judul yang benar").version
    story = Story.objects.get(pk=story.pk)
    workflow.submit(story, by=story.created_by, seen=seen)
    workflow.approve(story, by=editor, seen=seen)
    wording = notices.Wording(CorrectionKind.ERRATUM, was="140", now="1.400")
    notices.correct(story, wording, by=editor, seen=seen)


def test_a_right_of_correction_is_served_by_a_correction_that_came_after_it() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    with clock.at(timezone.now() - timedelta(hours=1)):
        earlier = make_edition()
    reply = make_reply(edition.story, wish="correction")
    replies.accept(reply, by=editor)
    with pytest.raises(Refused, match="no correction"):
        replies.serve_by_correction(reply, by=editor)
    correct(edition)
    assert replies.serve_by_correction(reply, by=editor).correction == Correction.objects.get()
    assert list(Reply.objects.waiting()) == []
    other = replies.accept(make_reply(earlier.story, form="2"), by=editor)
    with pytest.raises(Refused):  # a right of reply is served by a story
        replies.serve_by_correction(other, by=editor)


# --- links ----------------------------------------------------------------------------------------


def test_both_stories_lead_to_each_other() -> None:
    edition = make_edition()
    reply = answered(edition)
    assert reply.answer_id is not None
    there, back = replies.links(edition.story_id), replies.links(reply.answer_id)
    assert [answer.story_id for answer in there.answers] == [reply.answer_id]
    assert there.answered is None
    assert back.answered == edition
    assert back.answers == []


def test_they_still_do_when_both_have_another_address() -> None:
    edition = make_edition()
    reply = answered(edition)
    chief = make_user(Role.CHIEF)
    assert reply.answer is not None
    for story, slug in ((edition.story, "asal-baru"), (reply.answer, "jawab-baru")):
        fresh = Story.objects.get(pk=story.pk)
        publishing.readdress(fresh, slug=slug, reason="Salah.", by=chief, seen=fresh.version)
    assert replies.links(edition.story_id).answers[0].slug == "jawab-baru"
    answer = replies.links(reply.answer_id or 0).answered
    assert answer is not None
    assert answer.slug == "asal-baru"


def test_an_answer_that_readers_do_not_have_is_not_linked() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    replies.begin_answer(replies.accept(make_reply(edition.story), by=editor), by=editor)
    assert replies.links(edition.story_id) == replies.Links()


def test_a_withdrawn_or_false_answer_is_not_linked() -> None:
    edition, other = make_edition(), make_edition()
    reply = answered(edition)
    chief = make_user(Role.CHIEF)
    answer = _answer(reply)
    Edition.objects.filter(story=answer).update(headline="Slot gacor")
    assert replies.links(edition.story_id).answers == []
    assert replies.published(reply) is None
    reply = replies.accept(make_reply(other.story, form="2"), by=chief)
    story = replies.begin_answer(reply, by=chief)
    publish(story)
    assert len(replies.links(other.story_id).answers) == 1
    story = Story.objects.get(pk=story.pk)
    notices.withdraw(story, ground=Ground.SARA, reason="Melanggar.", by=chief, seen=1)
    assert replies.links(other.story_id).answers == []


def test_an_unlisted_answer_is_linked() -> None:
    edition = make_edition()
    answer = _answer(answered(edition))
    publishing.unlist(answer, reason="Diminta.", by=make_user(Role.CHIEF), seen=answer.version)
    assert len(replies.links(edition.story_id).answers) == 1


def test_links_ask_one_query_however_many_there_are() -> None:
    edition, chief = make_edition(), make_user(Role.CHIEF)
    for number in range(3):
        reply = replies.accept(make_reply(edition.story, form=str(number)), by=chief)
        publish(replies.begin_answer(reply, by=chief))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = replies.links(edition.story_id)
        assert all(answer.get_absolute_url() for answer in found.answers)
    assert (len(found.answers), len(asked)) == (3, 1)


# --- purging --------------------------------------------------------------------------------------


def aged(reply: Reply, days: int) -> Reply:
    Reply.objects.filter(pk=reply.pk).update(at=timezone.now() - timedelta(days=days, minutes=1))
    return reply


def test_after_a_year_the_personal_data_go_and_the_decision_stays() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    reply = make_reply(edition.story, phone="0812 3456 7890")
    before = replies.refuse(reply, by=editor, reason="Bukan tentang berita itu.")
    assert replies.purge() == 0
    aged(reply, 365)
    assert replies.purge() == 1
    kept = Reply.objects.get()
    assert [getattr(kept, name) for name in PERSONAL] == [""] * len(PERSONAL)
    for name in ("receipt", "story_id", "reason", "decided_by_id", "decided_at", "due", "behalf"):
        assert getattr(kept, name) == getattr(before, name)
    assert kept.state == ReplyState.REFUSED
    assert AuditEntry.objects.get(action="reply.purge").by is None
    assert replies.purge() == 0


def test_no_column_with_the_senders_words_is_forgotten() -> None:
    typed = {field for field in replies.Sent.__annotations__ if field not in ("wish", "behalf")}
    assert typed == set(PERSONAL)


def test_a_younger_one_keeps_its_data() -> None:
    aged(make_reply(), 364)
    assert replies.purge() == 0
    assert Reply.objects.get().name == "Siti Aminah"


def test_what_nobody_decided_lapses_and_waits_no_more() -> None:
    editor = make_user(Role.EDITOR)
    undecided = aged(make_reply(form="1"), 366)
    promised = aged(replies.accept(make_reply(form="2"), by=editor), 366)
    replies.purge()
    states = dict(Reply.objects.values_list("pk", "state"))
    assert states == {undecided.pk: ReplyState.LAPSED, promised.pk: ReplyState.LAPSED}
    assert list(Reply.objects.waiting()) == []
    with pytest.raises(Refused, match="Lapsed"):
        replies.accept(undecided, by=editor)


def test_a_published_answer_outlives_the_purge() -> None:
    edition = make_edition()
    aged(answered(edition), 366)
    replies.purge()
    kept = Reply.objects.with_served().get()
    assert (kept.state, kept.served) == (ReplyState.ACCEPTED, True)
    assert len(replies.links(edition.story_id).answers) == 1


def words_in_the_database(*words: str) -> set[str]:
    """The columns, as `model.column`, in which any of these words stands."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
                as_text = Cast(field.name, models.TextField())
                rows = model._base_manager.annotate(as_text=as_text).order_by()
                if any(rows.filter(as_text__icontains=word).exists() for word in words):
                    found.add(f"{model.__name__}.{field.name}")
    return found


def test_an_answer_that_readers_never_had_is_deleted_with_the_senders_data() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    reply = replies.accept(make_reply(text="Kata Pengirim. Telepon 0812 3456 7890."), by=chief)
    story = replies.begin_answer(reply, by=chief)
    finding = preflight.examine(story, workflow.newest(story))[0]
    assert finding.found
    excusing.excuse(story, finding.rule, finding.found, reason="Nomornya.", by=chief, seen=1)
    thread = remarks.write(story, f"@{editor.username}: Siti Aminah?", by=chief).remark
    remarks.answer(thread, "Ya, Siti Aminah.", by=editor)
    workflow.submit(story, by=chief, seen=1)
    workflow.approve(story, by=editor, seen=1)
    assert words_in_the_database("Siti", "Kata Pengirim", "0812 3456") >= {
        "Revision.content",
        "Remark.text",
        "Notification.words",
        "Excuse.found",
    }
    aged(reply, 366)
    assert replies.purge() == 1
    assert words_in_the_database("Siti", "Kata Pengirim", "0812 3456") == set()
    kept = Reply.objects.get()
    assert (kept.answer, kept.state, kept.decided_by) == (None, ReplyState.LAPSED, chief)
    entry = AuditEntry.objects.get(action="reply.purge")
    assert (entry.detail["erased"], entry.detail["state"]) == ([story.pk], "lapsed")


@pytest.mark.parametrize("is_read", [True, False])
def test_translations_of_translations_go_too_unless_readers_have_one(is_read: bool) -> None:
    chief = make_user(Role.CHIEF)
    reply = replies.accept(make_reply(), by=chief)
    story = replies.begin_answer(reply, by=chief)
    first = make_story(translates=story.pk)
    second = make_story(translates=first.pk, desk=Desk.RELEASED if is_read else Desk.DRAFT)
    aged(reply, 366)
    assert replies.purge() == 1
    left = Story.objects.filter(pk__in=[story.pk, first.pk, second.pk])
    assert left.count() == (3 if is_read else 0)


def test_a_purge_that_fails_keeps_back_no_other_and_is_tried_again() -> None:
    chief = make_user(Role.CHIEF)
    held, other = (replies.accept(make_reply(form=form), by=chief) for form in ("satu", "dua"))
    stories = [replies.begin_answer(reply, by=chief) for reply in (held, other)]
    Story.objects.filter(pk=stories[1].pk).update(translates=stories[0])  # another's, kept by it
    for reply in (held, other):
        aged(reply, 366)
    with pytest.raises(replies.NotPurged, match=str(held.pk)):
        replies.purge()
    assert Reply.objects.get(purged_at=None) == held
    assert replies.purge() == 1
    assert not Story.objects.filter(pk__in=[story.pk for story in stories]).exists()


def test_the_agency_that_a_reply_is_against_does_not_write_it() -> None:
    chief, agency = make_user(Role.CHIEF), make_agency("Dinas Sosial")
    story = make_story(desk=Desk.RELEASED, agency=agency)
    answer = replies.begin_answer(replies.accept(make_reply(story), by=chief), by=chief)
    assert list(answer.agencies.all()) == [agency]
    contributor = make_user(Role.CONTRIBUTOR, agency=agency)
    assert story in Story.objects.visible_to(contributor)
    assert answer not in Story.objects.visible_to(contributor)


def test_no_answer_is_begun_upon_an_edition_changed_by_sql() -> None:
    chief = make_user(Role.CHIEF)
    reply = replies.accept(make_reply(), by=chief)
    Edition.objects.update(headline="slot gacor")
    with pytest.raises(Refused, match="not as it was sealed"):
        replies.begin_answer(reply, by=chief)


def test_an_answer_that_has_its_hour_is_not_deleted_before_it() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    reply = replies.accept(make_reply(), by=chief)
    story = replies.begin_answer(reply, by=chief)
    workflow.submit(story, by=chief, seen=1)
    workflow.approve(story, by=editor, seen=1)
    publishing.schedule(story, at=timezone.now() + timedelta(days=1), by=editor, seen=1)
    aged(reply, 366)
    assert replies.purge() == 0
    assert Reply.objects.get().name == "Siti Aminah"
    publishing.unschedule(story, by=editor, seen=1)
    assert replies.purge() == 1
    assert not Story.objects.filter(pk=story.pk).exists()


def test_an_answer_that_was_withdrawn_stays_as_every_text_that_was_public() -> None:
    reply, chief = answered(make_edition()), make_user(Role.CHIEF)
    story = _answer(reply)
    notices.withdraw(story, ground=Ground.SARA, reason="Melanggar.", by=chief, seen=1)
    aged(reply, 366)
    replies.purge()
    assert _answer(reply) == story


def test_a_draft_left_behind_is_deleted_also_where_a_correction_served() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    reply = replies.accept(make_reply(edition.story, wish="correction"), by=editor)
    story = replies.begin_answer(reply, by=editor)
    correct(edition)
    replies.serve_by_correction(reply, by=editor)
    aged(reply, 366)
    replies.purge()
    assert not Story.objects.filter(pk=story.pk).exists()
    assert Reply.objects.get().state == ReplyState.ACCEPTED


def test_the_night_purges() -> None:
    aged(make_reply(), 366)
    WORKS["purge"]({})
    assert Reply.objects.get().purged_at is not None
