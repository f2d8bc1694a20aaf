"""What `manage check` says before a server starts: of the keys, and of the mail."""

from typing import Any

from django.conf import global_settings, settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
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


@register("mail", deploy=True)
def sender_is_named(**kwargs: Any) -> list[CheckMessage]:
    """Letters that say to come from localhost are thrown away on their way."""
    leaves = settings.MAILERS["default"]["BACKEND"].endswith(".smtp.EmailBackend")
    if not leaves or settings.DEFAULT_FROM_EMAIL != global_settings.DEFAULT_FROM_EMAIL:
        return []
    return [
        Warning(
            "EMAIL_URL names a mail server, but DEFAULT_FROM_EMAIL is not set: letters would leave "
            f"as {settings.DEFAULT_FROM_EMAIL}.",
            hint="Set it to an address of yours, such as Newsroom <redaksi@berita.example>.",
            id="newsroom.W001",
        )
    ]
