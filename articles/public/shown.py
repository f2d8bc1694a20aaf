"""What a template gets of an edition: its sealed words, its section's name of today, its photo."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from articles.models import Edition, Section
from articles.public import notices

LANGUAGE = "id"  # of the menu and the lists; English ones arrive at /en

alarm = logging.getLogger("newsroom.seal")


@dataclass(frozen=True)
class Sections:
    """All sections, merged ones too, in one query: the menu, and where an edition stands now."""

    rows: dict[int, Section]
    menu: list[Section]  # without those that readers find no story in

    @classmethod
    def read(cls) -> Self:
        its = Edition.objects.current().filter(language=LANGUAGE, section=OuterRef("pk"))
        # The newest, not any: PostgreSQL would look for any by reading the table from its start.
        newest = its.filter(listed=True).order_by("-published_at", "-story_id")
        rows = Section.objects.annotate(newest=Subquery(newest.values("published_at")[:1]))
        menu: list[Section] = [row for row in rows if row.newest and row.successor_id is None]
        return cls({row.pk: row for row in rows}, menu)

    def of(self, edition: Edition) -> Section:
        """By the sealed id, never by the edition's column, which is not sealed."""
        sealed = edition.printed["section"]
        section = self.rows.get(sealed["id"]) or Section(name=sealed["name"])
        return self.rows.get(section.successor_id or 0, section)

    def shown(self, editions: Iterable[Edition]) -> list["Shown"]:
        return [Shown(edition, self.of(edition)) for edition in editions]


@dataclass(frozen=True)
class Picture:
    """A rendition with the words that were sealed with it."""

    url: str
    width: int
    height: int
    tone: str
    focus: tuple[int, int]
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Shown:
    edition: Edition
    section: Section

    @cached_property
    def picture(self) -> Picture | None:
        """None while the photo is withheld, or when its rows are not those that were sealed."""
        photo, sealed = self.edition.photo, self.edition.printed["photo"]
        if photo is None or sealed is None:
            return None
        if photo.sha256 != sealed["sha256"]:
            alarm.error("photo %s is not the one of edition %s", photo.pk, self.edition.pk)
            return None
        if (rendition := photo.rendition) is None:
            return None
        return Picture(
            url=rendition.url,
            width=rendition.width,
            height=rendition.height,
            tone=sealed["tone"],
            focus=(photo.focal_x, photo.focal_y),
            alt=sealed["alt"],
            caption=sealed["caption"],
            credit=_credit(sealed["credit"]),
        )

    @property
    def is_corrected(self) -> bool:
        return notices.tell_of_errors(self.edition)

    @property
    def agency(self) -> dict[str, str] | None:
        """The first agency it is about, as printed."""
        return next(iter(self.edition.printed["agencies"]), None)


def _credit(sealed: str) -> str:
    """`Foto: Dwi/JNR`, be it sealed as that or as `Dwi/JNR`."""
    is_plain = sealed and not sealed.casefold().startswith("foto")
    return f"{_('Photo:')} {sealed}" if is_plain else sealed
