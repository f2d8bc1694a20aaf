"""The news desk's first page beside what waits: today's output, the desk by states."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import readership
from articles.models import Desk, Edition, Language, Story
from articles.models.story import StoryQuerySet

IN_COLUMN = 8
MOST_TODAY = 12
COLUMNS = (Desk.DRAFT, Desk.SUBMITTED, Desk.RETURNED, Desk.APPROVED)
# For those whom no story ever waits for: permission, where it leads, its name, what is done there.
DUTIES: list[tuple[str, str, Any, Any]] = [
    (
        "articles.view_story",
        "admin:articles_story_changelist",
        gettext_lazy("Stories"),
        gettext_lazy("Read every story, its revisions and who approved them."),
    ),
    (
        "articles.withdraw_unauthorised",
        "admin:taking_down",
        gettext_lazy("Withdraw a story"),
        gettext_lazy("Take down what was published without authority."),
    ),
    (
        "accounts.change_user",
        "admin:accounts_user_changelist",
        gettext_lazy("People and roles"),
        gettext_lazy("Open and close accounts, give roles, set new passwords."),
    ),
    (
        "articles.change_author",
        "admin:articles_author_changelist",
        gettext_lazy("Authors"),
        gettext_lazy("Names as they stand with stories, and their credit codes."),
    ),
    (
        "accounts.view_auditentry",
        "admin:accounts_auditentry_changelist",
        gettext_lazy("Audit trail"),
        gettext_lazy("Who did what and when; nobody can change it."),
    ),
]


@dataclass(frozen=True)
class Column:
    state: Desk
    number: int
    stories: list[Story]
    shown: bool


def with_rows(stories: StoryQuerySet) -> StoryQuerySet:
    """What a row of the board or the list says of a story, in a constant number of queries."""
    related = stories.with_public_state().select_related("section", "holder", "created_by")
    return related.prefetch_related("agencies", "bylines__author").defer("body")


def board(user: User, *, shown: str) -> dict[str, Any]:
    """All that the first page shows. `shown` is the state whose column a phone unfolds."""
    stories = Story.objects.visible_to(user)
    return {
        "now": timezone.now(),
        "duties": _duties(user),
        "today": _today(stories, timezone.now()),
        "columns": _columns(stories, shown if shown in COLUMNS else Desk.SUBMITTED),
    }


def _duties(user: User) -> list[tuple[Any, Any, str]]:
    """What somebody comes for who moves no story; whoever may move one has it waiting instead."""
    if user.has_perm("articles.confirm_story"):
        return []
    return [
        (label, says, reverse(name))
        for permission, name, label, says in DUTIES
        if user.has_perm(permission)
    ]


def _columns(stories: StoryQuerySet, shown: str) -> list[Column]:
    on_desk = stories.filter(desk__in=COLUMNS).order_by()
    counts = dict(on_desk.values_list("desk").annotate(Count("pk")))
    return [
        Column(state, counts.get(state, 0), _newest_in(stories, state), state == shown)
        for state in COLUMNS
    ]


def _newest_in(stories: StoryQuerySet, state: Desk) -> list[Story]:
    rows = stories.filter(desk=state).select_related("holder", "created_by").defer("body")
    return list(rows.order_by("-changed_at", "-pk")[:IN_COLUMN])


def _today(stories: StoryQuerySet, now: datetime) -> dict[str, Any]:
    """What readers got since midnight in the site's zone, of the stories this person may see."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    # Every language, named, so that the index (language, published_at) serves.
    today = Edition.objects.live(now).filter(
        language__in=Language.values, published_at__gte=midnight
    )
    all_of_it = list(today.defer("body").order_by("published_at", "story_id"))
    published = [edition.story_id for edition in all_of_it]
    ids = set(stories.order_by().filter(pk__in=published).values_list("pk", flat=True))
    editions = [edition for edition in all_of_it if edition.story_id in ids]
    counted = readership.with_views(Story.objects.filter(pk__in=ids))
    views: dict[int, Any] = {story.pk: story.views for story in counted.only("pk")}  # type: ignore[attr-defined]
    rows = [{"edition": edition, "views": views[edition.story_id]} for edition in editions]
    return {"rows": rows[-MOST_TODAY:], "number": len(rows), "views": sum(views.values())}
