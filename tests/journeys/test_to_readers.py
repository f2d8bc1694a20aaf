"""Whole courses of a story, each through the doors that people use, to what a reader finds."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from articles import local
from articles.models import Story
from tests.factories import SUMMARY, make_agency, make_section, make_user
from tests.journeys.conftest import House, Person
from tests.journeys.test_first_story import move, save, write_text
from tests.journeys.test_moves import confirm

Clock = Callable[[datetime], None]
ADDRESS = "/berita/empat-puluh-tangki-air-untuk-warga-semeru"
HEADLINE = "Empat Puluh Tangki Air untuk Warga Semeru"
LISTS = ["/", "/berita", "/rubrik/sosial"]
MENDED = "Empat Belas Tangki Air untuk Warga Semeru"


def reporter(house: House) -> Person:
    return house.person(make_user("reporter", name="Herlina", agency=make_agency("BPBD")))


def written(writer: Person) -> str:
    """A story written and submitted; the address of its writing screen."""
    make_section("Sosial")
    page = writer.open("/admin/articles/story/add/")
    page.fill("#id_headline", HEADLINE)
    page.fill("#id_summary", SUMMARY)
    page.select_option("#id_section", label="Sosial")
    write_text(page, "Truk tangki tiba di dusun itu pagi hari.")
    submit(page)
    return f"/admin/articles/story/{Story.objects.get().pk}/change/"


def submit(page: Page) -> None:
    move(page, "Ajukan")
    expect(page.locator(".bar")).to_contain_text("iajukan")


def approve(page: Page) -> None:
    move(page, "Setujui")
    expect(page.locator(".bar")).to_contain_text("isetujui")


def publish(page: Page) -> None:
    approve(page)
    move(page, "Terbitkan")
    expect(page.locator(".messagelist")).to_contain_text("Berita terbit.")


def answer(guest: Person, address: str = ADDRESS) -> int:
    """What an address answers, without a page being drawn that would be noticed."""
    return guest.page.request.get(guest.server + address).status


def named_on(guest: Person, addresses: list[str]) -> list[str]:
    """Which of these pages name the story."""
    pages = ((address, guest.page.request.get(guest.server + address)) for address in addresses)
    return [address for address, page in pages if HEADLINE in page.text()]


def test_a_story_is_returned_mended_and_submitted_again(house: House) -> None:
    desk = written(writer := reporter(house))
    editor = house.person(make_user("editor", name="Suwito"))
    page = editor.open("/admin/")
    page.locator(".waiting").get_by_role("link", name=HEADLINE).first.click()
    move(page, "Kembalikan")
    page.fill("#id_note", "Tambahkan nama dusunnya.")
    confirm(page, "Kembalikan")
    expect(page.locator(".bar")).to_contain_text("Dikembalikan")

    page = writer.open("/admin/")
    page.get_by_role("link", name="Pemberitahuan").first.click()
    expect(page.locator(".unread")).to_contain_text("Suwito mengembalikan")
    page.locator(".unread").get_by_role("link", name=HEADLINE).click()
    expect(page.locator(".sent-back")).to_contain_text("Tambahkan nama dusunnya.")
    write_text(page, " Dusun itu bernama Sumberarum.")
    submit(page)
    expect(page.locator(".sent-back")).to_have_count(0)

    page = editor.open(desk)
    text = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    expect(text).to_contain_text("Dusun itu bernama Sumberarum.")
    approve(page)
    assert house.noticed() == []


def test_a_scheduled_story_appears_at_its_hour_and_one_taken_back_does_not(
    house: House, moved_to: Clock
) -> None:
    desk = written(reporter(house))
    editor, guest = house.person(make_user("editor")), house.person(java_script_enabled=False)
    tomorrow = timezone.localdate(timezone=local.zone()) + timedelta(days=1)
    ten = datetime.combine(tomorrow, time(10), tzinfo=local.zone())
    page = editor.open(desk)
    approve(page)
    schedule(page, ten)
    move(page, "Batalkan jadwal")
    expect(page.locator(".messagelist")).to_contain_text("Jadwal dibatalkan.")
    schedule(page, ten + timedelta(hours=2))

    for hour, found in ((ten, 404), (ten + timedelta(minutes=119, seconds=59), 404)):
        moved_to(hour)
        assert answer(guest) == found
        assert named_on(guest, LISTS) == []
    moved_to(ten + timedelta(hours=2))
    expect(guest.open(ADDRESS).locator("h1")).to_have_text(HEADLINE)
    expect(guest.page.locator(".meta")).to_contain_text("12:00 WIB")
    assert named_on(guest, LISTS) == LISTS
    assert house.noticed() == []


def schedule(page: Page, at: datetime) -> None:
    move(page, "Jadwalkan")
    page.fill("#id_day", f"{at:%Y-%m-%d}")
    page.fill("#id_hour", f"{at:%H:%M}")
    confirm(page, "Jadwalkan")
    expect(page.locator(".bar")).to_contain_text(f"{at:%H:%M} WIB")


def test_a_reader_finds_what_was_corrected_and_when(house: House) -> None:
    desk = written(writer := reporter(house))
    editor, guest = house.person(make_user("editor")), house.person()
    publish(editor.open(desk))
    expect(guest.open(ADDRESS).locator(".correction")).to_have_count(0)

    page = writer.open(desk)
    page.fill("#id_headline", MENDED)
    save(page)
    expect(page.locator(".bar")).to_contain_text("ada perubahan belum terbit")
    submit(page)
    page = editor.open(desk)
    approve(page)
    move(page, "Ralat")
    page.fill("#id_note", "Angka semula salah dikutip.")
    page.get_by_label("Kesalahan menyentuh pokok berita").check()
    page.fill("#id_apology", "Redaksi mohon maaf.")
    confirm(page, "Ralat")
    expect(page.locator(".messagelist")).to_contain_text("Pemberitahuan dimuat.")

    page = guest.open("/ralat")
    expect(page.locator(".entry")).to_contain_text("Semula: “Empat Puluh Tangki Air")
    page.get_by_role("link", name=MENDED).click()
    expect(page.locator("h1")).to_have_text(MENDED)
    expect(page.locator(".notice")).to_contain_text("Diralat")
    box = page.locator(".correction")
    expect(box).to_contain_text("Menjadi: “Empat Belas Tangki Air")
    expect(box).to_contain_text("Redaksi mohon maaf.")
    expect(box.locator("time")).to_contain_text("WIB")
    expect(page.locator(".meta")).to_contain_text("Diperbarui")
    expect(guest.open("/berita").locator("article .state")).to_have_text("Diralat")
    assert house.noticed() == []


def test_a_withdrawn_story_is_gone_everywhere_but_from_its_address(house: House) -> None:
    desk = written(reporter(house))
    editor, chief = house.person(make_user("editor")), house.person(make_user("chief"))
    guest = house.person()
    publish(editor.open(desk))
    assert named_on(guest, LISTS) == LISTS

    page = chief.open(desk)
    move(page, "Cabut")
    page.get_by_label("masa depan anak").check()
    page.fill("#id_reason", "Menyebut nama seorang anak.")
    confirm(page, "Cabut")
    expect(page.locator(".bar")).to_contain_text("Dicabut")

    assert named_on(guest, LISTS) == []
    assert answer(guest) == 410
    page = guest.open("/pencabutan")
    expect(page.locator(".entry")).to_contain_text(HEADLINE)
    expect(page.locator(".entry")).to_contain_text("Menyebut nama seorang anak.")
    assert house.noticed() == []
    page = guest.open(ADDRESS)
    expect(page.locator("h1")).to_have_text("Berita ini sudah kami cabut")
    expect(page.locator(".facts")).to_contain_text("Masa depan anak")
    expect(page.locator("main")).not_to_contain_text("Truk tangki")


def test_an_emergency_leads_the_front_page_until_somebody_else_approves_it(house: House) -> None:
    desk = written(reporter(house))
    editor, chief = house.person(make_user("editor")), house.person(make_user("chief"))
    guest = house.person()
    page = chief.open(desk)
    move(page, "Terbitkan serta-merta")
    page.fill("#id_reason", "Warga kehabisan air minum.")
    confirm(page, "Terbitkan serta-merta")
    expect(page.locator(".bar")).to_contain_text("serta-merta, belum disetujui")

    expect(guest.open("/").locator(".urgent")).to_contain_text(HEADLINE)
    page = editor.open("/admin/")
    listed = page.locator(".waiting")
    expect(listed).to_contain_text("Warga kehabisan air minum.")
    listed.get_by_role("link", name=HEADLINE).first.click()
    move(page, "Setujui kemudian")
    expect(page.locator(".bar")).not_to_contain_text("belum disetujui")

    expect(editor.open("/admin/").locator(".waiting")).not_to_contain_text(HEADLINE)
    page = guest.open("/")
    expect(page.locator(".urgent")).to_have_count(0)
    expect(page.locator("main")).to_contain_text(HEADLINE)
    assert house.noticed() == []
