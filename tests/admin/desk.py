"""What a browser sends from the writing screen."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import Story, Tag
from articles.workflow import Move


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(story: Story) -> str:
    return reverse("admin:articles_story_change", args=[story.pk])


def step(story: Story, move: Move) -> str:
    """The page of a move."""
    return reverse("admin:articles_story_move", args=[story.pk, move.value])


def make(story: Story, move: Move, user: User, **typed: Any) -> str:
    """Post the page of a move as drawn for the newest revision; the page that follows."""
    newest = Story.objects.get(pk=story.pk).version
    answer = signed_in(user).post(step(story, move), {"seen": newest} | typed, follow=True)
    return answer.content.decode()


def typed(story: Story | None = None, **changes: Any) -> dict[str, Any]:
    """The fields of a story as its form posts them, some of them changed."""
    story = story and Story.objects.get(pk=story.pk)
    rows = [(row.author_id, row.role) for row in story.bylines.all()] if story else []
    content = story.content if story else None
    data: dict[str, Any] = {
        "headline": "Judul baru",
        "bylines-TOTAL_FORMS": str(len(rows) + 1),
        "bylines-INITIAL_FORMS": str(len(rows)),
        f"bylines-{len(rows)}-author": "",
        f"bylines-{len(rows)}-role": "reporter",
    }
    for number, (author, role) in enumerate(rows):
        data |= {f"bylines-{number}-author": author, f"bylines-{number}-role": role}
    if story and content:
        names = Tag.objects.filter(pk__in=content.tags).values_list("name", flat=True)
        values = content.as_json() | {"tags": ", ".join(names), "base": story.version}
        for name in ("bylines", "language", "translates"):  # no fields of the form
            del values[name]
        data |= {name: value for name, value in values.items() if value is not None}
    return data | changes
