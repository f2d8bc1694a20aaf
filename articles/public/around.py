"""What stands around a story: related ones, and its neighbours in the section."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.models import Edition, Section
from articles.public.shown import Sections, Shown

LATEST = 6
RELATED = 4
LOOKED_THROUGH = 3  # of the story's topics, and of its agencies: the first ones

# Each scan is a few steps down an index. SQLite takes a LIMIT in a part of a UNION only like this.
# Plain SQL, for the ORM takes longer to write these than the database to answer them.
SHOWN = """e.language = %s AND e.story_id <> %s AND e.listed
AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)"""
TOPIC, AGENCY = (
    f"""SELECT id FROM (SELECT e.id FROM articles_edition{shelf} AS hung
    JOIN articles_edition AS e ON e.id = hung.edition_id WHERE {SHOWN} AND hung.{shelf}_id = %s
    ORDER BY hung.published_at DESC, hung.story_id DESC LIMIT {RELATED}) AS its_{shelf}"""  # noqa: S608 - constants
    for shelf in ("tag", "agency")
)
NEWEST_OF_ALL = f"""SELECT id FROM (SELECT e.id FROM articles_edition AS e WHERE {SHOWN}
ORDER BY e.published_at DESC, e.story_id DESC LIMIT {LATEST}) AS latest"""  # noqa: S608 - constants
NEWEST, OLDER, NEWER = (
    f"""SELECT id FROM (SELECT e.id FROM articles_edition AS e WHERE {SHOWN} AND e.section_id = %s
    {beyond} ORDER BY e.published_at {way}, e.story_id {way} LIMIT {most}) AS its_section"""  # noqa: S608 - constants
    for beyond, way, most in (
        ("", "DESC", RELATED + 2),  # the two neighbours may be among them
        ("AND (e.published_at, e.story_id) < (%s, %s)", "DESC", 1),
        ("AND (e.published_at, e.story_id) > (%s, %s)", "ASC", 1),
    )
)


@dataclass(frozen=True)
class Around:
    related: list[Shown]
    older: Edition | None
    newer: Edition | None
    latest: list[Edition]


def around(edition: Edition, section: Section, sections: Sections) -> Around:
    """Related is what shares a topic, then an agency, then the section, each newest first.

    Where a story belongs its sealed names say, not the row that led to it."""
    found = candidates(edition, section)
    rows = list(Edition.objects.live().for_listing().filter(pk__in=found))
    here = [row for row in rows if sections.of(row) == section]
    older = next((row for row in here if _place(row) < _place(edition)), None)
    newer = next((row for row in reversed(here) if _place(row) > _place(edition)), None)
    related = [
        *(row for row in rows if row.names["tag"] & edition.names["tag"]),
        *(row for row in rows if row.names["agency"] & edition.names["agency"]),
        *(row for row in here if row not in (older, newer)),  # these stand below already
    ]
    latest = rows[:LATEST]  # the newest of all are among them, so the first are the newest
    return Around(sections.shown(list(dict.fromkeys(related))[:RELATED]), older, newer, latest)


def _place(edition: Edition) -> tuple[Any, int]:
    return edition.published_at, edition.story_id


def candidates(edition: Edition, section: Section) -> set[int]:
    """Ids of the newest, here and in the same places, and of the section's next older and newer."""
    now, at = map(connection.ops.adapt_datetimefield_value, (timezone.now(), edition.published_at))
    shown, place = (edition.language, edition.story_id, now, now), (at, edition.story_id)
    topics, agencies = (edition.printed[name][:LOOKED_THROUGH] for name in ("tags", "agencies"))
    scans: list[tuple[str, tuple[Any, ...]]] = [
        *((TOPIC, (*shown, tag["id"])) for tag in topics),
        *((AGENCY, (*shown, agency["id"])) for agency in agencies),
        (NEWEST_OF_ALL, shown),
        (NEWEST, (*shown, section.pk)),
        (OLDER, (*shown, section.pk, *place)),
        (NEWER, (*shown, section.pk, *place)),
    ]
    sql = " UNION ALL ".join(sql for sql, _ in scans)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in scans for value in values])
        return {pk for (pk,) in cursor.fetchall()}
