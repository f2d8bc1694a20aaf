"""What waits for a person: its number for the rail of every page, its rows for the board."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils.translation import gettext as _

from accounts.models import User
from articles import workflow
from articles.admin import moves
from articles.admin.board import with_rows
from articles.models import Byline, Desk, Revision, Story
from articles.models.story import StoryQuerySet
from articles.workflow import Move

MOST = 99
NEAREST_FIRST = Case(
    When(desk=Desk.APPROVED, then=0),
    When(desk=Desk.SUBMITTED, then=1),
    When(desk=Desk.RETURNED, then=2),
    default=3,
)


@dataclass(frozen=True)
class Waiting:
    """A row of what waits: who did what to which story, and the verb that is owed."""

    story: Story
    who: str
    says: str
    move: str


def number(user: User) -> str:
    """How many wait, as the rail says it: empty, `7` or `99+`. Reads no more than it says."""
    found = waiting_for(user).order_by().values("pk")[: MOST + 1].count()
    return f"{MOST}+" if found > MOST else str(found or "")


def rows(user: User) -> list[Waiting]:
    """What this person owes, the nearest to the readers first, then what has waited longest."""
    stories = with_rows(waiting_for(user)).order_by(NEAREST_FIRST, "changed_at", "pk")
    found = list(stories[:MOST])
    workflow.remember_newest(found)
    return [_row(story, user) for story in found]


def waiting_for(user: User) -> StoryQuerySet:
    """The stories for which `moves.owed` has a verb, found by the database."""
    approve = workflow.MOVES[Move.APPROVE]
    waits, foreign = Q(pk__in=[]), Q(desk__in=approve.sources) & ~_saved_by(user)
    for rule in (workflow.MOVES[move] for move in moves.OWED):
        if user.has_perm(rule.permission):
            waits |= Q(desk__in=rule.sources, public__in=rule.public)
    if user.has_perm(approve.permission):
        waits |= foreign
    elif user.has_perm("articles.confirm_story"):
        waits |= foreign & _bound_to(user)
    if user.has_perm("articles.change_story"):
        waits |= Q(desk__in=[Desk.DRAFT, Desk.RETURNED], holder=user)
    return Story.objects.visible_to(user).with_public_state().filter(waits)


def _saved_by(user: User) -> Q:
    """As in `workflow.newest`: whose text it is that somebody else approves."""
    newest = Revision.objects.filter(story=OuterRef("pk"), number=OuterRef("version"))
    return Q(Exists(newest.filter(by=user)))


def _bound_to(user: User) -> Q:
    """As `workflow.in_byline`."""
    named = Exists(Byline.objects.filter(story=OuterRef("pk"), author__user=user))
    return Q(named) | Q(holder=user) & ~Q(created_by=user)


def _row(story: Story, user: User) -> Waiting:
    says = {
        Desk.SUBMITTED: _("has submitted"),
        Desk.RETURNED: _("Returned to you:"),
        Desk.APPROVED: _("Approved:"),
        Desk.DRAFT: _("Your draft:"),
    }[Desk(story.desk)]
    submitted = story.desk == Desk.SUBMITTED
    who = workflow.newest(story).by.get_short_name() if submitted else ""
    return Waiting(story, who, says, moves.owed(story, user))
