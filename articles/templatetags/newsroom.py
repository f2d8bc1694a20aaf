"""Dates, hours and numbers in templates: language.dates in the site's zone and language."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from articles import local
from articles.language import dates

register = template.Library()


@register.filter
def long_date(day: date) -> str:
    """`Rabu, 10 Agustus 2022`."""
    return dates.long_date(day, language=local.language())


@register.filter
def moment(at: datetime) -> str:
    """`Rabu, 10 Agustus 2022 14:48 WIB`."""
    return local.moment(at)


@register.filter
def short_moment(at: datetime) -> str:
    """`10 Agustus 2022 14:48 WIB`."""
    day = dates.short_date(timezone.localdate(at, local.zone()), language=local.language())
    return f"{day} {dates.clock_zone(at, local.zone())}"


@register.filter
def machine(at: datetime) -> str:
    """`2022-08-10T14:48:56+07:00`."""
    return dates.machine(at, local.zone())


@register.filter
def clock(at: datetime) -> str:
    """`14:48`."""
    return dates.clock(at, local.zone())


@register.filter
def hour_or_day(at: datetime, today: date) -> str:
    """`14:48` today, else the day: `10 Agustus`, with the year if it is another one."""
    day = timezone.localdate(at, local.zone())
    if day == today:
        return dates.clock(at, local.zone())
    printed = dates.short_date(day, language=local.language())
    return printed.removesuffix(f" {today.year}")


@register.filter
def hour_or_date(at: datetime, today: date) -> str:
    """`14:48` today, else `23/11`, with the year if it is another one: for a narrow column."""
    day = timezone.localdate(at, local.zone())
    if day == today:
        return dates.clock(at, local.zone())
    printed = f"{day.day}/{day.month}"
    return printed if day.year == today.year else f"{printed}/{day:%y}"


@register.filter
def moment_after(at: datetime, first: datetime) -> str:
    """`16:20 WIB` on the day of the first moment, else in full."""
    if timezone.localdate(at, local.zone()) == timezone.localdate(first, local.zone()):
        return dates.clock_zone(at, local.zone())
    return moment(at)


@register.filter
def day_heading(day: date, today: date) -> str:
    """`Hari ini, Jumat, 17 Mei`."""
    return dates.day_heading(day, today, language=local.language())


@register.filter
def dots(number: int) -> str:
    """`1.400`."""
    return dates.dots(number, language=local.language())
