"""The page of a move in the hands of somebody who has no time: twice, too late, signed out."""

from playwright.sync_api import Page, expect

from accounts.models import AuditEntry
from articles.models import Desk, Story
from articles.workflow import Move
from tests.admin.desk import step
from tests.factories import PASSWORD, make_edition, make_story, make_user
from tests.journeys.conftest import House
from tests.journeys.test_moves import confirm

NOTE = "Tambahkan nama dusunnya."


def returning(page: Page, note: str = NOTE) -> None:
    page.fill("#id_note", note)
    confirm(page, "Kembalikan")


def returns() -> int:
    return AuditEntry.objects.filter(action="story.return").count()


def test_going_back_after_a_move_and_pressing_again_makes_it_once(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    page = house.person(make_user("editor")).open(step(story, Move.RETURN))
    returning(page)
    expect(page.locator(".bar")).to_contain_text("Dikembalikan")
    page.go_back()
    again = page.locator(".move-form .main-move")
    if again.count():  # as the browser kept it; drawn anew it says that the move is made
        returning(page)
        expect(page.locator(".bar")).to_contain_text("Dikembalikan")
    else:
        expect(page.locator(".calm-box")).to_contain_text("tidak dapat dilakukan sekarang")
    assert returns() == 1
    assert house.noticed() == []


def test_of_two_editors_the_second_is_told_why_and_keeps_what_was_typed(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    first = house.person(make_user("editor")).open(step(story, Move.RETURN))
    second = house.person(make_user("editor")).open(step(story, Move.RETURN))
    returning(first)
    expect(first.locator(".bar")).to_contain_text("Dikembalikan")
    returning(second, "Kutipannya belum ada sumber.")
    expect(second.get_by_role("alert")).to_contain_text("Belum dilakukan. Ini sebabnya:")
    expect(second.get_by_role("alert")).to_contain_text("Dikembalikan")
    expect(second.locator("#id_note")).to_have_value("Kutipannya belum ada sumber.")
    assert (returns(), Story.objects.get().note) == (1, NOTE)
    assert house.noticed() == []


def test_what_was_typed_when_the_session_had_ended_stands_there_after_signing_in(
    house: House,
) -> None:
    story = make_edition().story
    chief = make_user("chief")
    page = house.person(chief).open(step(story, Move.WITHDRAW))
    page.get_by_label("masa depan anak").check()
    page.fill("#id_reason", "Menyebut nama seorang anak.")
    page.get_by_label("Judulnya sendiri merugikan").check()
    page.context.clear_cookies(name="sessionid")
    confirm(page, "Cabut")
    page.wait_for_url("**/masuk/**")
    page.fill("input[name=login]", chief.username)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")

    expect(page.locator(".came-back")).to_contain_text("Ini belum terkirim.")
    expect(page.locator("#id_reason")).to_have_value("Menyebut nama seorang anak.")
    expect(page.get_by_label("masa depan anak")).to_be_checked()
    expect(page.get_by_label("Judulnya sendiri merugikan")).to_be_checked()
    confirm(page, "Cabut")
    expect(page.locator(".bar")).to_contain_text("Dicabut")
    assert house.noticed() == []


def test_a_move_that_arrived_or_was_refused_does_not_come_back_by_itself(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    page = house.person(make_user("editor")).open(step(story, Move.HAND))
    page.fill("#id_note", NOTE)
    confirm(page, "Serahkan")
    expect(page.get_by_role("alert")).to_contain_text("Pilih siapa")
    page.reload()  # of the page that was posted: the browser asks, and sends it again
    page.goto(page.url)
    expect(page.locator("#id_note")).to_have_value("")
    expect(page.locator(".came-back")).to_be_hidden()
    assert house.noticed() == []
