"""What stands around a story: related ones, and its neighbours in the section."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import Edition, Section
from articles.public.shown import Sections, Shown

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


def around(edition: Edition, section: Section, sections: Sections) -> Around:
    """Related is what shares a topic, then an agency, then the section, each newest first.

    Where a story belongs its sealed names say, not the row that led to it."""
    rows = list(Edition.objects.live().for_listing().filter(pk__in=candidates(edition, section)))
    here = [row for row in rows if sections.of(row) == section]
    older = next((row for row in here if _place(row) < _place(edition)), None)
    newer = next((row for row in reversed(here) if _place(row) > _place(edition)), None)
    related = [
        *(row for row in rows if row.names["tag"] & edition.names["tag"]),
        *(row for row in rows if row.names["agency"] & edition.names["agency"]),
        *(row for row in here if row not in (older, newer)),  # these stand below already
    ]
    return Around(sections.shown(list(dict.fromkeys(related))[:RELATED]), older, newer)


def _place(edition: Edition) -> tuple[Any, int]:
    return edition.published_at, edition.story_id


def candidates(edition: Edition, section: Section) -> RawSQL:
    """Ids of the newest in the same places, and of the next older and newer in the section."""
    now, at = map(connection.ops.adapt_datetimefield_value, (timezone.now(), edition.published_at))
    shown, place = (edition.language, edition.story_id, now, now), (at, edition.story_id)
    topics, agencies = (edition.printed[name][:LOOKED_THROUGH] for name in ("tags", "agencies"))
    scans: list[tuple[str, tuple[Any, ...]]] = [
        *((TOPIC, (*shown, tag["id"])) for tag in topics),
        *((AGENCY, (*shown, agency["id"])) for agency in agencies),
        (NEWEST, (*shown, section.pk)),
        (OLDER, (*shown, section.pk, *place)),
        (NEWER, (*shown, section.pk, *place)),
    ]
    sql = " UNION ALL ".join(sql for sql, _ in scans)
    return RawSQL(sql, [value for _, values in scans for value in values])  # noqa: S611 - constants
