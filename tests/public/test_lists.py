"""Lists of stories: order, pages, and that nothing hangs where it was not sealed."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from articles import shelves
from articles.content import Credited
from articles.models import Author, Edition, EditionTag, MostRead, Tag
from articles.models.edition import EditionQuerySet
from articles.public import genuine
from articles.public.cursor import Cursor, older_than
from articles.public.page import live
from tests.factories import (
    make_agency,
    make_author,
    make_edition,
    make_edition_at,
    make_photo,
    make_section,
    make_story,
    make_user,
)
from tests.public.conftest import Page, Read, forge, text

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 8, 10, 5, tzinfo=UTC)


def headlines(page: Read) -> list[str]:
    return [text(h3) for h3 in page.all("div[@class='list']//h3")]


def make_many(number: int, **fields: object) -> list[Edition]:
    by = make_user(Role.EDITOR)
    return [
        make_edition_at(NOON + timedelta(minutes=n), by=by, headline=f"Berita {n:02}", **fields)
        for n in range(number)
    ]


def test_the_list_goes_on_page_by_page_without_gap_or_repeat(read: Page) -> None:
    make_many(45)
    seen, address = [], "/berita"
    for _ in range(3):
        page = read(address)
        seen += headlines(page)
        onward = page.all("a[@rel='next']")
        address = f"/berita{onward[0].get('href')}" if onward else ""
    assert address == ""
    assert seen == [f"Berita {n:02}" for n in reversed(range(45))]


def test_stories_of_the_same_moment_are_all_listed(read: Page) -> None:
    by = make_user(Role.EDITOR)
    for n in range(25):
        make_edition_at(NOON, by=by, headline=f"Serentak {n:02}", tags=["satu"])
    for start in ("/berita", "/topik/satu"):
        first = read(start)
        second = read(f"{start}{first.one("a[@rel='next']").get('href')}")
        assert len(set(headlines(first) + headlines(second))) == 25


def test_pages_after_the_first_are_not_indexed(read: Page) -> None:
    editions = make_many(2)
    cursor = Cursor(editions[1].published_at, editions[1].story_id)
    page = read(f"/berita?sebelum={cursor}")
    assert headlines(page) == ["Berita 00"]
    assert "noindex" in page.one("meta[@name='robots']").get("content", "")
    assert not read("/berita").all("meta[@name='robots']")


def test_a_page_beyond_the_end_helps(read: Page) -> None:
    page = read(f"/berita?sebelum={Cursor(NOON, 1)}")
    assert "Tidak ada berita yang lebih lama" in page.source


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "a-", "-1", "a-b-c", "A-1", "01-1", "1-01", "zzzzzzzzzzzzz-1", "1-zzzzzzzzzzzzz",
     "1-1\x00", "%00", "9" * 10_000, "1 OR 1=1", "é-1", "١-١"],
)  # fmt: skip
def test_a_damaged_cursor_is_told_so(cursor: str, client: Client) -> None:
    for address in ("/berita", make_section().get_absolute_url()):
        response = client.get(address, {"sebelum": cursor})
        assert response.status_code == 400
        assert "Tautan ini rusak" in response.text


def test_days_are_headed_and_belong_to_the_sites_zone(read: Page) -> None:
    make_edition_at(datetime(2022, 8, 9, 17, 30, tzinfo=UTC))  # half past midnight in Surabaya
    make_edition_at(datetime(2022, 8, 9, 16, 30, tzinfo=UTC))
    days = [text(h2) for h2 in read("/berita").all("div[@class='list']//h2")]
    assert days == ["Rabu, 10 Agustus 2022", "Selasa, 9 Agustus 2022"]


def test_every_kind_of_shelf_lists_its_stories(read: Page) -> None:
    section, dinsos, author = make_section("Sosial"), make_agency("Dinsos"), make_author("Herlina")
    make_edition(
        headline="Yang dicari",
        section=section,
        agencies=[dinsos],
        tags=["dinsos jatim"],
        bylines=(Credited(author.pk, "reporter"),),
    )
    make_edition(headline="Yang lain", section=make_section("Lain"))
    for address, heading in {
        "/rubrik/sosial": "Sosial",
        "/topik/dinsos-jatim": "#dinsos jatim",
        "/instansi/dinsos": "Dinsos",
        "/penulis/herlina": "Herlina",
    }.items():
        page = read(address)
        assert page.text("h1") == heading
        assert headlines(page) == ["Yang dicari"]


def test_a_merged_shelf_leads_to_its_successor_in_one_hop(read: Page, client: Client) -> None:
    old, middle, new = (make_section(name) for name in ("Satu", "Dua", "Tiga"))
    make_edition(section=old, headline="Ikut pindah")
    shelves.merge(old, middle, by=None)
    shelves.merge(middle, new, by=None)
    for slug in ("satu", "dua"):
        response = client.get(f"/rubrik/{slug}")
        assert (response.status_code, response["Location"]) == (301, "/rubrik/tiga")
    assert headlines(read("/rubrik/tiga")) == ["Ikut pindah"]


def test_names_that_only_drafts_use_have_no_page(client: Client) -> None:
    agency, author = make_agency("Rahasia"), make_author("Belum Terbit")
    make_story(tags=["mutasi pejabat"], agencies=[agency])
    assert Tag.objects.get().slug == "mutasi-pejabat"
    for row in (Tag.objects.get(), agency, author, Author.objects.exclude(pk=author.pk)[0]):
        assert client.get(row.get_absolute_url()).status_code == 404


def test_a_damaged_link_to_such_a_name_tells_no_more_than_one_to_a_name_that_is_not_there(
    client: Client,
) -> None:
    make_story(tags=["mutasi pejabat"])
    make_edition(tags=["panen raya"])
    answers = {
        name: client.get(f"/topik/{name}?sebelum=rusak").status_code
        for name in ("tidak-ada", "mutasi-pejabat", "panen-raya")
    }
    assert answers == {"tidak-ada": 404, "mutasi-pejabat": 404, "panen-raya": 400}


def test_the_menu_has_the_sections_in_which_readers_find_a_story(read: Page) -> None:
    for name, order in (("Pertama", 1), ("Terakhir", 9)):
        make_edition(section=make_section(name, order=order))
    make_section("Kosong", order=2)
    make_story(section=make_section("Draf", order=3))
    planned, tomorrow = make_edition(section=make_section("Besok")), timezone.now() + timedelta(1)
    Edition.objects.filter(pk=planned.pk).update(published_at=tomorrow, live_from=tomorrow)
    for address in ("/berita", "/", "/tidak-ada"):
        page = read(address, status=404 if address == "/tidak-ada" else 200)
        menus = [[text(a) for a in nav.findall(".//a")] for nav in page.all("nav")]
        menus = [menu for menu in menus if "Pertama" in menu]
        assert [menu[menu.index("Pertama") + 1] for menu in menus] == ["Terakhir"] * 3
        assert not any({"Kosong", "Draf", "Besok"} & set(menu) for menu in menus)


def test_the_most_read_are_called_the_same_everywhere(read: Page) -> None:
    made = make_many(5)
    MostRead.objects.create(rank=1, story=made[0].story, views=9)
    for address in ("/", "/berita", made[4].get_absolute_url()):
        assert read(address).text("h2[@id='terpopuler']") == "Terpopuler tujuh hari terakhir"


def test_an_empty_section_says_so_and_shows_ways_on(read: Page) -> None:
    page = read(make_section().get_absolute_url())
    assert "Belum ada berita yang terbit di sini" in page.source
    assert "/berita" in page.links()


def test_a_topic_hung_on_somebody_elses_edition_does_not_list_it(read: Page) -> None:
    make_edition(tags=["asli"], headline="Asli")
    other, tag = make_edition(headline="Digantungkan"), Tag.objects.get()
    EditionTag.objects.create(
        edition=other, story=other.story, published_at=other.published_at, tag=tag
    )
    assert headlines(read("/topik/asli")) == ["Asli"]


def test_a_section_changed_by_sql_lists_nothing_there(read: Page) -> None:
    make_edition(section=make_section("Benar"), headline="Tetap")
    false = make_section("Palsu")
    Edition.objects.update(section=false)
    assert headlines(read(false.get_absolute_url())) == []
    assert "/rubrik/benar" in [a.get("href") for a in read("/").all("p[@class='label hue-bata']/a")]


def test_a_false_row_is_not_listed_and_does_not_end_the_list(read: Page) -> None:
    editions = make_many(22)
    Edition.objects.filter(pk=editions[15].pk).update(headline="slot gacor")
    page = read("/berita")
    assert len(headlines(page)) == 20
    assert "gacor" not in page.source
    assert page.all("a[@rel='next']")


@pytest.mark.parametrize("address", ["/berita", "/topik/asli"])
def test_a_hundred_false_rows_on_a_page_do_not_end_the_list(address: str, read: Page) -> None:
    made = make_many(25, tags=["asli"])
    forge(made[20], 100)
    first = read(address)
    second = read(f"{address}{first.one("a[@rel='next']").get('href')}")
    seen = headlines(first) + headlines(second)
    assert seen == [f"Berita {n:02}" for n in reversed(range(25))]


def test_thirty_rows_hung_on_a_topic_by_sql_do_not_end_its_list(read: Page) -> None:
    make_edition_at(NOON - timedelta(days=1), tags=["asli"], headline="Asli")
    tag = Tag.objects.get()
    EditionTag.objects.bulk_create(
        EditionTag(edition=other, story_id=other.story_id, published_at=other.published_at, tag=tag)
        for other in make_many(30)
    )
    assert headlines(read("/topik/asli")) == ["Asli"]


def test_behind_more_false_rows_than_are_read_the_list_ends_and_the_desk_hears_of_it(
    read: Page, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(genuine, "STEP", 5)
    monkeypatch.setattr(logging.getLogger("newsroom"), "propagate", True)
    made = make_many(2)
    forge(made[0], 21 + 3 * 5)
    assert headlines(read("/berita")) == ["Berita 01"]
    assert "a list is cut short" in caplog.text


def test_a_section_names_the_agency_and_the_whole_list_the_section(read: Page) -> None:
    section = make_section("Sosial")
    make_edition(section=section, agencies=[make_agency("Dinsos", name="Dinas Sosial")])
    assert text(read("/rubrik/sosial").one("article//p[@class='label']/a")) == "Dinsos"
    assert text(read("/berita").one("article//p[@class='label hue-bata']/a")) == "Sosial"


@pytest.mark.parametrize("number", [3, 30])
def test_lists_cost_at_most_six_queries_however_long(
    number: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    agency, author = make_agency("Dinsos"), make_author("Herlina")
    editions = make_many(
        number,
        photo=make_photo(),
        section=make_section("Sosial"),
        agencies=[agency],
        tags=["satu"],
        bylines=(Credited(author.pk, "reporter"),),
    )
    for rank, edition in enumerate(editions[:20], 1):
        MostRead.objects.create(rank=rank, story=edition.story, views=1)
    second = f"?sebelum={Cursor(editions[-1].published_at, editions[-1].story_id)}"
    shelf_pages = ("/rubrik/sosial", "/topik/satu", "/instansi/dinsos", "/penulis/herlina")
    for address in ("/berita", *shelf_pages):
        for suffix in ("", second):
            with django_assert_max_num_queries(6):
                assert client.get(address + suffix).status_code == 200


def test_every_page_of_a_list_is_read_in_the_order_of_an_index() -> None:
    bylines = (Credited(make_author().pk, "editor"),)
    edition = make_edition(tags=["satu"], agencies=[make_agency()], bylines=bylines)
    rows = [getattr(edition, f"edition{name}_set").get() for name in ("tag", "agency", "author")]
    found = [edition.section, rows[0].tag, rows[1].agency, rows[2].author]
    for editions in (live(), *(shelves.on(shelf, live()) for shelf in found)):
        for page in (editions, older_than(editions, Cursor(NOON, 1))):
            plan = plan_of(page[:20])
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan


SMALL = "sort incremental_sort seqscan bitmapscan hashjoin mergejoin".split()


def plan_of(rows: EditionQuerySet) -> str:
    """On PostgreSQL with the ways taken away that only pay in tables as small as a test's."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in SMALL:
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return rows.explain()


def test_addresses_have_no_slash_at_the_end(client: Client) -> None:
    for address in ("/berita", "/rubrik/sosial", "/robots.txt"):
        response = client.get(f"{address}/?a=1")
        assert (response.status_code, response["Location"]) == (301, f"{address}?a=1")
    response = client.get("/", PATH_INFO="//jahat.example/x/")
    assert response["Location"] == "/jahat.example/x"
    assert client.get("/%5Cjahat.example/")["Location"] == "/%5Cjahat.example"
    assert client.get("/akun/tidak-ada/").status_code == 404
    assert reverse("public:stories") == "/berita"
