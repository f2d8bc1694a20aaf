"""The page of each move that needs words or an hour: who opens it, what it says, what it keeps."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import emergencies, local, notices, publishing, workflow
from articles.admin import move_forms, move_page, moves, wordless
from articles.models import Correction, Desk, Edition, EditionKind, Ground, Story, Withdrawal
from articles.workflow import MOVES, Move
from tests.admin.desk import address, make, signed_in, step
from tests.admin.test_busy import held, wait_shortly
from tests.factories import BODY, edit, make_agency, make_story, make_user

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]
TOMORROW = timedelta(days=1)


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def changed(**fields: Any) -> Story:
    """A published story whose changed text is approved."""
    story = make_story(desk=Desk.RELEASED)
    story = edit(story, by=story.created_by, **(fields or {"headline": "Judul yang benar"}))
    workflow.submit(story, by=story.created_by, seen=story.version)
    workflow.approve(story, by=make_user(Role.EDITOR), seen=story.version)
    return now(story)


def approved() -> Story:
    return make_story(desk=Desk.APPROVED)


def released() -> Story:
    return make_story(desk=Desk.RELEASED)


def scheduled() -> Story:
    story = approved()
    at = timezone.now() + TOMORROW
    publishing.schedule(story, at=at, by=make_user(Role.EDITOR), seen=1)
    return now(story)


def emergency() -> Story:
    story = make_story()
    emergencies.publish(story, reason="Banjir.", by=make_user(Role.CHIEF), seen=1)
    return now(story)


def withdrawn() -> Story:
    story = released()
    chief = make_user(Role.CHIEF)
    notices.withdraw(story, ground=Ground.CHILD, reason="Nama anak.", by=chief, seen=1)
    story = now(story)
    workflow.submit(story, by=chief, seen=1)
    workflow.approve(story, by=chief, seen=1)
    return now(story)


READY: dict[Move, Callable[[], Story]] = {
    Move.RETURN: lambda: make_story(desk=Desk.SUBMITTED),
    Move.HAND: make_story,
    Move.EMBARGO: make_story,
    Move.SCHEDULE: approved,
    Move.RESCHEDULE: scheduled,
    Move.CORRECT: changed,
    Move.COSMETIC: changed,
    Move.EMERGENCY: make_story,
    Move.OBJECT: emergency,
    Move.UNLIST: released,
    Move.READDRESS: released,
    Move.WITHDRAW: released,
    Move.REPUBLISH: withdrawn,
}


def words(move: Move) -> dict[str, Any]:
    """What makes the move complete."""
    at = timezone.localtime() + 2 * TOMORROW
    hour = {"day": f"{at:%Y-%m-%d}", "hour": "10:30"}
    reason = {"note": "Sebabnya begini.", "reason": "Sebabnya begini."}
    special: dict[Move, dict[str, Any]] = {
        Move.EMBARGO: hour,
        Move.SCHEDULE: hour,
        Move.RESCHEDULE: hour,
        Move.CORRECT: {"kind": "erratum", "was": "40", "now": "14"},
        Move.READDRESS: reason | {"slug": "alamat-lain"},
        Move.WITHDRAW: reason | {"ground": "child"},
    }
    if move is Move.HAND:
        return reason | {"to": make_user(Role.EDITOR).pk}
    return special.get(move, reason)


def test_every_move_is_one_click_or_has_a_page() -> None:
    assert {*wordless.WORDLESS, *move_page.FORMS} == {*Move} - {Move.EDIT}
    assert not {*wordless.WORDLESS} & {*move_page.FORMS}
    assert all(move in move_page.FORMS for move in Move if MOVES[move].asks)
    assert set(READY) == set(move_page.FORMS)


@pytest.mark.parametrize("move", READY)
def test_the_page_says_what_will_happen_and_makes_the_move(move: Move) -> None:
    story, chief = READY[move](), make_user(Role.CHIEF)
    page = signed_in(chief).get(step(story, move)).content.decode()
    assert f"<h1>{str(move.label).rstrip('…')}</h1>" in page
    assert story.headline in page
    assert str(MOVES[move].effect) in page
    assert f'href="{address(story)}"' in page
    after = make(story, move, chief, **words(move))
    assert '<li class="success">' in after
    assert 'role="alert"' not in after
    assert AuditEntry.objects.filter(action=f"story.{move.value}").count() == 1


@pytest.mark.parametrize("move", READY)
def test_when_the_move_is_made_its_page_says_so_calmly(move: Move) -> None:
    story, chief = READY[move](), make_user(Role.CHIEF)
    make(story, move, chief, **words(move))
    page = signed_in(chief).get(step(story, move)).content.decode()
    stays = move in {Move.HAND, Move.EMBARGO, Move.RESCHEDULE, Move.OBJECT, Move.READDRESS}
    assert ("Langkah ini tidak dapat dilakukan sekarang." in page) is not stays
    assert 'role="alert"' not in page


@pytest.mark.parametrize("move", READY)
def test_nobody_opens_the_page_of_a_move_that_is_not_theirs(move: Move) -> None:
    story = READY[move]()
    for role in (Role.AUDITOR, Role.PHOTOGRAPHER, Role.CONTRIBUTOR, Role.REPORTER):
        user = make_user(role)
        for answer in (
            signed_in(user).get(step(story, move)),
            signed_in(user).post(step(story, move), {"seen": story.version} | words(move)),
        ):
            assert answer.status_code in {302, 403}
            assert story.headline not in answer.content.decode()
    assert not AuditEntry.objects.filter(action=f"story.{move.value}").exists()


@pytest.mark.parametrize("name", ["edit", "submit", "publish", "terbang", "x" * 60])
def test_a_move_without_a_page_is_not_found(name: str) -> None:
    url = step(make_story(), Move.HAND).replace("/hand/", f"/{name}/")
    assert signed_in(make_user(Role.CHIEF)).get(url).status_code == 404


def test_a_guest_is_asked_to_sign_in_and_a_guessed_story_leads_home(client: Any) -> None:
    theirs = make_story(headline="Rahasia orang lain")
    assert client.get(step(theirs, Move.EMBARGO)).status_code == 302
    writer = signed_in(make_user())
    for number in (theirs.pk, 10**9, 10**30):
        url = step(theirs, Move.EMBARGO).replace(f"/{theirs.pk}/", f"/{number}/")
        page = writer.get(url, follow=True).content.decode()
        assert "Berita itu tidak ada" in page
        assert "Rahasia orang lain" not in page


def test_a_refusal_names_every_reason_at_once_and_keeps_what_was_typed() -> None:
    typed = {"kind": "erratum", "was": "40 orang", "substantial": "on", "note": "Salah hitung."}
    page = make(changed(), Move.CORRECT, make_user(Role.EDITOR), **typed)
    box = page[page.index('class="error-links"') : page.index('class="effect"')]
    for reason in ("Tulis yang semula tertulis", "tulis permohonan maaf"):
        assert reason in box
    for kept in (">\n40 orang</textarea>", ">\nSalah hitung.</textarea>"):
        assert kept in page
    assert re.search(r'<input[^>]*name="substantial"[^>]*checked', page)
    assert not Correction.objects.exists()


def test_what_the_form_lacks_and_what_the_rule_asks_are_told_together() -> None:
    story, chief = make_story(desk=Desk.RELEASED), make_user(Role.CHIEF)
    for reason, asked in (("", True), ("x" * 2001, False), ("Nama anak.", False)):
        page = make(story, Move.WITHDRAW, chief, reason=reason)
        assert "Pilih dasar pencabutannya." in page
        assert ("Tulis alasannya." in page) is asked
    assert not Withdrawal.objects.exists()


def test_who_read_an_older_revision_is_told_and_may_then_go_on() -> None:
    story, editor = make_story(desk=Desk.SUBMITTED), make_user(Role.EDITOR)
    edit(story, by=make_user(Role.EDITOR), headline="Judul lain")
    page = make(story, Move.RETURN, editor, note="Periksa.", seen="1")
    assert "versi 2" in page
    assert "Periksa." in page
    assert 'name="seen" value="2"' in page
    assert now(story).desk == Desk.SUBMITTED
    make(story, Move.RETURN, editor, note="Periksa.")
    assert now(story).desk == Desk.RETURNED


# Hours


def test_the_typed_hour_is_the_hour_of_the_sites_zone() -> None:
    story = approved()
    day = timezone.localdate() + 3 * TOMORROW
    for typed, local_hour in (("00:00", "00:00"), ("23.59", "23:59")):
        make(story, Move.SCHEDULE, make_user(Role.EDITOR), day=f"{day:%Y-%m-%d}", hour=typed)
        at = Edition.objects.latest("number").live_from.astimezone(local.zone())
        assert (at.date(), f"{at:%H:%M}") == (day, local_hour)
        publishing.unschedule(story, by=make_user(Role.EDITOR), seen=1)


def test_the_moment_stands_in_words_below_its_fields() -> None:
    story = scheduled()
    at = story.editions.get().live_from
    page = signed_in(make_user(Role.EDITOR)).get(step(story, Move.RESCHEDULE)).content.decode()
    assert f">{local.moment(at)}</output>" in page
    assert f'value="{at.astimezone(local.zone()):%Y-%m-%d}"' in page
    typed = {"day": "2026-02-30", "hour": "10:00"}
    assert "</output>" in make(story, Move.RESCHEDULE, make_user(Role.EDITOR), **typed)


def test_an_embargo_that_holds_is_the_hour_proposed(moved_to: Clock) -> None:
    at = datetime(2027, 3, 1, 10, 0, tzinfo=local.zone())
    moved_to(at - TOMORROW)
    story = approved()
    workflow.embargo(story, until=at, by=make_user(Role.EDITOR), seen=1)
    page = signed_in(make_user(Role.EDITOR)).get(step(story, Move.SCHEDULE)).content.decode()
    assert 'value="2027-03-01"' in page
    assert 'value="10:00"' in page


@pytest.mark.parametrize(
    ("day", "hour", "at_field"),
    [
        ("", "10:00", "id_day"),
        ("2027-01-01", "", "id_hour"),
        ("2027-02-30", "10:00", "id_day"),
        ("kapan", "10:00", "id_day"),
        ("\x00", "10:00", "id_day"),
        ("2027-01-01", "25:00", "id_hour"),
        ("9" * 4000, "9" * 4000, "id_day"),
    ],
)
def test_a_bad_or_missing_time_is_said_at_its_field(day: str, hour: str, at_field: str) -> None:
    story = approved()
    page = make(story, Move.SCHEDULE, make_user(Role.EDITOR), day=day, hour=hour)
    assert f'href="#{at_field}"' in page
    assert not Edition.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "2020-01-01", "9999-12-31"])
@pytest.mark.parametrize("move", [Move.SCHEDULE, Move.EMBARGO])
def test_a_time_past_or_too_far_is_refused_in_words(move: Move, day: str) -> None:
    story = approved()
    page = make(story, move, make_user(Role.EDITOR), day=day, hour="00:00")
    assert 'class="error-links" role="alert"' in page
    assert f'value="{day}"' in page
    assert now(story).embargo_until is None
    assert not Edition.objects.exists()


def test_scheduling_a_change_of_what_readers_have_asks_the_reason() -> None:
    editor, never, live = make_user(Role.EDITOR), approved(), changed()
    pages = [signed_in(editor).get(step(story, Move.SCHEDULE)) for story in (never, live)]
    assert ["reason" in page.context["form"].fields for page in pages] == [False, True]
    typed = words(Move.SCHEDULE)
    assert "tulis alasan" in make(live, Move.SCHEDULE, editor, **typed).lower()
    make(live, Move.SCHEDULE, editor, reason="Ejaan.", **typed)
    assert Edition.objects.latest("pk").kind == EditionKind.COSMETIC


# Handing over


def test_a_story_is_handed_only_to_those_whom_the_verb_accepts() -> None:
    home = make_agency()
    story = make_story(agency=home)
    people = {role: make_user(role, name=f"Orang {role}") for role in Role}
    at_home = make_user(Role.CONTRIBUTOR, agency=home)
    elsewhere = make_user(Role.CONTRIBUTOR, agency=make_agency())
    gone = make_user(Role.EDITOR, is_active=False)
    everybody = [*people.values(), at_home, elsewhere, gone]
    offered = set(move_forms.may_have(story))
    accepted = {user for user in everybody if not workflow.desk._unfit(story, user)}
    assert offered & set(everybody) == accepted
    assert at_home in offered
    assert not offered & {elsewhere, gone, people[Role.AUDITOR], people[Role.ADMIN]}


@pytest.mark.parametrize("to", ["", "x", "0", "9" * 30, "\x00"])
def test_nobody_is_handed_a_story_by_a_made_up_number(to: str) -> None:
    story = make_story()
    page = make(story, Move.HAND, make_user(Role.EDITOR), to=to, note="Catatan yang diketik.")
    assert 'href="#id_to"' in page
    assert "Catatan yang diketik." in page
    assert now(story).holder == story.holder


# Correcting


def test_the_correction_shows_what_changes_and_the_notice_as_readers_find_it() -> None:
    story = changed(body=BODY.replace("pagi", "<b>sore</b>"))
    page = signed_in(make_user(Role.EDITOR)).get(step(story, Move.CORRECT)).content.decode()
    assert "<del>pagi</del> <ins>sore</ins>" in page
    for name, said in (("was", "Bantuan tiba pagi hari."), ("now", "Bantuan tiba sore hari.")):
        assert re.search(rf'<textarea name="{name}"[^>]*>\n[^<]*{said}</textarea>', page)
        assert re.search(rf'data-shows="{name}">[^<]*{said}</span>', page)


def test_without_a_script_the_notice_is_shown_as_typed_and_nothing_is_posted() -> None:
    typed = {"kind": "update", "was": "", "now": "", "note": "<b>Tiga desa</b>", "_preview": ""}
    page = make(changed(), Move.CORRECT, make_user(Role.EDITOR), **typed)
    assert 'data-shows="kind">Pemutakhiran<' in page
    assert 'data-shows="note">&lt;b&gt;Tiga desa&lt;/b&gt;<' in page
    assert not Correction.objects.exists()


def test_a_text_of_the_same_words_over_and_over_is_compared_at_once() -> None:
    story = changed(body="<p>" + "a b " * 9000 + "c</p>")
    editor = make_user(Role.EDITOR)
    Edition.objects.filter(story=story).update(body="<p>" + "b a " * 9000 + "</p>")
    assert signed_in(editor).get(step(story, Move.CORRECT)).status_code == 200


# Withdrawing


def test_what_is_withdrawn_is_shown_as_readers_have_it_not_as_it_was_typed_since() -> None:
    story = released()
    edit(story, by=story.created_by, headline="Judul rahasia", body="<p>Belum terbit.</p>")
    page = signed_in(make_user(Role.CHIEF)).get(step(story, Move.WITHDRAW)).content.decode()
    taken = page[page.index('class="taken"') :]
    assert "Bantuan tiba pagi hari." in taken
    assert "Belum terbit." not in page


def test_a_false_edition_is_not_shown_and_can_be_taken_down() -> None:
    story = released()
    Edition.objects.filter(story=story).update(body="<p>Slot gacor.</p>")
    chief = make_user(Role.CHIEF)
    page = signed_in(chief).get(step(story, Move.WITHDRAW)).content.decode()
    assert "Slot gacor." not in page
    assert "tidak lagi seperti saat disegel" in page
    make(story, Move.WITHDRAW, chief, **words(Move.WITHDRAW))
    assert Withdrawal.objects.filter(story=story).exists()


@pytest.mark.parametrize(
    "junk",
    [
        {"seen": "x"},
        {"seen": "\x00"},
        {"seen": "9" * 40},
        {"ground": "sebab"},
        {"ground": "\x00"},
        {"reason": "\x00"},
        {"reason": "x" * 100_000},
        {"once": "\x00"},
    ],
)
def test_strange_input_is_answered_and_breaks_nothing(junk: dict[str, str]) -> None:
    story = released()
    typed = words(Move.WITHDRAW) | {"seen": "x"} | junk
    assert make(story, Move.WITHDRAW, make_user(Role.CHIEF), **typed)
    assert not Withdrawal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_move_that_finds_the_database_busy_keeps_what_was_typed() -> None:
    story, chief = make_story(desk=Desk.SUBMITTED), make_user(Role.CHIEF)
    client = signed_in(chief)
    wait_shortly()
    with held(story):
        answer = client.post(step(story, Move.RETURN), {"seen": "1", "note": "Jangan hilang."})
    assert answer.status_code == 200
    assert "Basis data sedang sibuk" in answer.content.decode()
    assert "Jangan hilang." in answer.content.decode()
    connection.close()


# The bar


def offered(story: Story, user: User) -> moves.Offer:
    found = Story.objects.with_public_state().get(pk=story.pk)
    return moves.offer(found, User.objects.get(pk=user.pk))


@pytest.mark.parametrize(
    ("ready", "main"),
    [
        (approved, Move.PUBLISH),
        (changed, Move.CORRECT),
        (withdrawn, Move.REPUBLISH),
        (emergency, Move.ENDORSE),
        (scheduled, None),
    ],
)
def test_the_main_move_is_the_one_that_person_came_for(
    ready: Callable[[], Story], main: Move | None
) -> None:
    button = offered(ready(), make_user(Role.CHIEF)).main
    assert (button.move if button else None) == main


def test_grave_moves_stand_last_and_apart() -> None:
    offer = offered(released(), make_user(Role.CHIEF))
    assert [button.move for button in offer.grave] == ["withdraw"]
    assert "withdraw" not in [button.move for button in offer.others]


def test_under_embargo_the_story_is_scheduled_not_published() -> None:
    story = approved()
    workflow.embargo(story, until=timezone.now() + TOMORROW, by=make_user(Role.EDITOR), seen=1)
    offer = offered(story, make_user(Role.EDITOR))
    assert offer.main
    assert offer.main.move == Move.SCHEDULE
    assert "publish" not in [button.move for button in offer.others]
    assert "embargo" in offer.refusal


def bar(story: Story, user: User) -> str:
    page = signed_in(user).get(address(story)).content.decode()
    return page[page.index('<div class="bar"') :]


def test_the_bar_says_until_when_an_embargo_lasts_and_when_a_schedule_comes(
    moved_to: Clock,
) -> None:
    noon = datetime(2026, 11, 23, 5, 0, tzinfo=local.zone())
    moved_to(noon)
    editor, story = make_user(Role.EDITOR), approved()
    at = noon + timedelta(hours=5)
    workflow.embargo(story, until=at, by=editor, seen=1)
    assert '<b class="loud">EMBARGO s.d. 10:00 WIB</b>' in bar(story, editor)
    publishing.schedule(story, at=at + TOMORROW, by=editor, seen=1)
    assert "Dijadwalkan Selasa 24/11 10:00 WIB" in bar(story, editor)
    moved_to(at + timedelta(seconds=1))
    assert "EMBARGO" not in bar(story, editor)


def test_a_scheduled_change_of_a_live_story_is_both_and_editing_it_says_what_stays() -> None:
    story, editor = changed(), make_user(Role.EDITOR)
    at = timezone.now() + TOMORROW
    publishing.schedule(story, at=at, reason="Ejaan.", by=editor, seen=2)
    page = signed_in(editor).get(address(story)).content.decode()
    assert '#state-published"' in page
    assert '#state-scheduled"' in page
    assert f"Versi 2 terbit pada {local.moment(at)}, seperti saat disetujui." in page


def test_the_bar_names_what_is_off_the_lists_and_what_waits_for_a_later_approval() -> None:
    editor = make_user(Role.EDITOR)
    story = released()
    publishing.unlist(story, reason="Uji.", by=editor, seen=1)
    assert "di luar daftar" in bar(story, editor)
    urgent = emergency()
    assert "serta-merta, belum disetujui" in bar(urgent, editor)
    emergencies.endorse(urgent, by=editor, seen=1)
    assert "belum disetujui" not in bar(urgent, editor)


def test_the_audit_trail_tells_a_move_in_words() -> None:
    story, chief = released(), make_user(Role.CHIEF, name="Endah")
    make(story, Move.HAND, chief, to=make_user(Role.EDITOR, name="Suwito").pk)
    make(story, Move.EMBARGO, chief, day="2026-12-31", hour="10:00")
    make(story, Move.WITHDRAW, chief, **words(Move.WITHDRAW))
    told = {}
    for entry in AuditEntry.objects.filter(subject=f"story:{story.pk}"):
        url = f"/admin/accounts/auditentry/{entry.number}/change/"
        told[entry.action] = signed_in(chief).get(url).content.decode()
    assert "Suwito" in told["story.hand"]
    assert "Kamis, 31 Desember 2026 10:00 WIB" in told["story.embargo"]
    assert "masa depan anak" in told["story.withdraw"]


@pytest.mark.parametrize(
    ("fields", "typed", "why"),
    [
        ({"section": None}, {}, "Pilih rubrik."),
        ({}, {"seen": 0}, "versi"),
    ],
)
def test_the_reason_of_an_emergency_that_was_refused_stands_in_its_field_again(
    fields: dict[str, Any], typed: dict[str, Any], why: str
) -> None:
    story, chief = make_story(**fields), make_user(Role.CHIEF)
    words = "Tanggul jebol, warga harus mengungsi."
    page = make(story, Move.EMERGENCY, chief, reason=words, **typed)
    alert = page[page.index('role="alert"') :]
    assert why in alert[: alert.index("</ul>")]
    assert re.search(rf'<textarea name="reason"[^>]*>\s*{words}</textarea>', page)
    assert not Edition.objects.exists()
