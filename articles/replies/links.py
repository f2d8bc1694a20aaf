"""What readers of a story are shown of its answers, and readers of an answer of its story.

Pedoman Pemberitaan Media Siber, point 4 b and c: linked, with the time each was posted. Bound by
the stories, so that both keep each other when their addresses change."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef

from articles.models import Edition, Reply

MOST = 20  # of one story


@dataclass(frozen=True)
class Links:
    """Live, genuine editions: those that answer this story, and the one that it answers."""

    answers: list[Edition] = field(default_factory=list)
    answered: Edition | None = None


def links(story: int) -> Links:
    """One query, which finds the few rows by the story's own."""
    answers = Reply.objects.filter(story=story, answer__isnull=False).order_by()
    answered = Reply.objects.filter(answer=story).order_by()
    bound = answers.values("answer").union(answered.values("story"))
    rows = Edition.objects.live().filter(story__in=bound).defer("body")
    rows = rows.annotate(is_answer=Exists(answers.filter(answer=OuterRef("story"))))
    found: list[Any] = list(rows.order_by("published_at", "story_id")[:MOST])
    return Links(
        [row for row in found if row.is_answer],
        next((row for row in found if not row.is_answer), None),
    )


def published(reply: Reply) -> Edition | None:
    """The answer as readers have it now, if they do."""
    if reply.answer_id is None:
        return None
    return next(iter(Edition.objects.live().filter(story=reply.answer_id).defer("body")), None)
