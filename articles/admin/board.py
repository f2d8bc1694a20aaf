"""The news desk's first page: what waits for this person, today's output, the desk by states."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import readership, workflow
from articles.admin import moves
from articles.models import Desk, Edition, Language, Story
from articles.models.story import StoryQuerySet

MOST_WAITING = 99
IN_COLUMN = 8
MOST_TODAY = 12
COLUMNS = (Desk.DRAFT, Desk.SUBMITTED, Desk.RETURNED, Desk.APPROVED)
NEAREST_FIRST = Case(
    When(desk=Desk.APPROVED, then=0),
    When(desk=Desk.SUBMITTED, then=1),
    When(desk=Desk.RETURNED, then=2),
    default=3,
)
# For those whom no story ever waits for: permission, where it leads, its name, what is done there.
DUTIES: list[tuple[str, str, Any, Any]] = [
    (
        "articles.view_story",
        "admin:articles_story_changelist",
        gettext_lazy("Stories"),
        gettext_lazy("Read every story, its revisions and who approved them."),
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
class Waiting:
    """A row of what waits: who did what to which story, and the verb that is owed."""

    story: Story
    who: str
    says: str
    move: str


@dataclass(frozen=True)
class Column:
    state: Desk
    number: int
    stories: list[Story]
    shown: bool


def with_rows(stories: StoryQuerySet) -> StoryQuerySet:
    """What a row of the board or the list says of a story, in a constant number of queries."""
    related = stories.select_related("section", "holder", "created_by")
    return related.prefetch_related("agencies", "bylines__author").defer("body")


def waiting(user: User) -> list[Waiting]:
    """What this person owes, the nearest to the readers first, then what has waited longest."""
    mine = Q(desk__in=[Desk.RETURNED, Desk.DRAFT], holder=user)
    open_to_many = Q(desk__in=[Desk.SUBMITTED, Desk.APPROVED])
    stories = Story.objects.visible_to(user).filter(mine | open_to_many)
    rows = list(with_rows(stories).order_by(NEAREST_FIRST, "changed_at", "pk")[: MOST_WAITING * 2])
    workflow.remember_newest(rows)
    found = [_row(story, move) for story in rows if (move := moves.owed(story, user))]
    return found[:MOST_WAITING]


def _row(story: Story, move: str) -> Waiting:
    by = workflow.newest(story).by
    says = {
        Desk.SUBMITTED: _("has submitted"),
        Desk.RETURNED: _("Returned to you:"),
        Desk.APPROVED: _("Approved:"),
        Desk.DRAFT: _("Your draft:"),
    }[Desk(story.desk)]
    who = by.get_short_name() if story.desk == Desk.SUBMITTED else ""
    return Waiting(story, who, says, move)


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
