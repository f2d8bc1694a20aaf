"""What `manage check --database default` says before a server starts."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from articles import integrity


@register(Tags.database)
def key_fits(*, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A wrong EDITION_KEY hides every edition from readers; better not to start at all."""
    try:
        fits = not databases or integrity.key_fits()
    except DatabaseError:  # not there yet, or before its migrations: other checks tell of that
        fits = True
    return [] if fits else [Error(str(integrity.WRONG_KEY), id="newsroom.E001")]
