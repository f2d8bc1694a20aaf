"""From the public form to the published answer, in a real browser; linked both ways for good."""

import re

from playwright.sync_api import expect

from accounts.roles import Role
from articles import publishing
from articles.models import Edition, Reply, Story
from tests.articles.test_replies import make_reply
from tests.factories import make_agency, make_edition, make_section, make_user
from tests.journeys.conftest import House
from tests.journeys.test_accessibility import violations
from tests.journeys.test_first_story import move

# Chromium reports each answer that says what was missing; nothing else.
UNSENT = "Failed to load resource: the server responded with a status of {}"
NOTICED = [UNSENT.format("409 (Conflict)"), UNSENT.format("422 (Unprocessable Content)")]
PHONE = {"width": 360, "height": 800}


def test_a_reply_goes_from_the_form_to_the_reader(house: House) -> None:
    edition = make_edition(section=make_section("Sosial"), agencies=[make_agency("Dinsos")])
    first = house.person(make_user(Role.EDITOR, name="Suwito"))
    second = house.person(make_user(Role.EDITOR, name="Ratna"))
    guest = house.person(viewport=PHONE, java_script_enabled=False)

    page = guest.open(edition.get_absolute_url())
    page.get_by_role("link", name="Laporkan kesalahan").click()
    expect(page.locator("#id_about")).to_have_value(re.compile(f"{edition.slug}$"))
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Belum terkirim")
    page.fill("#id_statement", "“140 paket” keliru.")
    page.fill("#id_text", "Jumlahnya 1.400 paket.\n\nBantuan sudah diterima.")
    page.fill("#id_name", "Siti Aminah")
    page.fill("#id_behalf", "Dinas Sosial")
    page.fill("#id_email", "siti@contoh.test")
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.locator(".receipt")).to_contain_text("HJ-")
    status = page.url
    assert page.context.cookies() == []

    page = first.open("/admin/")
    page.locator("#rail").get_by_role("link", name="Hak jawab").click()
    page.get_by_role("link", name=edition.headline).click()
    expect(page.locator("body")).to_contain_text("Jumlahnya 1.400 paket.")
    page.get_by_role("button", name="Tolak").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis alasannya")
    page.get_by_role("button", name="Kabulkan").click()
    page.get_by_role("button", name="Buat berita hak jawab").click()
    expect(page.locator("#id_headline")).to_have_value(f"Hak jawab: {edition.headline}")
    move(page, "Ajukan")
    expect(page.locator(".bar")).to_contain_text("Diajukan")
    answer = Story.objects.get(reply__isnull=False)

    page = second.open(f"/admin/articles/story/{answer.pk}/change/")
    move(page, "Setujui")
    expect(page.locator(".bar")).to_contain_text("Disetujui")
    move(page, "Terbitkan")
    expect(page.locator(".bar")).to_contain_text("Terbit")

    page = guest.open(status)
    expect(page.locator(".facts")).to_contain_text("Sudah dilayani")
    page.get_by_role("link", name=f"Hak jawab: {edition.headline}").click()
    expect(page.locator(".prose")).to_contain_text("Jumlahnya 1.400 paket.")
    expect(page.locator(".credits")).to_contain_text("Siti Aminah, Dinas Sosial")

    chief = make_user(Role.CHIEF)
    for pk, slug in ((edition.story_id, "asal-baru"), (answer.pk, "jawab-baru")):
        story = Story.objects.get(pk=pk)
        publishing.readdress(story, slug=slug, reason="Salah.", by=chief, seen=story.version)
    page = guest.open(edition.get_absolute_url())
    expect(page).to_have_url(re.compile("/berita/asal-baru$"))
    page.locator(".replies a").click()
    expect(page).to_have_url(re.compile("/berita/jawab-baru$"))
    page.locator(".notice a").click()
    expect(page).to_have_url(re.compile("/berita/asal-baru$"))
    assert house.noticed() == NOTICED


def test_the_form_is_accessible(house: House) -> None:
    reply = make_reply()
    edition = Edition.objects.get(story=reply.story)
    addresses = ["/hak-jawab", f"/hak-jawab?berita={edition.slug}", f"/hak-jawab/{reply.receipt}"]
    assert violations(house, None, [*addresses, "/hak-jawab?nomor=x"]) == []


def test_the_inbox_is_accessible(house: House) -> None:
    reply = make_reply()
    late = make_reply(form="2")
    Reply.objects.filter(pk=late.pk).update(due=late.at)
    addresses = ["/admin/articles/reply/", f"/admin/articles/reply/{reply.pk}/change/"]
    assert violations(house, make_user(Role.EDITOR), addresses) == []
