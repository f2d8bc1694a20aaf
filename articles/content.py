"""Everything readers get of a story, as one value: what a save writes and an approval covers."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from accounts import keyring


@dataclass(frozen=True)
class Credited:
    """A person in the byline and as what."""

    author: int
    role: str


@dataclass(frozen=True)
class Content:
    """Ids for rows of other tables, clean text for the rest. Equal contents have equal hashes."""

    headline: str
    short_headline: str = ""
    slug: str = ""
    section: int | None = None
    agency: int | None = None
    agencies: tuple[int, ...] = ()
    summary: str = ""
    dateline: str = ""
    body: str = ""
    event_date: date | None = None
    source: str = ""
    tags: tuple[int, ...] = ()
    photo: int | None = None
    photo_alt: str = ""
    photo_caption: str = ""
    photo_credit: str = ""
    credit: str = ""
    unverified: bool = False
    language: str = "id"
    translates: int | None = None
    bylines: tuple[Credited, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON for the revision: strings, integers, lists, null."""
        values = asdict(self)
        values["event_date"] = self.event_date.isoformat() if self.event_date else None
        for name in ("agencies", "tags", "bylines"):
            values[name] = list(values[name])
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The value that `as_json` came from; a field added since takes its default."""
        known = {field.name: values[field.name] for field in fields(cls) if field.name in values}
        known["event_date"] = date.fromisoformat(d) if (d := known.get("event_date")) else None
        for name in ("agencies", "tags"):
            known[name] = tuple(known.get(name, ()))
        known["bylines"] = tuple(Credited(**row) for row in known.get("bylines", ()))
        return cls(**known)

    @property
    def sha256(self) -> str:
        return keyring.digest(self.as_json())
