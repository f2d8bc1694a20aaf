"""What a page says of its story's notices, as the edition printed them. DOMAIN.md has the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import CorrectionKind, Edition

OF_ERRORS = frozenset({CorrectionKind.ERRATUM, CorrectionKind.CORRECTION})
RETURNED = "returned"  # after a withdrawal


@dataclass(frozen=True)
class Words:
    """The notice's name, what it did to the story, and where the bar above leads."""

    name: str | Promise
    done: str | Promise
    see: str | Promise


WORDS = {
    CorrectionKind.ERRATUM: Words(
        CorrectionKind.ERRATUM.label, _("Mended by an erratum"), _("see the erratum")
    ),
    CorrectionKind.CORRECTION: Words(
        CorrectionKind.CORRECTION.label, _("Mended by a correction"), _("see the correction")
    ),
    CorrectionKind.UPDATE: Words(
        CorrectionKind.UPDATE.label, _("Brought up to date"), _("see the update")
    ),
    CorrectionKind.VERIFICATION: Words(
        CorrectionKind.VERIFICATION.label, _("Verified further"), _("see the result")
    ),
    RETURNED: Words(_("Published again"), _("Published again"), _("see why")),
}


@dataclass(frozen=True)
class Notice:
    words: Words
    at: datetime
    was: str
    now: str
    note: str
    apology: str


def printed(edition: Edition) -> list[Notice]:
    """The newest first. The text in them is whatever somebody typed."""
    return [_notice(row) for row in edition.printed["notices"]]


def _notice(row: dict[str, Any]) -> Notice:
    said = {name: row.get(name, "") for name in ("was", "now", "note", "apology")}
    return Notice(WORDS[row["kind"]], _at(row), **said)


def tell_of_errors(edition: Edition) -> bool:
    return any(row["kind"] in OF_ERRORS for row in edition.printed["notices"])


def returns(edition: Edition) -> Iterator[datetime]:
    """When its story came back after withdrawals."""
    return (_at(row) for row in edition.printed["notices"] if row["kind"] == RETURNED)


def _at(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["at"])
