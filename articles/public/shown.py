"""What a template gets of an edition: its sealed words, its section's name of today, its photo."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from articles.models import Edition, Section


@dataclass(frozen=True)
class Sections:
    """All sections, merged ones too, in one query: the menu, and where an edition stands now."""

    rows: dict[int, Section]

    @classmethod
    def read(cls) -> Self:
        return cls({section.pk: section for section in Section.objects.all()})

    @property
    def menu(self) -> list[Section]:
        return [section for section in self.rows.values() if section.successor_id is None]

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
        """None while the photo is withheld, or when the row is not the photo that was sealed."""
        photo, sealed = self.edition.photo, self.edition.printed["photo"]
        if photo is None or sealed is None or photo.sha256 != sealed["sha256"]:
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
            credit=sealed["credit"],
        )

    @property
    def agency(self) -> dict[str, str] | None:
        """The first agency it is about, as printed."""
        return next(iter(self.edition.printed["agencies"]), None)
