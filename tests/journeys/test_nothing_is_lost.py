"""What is typed comes back: after a session that ended, a tab that closed, a second sign-in."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from articles.models import Edition, Story
from tests.admin.desk import address
from tests.factories import PASSWORD, make_photo, make_section, make_story, make_user
from tests.factories import edit as saved_by
from tests.journeys.conftest import House
from tests.journeys.test_first_story import move, save, write_text

ADD = "/admin/articles/story/add/"
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('writing/'))"


def text_of(page: Page) -> str:
    return page.frame_locator("iframe.cke_wysiwyg_frame").locator("body").inner_text()


def wait_until_kept(page: Page, copies: int = 1) -> None:
    """Not wait_for_function: our pages forbid the eval it is made of."""
    for _moment in range(50):
        if len(page.evaluate(KEPT)) == copies:
            return
        page.wait_for_timeout(100)
    pytest.fail("nothing is kept")


def leave(page: Page) -> None:
    """Goes away although something is unsaved."""
    page.once("dialog", lambda dialog: dialog.accept())


def test_text_sent_with_an_ended_session_is_offered_after_signing_in(house: House) -> None:
    make_section("Sosial")
    photo = make_photo(alt="Sawah")
    user = make_user("reporter", name="Herlina")
    other = make_user("reporter", name="Suwito")
    page = (writer := house.person(user)).open(ADD)
    page.fill("#id_headline", "Panen Raya di Ngawi")
    page.select_option("#id_section", label="Sosial")
    page.select_option("#id_photo", str(photo.pk))
    page.locator("#id_tags").fill("padi, Ngawi")
    page.locator("#id_tags").press("Enter")
    page.get_by_role("button", name="Tambah orang").click()
    page.select_option("#id_bylines-1-author", label="Suwito")
    write_text(page, "Seribu petani memanen padi.")

    page.context.clear_cookies(name="sessionid")
    save(page)
    page.wait_for_url("**/masuk/**")
    page.fill("input[name=login]", user.username)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    expect(page.locator("#kept")).to_contain_text("Ada tulisan yang belum tersimpan dari pukul")
    assert page.input_value("#id_headline") == ""
    page.get_by_role("button", name="Kembalikan tulisan").click()
    expect(page.locator("#kept p")).to_be_hidden()
    expect(page.locator("#id_headline")).to_have_value("Panen Raya di Ngawi")

    save(page)
    expect(page.locator(".bar")).to_contain_text("Tersimpan")
    content = Story.objects.get().content
    assert "Seribu petani memanen padi." in content.body
    assert sorted(str(tag) for tag in Story.objects.get().tags.all()) == ["Ngawi", "padi"]
    assert content.photo == photo.pk
    assert [row.author for row in content.bylines] == [user.author.pk, other.author.pk]
    assert page.evaluate(KEPT) == []  # it arrived: nothing stays in the browser
    assert writer.open(ADD).locator("#kept p").is_hidden()
    assert house.noticed() == []


def test_text_of_a_closed_tab_is_offered_to_the_same_person_only(house: House) -> None:
    story = make_story(by=(user := make_user("reporter")))
    page = (writer := house.person(user)).open(address(story))
    write_text(page, " Kalimat yang belum disimpan.")
    wait_until_kept(page)
    leave(page)
    page = writer.open(address(story))
    assert "Kalimat yang belum disimpan." not in text_of(page)
    page.get_by_role("button", name="Kembalikan tulisan").click()
    write_text(page, " Lalu satu lagi.")
    assert "Kalimat yang belum disimpan. Lalu satu lagi." in text_of(page)
    wait_until_kept(page)

    page.context.clear_cookies()
    leave(page)
    writer.sign_in(make_user("editor"))
    assert writer.open(address(story)).locator("#kept p").is_hidden()
    page.context.clear_cookies()
    writer.sign_in(user)
    page = writer.open(address(story))
    page.get_by_role("button", name="Buang").click()
    expect(page.locator("#kept p")).to_be_hidden()
    assert page.evaluate(KEPT) == []
    assert house.noticed() == []


def test_a_restored_text_does_not_overwrite_unseen_what_another_saved_meanwhile(
    house: House,
) -> None:
    story = make_story(by=(user := make_user("reporter")))
    page = (writer := house.person(user)).open(address(story))
    page.fill("#id_headline", "Judul saya")
    wait_until_kept(page)
    saved_by(story, by=make_user("editor"), headline="Judul redaktur")
    leave(page)
    page = writer.open(address(story))
    page.get_by_role("button", name="Kembalikan tulisan").click()
    save(page)
    expect(page.locator(".error-links")).to_contain_text("versi 2")
    expect(page.locator("#id_headline")).to_have_value("Judul saya")
    assert Story.objects.get().headline == "Judul redaktur"
    assert page.locator("#kept p").is_hidden()  # it stands in the form
    assert len(page.evaluate(KEPT)) == 1  # and is still not saved


def test_what_was_typed_before_the_offer_was_seen_changes_places_with_it(house: House) -> None:
    page = (writer := house.person(make_user("reporter"))).open(ADD)
    page.fill("#id_headline", "Yang pertama")
    wait_until_kept(page)
    leave(page)
    page = writer.open(ADD)
    page.fill("#id_headline", "Yang kedua")
    for headline in ("Yang pertama", "Yang kedua"):
        page.get_by_role("button", name="Kembalikan tulisan").click()
        expect(page.locator("#id_headline")).to_have_value(headline)


def test_after_signing_in_again_elsewhere_the_way_back_to_the_text_is_told(house: House) -> None:
    story = make_story(by=(user := make_user("reporter")))
    page = (writer := house.person(user)).open(address(story))
    page.fill("#id_headline", "Judul yang hampir hilang")
    page.context.clear_cookies()
    tab = page.context.new_page()
    writer.page = tab
    writer.sign_in(user)
    save(page)
    expect(page.locator("main")).to_contain_text("tersimpan di peramban ini")
    page.get_by_role("link", name="Buka lagi beritanya").click()
    page.get_by_role("button", name="Kembalikan tulisan").click()
    save(page)
    expect(page.locator(".bar")).to_contain_text("Tersimpan")
    assert Story.objects.get().headline == "Judul yang hampir hilang"


def test_copies_of_last_week_are_thrown_away(house: House) -> None:
    page = (writer := house.person(make_user("reporter"))).open(ADD)
    page.fill("#id_headline", "Berita minggu lalu")
    wait_until_kept(page)
    page.evaluate(
        f"""{KEPT}.forEach((name) => {{
          const copy = JSON.parse(localStorage[name]);
          localStorage[name] = JSON.stringify({{ ...copy, at: copy.at - 7.1 * 86_400_000 }});
        }})"""
    )
    page.evaluate("window.addEventListener('pagehide', (e) => e.stopImmediatePropagation(), true)")
    leave(page)
    page = writer.open("/admin/")
    page = writer.open(ADD)
    assert page.locator("#kept p").is_hidden()
    assert page.evaluate(KEPT) == []


def test_a_double_click_on_save_makes_one_story(house: House) -> None:
    page = house.person(make_user("reporter")).open(ADD)
    page.fill("#id_headline", "Panen Raya di Ngawi")
    page.get_by_role("button", name="Simpan", exact=True).last.dblclick()
    expect(page.locator(".bar")).to_contain_text("Tersimpan")
    expect(page.locator("#id_headline")).to_have_value("Panen Raya di Ngawi")
    assert Story.objects.count() == 1


def test_a_double_click_on_publish_publishes_and_refuses_nothing(house: House) -> None:
    story = make_story(desk="approved")  # type: ignore[arg-type]
    page = house.person(make_user("editor")).open(address(story))
    page.get_by_role("button", name="Terbitkan").first.dblclick()
    expect(page.locator(".bar")).to_contain_text("Terbit")
    assert Edition.objects.count() == 1
    expect(page.get_by_role("alert")).to_have_count(0)


def test_leaving_asks_again_after_a_save_that_led_nowhere(house: House) -> None:
    page = house.person(make_user("reporter")).open(ADD)
    page.clock.install()
    page.fill("#id_headline", "Panen Raya di Ngawi")
    page.route("**" + ADD, lambda route: route.abort("connectionreset"))
    page.evaluate("document.addEventListener('submit', (e) => e.preventDefault())")
    save(page)
    page.clock.run_for(10_500)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.evaluate("location.assign('/admin/')")
    page.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]


def test_move_and_save_from_a_phone_still_work_with_one_click(house: House) -> None:
    page = house.person(make_user("reporter"), viewport={"width": 360, "height": 800}).open(ADD)
    page.fill("#id_headline", "Panen Raya di Ngawi")
    move(page, "Ajukan")
    expect(page.locator(".bar")).to_contain_text("Diajukan")
