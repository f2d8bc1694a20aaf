"""Dates in words for sentences: `language.dates` in the site's zone and the reader's language."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from articles.language import dates


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


def moment(at: datetime) -> str:
    """`Rabu, 10 Agustus 2022 14:48 WIB`."""
    return dates.moment(at, zone(), language=language())


def brief(at: datetime) -> str:
    """`10:00 WIB` today, else `Senin 23/11 10:00 WIB`: for labels."""
    return dates.brief(at, timezone.now(), zone(), language=language())


def midnight(at: datetime, *, days: int = 0) -> datetime:
    """Where the day of a moment begins in the site's zone; or one some days later, or before."""
    there = at.astimezone(zone()).replace(hour=0, minute=0, second=0, microsecond=0)
    return there + timedelta(days=days)
