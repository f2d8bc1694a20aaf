"""axe finds no WCAG 2.2 AA violation, at a phone's and a desk's width, by day and by night."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from accounts.models import User
from articles import publishing, remarks, workflow
from articles.models import CorrectionKind, Desk, Ground, Story
from articles.workflow import Move
from tests.admin.desk import address as writing_screen
from tests.admin.desk import step
from tests.factories import (
    correct,
    edit,
    make_agency,
    make_edition,
    make_emergency,
    make_photo,
    make_story,
    make_user,
    republish,
    withdraw,
)
from tests.journeys.conftest import House

RULES: dict[str, Any] = {
    "resultTypes": ["violations"],  # of what passes one place is told, not all
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
}
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 800},
    "desk": {"width": 1280, "height": 900},
}

Look = tuple[str, Literal["light", "dark"]]
# The ordinary run sees each width and each scheme once; `--all` sees every pair.
LOOKS: list[Look] = [("phone", "light"), ("desk", "dark")]
THOROUGH: list[Look] = [*LOOKS, ("phone", "dark"), ("desk", "light")]


def violations(house: House, user: User | None, addresses: list[str]) -> list[str]:
    person, found = house.person(user), []
    for address in addresses:
        page = person.open(address)
        if page.locator("[data-type=ckeditortype]").count():
            page.locator("iframe.cke_wysiwyg_frame").wait_for()
        for size, scheme in THOROUGH if house.thorough else LOOKS:
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{address} {size} {scheme}: {fault}" for fault in faults(page)]
    return found


def faults(page: Page) -> Iterator[str]:
    """What axe finds, and how far the page is wider than its window."""
    for rule in Axe().run(page, options=RULES).response["violations"]:
        yield f"{rule['id']} {[node['html'][:120] for node in rule['nodes'][:2]]}"
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if wide > 0:
        yield f"{wide} px too wide"


def test_readers_pages_are_accessible(house: House) -> None:
    edition = make_edition(
        photo=make_photo(), tags=["dinsos jatim"], agencies=[make_agency("Dinsos")]
    )
    addresses = [
        "/",
        "/berita",
        edition.get_absolute_url(),
        f"/rubrik/{edition.section.slug}",
        "/topik/dinsos-jatim",
        "/instansi/dinsos",
        "/tidak-ada",
        reverse("account_login"),
    ]
    assert violations(house, None, addresses) == []


def test_what_readers_are_told_of_errors_and_dangers_is_accessible(house: House) -> None:
    make_edition()
    corrected = correct(make_edition(unverified=True).story)
    correct(corrected.story, CorrectionKind.UPDATE, note="Jumlahnya bertambah.")
    told, kept_back, back = make_edition(), make_edition(), make_edition()
    withdraw(told.story)
    withdraw(kept_back.story, Ground.UNAUTHORISED, neutral=True)
    withdraw(back.story)
    republish(back.story)
    for headline in ("Tanggul jebol, warga diminta mengungsi", "Jalan nasional ditutup"):
        make_emergency(headline=headline)
    pages = [e.get_absolute_url() for e in (corrected, told, kept_back, back)]
    assert violations(house, None, ["/", "/berita", "/ralat", "/pencabutan", *pages]) == []


@pytest.mark.parametrize("role", ["editor", "auditor"])
def test_the_desk_is_accessible(house: House, role: str) -> None:
    user = make_user(role, email=f"{role}@jatim.test")
    story = make_story(desk=Desk.SUBMITTED, photo=make_photo(), tags=["dinsos jatim"])
    chief = make_user("chief")
    asked = remarks.write(story, f"@{user.username}, dari mana?", by=chief).remark
    remarks.answer(asked, "Dari BPS.", by=story.created_by)
    remarks.resolve(remarks.write(story, "Baik.", by=chief).remark, by=chief)
    addresses = [
        "/admin/",
        "/admin/articles/story/",
        f"/admin/articles/story/{story.pk}/change/",
        f"/admin/articles/story/{story.pk}/history/",
        f"/admin/articles/story/{story.pk}/remarks/",
        "/admin/pemberitahuan/",
        "/admin/pemberitahuan/pengaturan/",
    ]
    if role == "editor":
        addresses.append("/admin/articles/story/add/")
    assert violations(house, user, addresses) == []


def test_the_pages_of_moves_are_accessible(house: House) -> None:
    editor, chief = make_user("editor"), make_user("chief")
    story = make_story(desk=Desk.RELEASED, by=(writer := make_user()))
    story = edit(story, by=writer, headline="Judul yang benar")
    workflow.submit(story, by=writer, seen=2)
    workflow.approve(story, by=editor, seen=2)
    draft, waiting = make_story(by=writer), scheduled(by=writer)
    alone = make_emergency(by=writer).story
    pages = [
        *((story, move) for move in ("correct", "schedule", "withdraw", "readdress", "republish")),
        *((story, move) for move in ("return", "cosmetic", "unlist")),
        *((draft, move) for move in ("hand", "embargo", "emergency")),
        *((waiting, "reschedule"), (alone, "object")),
    ]
    addresses = [f"/admin/articles/story/{row.pk}/langkah/{move}/" for row, move in pages]
    assert violations(house, chief, addresses) == []


def test_a_move_refused_or_brought_back_is_accessible(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    page = house.person(make_user("chief")).open(step(story, Move.HAND))
    page.locator(".move-form .main-move").click()
    assert list(faults(page)) == []
    page.evaluate("document.querySelector('.came-back').hidden = false")
    assert list(faults(page)) == []


def test_the_writing_screen_is_accessible_wherever_a_story_stands(house: House) -> None:
    writer, editor = make_user(), make_user("editor")
    embargoed = make_story(desk=Desk.APPROVED, by=writer)
    until = timezone.now() + timedelta(hours=5)
    workflow.embargo(embargoed, until=until, by=editor, seen=1)
    returned, waiting = make_story(desk=Desk.RETURNED, by=writer), scheduled(by=writer)
    alone, gone = make_emergency(by=writer).story, make_edition(by=writer).story
    withdraw(gone)
    cancelled = workflow.cancel(make_story(by=writer), by=writer, seen=1)
    stories = [embargoed, returned, waiting, alone, gone, cancelled]
    addresses = [writing_screen(story) for story in stories]
    addresses.append(f"/admin/articles/story/{gone.pk}/history/")
    assert violations(house, editor, addresses) == []


def test_what_went_wrong_is_told_on_accessible_pages(house: House) -> None:
    story = make_story(desk=Desk.SUBMITTED)
    person = house.person(make_user("editor"))
    page = person.open(step(story, Move.RETURN))
    page.context.clear_cookies(name="csrftoken")
    page.locator(".move-form .main-move").click()
    expect(page.locator("h1")).to_have_text("Formulir ini terlalu lama terbuka")
    assert list(faults(page)) == []
    page = person.open("/admin/articles/story/1/langkah/tidak-ada/")
    expect(page.get_by_role("link", name="Kembali ke meja redaksi")).to_be_visible()
    assert list(faults(page)) == []


def scheduled(*, by: User) -> Story:
    story = make_story(desk=Desk.APPROVED, by=by)
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.schedule(story, at=tomorrow, by=make_user("editor"), seen=1)
    return story


def test_the_admins_list_of_what_may_be_taken_down_is_accessible(house: House) -> None:
    withdraw = f"/admin/articles/story/{make_edition().story_id}/langkah/withdraw/"
    addresses = ["/admin/cabut/", "/admin/cabut/?address=tidak-ada", withdraw]
    assert violations(house, make_user("admin"), addresses) == []
