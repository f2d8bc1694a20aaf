"""Dates, hours and numbers in templates: language.dates in the site's zone and language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from articles.language import dates

register = template.Library()


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"


@register.filter
def long_date(day: date) -> str:
    """`Rabu, 10 Agustus 2022`."""
    return dates.long_date(day, language=_language())


@register.filter
def moment(at: datetime) -> str:
    """`Rabu, 10 Agustus 2022 14:48 WIB`."""
    return dates.moment(at, _zone(), language=_language())


@register.filter
def machine(at: datetime) -> str:
    """`2022-08-10T14:48:56+07:00`."""
    return dates.machine(at, _zone())


@register.filter
def clock(at: datetime) -> str:
    """`14:48`."""
    return dates.clock(at, _zone())


@register.filter
def hour_or_day(at: datetime, today: date) -> str:
    """`14:48` today, else the day: `10 Agustus`, with the year if it is another one."""
    day = timezone.localdate(at, _zone())
    if day == today:
        return dates.clock(at, _zone())
    printed = dates.short_date(day, language=_language())
    return printed.removesuffix(f" {today.year}")


@register.filter
def hour_or_date(at: datetime, today: date) -> str:
    """`14:48` today, else `23/11`, with the year if it is another one: for a narrow column."""
    day = timezone.localdate(at, _zone())
    if day == today:
        return dates.clock(at, _zone())
    printed = f"{day.day}/{day.month}"
    return printed if day.year == today.year else f"{printed}/{day:%y}"


@register.filter
def moment_after(at: datetime, first: datetime) -> str:
    """`16:20 WIB` on the day of the first moment, else in full."""
    if timezone.localdate(at, _zone()) == timezone.localdate(first, _zone()):
        return dates.clock_zone(at, _zone())
    return moment(at)


@register.filter
def day_heading(day: date, today: date) -> str:
    """`Hari ini, Jumat, 17 Mei`."""
    return dates.day_heading(day, today, language=_language())


@register.filter
def dots(number: int) -> str:
    """`1.400`."""
    return dates.dots(number, language=_language())
