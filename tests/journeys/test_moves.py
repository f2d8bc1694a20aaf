"""The moves that need words or an hour, in a real browser."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import workflow
from articles.models import Correction, Desk, Edition, Public, Story, Withdrawal
from tests.admin.desk import address
from tests.factories import edit, make_edition, make_story, make_user
from tests.journeys.conftest import House
from tests.journeys.test_first_story import move, save


def confirm(page: Page, verb: str) -> None:
    page.locator(".move-form").get_by_role("button", name=verb, exact=True).click()


def test_a_story_is_scheduled_and_the_schedule_is_cancelled(house: House) -> None:
    story = make_story(desk=Desk.APPROVED)
    page = house.person(make_user("editor", name="Suwito")).open(address(story))
    move(page, "Jadwalkan")
    at = timezone.localtime() + timedelta(days=3)
    page.fill("#id_day", f"{at:%Y-%m-%d}")
    page.fill("#id_hour", "10:00")
    expect(page.locator(".in-words")).to_contain_text(f"{at:%Y} 10:00 WIB")
    confirm(page, "Jadwalkan")
    expect(page.locator(".bar")).to_contain_text("10:00 WIB")
    expect(page.locator(".which")).to_contain_text("seperti saat disetujui")
    assert Edition.objects.get().live_from.astimezone(at.tzinfo).hour == 10

    move(page, "Batalkan jadwal")
    expect(page.locator(".bar")).to_contain_text("Disetujui")
    assert workflow.public_of(Story.objects.get()) is Public.NEVER
    assert house.noticed() == []


def test_a_published_story_is_corrected_with_a_notice(house: House) -> None:
    story = make_story(desk=Desk.RELEASED)
    editor = make_user("editor")
    story = edit(story, by=story.created_by, headline="Judul yang benar")
    workflow.submit(story, by=story.created_by, seen=2)
    workflow.approve(story, by=editor, seen=2)
    page = house.person(editor).open(address(story))
    move(page, "Ralat")
    expect(page.locator(".changes ins").first).to_contain_text("benar")
    page.fill("#id_was", "40 orang")
    page.fill("#id_now", "14 orang")
    page.get_by_label("Koreksi").check()
    shown = page.locator(".preview p")
    expect(shown).to_contain_text("Koreksi — ")
    expect(shown).to_contain_text("Semula: “40 orang”. Menjadi: “14 orang”.")
    page.get_by_label("Kesalahan menyentuh pokok berita").check()
    confirm(page, "Ralat")
    expect(page.get_by_role("alert")).to_contain_text("permohonan maaf")
    expect(page.locator("#id_was")).to_have_value("40 orang")
    page.fill("#id_apology", "Redaksi mohon maaf.")
    confirm(page, "Ralat")
    expect(page.locator(".messagelist")).to_contain_text("Pemberitahuan dimuat.")
    assert (Correction.objects.get().was, Correction.objects.get().kind) == (
        "40 orang",
        "correction",
    )
    assert house.noticed() == []


def test_unsaved_text_is_saved_before_the_page_of_a_move_opens(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    page = house.person(make_user("editor")).open(address(story))
    page.fill("#id_headline", "Judul dari redaktur")
    move(page, "Serahkan")
    expect(page.locator("h1")).to_have_text("Serahkan")
    expect(page.locator(".of")).to_have_text("Judul dari redaktur")
    page.get_by_role("link", name="Batal").click()
    expect(page.locator("#id_headline")).to_have_value("Judul dari redaktur")
    assert house.noticed() == []


def test_a_chief_withdraws_and_a_double_click_counts_once(house: House) -> None:
    edition = make_edition()
    page = house.person(make_user("chief")).open(address(edition.story))
    move(page, "Cabut")
    page.get_by_label("masa depan anak").check()
    page.keyboard.press("Enter")  # never makes the move
    page.fill("#id_reason", "Menyebut nama anak.")
    page.locator(".move-form").get_by_role("button", name="Cabut", exact=True).dblclick()
    expect(page.locator(".bar")).to_contain_text("Dicabut")
    assert Withdrawal.objects.count() == 1
    expect(page.get_by_role("alert")).to_have_count(0)
    assert house.noticed() == []


def test_an_admin_takes_down_what_nobody_had_authority_to_publish(house: House) -> None:
    edition = make_edition(headline="Berita yang disusupkan")
    page = house.person(make_user("admin")).open("/admin/")
    page.get_by_role("link", name="Cabut berita").click()
    page.locator("a.move", has_text="Berita yang disusupkan").click()
    page.fill("#id_reason", "Terbit tanpa izin redaksi.")
    confirm(page, "Cabut")
    expect(page.locator(".messagelist")).to_contain_text("Dicabut.")
    assert Withdrawal.objects.get().edition == edition
    assert house.noticed() == []


def test_an_emergency_is_published_by_one_and_approved_by_another_later(house: House) -> None:
    story = make_story()
    chief, other = house.person(make_user("chief")), house.person(make_user("chief"))
    page = chief.open(address(story))
    page.fill("#id_headline", "Tanggul jebol, warga diminta mengungsi")
    move(page, "Terbitkan serta-merta")
    page.fill("#id_reason", "Banjir bandang.")
    confirm(page, "Terbitkan serta-merta")
    expect(page.locator(".bar")).to_contain_text("serta-merta, belum disetujui")

    page = other.open(address(story))
    move(page, "Setujui kemudian")
    expect(page.locator(".bar")).to_contain_text("Terbit")
    expect(page.locator(".bar")).not_to_contain_text("belum disetujui")
    assert house.noticed() == []


def test_every_move_works_without_a_script(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    page = house.person(make_user("editor"), java_script_enabled=False).open(address(story))
    save(page)
    page.locator('button[name="_move"][value="return"]').dispatch_event("click")
    page.fill("#id_note", "Periksa ejaan nama.")
    confirm(page, "Kembalikan")
    expect(page.locator(".sent-back")).to_contain_text("Periksa ejaan nama.")
    assert Story.objects.get().desk == Desk.RETURNED
