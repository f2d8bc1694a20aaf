"""The front page, with nothing, little and much to show."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.roles import Role
from articles.models import Edition, MostRead
from tests.factories import (
    make_agency,
    make_edition,
    make_edition_at,
    make_photo,
    make_section,
    make_user,
)
from tests.public.conftest import Page, Read, forge, text

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 8, 10, 5, tzinfo=UTC)


def fill(number: int, sections: int = 3) -> list[Edition]:
    """Stories in turn in each section, every second one with a photo; some of them read often."""
    rows = [make_section(f"Rubrik {n}", order=n) for n in range(sections)]
    photo, by = make_photo(), make_user(Role.EDITOR)
    agency = make_agency("Dinsos", name="Dinas Sosial")
    made = [
        make_edition_at(
            NOON + timedelta(minutes=n),
            by=by,
            headline=f"Berita {n:02}",
            section=rows[n % sections],
            photo=photo if n % 2 else None,
            agencies=[agency],
        )
        for n in range(number)
    ]
    for rank, edition in enumerate(reversed(made[:20]), 1):
        MostRead.objects.create(rank=rank, story=edition.story, views=1)
    return made


def stories(page: Read) -> list[str]:
    return [a.get("href", "") for a in page.all("main//a") if "/berita/" in a.get("href", "")]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 16, 60])
def test_nothing_stands_on_the_page_twice(number: int, read: Page) -> None:
    fill(number)
    found = stories(read("/"))
    assert len(found) == len(set(found))
    assert len(found) >= min(number, 8)


def test_an_empty_house_says_so(read: Page) -> None:
    assert "Belum ada berita yang terbit" in read("/").source


def test_the_newest_with_a_photo_leads(read: Page) -> None:
    fill(7)
    page = read("/")
    assert text(page.one("article[@class='teaser lead']/h2")) == "Berita 05"
    seconds = [text(h2) for h2 in page.all("div[@class='seconds']//h2")]
    assert seconds == ["Berita 06", "Berita 04"]


def test_the_most_read_are_listed_in_their_order(read: Page) -> None:
    fill(60)
    popular = [text(a) for a in read("/").all("ol[@class='most-read']//a")]
    assert popular == [f"Berita {n}" for n in (19, 18, 17, 16, 15)]


def test_a_row_of_each_section_has_one_story_and_three_headlines(read: Page) -> None:
    fill(60)
    page = read("/")
    wide = page.all("section[@class='shelf hue-bata shelf-wide']")
    rows = wide + page.all("div[@class='pair']/section")
    assert [text(row.findall("h2")[0]) for row in rows] == ["Rubrik 0", "Rubrik 1", "Rubrik 2"]
    assert [len(row.findall(".//ul/li")) for row in rows] == [3, 3, 3]
    assert all(row.findall("article/img") for row in rows)


def test_agencies_in_the_news_are_linked(read: Page) -> None:
    fill(5)
    make_agency("Tanpa Berita")
    agencies = read("/").all("ul[@class='agencies']//a")
    assert [(a.get("href"), text(a)) for a in agencies] == [("/instansi/dinsos", "Dinas Sosial")]


def test_every_link_of_the_page_leads_somewhere(read: Page, client: Client) -> None:
    fill(16)
    for link in set(read("/").links("/")):
        assert client.get(link).status_code == 200, link


def test_an_unlisted_or_false_edition_is_not_on_the_page(read: Page) -> None:
    fill(3)
    false = make_edition(headline="Benar")
    Edition.objects.filter(pk=false.pk).update(headline="slot gacor")
    page = read("/")
    assert "gacor" not in page.source
    assert "Benar" not in page.source


def test_a_hundred_false_rows_in_front_do_not_empty_the_page(read: Page) -> None:
    forge(fill(30)[-1], 100)
    page = read("/")
    assert "gacor" not in page.source
    assert len(set(stories(page))) >= 16


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_costs_at_most_six_queries_however_much_there_is(
    number: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(number)
    with django_assert_max_num_queries(6):
        client.get("/")
