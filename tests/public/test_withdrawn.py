"""A withdrawn story: its addresses say who decided, when and why; nothing else names it."""

import logging
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing
from articles.content import Credited
from articles.models import Edition, Ground, MostRead, Story, Withdrawal
from tests.factories import (
    make_agency,
    make_author,
    make_edition,
    make_edition_at,
    make_section,
    make_user,
    republish,
    withdraw,
)
from tests.public.conftest import Clock, Page, Read, text

pytestmark = pytest.mark.django_db
AUGUST = datetime(2022, 8, 10, 7, 48, 56, tzinfo=UTC)


def facts(page: Read) -> dict[str, str]:
    names, values = page.all("dl//dt"), page.all("dl//dd")
    return {text(name): text(value) for name, value in zip(names, values, strict=True)}


def test_the_address_says_on_what_ground_why_when_and_by_whom(read: Page, moved_to: Clock) -> None:
    edition = make_edition_at(AUGUST, headline="Anak itu pulang", body="<p>Kata rahasia.</p>")
    chief = make_user("chief", name="Nama Orang")
    moved_to(datetime(2026, 8, 11, 2, 5, tzinfo=UTC))
    withdraw(edition.story, by=chief)
    page = read(edition.get_absolute_url(), status=410)
    assert text(page.one("p[@class='notice']")) == "Dicabut"
    assert facts(page) == {
        "Dasar pencabutan": "Masa depan anak",
        "Alasan": "Isinya dapat merugikan seseorang.",
        "Dicabut pada": "Selasa, 11 Agustus 2026 09:05 WIB",
        "Diputuskan oleh": "Pemimpin redaksi",
        "Pertama terbit": "Rabu, 10 Agustus 2022 14:48 WIB",
    }
    assert "“Anak itu pulang”" in page.source
    assert "noindex" in page.one("meta[@name='robots']").get("content", "")
    assert "/pencabutan" in page.links()
    for secret in ("Nama Orang", "Kata rahasia", edition.summary):
        assert secret not in page.source


@pytest.mark.parametrize("ground", Ground)
def test_each_ground_has_its_words_and_its_office(ground: Ground, read: Page) -> None:
    edition = make_edition()
    withdraw(edition.story, ground)
    told = facts(read(edition.get_absolute_url(), status=410))
    assert told["Dasar pencabutan"].casefold() == str(ground.label).casefold()
    office = "Redaksi" if ground == Ground.UNAUTHORISED else "Pemimpin redaksi"
    assert told["Diputuskan oleh"] == office


def test_a_headline_that_does_harm_itself_is_not_repeated(read: Page) -> None:
    edition = make_edition(headline="Judul merugikan")
    withdraw(edition.story, neutral=True)
    source = read(edition.get_absolute_url(), status=410).source
    source += read("/pencabutan").source
    assert "merugikan" not in source.replace("dapat merugikan seseorang", "")
    assert "Judulnya tidak kami tampilkan lagi" in source


def test_every_address_that_it_ever_had_says_so(read: Page) -> None:
    edition = make_edition()
    old, by = edition.get_absolute_url(), make_user("editor")
    for n in (1, 2):
        story = Story.objects.get(pk=edition.story_id)
        publishing.readdress(story, slug=f"alamat-{n}", reason="Ejaan.", by=by, seen=story.version)
    withdraw(edition.story)
    for address in (old, "/berita/alamat-1", "/berita/alamat-2"):
        assert "Berita ini sudah kami cabut" in read(address, status=410).source


def test_it_is_kept_for_ten_seconds_and_answers_a_head_request(client: Client) -> None:
    edition = make_edition()
    withdraw(edition.story)
    answers = client.get(edition.get_absolute_url()), client.head(edition.get_absolute_url())
    for answer in answers:
        assert answer.status_code == 410
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=10"
        assert not answer.cookies
    assert answers[1].content == b""


def test_a_withdrawal_changed_by_sql_says_nothing(read: Page) -> None:
    edition = make_edition(headline="Judul asli")
    withdraw(edition.story)
    Withdrawal.objects.update(reason="slot gacor")
    for page in (read(edition.get_absolute_url(), status=503), read("/pencabutan")):
        assert "gacor" not in page.source
        assert "Judul asli" not in page.source


