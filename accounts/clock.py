"""The time by which verbs date what they write.

Demo content and tests set it back, so that stories written this minute are days old; never forward,
and no door imports `at`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    return _set.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within it the verbs date what they write by a moment that is past."""
    if moment > timezone.now():
        raise ValueError("the clock is never set forward")
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
