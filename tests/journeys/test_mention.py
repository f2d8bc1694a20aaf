"""Calling somebody in a remark by the keyboard alone, and without script."""

from playwright.sync_api import expect

from accounts.roles import Role
from articles import remarks
from articles.models import Remark
from tests.admin.test_remarks import page_of
from tests.factories import make_story, make_user
from tests.journeys.conftest import House


def test_an_at_and_some_letters_find_who_sees_the_story(house: House) -> None:
    editor = make_user(Role.EDITOR, username="redaktur", name="Sasmita Ardhani")
    ratna = make_user(Role.CHIEF, username="pemred", name="Ratna Wulan")
    story = make_story(by=make_user(username="warta", name="Herlina"))
    remarks.write(story, "Dari mana angka ini?", by=ratna)
    page = house.person(editor).open(page_of(story))

    new = page.locator("#id_text")
    new.focus()
    page.keyboard.type("Mohon dicek, @wul")  # of the name, not of the user name
    expect(page.locator(".called li:visible")).to_have_text(["Ratna Wulan @pemred"])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(new).to_have_value("Mohon dicek, @pemred ")
    expect(new).to_be_focused()

    page.get_by_text("Jawab", exact=True).first.click()
    answer = page.locator(".doings textarea")
    answer.focus()
    page.keyboard.type("Tanya @")
    expect(page.locator(".doings .called li:visible")).to_have_count(2)
    page.locator(".doings .called").get_by_role("button", name="Herlina").click()
    expect(answer).to_have_value("Tanya @warta ")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator(".remark .mention", has_text="@warta")).to_be_visible()
    assert [user.username for user in Remark.objects.latest("pk").mentions.all()] == ["warta"]
    assert house.noticed() == []


def test_without_script_the_names_are_a_list_to_read(house: House) -> None:
    make_user(Role.CHIEF, username="pemred", name="Ratna Wulan")
    story = make_story(by=(writer := make_user()))
    page = house.person(writer, java_script_enabled=False).open(page_of(story))
    row = page.locator(".called li")
    expect(row).to_be_hidden()
    page.locator(".called summary").click()
    expect(row).to_have_text(["Ratna Wulan @pemred"])
    expect(page.locator(".called button")).to_have_count(0)
