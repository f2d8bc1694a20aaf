"""The first rows of a list that are genuine: false ones fall out, and it reads on behind them."""

import logging
from collections.abc import Callable

from django.db.models import Model, QuerySet

alarm = logging.getLogger("newsroom.seal")

FURTHER = 3  # looks after the first, where false rows stood in the way
STEP = 200  # rows that each of these reads


def first[Row: Model](
    rows: QuerySet[Row], count: int, *, belongs: Callable[[Row], bool] | None = None
) -> list[Row]:
    """At most `count`; one query where all are genuine and belong here. How far it reads is
    bounded: behind more false rows than that it gives what it found, and the desk hears of it."""
    found: dict[Row, None] = {}  # once each, should a row slip back between two looks
    start, size = 0, count
    for _look in range(1 + FURTHER):
        look = rows[start : start + size]
        found |= dict.fromkeys(filter(belongs, look))
        if len(found) >= count or len(look) + getattr(look, "left_out", 0) < size:
            return list(found)[:count]
        start, size = start + size, STEP
    alarm.error("a list is cut short: most of its first %d rows are false", start)
    return list(found)
