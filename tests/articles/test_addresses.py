"""Which story an address leads to."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import addresses
from articles.models import Address, Desk, Edition
from tests.factories import make_edition, make_story, publish_again

pytestmark = pytest.mark.django_db


def test_an_address_is_made_from_the_headline_and_amounts_stay_amounts() -> None:
    assert make_edition(headline="Rp1,5 Triliun untuk UMKM").slug == "rp1-5-triliun-untuk-umkm"


def test_an_address_that_was_typed_is_used() -> None:
    assert make_edition(slug="banjir-gresik").slug == "banjir-gresik"


def test_a_taken_address_gets_a_number() -> None:
    slugs = [make_edition(headline="Panen raya").slug for _ in range(3)]
    assert slugs == ["panen-raya", "panen-raya-2", "panen-raya-3"]


def test_the_number_of_a_long_address_fits_the_eighty_characters() -> None:
    headline = "Pemerintah " + "kabupaten " * 18
    first, second = make_edition(headline=headline).slug, make_edition(headline=headline).slug
    assert first != second
    assert len(first) <= 80
    assert len(second) <= 80
    assert second.endswith("-2")


def test_a_headline_without_a_letter_still_gets_an_address() -> None:
    edition = make_edition(headline="日本")
    assert edition.slug == f"berita-{edition.story_id}"


def test_nothing_leads_to_a_story_that_is_not_published() -> None:
    story = make_story(desk=Desk.APPROVED, slug="belum-terbit")
    assert addresses.resolve("belum-terbit") is None
    Address(slug="belum-terbit", story=story).save()
    assert addresses.resolve("belum-terbit") is None


def test_a_live_story_is_found_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    edition = make_edition()
    with django_assert_num_queries(1):
        assert addresses.resolve(edition.slug) == addresses.Live(edition)
    assert addresses.resolve("tidak-ada") is None


def test_an_older_address_leads_to_the_present_one_in_one_hop() -> None:
    edition = make_edition(slug="alamat-kini")
    Address(slug="alamat-lama", story=edition.story).save()
    assert addresses.resolve("alamat-lama") == addresses.Moved("/berita/alamat-kini")


def test_an_address_keeps_through_all_editions() -> None:
    story = make_story(desk=Desk.RELEASED, headline="Judul pertama")
    second = publish_again(story, headline="Judul kedua")
    assert second.slug == "judul-pertama"
    assert addresses.resolve("judul-pertama") == addresses.Live(second)
    assert Address.objects.count() == 1


def test_an_edition_that_has_ended_answers_nothing() -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(live_until=timezone.now())
    assert addresses.resolve(edition.slug) is None


def test_an_address_is_written_once_and_never_deleted() -> None:
    address = Address.objects.get(story=make_edition().story)
    with pytest.raises(TypeError):
        address.save()
    with pytest.raises(TypeError):
        address.delete()
