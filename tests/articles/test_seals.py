"""What an intruder with the database in hand can do, and what readers get then."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from articles import addresses, integrity, seal, shelves, tags, workflow
from articles.models import Approval, Desk, Edition, Revision
from articles.workflow import Refused
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
    publish_again,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HOUR = timedelta(hours=1)


def live(at: datetime | None = None) -> list[Edition]:
    return list(Edition.objects.live(at).for_listing())


def at_its_address(edition: Edition, slug: str = "") -> Any:
    return addresses.resolve(slug or edition.slug)


def forged_value(edition: Edition, column: str) -> Any:
    match getattr(edition, column):
        case bool() as value:
            return not value
        case int() as value:
            return value + 1
        case datetime() as value:
            return value - HOUR
        case dict() as value:
            return value | {"credit": "(*)"}
        case str() as value:
            return "f" * max(len(value), 1) if column != "language" else "en"
    raise AssertionError(column)


def test_every_column_is_sealed_but_those_that_merges_and_later_editions_move() -> None:
    free = {"id", "seal", "live_until", "section_id", "body"}  # the body by its fingerprint
    assert {field.attname for field in Edition._meta.local_fields} == {*seal.SEALED, *free}


@pytest.mark.parametrize("column", sorted({*seal.SEALED, "seal"} - {"story_id", "revision_id"}))
def test_an_edition_with_a_changed_column_is_not_shown(column: str) -> None:
    edition, editor = make_edition(photo=make_photo()), make_user("editor")
    forged = {"made_by_id": editor.pk, "photo_id": make_photo().pk}.get(column)
    slug = edition.slug
    Edition.objects.filter(pk=edition.pk).update(
        **{column: forged or forged_value(edition, column)}
    )
    assert live() == []
    assert isinstance(at_its_address(edition, slug), addresses.Suspect)
    assert list(integrity.faults()) != []


@pytest.mark.parametrize("column", ["story_id", "revision_id"])
def test_an_edition_given_to_another_story_or_text_is_not_shown(column: str) -> None:
    edition, other = make_edition(), make_story(desk=Desk.APPROVED)
    value = other.pk if column == "story_id" else workflow.newest(other).pk
    Edition.objects.filter(pk=edition.pk).update(**{column: value})
    assert live() == []
    assert list(integrity.faults()) != []


def test_an_edition_with_a_changed_body_is_shown_nowhere_as_a_page() -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(body="<p>Slot gacor.</p>")
    assert isinstance(at_its_address(edition), addresses.Suspect)
    assert list(integrity.faults()) != []


def test_a_changed_body_with_its_fingerprint_is_not_even_listed() -> None:
    edition, body = make_edition(), "<p>Slot gacor.</p>"
    Edition.objects.filter(pk=edition.pk).update(body=body, body_sha256=seal.body_hash(body))
    assert live() == []
    assert isinstance(at_its_address(edition), addresses.Suspect)


def copy_of(edition: Edition, **fields: Any) -> Edition:
    """The row again under another number, as an INSERT would leave it."""
    edition = Edition.objects.get(pk=edition.pk)
    edition.pk, edition.number = None, edition.number + 1
    edition._state.adding = True
    for name, value in fields.items():
        setattr(edition, name, value)
    return edition


def test_a_row_put_straight_into_the_table_is_shown_nowhere() -> None:
    story = make_story(desk=Desk.APPROVED)
    forged = copy_of(make_edition(), story=story, slug="slot-gacor", headline="Slot gacor")
    forged.save()
    shelves.hang(forged)
    assert forged not in live()
    assert addresses.resolve("slot-gacor") is None
    assert any("slot-gacor" in fault for fault in integrity.faults())


def test_a_row_put_over_a_true_edition_hides_it_and_is_not_shown() -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(live_until=timezone.now())
    copy_of(edition, live_from=timezone.now(), live_until=None, headline="Slot gacor").save()
    assert live() == []
    assert isinstance(at_its_address(edition), addresses.Suspect)
    assert list(integrity.faults()) != []


@pytest.mark.parametrize("until", [timedelta(days=9), timedelta(days=-9), None])
def test_a_replaced_edition_does_not_come_back(until: timedelta | None) -> None:
    story = make_story(desk=Desk.RELEASED, headline="Judul yang salah")
    second = publish_again(story)
    first = story.editions.get(number=1)
    moved = timezone.now() + until if until else None
    try:
        with transaction.atomic():
            Edition.objects.filter(pk=first.pk).update(live_until=moved)
    except IntegrityError:  # one open edition a story; on PostgreSQL no overlap either
        return
    assert live() == [second]
    assert at_its_address(second) == addresses.Live(second)
    assert list(integrity.faults()) != []


@pytest.mark.parametrize("shelf", ["tag", "agency", "author"])
def test_a_row_on_a_shelf_that_the_edition_does_not_name_is_found_out(shelf: str) -> None:
    edition = make_edition(tags=["Dinsos"], agencies=[make_agency()])
    others: dict[str, Any] = {"agency": make_agency(), "author": make_author()}
    other = others.get(shelf) or tags.resolve(["slot gacor"])[0]
    row = shelves.ROWS[shelf](edition=edition, story=edition.story, **{shelf: other})
    row.published_at = edition.published_at
    row.save()
    assert not edition.names[shelf] & shelves.belongs(other)
    assert len(list(integrity.faults())) == 1


def test_an_edition_moved_to_another_section_is_found_out() -> None:
    edition, section = make_edition(section=make_section()), make_section()
    Edition.objects.filter(pk=edition.pk).update(section=section)
    assert not edition.names["section"] & shelves.belongs(section)
    assert len(list(integrity.faults())) == 1


def test_nothing_is_wrong_with_what_the_verbs_leave() -> None:
    words: dict[str, Any] = {
        "photo": make_photo(),
        "agencies": [make_agency()],
        "credit": "(her/s)",
    }
    story = make_story(desk=Desk.RELEASED, tags=["Dinsos", "dinsos jatim"], **words)
    publish_again(story)
    make_edition_at(timezone.now() - 9 * HOUR)
    assert list(integrity.faults()) == []


def reseal(edition: Edition, **fields: Any) -> Edition:
    """A true edition of other times, as a schedule will make them."""
    for name, value in fields.items():
        setattr(edition, name, value)
    Edition.objects.filter(pk=edition.pk).update(**fields, seal=seal.sign_edition(edition))
    return edition


def test_an_edition_is_in_no_list_before_its_hour_and_in_each_from_then_on() -> None:
    start = timezone.now() + HOUR
    edition = reseal(make_edition(), live_from=start)
    moment = timedelta(microseconds=1)
    assert live() == live(start - moment) == []
    assert addresses.resolve(edition.slug, at=start - moment) is None
    assert live(start) == live(start + 99 * HOUR) == [edition]
    assert addresses.resolve(edition.slug, at=start) == addresses.Live(edition)


def test_an_edition_that_ended_before_it_began_was_never_live_and_hides_nothing() -> None:
    story = make_story(desk=Desk.RELEASED)
    second = publish_again(story)
    Edition.objects.filter(pk=second.pk).update(live_until=second.live_from)
    first = story.editions.get(number=1)
    Edition.objects.filter(pk=first.pk).update(live_until=None)
    assert live() == [first]


def test_every_way_to_read_rows_leaves_out_the_false_ones() -> None:
    good, bad = make_edition(), make_edition()
    Edition.objects.filter(pk=bad.pk).update(headline="Slot gacor")
    rows = Edition.objects.live()
    ways = [
        list(rows.all()),
        list(rows.filter(language="id").order_by("pk")[:9]),
        list(rows.select_related("section").exclude(pk=0)),
        list(rows.iterator()),
        list(rows.in_bulk().values()),
        list(rows.order_by("-pk").reverse()),
        list(rows.for_listing()),
    ]
    assert ways == [[good]] * len(ways)


def test_a_false_edition_sounds_the_alarm(caplog: pytest.LogCaptureFixture) -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(headline="Slot gacor")
    with caplog.at_level("ERROR", "newsroom.seal"):
        logging.getLogger("newsroom").propagate = True
        assert live() == []
        logging.getLogger("newsroom").propagate = False
    assert f"edition {edition.pk} of story" in caplog.text


def test_an_older_key_still_verifies_and_a_strange_one_does_not(settings: Settings) -> None:
    edition = make_edition()
    mine = settings.EDITION_KEYS
    settings.EDITION_KEYS = ["a newer one", *mine]
    assert live() == [edition]
    assert make_edition().seal.partition(":")[0] != edition.seal.partition(":")[0]
    settings.EDITION_KEYS = ["a newer one"]
    assert edition not in live()
    assert integrity.key_fits()
    settings.EDITION_KEYS = ["a strange one"]
    assert not integrity.key_fits()


def test_a_list_is_verified_without_reading_a_body(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_edition(), make_edition()
    with django_assert_num_queries(1):
        rows = list(Edition.objects.live().for_listing().prefetch_related(None))
    assert all("body" in row.get_deferred_fields() for row in rows)


def test_an_author_put_in_by_sql_makes_the_revision_false() -> None:
    editor, other = make_user("editor"), make_user("reporter")
    story = edit(make_story(desk=Desk.SUBMITTED, by=other), by=editor, headline="Milik redaktur")
    Revision.objects.filter(story=story, number=2).update(by=other)
    with pytest.raises(Refused):
        workflow.approve(story, by=editor, seen=2)
    assert not Approval.objects.exists()