def test_of_a_withdrawn_edition_changed_by_sql_only_the_withdrawal_is_told(
    read: Page, caplog: pytest.LogCaptureFixture
) -> None:
    edition = make_edition_at(AUGUST)
    withdraw(edition.story)
    Edition.objects.update(headline="slot gacor")
    logging.getLogger("newsroom").addHandler(caplog.handler)
    try:
        page = read(edition.get_absolute_url(), status=410)
        assert "gacor" not in page.source + read("/pencabutan").source
    finally:
        logging.getLogger("newsroom").removeHandler(caplog.handler)
    assert "Pertama terbit" not in facts(page)
    assert facts(page)["Alasan"] == "Isinya dapat merugikan seseorang."
    assert "is false" in caplog.text


def test_nothing_else_names_a_withdrawn_story(read: Page, client: Client) -> None:
    author, dinsos, section = make_author("Herlina"), make_agency("Dinsos"), make_section("Sosial")
    fields = {"tags": ["bansos"], "agencies": [dinsos], "section": section}
    named = {"bylines": (Credited(author.pk, "reporter"),)}
    other = make_edition(**fields, **named)
    edition = make_edition(headline="Yang dicabut", **fields, **named)
    MostRead.objects.create(rank=1, story=edition.story, views=9)
    addresses = ["/", "/berita", "/topik/bansos", "/instansi/dinsos", "/penulis/herlina"]
    addresses += ["/rubrik/sosial", other.get_absolute_url()]
    assert all("Yang dicabut" in read(address).source for address in addresses)
    withdraw(edition.story)
    assert [a for a in addresses if "Yang dicabut" in read(a).source] == []
    withdraw(other.story)
    assert "/rubrik/sosial" not in read("/").links()
    for address in ("/topik/bansos", "/instansi/dinsos", "/penulis/herlina"):
        assert client.get(address).status_code == 404


# The register


def rows(page: Read) -> list[list[str]]:
    return [[text(part) for part in entry] for entry in page.all("article/div")]


def test_the_register_lists_withdrawals_the_newest_first(read: Page) -> None:
    assert "Sejauh ini belum ada berita terbit yang dicabut" in read("/pencabutan").source
    withdraw(make_edition(headline="Pertama").story)
    withdraw(make_edition(headline="Kedua").story, Ground.UNAUTHORISED)
    assert rows(read("/pencabutan")) == [
        ["Kedua", "Dasar pencabutan: terbit tanpa wewenang. Isinya dapat merugikan seseorang."],
        ["Pertama", "Dasar pencabutan: masa depan anak. Isinya dapat merugikan seseorang."],
    ]


def test_the_register_says_since_when_readers_have_it_back(read: Page, moved_to: Clock) -> None:
    edition = make_edition()
    hour = datetime(2026, 12, 1, 2, 5, tzinfo=UTC)
    for day in (1, 3):
        moved_to(hour.replace(day=day))
        withdraw(edition.story)
        moved_to(hour.replace(day=day + 1))
        republish(edition.story)
    back = [row[-1] for row in rows(read("/pencabutan"))]
    assert back == [f"Diterbitkan kembali {day} Desember 2026 09:05 WIB" for day in (4, 2)]
    assert edition.get_absolute_url() in read("/pencabutan").links("/berita/")
    withdraw(edition.story)
    assert "Diterbitkan kembali" not in read("/pencabutan").source


@pytest.mark.parametrize("number", [1, 8])
def test_the_register_costs_at_most_three_queries_however_long(
    number: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chief = make_user("chief")
    for _ in range(number):
        withdraw(make_edition().story, by=chief)
    with django_assert_max_num_queries(3):
        assert client.get("/pencabutan").status_code == 200


def test_registers_are_found_at_the_foot_of_every_page(read: Page) -> None:
    foot = [a.get("href") for a in read("/").all("footer//nav//a")]
    assert {"/ralat", "/pencabutan"} <= set(foot)
