"""Every list is one index scan, on both databases: no sort, no rows read that are not shown."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles import emergencies, shelves, tags
from articles.models import (
    Agency,
    Author,
    Correction,
    CorrectionKind,
    Edition,
    Ground,
    Revision,
    Section,
    Story,
    Tag,
    Withdrawal,
)
from articles.models.edition import EditionQuerySet
from articles.public.around import around
from articles.public.cursor import Cursor, older_than
from articles.public.lists import PAGE
from articles.public.page import live
from articles.public.registers import correction_rows, withdrawal_rows
from articles.public.shown import Sections
from tests.factories import make_agency, make_author, make_section, make_user

pytestmark = pytest.mark.django_db

STORIES = 2000
SQLITE = connection.vendor == "sqlite"


@dataclass(frozen=True)
class Archive:
    sections: list[Section]
    tags: list[Tag]
    agencies: list[Agency]
    authors: list[Author]


def printed(section: Section, **rows: object) -> dict[str, object]:
    return {"section": {"id": section.pk}, "tags": [], "agencies": [], "bylines": []} | rows


@pytest.fixture
def archive() -> Archive:
    """Rows that no verb made, as plans do not look at seals; counted, as a real archive's are."""
    archive = fill(make_user())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return archive


def fill(by: User) -> Archive:
    draw = random.Random(1)
    rows = Archive(
        sections=[make_section() for _ in range(10)],
        tags=tags.resolve(f"topik uji {n}" for n in range(40)),
        agencies=[make_agency() for _ in range(10)],
        authors=[make_author() for _ in range(10)],
    )
    stories = Story.objects.bulk_create(
        Story(headline=f"Berita {n}", created_by=by) for n in range(STORIES)
    )
    revisions = Revision.objects.bulk_create(
        Revision(story=story, number=1, content={}, sha256="", by=by, at=timezone.now())
        for story in stories
    )
    now, editions = timezone.now(), []
    for story, revision in zip(stories, revisions, strict=True):
        at = now - timedelta(minutes=draw.randrange(1_000_000))
        section = draw.choice(rows.sections)
        some = [draw.choice(rows.tags)] + ([rows.tags[0]] if draw.random() < 0.1 else [])
        editions.append(
            Edition(
                story=story,
                number=1,
                revision=revision,
                made_by=by,
                language="id",
                slug=f"b-{story.pk}",
                headline=story.headline,
                section=section,
                body="<p>Isi.</p>" * 200,
                printed=printed(
                    section,
                    tags=[{"id": tag.pk} for tag in some],
                    agencies=[{"id": draw.choice(rows.agencies).pk}],
                    bylines=[{"id": draw.choice(rows.authors).pk}],
                ),
                published_at=at,
                live_from=at,
                seal="x",
            )
        )
    Edition.objects.bulk_create(editions, batch_size=500)
    shelves.hang_all(editions)
    return rows


LISTS: dict[str, Callable[[Archive], EditionQuerySet]] = {
    "all": lambda archive: live(),
    "section": lambda archive: shelves.on(archive.sections[0], live()),
    "tag": lambda archive: shelves.on(archive.tags[0], live()),
    "agency": lambda archive: shelves.on(archive.agencies[0], live()),
    "author": lambda archive: shelves.on(archive.authors[0], live()),
}


def detours(rows: QuerySet[Any]) -> list[str]:
    """Steps that read more than the page shows, or put it in order afterwards."""
    tables = ("edition", "correction", "withdrawal")
    signs = ["USE TEMP B-TREE", "Sort Key", "SCAN articles_edition"]
    signs += [f"Seq Scan on articles_{table}" for table in tables]
    plan = rows[: PAGE + 1].explain()
    return [line for line in plan.splitlines() if any(sign in line for sign in signs)]


def test_the_first_page_of_every_list_is_one_index_scan(archive: Archive) -> None:
    assert [(name, line) for name, rows in LISTS.items() for line in detours(rows(archive))] == []


def test_a_deep_page_of_every_list_is_one_index_scan_too(archive: Archive) -> None:
    cursor = Cursor(timezone.now() - timedelta(days=300), archive.sections[0].pk)
    deep = {name: older_than(rows(archive), cursor) for name, rows in LISTS.items()}
    assert [(name, line) for name, rows in deep.items() for line in detours(rows)] == []


def scans(queries: CaptureQueriesContext) -> list[str]:
    """Steps of these queries that read a whole table of editions or of what hangs on shelves."""
    signs = ("SCAN e", "SCAN hung", "SCAN U0", "SCAN articles_edition", "Seq Scan on articles_edit")
    found = []
    with connection.cursor() as cursor:
        for query in list(queries):
            cursor.execute(f"{'EXPLAIN QUERY PLAN' if SQLITE else 'EXPLAIN'} {query['sql']}")
            found += [str(row[-1]) for row in cursor.fetchall()]
    return [step for step in found if any(sign in step for sign in signs)]


def test_what_stands_around_a_story_is_a_few_short_scans(archive: Archive) -> None:
    edition = Edition.objects.order_by("pk")[STORIES // 2]
    edition.printed |= {
        "tags": [{"id": tag.pk} for tag in archive.tags[:4]],
        "agencies": [{"id": agency.pk} for agency in archive.agencies[:4]],
    }
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET LOCAL random_page_cost = 1.1")  # as docker-compose.yml
    with CaptureQueriesContext(connection) as queries:
        around(edition, archive.sections[0], Sections.read())
    assert len(queries) == 3  # no row of these is genuine, so no photo is asked for
    assert scans(queries) == []


def make_notices(by: User) -> None:
    """A correction of each story, and a withdrawal of each tenth, at any hour."""
    draw, corrections, withdrawals = random.Random(2), [], []
    for edition in Edition.objects.defer("body"):
        at = edition.live_from + timedelta(minutes=draw.randrange(100_000))
        about = {"story_id": edition.story_id, "edition": edition, "by": by, "at": at, "seal": "x"}
        corrections.append(Correction(kind=CorrectionKind.ERRATUM, **about))
        if edition.story_id % 10 == 0:
            withdrawals.append(Withdrawal(ground=Ground.DECENCY, reason="Uji.", **about))
    Correction.objects.bulk_create(corrections)
    Withdrawal.objects.bulk_create(withdrawals)


def test_the_registers_are_one_index_scan_each_on_every_page(archive: Archive) -> None:
    make_notices(make_user())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    place = Cursor(timezone.now() - timedelta(days=300), 1)
    for rows in (correction_rows(), withdrawal_rows()):
        for page in (rows, older_than(rows, place)):
            assert detours(page) == []


def test_a_page_looks_for_what_is_urgent_by_an_index_of_its_own(archive: Archive) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert emergencies.urgent() == []
    assert len(queries) == 1
    assert scans(queries) == []


def test_the_menu_finds_each_sections_newest_story_by_an_index(archive: Archive) -> None:
    with CaptureQueriesContext(connection) as queries:
        Sections.read()
    assert scans(queries) == []


def test_a_list_that_is_put_in_order_afterwards_would_be_found_out(archive: Archive) -> None:
    assert detours(live().order_by("headline"))
    assert detours(shelves.on(archive.tags[0], live()).order_by("-live_from"))
