"""How the desk prints times and numbers, and the two look-ups its templates need."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.utils import timezone
from django.utils.translation import get_language

from articles.language import dates

register = template.Library()


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def ago(at: datetime | None) -> str:
    """`12 menit lalu`, `kemarin 17.20`, `38 menit lagi`."""
    if at is None:
        return ""
    zone = timezone.get_current_timezone()
    return dates.ago(at, timezone.now(), zone, language=_language())


@register.filter
def moment(at: datetime) -> str:
    """`Rabu, 10 Agustus 2022 14:48 WIB`."""
    zone = timezone.get_current_timezone()
    return dates.moment(at, zone, language=_language())


@register.filter
def clock(at: datetime) -> str:
    """`14:48`."""
    return dates.clock(at, timezone.get_current_timezone())


@register.filter
def date_words(day: date) -> str:
    """`Rabu, 10 Agustus 2022`."""
    return dates.long_date(day, language=_language())


@register.filter
def dots(number: int) -> str:
    """`1.400`."""
    return dates.dots(number, language=_language())


@register.filter
def field(form: forms.BaseForm, name: str) -> forms.BoundField:
    return form[name]


@register.filter
def key(mapping: Mapping[str, Any], name: str) -> Any:
    return mapping.get(name, "")
