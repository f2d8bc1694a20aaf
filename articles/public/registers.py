"""Ralat and pencabutan: what was corrected and what was withdrawn, each the newest first."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.models import Correction, Edition, Withdrawal
from articles.public import errors, genuine
from articles.public.cursor import Cursor, older_than
from articles.public.page import cached, show
from articles.public.withdrawn import Told

alarm = logging.getLogger("newsroom.seal")
PAGE = 20

Posted = Correction | Withdrawal


@dataclass(frozen=True)
class Corrected:
    correction: Correction
    now: Edition  # as readers have the story


@require_safe
@cached
def corrections(request: HttpRequest) -> HttpResponse:
    """Of every story that readers have, be it in the lists or not: none is hidden by unlisting."""
    return _answer(request, "public/corrections.html", correction_rows(), _corrected)


@require_safe
@cached
def withdrawals(request: HttpRequest) -> HttpResponse:
    return _answer(request, "public/withdrawals.html", withdrawal_rows(), _told)


def correction_rows() -> QuerySet[Correction]:
    readable = Edition.objects.current().filter(story=OuterRef("story"))
    return Correction.objects.filter(Exists(readable)).order_by("-at", "-pk")


def withdrawal_rows() -> QuerySet[Withdrawal]:
    rows = Withdrawal.objects.select_related("edition").defer("edition__body")
    return rows.order_by("-at", "-pk")


def _answer[N: (Correction, Withdrawal)](
    request: HttpRequest,
    template: str,
    rows: QuerySet[N],
    entries: Callable[[list[N]], list[Any]],
) -> HttpResponse:
    try:
        before = Cursor.asked(request)
    except ValueError:
        return errors.bad_cursor(request)
    rows = older_than(rows, before) if before else rows
    found = genuine.first(rows, PAGE + 1, belongs=_is_genuine)
    shown = found[:PAGE]
    older = Cursor(shown[-1].at, shown[-1].pk) if len(found) > PAGE else None
    return show(request, template, {"entries": entries(shown), "older": older, "before": before})


def _is_genuine(notice: Posted) -> bool:
    if not notice.is_genuine:
        name = notice._meta.model_name
        alarm.error("%s %s of story %s is false", name, notice.pk, notice.story_id)
    return notice.is_genuine


def _corrected(rows: list[Correction]) -> list[Corrected]:
    now = _readable(rows)
    return [Corrected(row, now[row.story_id]) for row in rows if row.story_id in now]


def _told(rows: list[Withdrawal]) -> list[Told]:
    now = _readable(rows)
    return [Told(row, now.get(row.story_id)) for row in rows]


def _readable(rows: Iterable[Posted]) -> dict[int, Edition]:
    """What readers have of these stories now, by story. One query."""
    editions = Edition.objects.live().filter(story__in={row.story_id for row in rows})
    return {edition.story_id: edition for edition in editions.defer("body")}
