"""Where a list goes on: `?sebelum=` names the last row shown. Stable through corrections."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.http import base36_to_int, int_to_base36

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
GREATEST_ID = 2**63 - 1
SHAPE = re.compile(r"([0-9a-z]{1,13})-([0-9a-z]{1,13})", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    """The hour and the number of a row, which order its list."""

    at: datetime
    number: int

    def __str__(self) -> str:
        microseconds = (self.at - EPOCH) // MICROSECOND
        return f"{int_to_base36(microseconds)}-{int_to_base36(self.number)}"

    @classmethod
    def asked(cls, request: HttpRequest) -> Self | None:
        """The one in the address; None for a list's beginning. Raises ValueError as `read`."""
        text = request.GET.get("sebelum")
        return None if text is None else cls.read(text)

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor of a link of ours. Raises ValueError for what we would not write."""
        if not (found := SHAPE.fullmatch(text)):
            raise ValueError("not the shape of a cursor")
        microseconds, number = map(base36_to_int, found.groups())
        try:
            cursor = cls(EPOCH + microseconds * MICROSECOND, number)
        except OverflowError as error:
            raise ValueError("beyond the calendar") from error
        if number > GREATEST_ID or str(cursor) != text:
            raise ValueError("not as we write it")
        return cursor


def older_than[Rows: QuerySet[Any]](rows: Rows, cursor: Cursor) -> Rows:
    """What follows the cursor in the order the list already has, be it the rows' own or that of a
    shelf: so a deep page is one short index scan like the first."""
    at, number = (str(name).removeprefix("-") for name in rows.query.order_by)
    return (
        rows.alias(list_at=F(at), list_number=F(number))
        .filter(list_at__lte=cursor.at)
        .exclude(list_at=cursor.at, list_number__gte=cursor.number)
    )
