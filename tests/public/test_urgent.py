"""Penting: what a chief brought out alone, above everything else, until somebody else approves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import emergencies, publishing
from articles.models import Edition, MostRead
from articles.public import home
from tests.factories import (
    edit,
    make_edition,
    make_edition_at,
    make_emergency,
    make_photo,
    make_user,
    publish_again,
    withdraw,
)
from tests.public.conftest import Clock, Page, Read, text

pytestmark = pytest.mark.django_db


def strip(page: Read) -> list[str]:
    return [text(a) for a in page.all("section[@class='urgent']//h3/a")]


def marked(page: Read) -> list[str]:
    """Headlines of a list's rows that say Penting."""
    return [text(row.find("h3")) for row in page.all("article") if "Penting" in text(row)]  # type: ignore[arg-type]


def test_an_emergency_stands_above_the_lead_and_nowhere_else_on_the_page(read: Page) -> None:
    make_edition()
    make_emergency(headline="Tanggul jebol")
    page = read("/")
    assert strip(page) == ["Tanggul jebol"]
    assert text(page.one("h2[@id='penting']")) == "Penting"
    assert page.source.index("Tanggul jebol") < page.source.index("teaser lead")
    assert page.source.count("Tanggul jebol") == 1
    assert marked(read("/berita")) == ["Tanggul jebol"]


def test_without_an_emergency_there_is_no_strip(read: Page) -> None:
    make_edition()
    assert "Penting" not in read("/").source + read("/berita").source


def test_an_emergency_alone_in_the_house_is_not_called_nothing(read: Page) -> None:
    make_emergency(headline="Tanggul jebol")
    page = read("/")
    assert strip(page) == ["Tanggul jebol"]
    assert "Belum ada berita" not in page.source


def test_at_most_three_stand_there_the_newest_first_and_the_others_in_their_places(
    read: Page,
) -> None:
    editions = [make_emergency(headline=f"Darurat {n}") for n in range(4)]
    for rank, edition in enumerate(editions, 1):
        MostRead.objects.create(rank=rank, story=edition.story, views=1)
    page = read("/")
    assert strip(page) == ["Darurat 3", "Darurat 2", "Darurat 1"]
    for edition in editions:
        assert page.source.count(edition.headline) == 1
    assert text(page.one("article[@class='teaser lead']//span[@class='state']")) == "Penting"


def approved(edition: Edition) -> None:
    emergencies.endorse(edition.story, by=make_user("editor"), seen=1)


def unlisted(edition: Edition) -> None:
    publishing.unlist(edition.story, reason="Ganda.", by=make_user("editor"), seen=1)


def corrected(edition: Edition) -> None:
    publish_again(edition.story)


def falsified(edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(headline="slot gacor")


def withdrawn(edition: Edition) -> None:
    withdraw(edition.story)


@pytest.mark.parametrize("end", [approved, unlisted, corrected, falsified, withdrawn])
def test_it_is_urgent_no_longer_once(end: Callable[[Edition], None], read: Page) -> None:
    edition = make_emergency(headline="Tanggul jebol")
    end(Edition.objects.select_related("story").get(pk=edition.pk))
    for address in ("/", "/berita"):
        page = read(address)
        assert (strip(page), marked(page)) == ([], [])
        assert "Penting" not in page.source
        assert "gacor" not in page.source


def test_it_is_urgent_for_a_day(read: Page, moved_to: Clock) -> None:
    edition = make_emergency()
    day = timedelta(hours=24)
    moved_to(edition.live_from + day - timedelta(seconds=1))
    assert strip(read("/")) == [edition.headline]
    moved_to(edition.live_from + day)
    assert strip(read("/")) == []
    assert "Penting" not in read("/berita").source


def test_an_emergency_in_a_story_that_readers_had_already_is_urgent_too(read: Page) -> None:
    edition = make_edition(headline="Sungai meluap")
    make_edition()
    story = edit(edition.story, by=edition.story.created_by, headline="Tanggul jebol")
    chief = make_user("chief")
    emergencies.publish(story, reason="Bahaya.", by=chief, seen=story.version)
    assert strip(read("/")) == ["Tanggul jebol"]


def test_another_address_takes_nothing_from_its_urgency(read: Page) -> None:
    edition = make_emergency(headline="Tanggul jebol")
    editor = make_user("editor")
    publishing.readdress(edition.story, slug="tanggul", reason="Ejaan.", by=editor, seen=1)
    assert strip(read("/")) == ["Tanggul jebol"]
    assert marked(read("/berita")) == ["Tanggul jebol"]
    assert "/berita/tanggul" in read("/").links("/berita/")


@pytest.mark.parametrize("number", [0, 1, 6])
def test_the_front_page_and_lists_cost_as_much_however_much_is_urgent(
    number: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    photo = make_photo()
    make_edition(photo=photo)
    for _ in range(number):
        make_emergency(photo=photo)
    approved(make_emergency(photo=photo))
    for address in ("/", "/berita"):
        with django_assert_max_num_queries(6):
            client.get(address)


def test_an_emergency_in_an_old_story_costs_one_query_more_for_its_headline(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    """It is not among the newest stories, of which the page is made."""
    monkeypatch.setattr(home, "NEWEST", 3)
    photo, chief = make_photo(), make_user("chief")
    old = make_edition_at(timezone.now() - timedelta(days=90), photo=photo)
    for _ in range(3):
        make_edition(photo=photo)
    story = edit(old.story, by=chief, headline="Tanggul jebol")
    emergencies.publish(story, reason="Bahaya.", by=chief, seen=story.version)
    approved(make_emergency(photo=photo))
    with django_assert_max_num_queries(7):
        assert "Tanggul jebol" in client.get("/").content.decode()
