"""What desk templates say besides: all filters of `newsroom`, ages, and two look-ups."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms, template
from django.utils import timezone

from articles import local
from articles.language import dates
from articles.templatetags import newsroom

register = template.Library()
register.filters.update(newsroom.register.filters)  # times and numbers as readers have them


@register.filter
def ago(at: datetime | None) -> str:
    """`12 menit lalu`, `kemarin 17:20`, `38 menit lagi`."""
    if at is None:
        return ""
    return dates.ago(at, timezone.now(), local.zone(), language=local.language())


@register.filter
def field(form: forms.BaseForm, name: str) -> forms.BoundField:
    return form[name]


@register.filter
def key(mapping: Mapping[str, Any], name: str) -> Any:
    return mapping.get(name, "")
