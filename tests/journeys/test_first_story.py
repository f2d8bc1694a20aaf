"""From a reporter's keyboard to a guest's telephone, in a real browser."""

from playwright.sync_api import Page, expect

from articles.models import Desk, Story
from tests.factories import SUMMARY, make_agency, make_edition, make_section, make_user
from tests.journeys.conftest import House


def write_text(page: Page, text: str) -> None:
    """Types into the editor, at the end of what stands there."""
    body = page.frame_locator("iframe.cke_wysiwyg_frame").locator("body")
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan", exact=True).last.click()


def move(page: Page, label: str) -> None:
    """Presses a move in the bar, or in the menu behind it."""
    button = page.get_by_role("button", name=label)
    if not button.first.is_visible():
        page.get_by_role("button", name="Langkah lain").first.click()
    button.first.click()


def test_a_story_goes_from_the_reporter_to_the_guest(house: House) -> None:
    make_section("Sosial")
    reporter = house.person(make_user("reporter", name="Herlina", agency=make_agency()))
    editor = house.person(make_user("editor", name="Suwito"))
    guest = house.person()

    page = reporter.open("/admin/articles/story/add/")
    page.fill("#id_headline", "Warga Lereng Semeru Menerima Air Bersih")
    page.fill("#id_summary", SUMMARY)
    page.select_option("#id_section", label="Sosial")
    write_text(page, "Truk tangki tiba di dusun itu pagi hari.")
    move(page, "Ajukan")
    expect(page.locator(".bar")).to_contain_text("Diajukan")
    expect(page.get_by_role("button", name="Setujui")).to_have_count(0)
    story = Story.objects.get()
    desk = f"/admin/articles/story/{story.pk}/change/"

    page = editor.open(desk)
    move(page, "Kembalikan")
    page.fill("#id_note", "Tambahkan nama dusunnya.")
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.locator(".bar")).to_contain_text("Dikembalikan")

    page = reporter.open(desk)
    expect(page.locator("body")).to_contain_text("Tambahkan nama dusunnya.")
    write_text(page, " Dusun itu bernama Sumberarum.")
    move(page, "Ajukan")
    expect(page.locator(".bar")).to_contain_text("Diajukan")

    page = editor.open(desk)
    move(page, "Setujui")
    expect(page.locator(".bar")).to_contain_text("Disetujui")
    address = "/berita/warga-lereng-semeru-menerima-air-bersih"
    assert guest.page.request.get(house.server + address).status == 404
    move(page, "Terbitkan")
    expect(page.locator(".bar")).to_contain_text("Terbit")

    page = guest.open(address)
    expect(page.locator("h1")).to_have_text("Warga Lereng Semeru Menerima Air Bersih")
    expect(page.locator(".prose")).to_contain_text("Dusun itu bernama Sumberarum.")

    page = reporter.open(desk)
    page.fill("#id_headline", "Judul yang Belum Disetujui")
    save(page)
    expect(page.locator(".bar")).to_contain_text("Tersimpan")
    assert Story.objects.get().desk == Desk.DRAFT
    expect(guest.open(address).locator("h1")).to_have_text(
        "Warga Lereng Semeru Menerima Air Bersih"
    )

    move(reporter.page, "Ajukan")
    page = editor.open(desk)
    move(page, "Setujui")
    move(page, "Perubahan kosmetik")
    page.fill("#id_reason", "Judul dirapikan.")
    page.get_by_role("button", name="Perubahan kosmetik").click()
    expect(page.locator(".bar")).to_contain_text("Terbit")
    expect(guest.open(address).locator("h1")).to_have_text("Judul yang Belum Disetujui")
    assert house.noticed() == []


def test_enter_in_a_side_field_saves_and_makes_no_move(house: House) -> None:
    make_section("Sosial")
    reporter = house.person(make_user("reporter"))
    page = reporter.open("/admin/articles/story/add/")
    page.fill("#id_headline", "Belum selesai")
    page.locator("details:has(#id_source) > summary").click()
    page.press("#id_source", "Enter")
    expect(page.locator(".bar")).to_contain_text("Tersimpan")
    assert Story.objects.get().desk == Desk.DRAFT


def test_a_visit_counts_once_in_a_browser(house: House) -> None:
    edition = make_edition()
    guest = house.person()
    for _visit in range(3):
        with guest.page.expect_response("**/hit"):
            guest.open(edition.get_absolute_url())
    expect(guest.open(edition.get_absolute_url()).locator(".meta")).to_contain_text(
        "Dilihat 1 kali"
    )
    assert guest.page.context.cookies() == []
    assert house.noticed() == []
