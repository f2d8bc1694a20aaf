"""Where a list goes on: `?sebelum=` names the last story shown. Stable through corrections."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.utils.http import base36_to_int, int_to_base36

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
GREATEST_ID = 2**63 - 1
SHAPE = re.compile(r"([0-9a-z]{1,13})-([0-9a-z]{1,13})", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    published_at: datetime
    story: int

    def __str__(self) -> str:
        microseconds = (self.published_at - EPOCH) // MICROSECOND
        return f"{int_to_base36(microseconds)}-{int_to_base36(self.story)}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The cursor of a link of ours. Raises ValueError for what we would not write."""
        if not (found := SHAPE.fullmatch(text)):
            raise ValueError("not the shape of a cursor")
        microseconds, story = map(base36_to_int, found.groups())
        try:
            cursor = cls(EPOCH + microseconds * MICROSECOND, story)
        except OverflowError as error:
            raise ValueError("beyond the calendar") from error
        if story > GREATEST_ID or str(cursor) != text:
            raise ValueError("not as we write it")
        return cursor
