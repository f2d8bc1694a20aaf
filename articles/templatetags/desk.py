"""How the desk prints times and numbers, and the two look-ups its templates need."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.utils import timezone

from articles import local
from articles.language import dates

register = template.Library()


@register.filter
def ago(at: datetime | None) -> str:
    """`12 menit lalu`, `kemarin 17:20`, `38 menit lagi`."""
    if at is None:
        return ""
    return dates.ago(at, timezone.now(), local.zone(), language=local.language())


@register.filter
def moment(at: datetime) -> str:
    """`Rabu, 10 Agustus 2022 14:48 WIB`."""
    return local.moment(at)


@register.filter
def clock(at: datetime) -> str:
    """`14:48`."""
    return dates.clock(at, local.zone())


@register.filter
def date_words(day: date) -> str:
    """`Rabu, 10 Agustus 2022`."""
    return dates.long_date(day, language=local.language())


@register.filter
def dots(number: int) -> str:
    """`1.400`."""
    return dates.dots(number, language=local.language())


@register.filter
def field(form: forms.BaseForm, name: str) -> forms.BoundField:
    return form[name]


@register.filter
def key(mapping: Mapping[str, Any], name: str) -> Any:
    return mapping.get(name, "")
