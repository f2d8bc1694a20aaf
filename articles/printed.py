"""What an edition shows from other tables, as it read that day: agencies, topics, people, photo."""

from typing import Any

from articles.content import Content
from articles.models import Agency, Author, Photo, Section, Tag
from articles.shelves import Shelf


def printed(content: Content) -> dict[str, Any]:
    """Plain JSON for `Edition.printed`. A merged shelf gives its successor. Six queries at most.

    Locks the shelves, in this order, until the edition hangs there: a merge waits or came first."""
    return compose(
        content,
        section=_now(Section, {content.section or 0})[content.section or 0],
        tags=_rows(Tag, content.tags),
        agencies=_rows(Agency, content.agencies),
        authors=_now(Author, {row.author for row in content.bylines}),
        photo=Photo.objects.get(pk=content.photo) if content.photo else None,
    )


def compose(
    content: Content,
    *,
    section: Section,
    tags: list[Tag],
    agencies: list[Agency],
    authors: dict[int, Author],
    photo: Photo | None,
) -> dict[str, Any]:
    """The same from rows at hand. No query."""
    named = dict.fromkeys((authors[row.author], row.role) for row in content.bylines)
    return {
        "section": {"id": section.pk, "name": section.name},
        "dateline": content.dateline,
        "credit": content.credit,
        "source": content.source,
        "event_date": content.event_date.isoformat() if content.event_date else None,
        "tags": [_shelf(tag) for tag in tags],
        "agencies": [_shelf(agency) | {"short_name": agency.short_name} for agency in agencies],
        "bylines": [_shelf(author) | {"role": role} for author, role in named],
        "photo": _photo(content, photo) if photo else None,
        "caption": content.photo_caption,
        "notices": [],
        "updated_at": None,
    }


def _rows[S: (Tag, Agency, Author)](model: type[S], pks: tuple[int, ...]) -> list[S]:
    """The rows in the order of their ids, merged ones replaced, each once."""
    found = _now(model, set(pks))
    return list({found[pk].pk: found[pk] for pk in pks}.values())


def _now[S: (Section, Tag, Agency, Author)](model: type[S], pks: set[int]) -> dict[int, S]:
    """Rows by the ids they had before merges, locked. Successors are read after the lock: joined to
    the locked rows they would be those of before it."""
    rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    found = {row.pk: row for row in rows}
    later = model._default_manager.in_bulk({row.successor_id for row in rows} - {None})
    return {pk: later.get(row.successor_id, row) for pk, row in found.items()}


def _shelf(row: Shelf) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "slug": row.slug}


def _photo(content: Content, photo: Photo) -> dict[str, Any]:
    return {
        "sha256": photo.sha256,
        "alt": content.photo_alt,
        "caption": content.photo_caption,
        "credit": content.photo_credit,
        "width": photo.width,
        "height": photo.height,
        "tone": photo.tone,
    }
