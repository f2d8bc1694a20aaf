"""Sections, topics, agencies and authors: their lists, addresses and merges."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from articles import addresses, integrity, shelves, tags
from articles.content import Credited
from articles.models import Agency, Author, Edition, Section, Story, Tag
from tests.factories import (
    edit,
    make_agency,
    make_author,
    make_edition,
    make_edition_at,
    make_section,
    make_user,
    publish_again,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def make_tag() -> Tag:
    return tags.resolve([f"topik {Tag.objects.count()}"])[0]


MAKE: dict[str, Callable[[], Any]] = {
    "section": make_section,
    "tag": make_tag,
    "agency": make_agency,
    "author": make_author,
}


def named(*rows: Any) -> dict[str, Any]:
    """The fields of a story that stands on these shelves."""
    match rows[0]:
        case Section():
            return {"section": rows[0]}
        case Tag():
            return {"tags": [row.name for row in rows]}
        case Agency():
            return {"agencies": rows}
    return {"bylines": tuple(Credited(row.pk, "reporter") for row in rows)}


def listed(row: Any) -> list[Edition]:
    return list(shelves.on(row, Edition.objects.live().for_listing()))


@pytest.fixture(params=MAKE)
def make(request: pytest.FixtureRequest) -> Callable[[], Any]:
    return MAKE[request.param]


def test_a_list_has_what_is_live_there_newest_first(make: Callable[[], Any]) -> None:
    row, now = make(), timezone.now()
    older = make_edition_at(now - timedelta(days=2), **named(row))
    newer = make_edition_at(now - timedelta(days=1), **named(row))
    make_edition(**named(make()))
    assert listed(row) == [newer, older]


def test_a_list_has_a_story_once_however_many_editions_it_had(make: Callable[[], Any]) -> None:
    row = make()
    story = make_edition(**named(row)).story
    second = publish_again(story)
    assert listed(row) == [second]


def test_a_list_loses_a_story_that_was_published_again_elsewhere(make: Callable[[], Any]) -> None:
    row, other = make(), make()
    first = make_edition(**named(row))
    fields = {**first.story.content.__dict__}
    changed = make_edition(**named(other)).story.content
    for name in ("section", "tags", "agencies", "bylines"):
        fields[name] = getattr(changed, name)
    second = publish_again(first.story, **{n: fields[n] for n in named(row)})
    assert listed(row) == []
    assert second in listed(other)


def test_a_merge_moves_the_list_and_the_old_address_leads_to_the_new_one(
    make: Callable[[], Any],
) -> None:
    old, new = make(), make()
    edition = make_edition(**named(old))
    shelves.merge(old, new, by=make_user("chief"))
    assert listed(new) == [edition]
    assert listed(old) == []
    assert shelves.find(type(old), old.slug) == shelves.Moved(new.get_absolute_url())
    assert shelves.find(type(new), new.slug) == new
    assert edition.names[old.shelf] <= shelves.belongs(new)
    assert list(integrity.faults()) == []
    assert AuditEntry.objects.latest("number").action == f"{old.shelf}.merge"


def test_a_story_on_both_stands_on_the_successor_once() -> None:
    for make in (make_tag, make_agency, make_author):
        old, new = make(), make()
        edition = make_edition(**named(old, new))
        shelves.merge(old, new, by=None)
        assert listed(new) == [edition]
    assert list(integrity.faults()) == []


def test_what_was_merged_twice_leads_on_in_one_hop(make: Callable[[], Any]) -> None:
    first, second, third = make(), make(), make()
    edition = make_edition(**named(first))
    shelves.merge(first, second, by=None)
    shelves.merge(second, third, by=None)
    assert shelves.find(type(first), first.slug) == shelves.Moved(third.get_absolute_url())
    assert listed(third) == [edition]
    assert list(integrity.faults()) == []


def test_a_merge_that_makes_no_sense_is_refused(make: Callable[[], Any]) -> None:
    old, new, third = make(), make(), make()
    other = make_section() if old.shelf != "section" else make_agency()
    shelves.merge(old, new, by=None)
    trail = AuditEntry.objects.count()
    merged = ((old, new), (old, third), (new, old), (third, old))
    for row, into in (*merged, (third, third), (third, other)):
        with pytest.raises(shelves.Refused):
            shelves.merge(row, into, by=None)
    assert AuditEntry.objects.count() == trail
    assert shelves.find(type(old), old.slug) == shelves.Moved(new.get_absolute_url())


def test_what_is_published_after_a_merge_hangs_on_the_successor(make: Callable[[], Any]) -> None:
    old, new = make(), make()
    story = make_edition(**named(old)).story
    shelves.merge(old, new, by=None)
    second = publish_again(Story.objects.get(pk=story.pk))
    assert second.names[old.shelf] == {new.pk}
    assert listed(new) == [second]
    assert list(integrity.faults()) == []


def test_a_rename_changes_no_edition(make: Callable[[], Any]) -> None:
    row = make()
    edition = make_edition(**named(row))
    slug = row.slug
    row.name = "Nama baru"
    shelves.keep(row, by=None)
    assert row.slug == slug
    assert Edition.objects.get(pk=edition.pk).is_genuine
    assert addresses.resolve(edition.slug) == addresses.Live(edition)


def test_who_adds_a_shelf_and_who_changes_it_is_on_the_trail(make: Callable[[], Any]) -> None:
    row, chief = make(), make_user("chief")
    row.name = "Nama baru"
    shelves.keep(row, by=chief)
    if row.shelf == "tag":  # typed topics are on the trail with the story that names them
        row = Tag(name="Dari layar")
        shelves.keep(row, by=None)
        shelves.keep(row, by=chief)
    told = AuditEntry.objects.filter(subject=f"{row.shelf}:{row.pk}").order_by("number")
    assert [(entry.action, entry.by) for entry in told] == [
        (f"{row.shelf}.add", None),
        (f"{row.shelf}.change", chief),
    ]


def test_a_shelf_is_used_from_its_first_edition_or_merge_on(make: Callable[[], Any]) -> None:
    row, empty, merged = make(), make(), make()
    assert not shelves.is_used(row)
    make_edition(**named(row))
    shelves.merge(merged, empty, by=None)
    assert shelves.is_used(row)
    assert shelves.is_used(empty)


def test_names_alike_get_addresses_apart_and_never_too_long() -> None:
    rows = [make_agency(name="Dinas Sosial", short_name="Dinsos") for _ in range(3)]
    assert [row.slug for row in rows] == ["dinsos", "dinsos-2", "dinsos-3"]
    long = [make_section("Rubrik " + "panjang " * 19) for _ in range(2)]
    assert all(len(row.slug) <= 80 for row in long)
    assert make_section("日本").slug == "section"


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_an_agency_does_not_belong_to_itself_or_its_units(depth: int) -> None:
    chain = [make_agency()]
    for _ in range(depth):
        chain.append(make_agency(parent=chain[-1]))
    chain[0].parent = chain[-1]
    with pytest.raises(ValidationError):
        chain[0].clean()
    with pytest.raises(ValidationError):
        chain[0].save()
    assert Agency.objects.get(pk=chain[0].pk).parent is None


def test_the_database_itself_refuses_an_agency_that_is_its_own_parent() -> None:
    row = make_agency()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=row.pk).update(parent=row)


def test_a_working_copy_keeps_the_old_shelf_until_somebody_saves_another() -> None:
    old, new = make_tag(), make_tag()
    story = make_edition(tags=[old.name]).story
    shelves.merge(old, new, by=None)
    assert story.content.tags == (old.pk,)
    assert edit(story, by=story.created_by, tags=(new.pk,)).content.tags == (new.pk,)


def test_an_author_keeps_one_row_a_person() -> None:
    user = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        Author.objects.create(name="Lain", slug="lain", user=user)


def test_a_new_section_goes_to_the_end_of_the_menu() -> None:
    make_section("Pemerintahan", order=3)
    make_section("Sosial", order=7)
    new = make_section("Arsip")
    assert new.order == 17
    assert Section.objects.last() == new


def test_a_place_in_the_menu_that_was_given_is_kept() -> None:
    make_section("Sosial", order=32_767)
    assert make_section("Pertama", order=1).order == 1
    assert make_section("Terakhir").order == 32_767  # the column holds no more
    section = make_section("Tengah", order=5)
    section.order = 0
    shelves.keep(section, by=None)
    assert section.order == 0


def test_a_merged_shelf_keeps_its_address() -> None:
    old, into = make_agency("Lama"), make_agency("Baru")
    assert not shelves.is_used(old)
    shelves.merge(old, into, by=None)
    assert shelves.is_used(Agency.objects.get(pk=old.pk))
