"""What stands around a story: the same topic first, then the agency, then the section."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import seal
from articles.models import Edition, EditionTag
from tests.factories import make_agency, make_edition_at, make_section
from tests.public.conftest import Page, text

pytestmark = pytest.mark.django_db
AUGUST = datetime(2022, 8, 10, 7, 48, 56, tzinfo=UTC)


def make(headline: str, days: int = 0, **fields: Any) -> Edition:
    return make_edition_at(AUGUST + timedelta(days=days), headline=headline, **fields)


def related(read: Page, edition: Edition) -> list[str]:
    page = read(edition.get_absolute_url())
    return [text(a) for a in page.all("div[@class='related']//h3/a")]


def test_the_same_topic_comes_before_the_agency_and_the_agency_before_the_section(
    read: Page,
) -> None:
    here, there, dinsos = make_section("Sosial"), make_section("Lain"), make_agency("Dinsos")
    edition = make("Ini", 9, section=here, agencies=[dinsos], tags=["a", "bansos"])
    make("Bertopik lama", 1, section=there, tags=["bansos"])
    make("Bertopik baru", 2, section=there, tags=["Bansos"])
    make("Sedinas", 3, section=there, agencies=[dinsos])
    for n in range(4, 8):
        make(f"Serubrik {n}", n, section=here)
    make("Bukan apa-apa", 8, section=there, tags=["lain"])
    assert related(read, edition) == ["Bertopik baru", "Bertopik lama", "Sedinas", "Serubrik 6"]


def test_a_neighbour_in_the_section_is_related_by_its_topic_alone(read: Page) -> None:
    make("Sebelumnya", 1, tags=["bansos"])
    edition = make("Ini", 2, tags=["bansos"])
    make("Sesudahnya", 3)
    assert related(read, edition) == ["Sebelumnya"]


def changed(edition: Edition, **fields: Any) -> None:
    """As the desk would have made it: sealed anew."""
    for name, value in fields.items():
        setattr(edition, name, value)
    Edition.objects.filter(pk=edition.pk).update(seal=seal.sign_edition(edition), **fields)


def test_only_what_is_live_listed_genuine_and_of_the_language_is_related(read: Page) -> None:
    edition, soon = make("Ini", tags=["bansos"]), timezone.now() + timedelta(days=1)
    make("Benar", 1, tags=["bansos"])
    make("In English", 2, tags=["bansos"], language="en")
    changed(make("Tak terdaftar", 3, tags=["bansos"]), listed=False)
    changed(make("Berakhir", 4, tags=["bansos"]), live_until=timezone.now())
    changed(make("Besok", 5, tags=["bansos"]), published_at=soon, live_from=soon)
    Edition.objects.filter(pk=make("Asli", 6, tags=["bansos"]).pk).update(headline="slot gacor")
    assert related(read, edition) == ["Benar"]


def test_what_is_over_pushes_nothing_out(read: Page) -> None:
    edition = make("Ini", tags=["bansos"])
    make("Lama", 1, section=make_section(), tags=["bansos"])
    for n in range(2, 12):
        over = make(f"Berakhir {n}", n, section=make_section(), tags=["bansos"])
        Edition.objects.filter(pk=over.pk).update(live_until=timezone.now())
    assert related(read, edition) == ["Lama"]


def test_a_story_that_was_hung_on_a_topic_by_sql_is_not_related(read: Page) -> None:
    edition = make("Ini", tags=["bansos"])
    other = make("Asing", 1, section=make_section("Lain"))
    EditionTag.objects.create(
        edition=other,
        story=other.story,
        tag=EditionTag.objects.get(edition=edition).tag,
        published_at=other.published_at,
    )
    assert related(read, edition) == []
