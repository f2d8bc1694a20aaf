"""A story taken off the lists: its page stays, and nothing leads there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles import publishing
from articles.content import Credited
from articles.models import Edition, MostRead, Story
from tests.factories import (
    correct,
    make_agency,
    make_author,
    make_edition_at,
    make_section,
    make_user,
    publish_again,
)
from tests.public.conftest import Page

pytestmark = pytest.mark.django_db
AUGUST = datetime(2022, 8, 10, 7, 48, 56, tzinfo=UTC)


def unlist(edition: Edition) -> None:
    story = Story.objects.get(pk=edition.story_id)
    publishing.unlist(story, reason="Ganda.", by=make_user("editor"), seen=story.version)


def put_back(edition: Edition) -> None:
    story = Story.objects.get(pk=edition.story_id)
    publishing.put_on_lists(story, by=make_user("editor"), seen=story.version)


@pytest.fixture
def around() -> tuple[Edition, list[str]]:
    """A story that is read most, among neighbours, and the pages that name it."""
    author, dinsos, section = make_author("Herlina"), make_agency("Dinsos"), make_section("Sosial")
    fields: dict[str, Any] = {"tags": ["bansos"], "agencies": [dinsos], "section": section}
    fields["bylines"] = (Credited(author.pk, "reporter"),)
    older = make_edition_at(AUGUST, **fields)
    edition = make_edition_at(AUGUST + timedelta(1), headline="Yang disisihkan", **fields)
    newer = make_edition_at(AUGUST + timedelta(2), **fields)
    MostRead.objects.create(rank=1, story=edition.story, views=9)
    addresses = ["/", "/berita", "/rubrik/sosial", "/topik/bansos", "/instansi/dinsos"]
    addresses += ["/penulis/herlina", older.get_absolute_url(), newer.get_absolute_url()]
    return edition, addresses


def naming(read: Page, addresses: list[str]) -> list[str]:
    return [address for address in addresses if "Yang disisihkan" in read(address).source]


def test_no_list_names_it_while_its_page_stays_and_all_do_when_it_is_back(
    around: tuple[Edition, list[str]], read: Page
) -> None:
    edition, addresses = around
    assert naming(read, addresses) == addresses
    unlist(edition)
    assert naming(read, addresses) == []
    publish_again(edition.story, summary="Ringkasan lain yang juga cukup panjang. " * 3)
    assert naming(read, addresses) == []
    assert "Yang disisihkan" in read(edition.get_absolute_url()).source
    put_back(edition)
    assert naming(read, addresses) == addresses


def test_search_engines_are_asked_to_leave_its_page_out(read: Page) -> None:
    edition = make_edition_at(AUGUST)
    assert not read(edition.get_absolute_url()).all("meta[@name='robots']")
    unlist(edition)
    page = read(edition.get_absolute_url())
    assert page.one("meta[@name='robots']").get("content") == "noindex"


def test_the_menu_leaves_out_a_section_in_which_readers_would_find_nothing(read: Page) -> None:
    edition = make_edition_at(AUGUST, section=make_section("Sosial"))
    assert "/rubrik/sosial" in read("/").links()
    unlist(edition)
    assert "/rubrik/sosial" not in read("/").links()


def test_no_link_of_its_page_leads_to_a_shelf_that_has_nothing_else(
    read: Page, client: Client
) -> None:
    author, section = make_author("Herlina"), make_section("Sosial")
    edition = make_edition_at(
        AUGUST,
        tags=["bansos"],
        agencies=[make_agency("Dinsos", name="Dinas Sosial")],
        section=section,
        bylines=(Credited(author.pk, "reporter"),),
    )
    shelves = {"/topik/bansos", "/instansi/dinsos", "/penulis/herlina"}
    assert shelves <= set(read(edition.get_absolute_url()).links("/"))
    unlist(edition)
    page = read(edition.get_absolute_url())
    assert not shelves & set(page.links("/"))
    for word in ("#bansos", "Dinas Sosial", "Herlina"):
        assert word in page.source
    for link in set(page.links("/")):
        assert client.get(link).status_code == 200, link


def test_unlisting_hides_no_correction_for_readers_still_have_the_page_and_may_have_read_it(
    read: Page,
) -> None:
    edition = correct(make_edition_at(AUGUST).story, was="40", now="14")
    unlist(edition)
    assert "Semula: “40”." in read("/ralat").source
