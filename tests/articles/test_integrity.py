"""What is done to the tables past the verbs is served nowhere and named by verify_integrity."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from articles import integrity, readership, seal, shelves
from articles.models import (
    Address,
    Approval,
    Desk,
    Edition,
    EditionAgency,
    EditionAuthor,
    EditionKind,
    EditionTag,
    Hit,
    HourlyViews,
    Reason,
    StoryViews,
    Tag,
)
from tests.factories import (
    make_agency,
    make_edition,
    make_edition_at,
    make_section,
    make_story,
    publish_again,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def edition() -> Edition:
    """The newer of two editions of a story that hangs on a topic and an agency."""
    found = make_edition(tags=["padi"], agencies=[make_agency("Dinsos")])
    return publish_again(found.story)


def faults() -> list[str]:
    return list(integrity.faults())


def change(row: Any, **columns: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def test_nothing_is_wrong_with_what_verbs_wrote(edition: Edition) -> None:
    make_story(desk=Desk.SUBMITTED)
    make_edition_at(timezone.now() - timedelta(days=400))
    out = StringIO()
    call_command("verify_integrity", stdout=out)
    assert "3 editions" in out.getvalue()
    assert faults() == []


def test_merges_are_no_fault(edition: Edition) -> None:
    section, agency, tag = make_section(), make_agency(), Tag(name="beras")
    tag.save()
    shelves.merge(edition.section, section, by=None)
    shelves.merge(edition.story.agencies.get(), agency, by=None)
    shelves.merge(Tag.objects.get(key="padi"), tag, by=None)
    assert faults() == []


def erase(rows: QuerySet[Any]) -> None:
    """Past the models, which refuse."""
    rows._raw_delete("default")


def hang(edition: Edition, tag: Tag) -> None:
    at = edition.published_at
    EditionTag.objects.create(edition=edition, story=edition.story, tag=tag, published_at=at)


def read_at(edition: Edition, hour: datetime) -> None:
    HourlyViews.objects.create(story=edition.story, hour=hour, views=3)


Change = Callable[[Edition], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "headline": (lambda e: change(e, headline="Slot gacor"), "differs from its revision in head"),
    "seal": (lambda e: change(e, reason="Bohong"), "its seal does not fit"),
    "body": (lambda e: change(e, body="<p>Slot gacor</p>"), "its text is not the one"),
    "printed": (lambda e: change(e, printed=e.printed | {"dateline": "X"}), "dateline"),
    "unreadable": (lambda e: change(e, printed={}), "what it printed cannot be read"),
    "kind": (lambda e: change(e, kind=EditionKind.IMPORT), "it says it is an import"),
    "section": (lambda e: change(e, section=make_section()), "in another section"),
    "slug": (lambda e: change(e, slug="alamat-lain"), "alamat-lain is not kept"),
    "published_at": (lambda e: change(e, published_at=timezone.now()), "out of place"),
    "closed": (lambda e: change(e, live_until=timezone.now()), "instead of -"),
    "chain": (lambda e: change(e, before="x"), "does not follow"),
    "number": (lambda e: change(e, number=7), "not numbered without a gap"),
    "approval": (lambda e: Approval.objects.update(at=timezone.now()), "an approval is false"),
    "no approval": (lambda e: erase(e.revision.approvals.all()), "nobody but its author"),
    "own approval": (lambda e: Approval.objects.update(by=e.revision.by), "nobody but its author"),
    "revision": (lambda e: change(e.revision, content={}), "not as it was saved"),
    "released": (lambda e: change(make_story(), desk=Desk.RELEASED), "has no edition of its"),
    "version": (lambda e: change(e.story, version=9), "not numbered 1 to 9"),
    "copy": (lambda e: change(e.story, body="<p>Lain</p>"), "newest revision in body"),
    "tag row": (lambda e: hang(e, Tag.objects.create(name="judi", slug="judi")), "unnamed"),
    "tag row gone": (lambda e: EditionTag.objects.all().delete(), "is missing from"),
    "address": (lambda e: erase(e.story.addresses.all()), "is not kept"),
    "views": (lambda e: StoryViews.objects.update(rolled=1_000_000), "1000000 views in all"),
    "start": (lambda e: StoryViews.objects.update(starting=987654), "starting count is 987654"),
    "account": (lambda e: change(e.made_by, is_superuser=True), "it is a superuser"),
    "hours": (lambda e: read_at(e, timezone.now()), "3 by the hour"),
    "trail": (lambda e: erase(AuditEntry.objects.filter(number=2)), "Audit entry 3"),
}


@pytest.mark.parametrize(("act", "said"), CHANGES.values(), ids=CHANGES)
def test_a_change_past_the_verbs_is_named(act: Change, said: str, edition: Edition) -> None:
    act(edition)
    found = faults()
    assert any(said in fault for fault in found), found


def test_an_edition_that_is_reopened_past_its_end_is_named(edition: Edition) -> None:
    first = edition.story.editions.get(number=1)
    change(first, live_until=edition.live_from - timedelta(microseconds=1))
    assert any("edition 1: live_until" in fault for fault in faults())


@pytest.mark.skipif(connection.vendor == "postgresql", reason="a constraint refuses the overlap")
def test_editions_of_one_hour_are_named(edition: Edition) -> None:
    change(edition, live_until=edition.live_from + timedelta(hours=1))
    change(edition.story.editions.get(number=1), live_until=None)
    assert any("edition 1: live_until" in fault for fault in faults())


def test_an_edition_taken_away_is_missed(edition: Edition) -> None:
    for model in (EditionTag, EditionAgency, EditionAuthor):
        erase(model._default_manager.filter(edition=edition))
    erase(Edition.objects.filter(pk=edition.pk))
    assert any("of 2 editions in the audit trail 1 are there" in fault for fault in faults())


def test_a_row_put_straight_into_the_table_is_named_and_not_served(
    edition: Edition, client: Client
) -> None:
    forged = Edition.objects.get(pk=edition.pk)
    forged.pk, forged.story = None, make_story()
    forged.headline, forged.number, forged.slug = "Slot gacor", 1, "slot-gacor"
    forged.seal = seal.sign_edition(forged)[:-1] + "x"
    Edition.objects.bulk_create([forged])
    Address.objects.create(slug="slot-gacor", story=forged.story)
    assert any("its seal does not fit" in fault for fault in faults())
    assert "Slot gacor" not in client.get("/").content.decode()
    assert client.get("/berita/slot-gacor").status_code == 503


def test_the_command_names_each_and_exits_with_one(edition: Edition) -> None:
    change(edition, headline="Palsu")
    err = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_integrity", stdout=StringIO(), stderr=err)
    assert error.value.returncode == 1
    assert f"Story {edition.story_id}, edition 2" in err.getvalue()


def test_a_batch_costs_the_same_queries_for_one_story_and_for_many(edition: Edition) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert faults() == []
        return len(captured)

    few = queries()
    for _ in range(5):
        make_edition(tags=["padi"])
    assert queries() == few


def test_a_fault_that_is_gone_at_a_second_look_was_a_save_in_between() -> None:
    looks = iter([["false", "the head says 7"], ["the head says 8", "false"], []])
    assert list(integrity.lasting(lambda: next(looks))) == ["false"]
    assert list(integrity.lasting(lambda: next(looks))) == []


def test_a_roll_up_while_somebody_verifies_is_no_fault() -> None:
    story = make_edition().story
    readership.record(story.pk, Reason.COUNTED, address="192.0.2.1", agent="Firefox")

    def roll_up(execute: Any, sql: str, *args: Any) -> Any:
        answer = execute(sql, *args)
        if "SUM(" in sql and not Hit.objects.filter(rolled=True).exists():
            readership.roll_up()  # between the sums by the hour and the totals
        return answer

    with connection.execute_wrapper(roll_up):
        call_command("verify_integrity", stdout=StringIO())
    assert HourlyViews.objects.exists()
