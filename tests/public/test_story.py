"""The story page: every element of DOMAIN.md's order that has data, nothing unsealed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.roles import Role
from articles import notices, photos, seal, shelves, workflow
from articles.content import Credited
from articles.language import dates
from articles.models import (
    CorrectionKind,
    Desk,
    Edition,
    MostRead,
    Photo,
    Story,
    StoryViews,
)
from tests.factories import (
    edit,
    make_agency,
    make_author,
    make_edition,
    make_edition_at,
    make_photo,
    make_section,
    make_story,
    make_user,
)
from tests.public.conftest import Page, text

pytestmark = pytest.mark.django_db
AUGUST = datetime(2022, 8, 10, 7, 48, 56, tzinfo=UTC)


def test_the_page_shows_its_elements_in_the_order_of_the_newsroom(read: Page) -> None:
    dinsos = make_agency("Dinsos", name="Dinas Sosial")
    reporter, editor = make_author("Herlina"), make_author("Suwito")
    edition = make_edition_at(
        AUGUST,
        headline="Sekdaprov kunjungi balai",
        section=make_section("Sosial", hue="manggis"),
        photo=make_photo(),
        photo_caption="Suasana kunjungan,",
        agencies=[dinsos],
        tags=["dinsos jatim"],
        credit="(her/s)",
        source="Antara",
        bylines=(Credited(reporter.pk, "reporter"), Credited(editor.pk, "editor")),
        body="<p>Anggaran 1.400 orang dan Rp3,8 miliar.</p><p>Demikian katanya.</p>",
    )
    StoryViews.objects.filter(story=edition.story_id).update(starting=1290)
    page = read(edition.get_absolute_url())
    order = [
        'href="#isi"',
        "Situs resmi Pemerintah Provinsi Jawa Timur",
        'class="today"',
        'class="trail"',
        "Sosial</a></li></ol>",
        'class="label hue-manggis"',
        "<h1>Sekdaprov kunjungi balai</h1>",
        'class="summary"',
        'Diunggah pada: <time datetime="2022-08-10T14:48:56+07:00">Rabu, 10 Agustus 2022 14:48 WIB',
        "Dilihat 1.290 kali",
        "Waktu baca 1 menit",
        ">Dinas Sosial</a>",
        "WhatsApp</a>",
        "Salin tautan",
        'alt="Petani menanam padi"',
        "Suasana kunjungan,",
        "Foto: Dwi/JNR",
        "<p><strong>Jatim Newsroom</strong> - Anggaran",
        "Demikian katanya. (her/s)</p>",
        "Penulis:",
        "Editor:",
        "Sumber: Antara",
        ">#dinsos jatim</a>",
        "Dinas Komunikasi dan Informatika",
    ]
    places = [page.source.find(piece) for piece in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    assert "/topik/dinsos-jatim" in page.links("/topik/")
    assert "/penulis/herlina" in page.links("/penulis/")
    assert "Rp3,8\xa0miliar" in page.source
    assert "Diperbarui" not in page.source


def test_the_date_in_the_masthead_is_today_in_the_sites_zone(read: Page) -> None:
    page = read(make_edition_at(AUGUST).get_absolute_url())
    today = next(e for e in page.all("time") if e.get("class") == "today")
    assert today.get("datetime") == timezone.localdate().isoformat()
    assert text(today) == dates.long_date(timezone.localdate())


def test_a_newer_edition_says_when_it_was_updated(read: Page) -> None:
    edition = make_edition_at(AUGUST)
    story = Story.objects.get(pk=edition.story_id)
    writer, editor = make_user(Role.EDITOR), make_user(Role.EDITOR)
    story = edit(story, by=writer, summary="Ringkasan lain yang juga cukup panjang. " * 3)
    workflow.submit(story, by=writer, seen=story.version)
    workflow.approve(story, by=editor, seen=story.version)
    wording = notices.Wording(CorrectionKind.UPDATE, note="Jumlahnya bertambah.")
    notices.correct(story, wording, by=editor, seen=story.version)
    page = read(edition.get_absolute_url())
    assert "Diperbarui:" in page.source
    assert "Rabu, 10 Agustus 2022 14:48 WIB" in page.source


def test_an_edit_of_the_live_story_shows_nowhere(read: Page) -> None:
    edition = make_edition(headline="Judul terbit")
    edit(edition.story, by=make_user(Role.EDITOR), headline="Judul rahasia")
    for address in ("/", "/berita", edition.get_absolute_url()):
        page = read(address)
        assert "Judul terbit" in page.source
        assert "rahasia" not in page.source


def test_a_text_without_paragraphs_still_gets_dateline_and_credit(read: Page) -> None:
    edition = make_edition(body="<h2>Daftar</h2><ul><li>Satu</li></ul>", credit="(<b>/s)")
    source = read(edition.get_absolute_url()).source
    prose = re.search(r'<div class="prose">(.*?)</div>', source, re.DOTALL)
    assert prose is not None
    assert "<p><strong>Jatim Newsroom</strong> - </p><h2>Daftar</h2>" in prose[1]
    assert prose[1].strip().endswith("<p>(&lt;b&gt;/s)</p>")


def test_a_story_that_needs_verification_says_so(read: Page) -> None:
    edition = make_edition()
    assert "memerlukan verifikasi" not in read(edition.get_absolute_url()).source
    edition.unverified = True
    sealed = seal.sign_edition(edition)
    Edition.objects.update(unverified=True, seal=sealed)
    assert "memerlukan verifikasi" in read(edition.get_absolute_url()).source
    assert "Perlu verifikasi" in read("/berita").source


def test_a_withheld_photo_is_gone_from_page_list_and_preview_at_once(read: Page) -> None:
    photo = make_photo()
    edition = make_edition(photo=photo, photo_caption="Petani itu pulang.")
    page = read(edition.get_absolute_url())
    assert page.one("meta[@property='og:image']").get("content", "").startswith("http")
    assert "Petani itu pulang." in page.source
    assert page.all("img[@alt='Petani menanam padi']")
    photos.withhold(photo, by=None)
    for address in ("/", "/berita", edition.get_absolute_url()):
        source = read(address).source
        assert "/media/" not in source
        assert "Petani itu pulang." not in source


@pytest.mark.parametrize(
    ("sealed", "printed"),
    [
        ("Dwi/JNR", "Foto: Dwi/JNR"),
        ("Foto: Dwi/JNR", "Foto: Dwi/JNR"),
        ("FOTO Dwi", "FOTO Dwi"),
    ],
)
def test_a_photo_credit_says_that_it_is_one(sealed: str, printed: str, read: Page) -> None:
    edition = make_edition(photo=make_photo(), photo_credit=sealed)
    assert text(read(edition.get_absolute_url()).one("span[@class='credit']")) == printed


def test_another_photo_put_in_by_sql_is_not_shown(read: Page) -> None:
    edition = make_edition(photo=make_photo())
    Photo.objects.update(sha256="0" * 64)
    assert "/media/" not in read(edition.get_absolute_url()).source


def test_the_file_of_a_rendition_is_served(client: Client) -> None:
    rendition = make_photo().rendition
    assert rendition is not None
    response = client.get(rendition.url)
    assert response["Content-Type"] == "image/jpeg"
    assert b"".join(response).startswith(b"\xff\xd8")
    assert client.get("/media/foto/tidak-ada.jpg").status_code == 404


def test_a_caption_without_a_photo_is_kept(read: Page) -> None:
    edition = make_edition(photo_caption="Keterangan tanpa gambar,")
    assert "Keterangan tanpa gambar," in read(edition.get_absolute_url()).source


def test_a_changed_text_is_not_served_and_the_desk_is_told(
    read: Page, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    edition = make_edition(headline="Judul asli")
    Edition.objects.filter(pk=edition.pk).update(body="<p>slot gacor</p>")
    page = read(edition.get_absolute_url(), status=503)
    assert "sedang diperiksa" in page.source
    assert "gacor" not in page.source
    assert "Judul asli" not in page.source
    assert client.get(edition.get_absolute_url())["Retry-After"]


def test_a_section_changed_by_sql_does_not_show(read: Page) -> None:
    edition = make_edition(section=make_section("Sosial"))
    Edition.objects.update(section=make_section("Palsu"))
    page = read(edition.get_absolute_url())
    assert "/rubrik/sosial" in [a.get("href") for a in page.all("p[@class='label hue-bata']/a")]


def test_the_section_is_called_what_it_is_called_now(read: Page) -> None:
    old, new = make_section("Lama"), make_section("Baru", hue="nila")
    edition = make_edition(section=old)
    shelves.merge(old, new, by=None)
    assert text(read(edition.get_absolute_url()).one("p[@class='label hue-nila']")) == "Baru"


def test_related_and_neighbours_are_of_the_same_section(read: Page) -> None:
    sosial, lain = make_section("Sosial"), make_section("Lain")
    days = [AUGUST + timedelta(days=n) for n in range(9)]
    made = [
        make_edition_at(day, section=sosial, headline=f"Berita ke {n}")
        for n, day in enumerate(days)
    ]
    make_edition_at(AUGUST, section=lain, headline="Dari rubrik lain")
    page = read(made[4].get_absolute_url())
    related = [text(a) for a in page.all("div[@class='related']//h3/a")]
    assert related == ["Berita ke 8", "Berita ke 7", "Berita ke 6", "Berita ke 2"]
    assert page.one("a[@rel='prev']").get("href") == made[3].get_absolute_url()
    assert page.one("a[@rel='next']").get("href") == made[5].get_absolute_url()


def test_the_newest_of_a_section_has_no_next(read: Page) -> None:
    page = read(make_edition().get_absolute_url())
    assert not page.all("a[@rel='next']")
    assert not page.all("a[@rel='prev']")


def test_essentials_for_search_engines_and_messengers(read: Page, settings: Settings) -> None:
    settings.SITE_URL = "https://berita.example"
    edition = make_edition(short_headline="Pendek & padat")
    page = read(edition.get_absolute_url())
    address = f"https://berita.example{edition.get_absolute_url()}"
    assert page.one("link[@rel='canonical']").get("href") == address
    assert page.one("meta[@property='og:url']").get("content") == address
    assert page.one("meta[@property='og:title']").get("content") == "Pendek & padat"
    assert page.one("meta[@name='description']").get("content") == edition.summary
    assert page.text("title").startswith(edition.headline)
    assert any(link.startswith("https://wa.me/?text=Pendek+%26+padat") for link in page.links())


def test_an_import_without_summary_is_described_by_its_first_words(read: Page) -> None:
    edition = make_edition_at(AUGUST, summary="", body=f"<p>{'Kata-kata awal ' * 30}</p>")
    page = read(edition.get_absolute_url())
    description = page.one("meta[@name='description']").get("content", "")
    assert description.startswith("Kata-kata awal")
    assert len(description) <= 162


def test_an_english_story_is_marked_as_english_and_stands_in_no_indonesian_list(read: Page) -> None:
    edition = make_edition(language="en", headline="Harvest begins")
    assert read(edition.get_absolute_url()).all("div[@lang='en']")
    assert "Harvest begins" not in read("/berita").source


def test_drafts_have_no_page(client: Client) -> None:
    for desk in (Desk.DRAFT, Desk.SUBMITTED, Desk.APPROVED):
        story = make_story(desk=desk, slug=f"belum-terbit-{desk.value}")
        assert client.get(f"/berita/{story.slug}").status_code == 404


def test_a_page_may_be_shared_and_says_nothing_of_the_reader(client: Client) -> None:
    edition = make_edition()
    staff = Client()
    staff.force_login(make_user(Role.EDITOR))
    answers = [who.get(edition.get_absolute_url()) for who in (client, staff)]
    assert answers[0].content == answers[1].content
    for answer in answers:
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=10"
        assert "cookie" not in answer.get("Vary", "").lower()
        assert not answer.cookies
    assert not re.search(r'(?:src|srcset|stylesheet" href)="(?:https?:)?//', answers[0].text)
    again = client.get(edition.get_absolute_url(), headers={"If-None-Match": answers[0]["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("others", [3, 30])
def test_the_page_costs_at_most_eight_queries_however_much_there_is(
    others: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    photo, section, by = make_photo(), make_section(), make_user(Role.EDITOR)
    agencies = [make_agency() for _ in range(3)]
    for n in range(others):
        edition = make_edition_at(
            AUGUST + timedelta(hours=n),
            by=by,
            photo=photo,
            section=section,
            agencies=agencies,
            tags=["a", "b"],
        )
        if n < 20:
            MostRead.objects.create(rank=n + 1, story=edition.story, views=9)
    with django_assert_max_num_queries(8):
        client.get(edition.get_absolute_url())
