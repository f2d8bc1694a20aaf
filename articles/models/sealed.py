"""Reading editions so that a false row is not among them."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models.query import ModelIterable

if TYPE_CHECKING:
    from articles.models.edition import Edition, EditionQuerySet

alarm = logging.getLogger("newsroom.seal")


class SealedIterable(ModelIterable):  # type: ignore[type-arg]
    """Leaves out every row whose seal does not fit, and says so."""

    queryset: "EditionQuerySet"

    def __iter__(self) -> Iterator["Edition"]:
        for row in super().__iter__():
            if row.is_genuine:
                yield row
            else:
                self.queryset.left_out += 1
                alarm.error("edition %s of story %s is false and not shown", row.pk, row.story_id)
