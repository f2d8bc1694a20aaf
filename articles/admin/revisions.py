"""A story in print: as it stands, and every revision as it was saved."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from articles import markup
from articles.content import Content
from articles.language import dates
from articles.models import Agency, Author, Photo, Revision, Section, Story, Tag


def sheet(story: Story, content: Content) -> dict[str, Any]:
    """A text with all that belongs to it, in words."""
    photos = Photo.objects.prefetch_related("renditions")
    return {
        "content": content,
        "body": markup.clean(
            content.body
        ),  # once more: a row changed behind our back shows nothing
        "photo": photos.filter(pk=content.photo or 0).first(),
        "facts": facts(story, content),
    }


def facts(story: Story, content: Content) -> list[tuple[str, str]]:
    """What the margin of the writing screen holds, in print."""
    name = {field.name: str(field.verbose_name) for field in Story._meta.fields}
    shelf = [*_named(Section, [content.section]), *_named(Agency, content.agencies)]
    people = dict.fromkeys(row.author for row in content.bylines)
    used = story.addresses.order_by("-since").first()
    event = content.event_date
    return [
        (_("Section and agencies"), ", ".join(shelf)),
        (_("Topics"), " ".join(f"#{tag}" for tag in _named(Tag, content.tags))),
        (_("People"), ", ".join(_named(Author, people))),
        (name["agency"], ", ".join(_named(Agency, [content.agency]))),
        (name["photo_alt"], content.photo_alt),
        (name["photo_caption"], content.photo_caption),
        (name["photo_credit"], content.photo_credit),
        (name["event_date"], dates.long_date(event) if event else ""),
        (name["source"], content.source),
        (name["unverified"], _("yes") if content.unverified else ""),
        (name["short_headline"], content.short_headline),
        (name["slug"], used.slug if used else content.slug),
        (name["credit"], content.credit),
    ]


def _named(model: type[Model], pks: Iterable[int | None]) -> list[str]:
    """The names of rows, in the order of their ids here. One query."""
    wanted = [pk for pk in pks if pk is not None]
    rows = model._default_manager.in_bulk(wanted)
    return [str(rows[pk]) for pk in wanted if pk in rows]


def revision(story: Story, number: int) -> dict[str, Any] | None:
    """One revision to read; one that is not as it was saved is named and not shown."""
    found: Revision | None = (
        story.revisions.select_related("by")
        .prefetch_related("approvals__by")
        .filter(number=number)
        .first()
    )
    if found is None:
        return None
    shown = sheet(story, found.text) if found.is_genuine else {}
    return {"title": story.headline, "story": story, "revision": found, "sheet": shown}
