"""The story begun for an answer that readers never had: it goes with the sender's data.

The one place where rows of the desk are deleted. Why: docs/decisions/0010."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import ManyToOneRel, Model, QuerySet

from articles.models import Edition, Reply, Story


def begun(reply: Reply) -> list[Story]:
    """The story of the answer with its translations and theirs, which repeat the same words, the
    later after what they translate. Locked, so that nobody publishes them meanwhile."""
    pks = list(filter(None, [reply.answer_id]))
    stories = Story.objects.order_by("pk")
    while further := stories.filter(translates__in=pks).exclude(pk__in=pks):
        pks += further.values_list("pk", flat=True)
    locked = stories.select_for_update().defer("body").in_bulk(pks)
    return [locked[pk] for pk in pks if pk in locked]


def was_read(stories: list[Story], now: datetime) -> bool:
    """Whether readers have, or had, any of them."""
    return Edition.objects.filter(story__in=stories).started(now).exists()


def is_scheduled(stories: list[Story], now: datetime) -> bool:
    """Whether readers get what they never had, at an hour that stands."""
    coming = Edition.objects.filter(story__in=stories).future(now)
    return coming.exists() and not was_read(stories, now)


def erase(reply: Reply, stories: list[Story]) -> None:
    """Delete what was begun: texts, approvals, remarks, schedules that were taken back."""
    reply.answer = None
    reply.save(update_fields=["answer"])
    for story in reversed(stories):
        _erase(Story.objects.filter(pk=story.pk))


def _erase(rows: QuerySet[Any]) -> None:
    """With everything that points at these rows, whatever table comes to do so later."""
    if not rows.exists():
        return
    for model, field in _pointing(rows.model):
        _erase(model._base_manager.filter(**{f"{field}__in": rows}).order_by())
    rows.delete()


def _pointing(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The tables with a foreign key to this one, and its name. What was decided is none of them,
    nor another story: one that came meanwhile protects what it translates."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in (Reply, Story):
            yield relation.related_model, relation.field.name
