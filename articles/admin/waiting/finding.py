"""What waits for a person, as the database finds it. `wording` says it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from articles import emergencies, local, workflow
from articles.admin import moves
from articles.models import Byline, Desk, Edition, Public, Reply, Revision, Story
from articles.models.reply import DECIDES, ReplyQuerySet
from articles.models.story import StoryQuerySet
from articles.workflow import Move

ON_DESK = [Desk.DRAFT, Desk.SUBMITTED, Desk.RETURNED, Desk.APPROVED]
MOST = 99  # beyond it a number says no more


def owed(user: User, at: datetime) -> StoryQuerySet:
    """The stories for which `moves.owed` has a verb, emergencies apart, and those whose embargo
    ends today, found by the database."""
    approve = workflow.MOVES[Move.APPROVE]
    waits, foreign = embargo_ends(user, at), Q(desk__in=approve.sources) & ~_saved_by(user)
    for rule in (workflow.MOVES[move] for move in moves.OWED):
        if user.has_perm(rule.permission):
            waits |= Q(desk__in=rule.sources, public__in=rule.public)
    if user.has_perm(approve.permission):
        waits |= foreign
    elif user.has_perm("articles.confirm_story"):
        waits |= foreign & _bound_to(user)
    if user.has_perm("articles.change_story"):
        waits |= Q(desk__in=[Desk.DRAFT, Desk.RETURNED], holder=user)
    return Story.objects.visible_to(user).with_public_state(at).filter(waits)


def _saved_by(user: User) -> Q:
    """As in `workflow.newest`: whose text it is that somebody else approves."""
    newest = Revision.objects.filter(story=OuterRef("pk"), number=OuterRef("version"))
    return Q(Exists(newest.filter(by=user)))


def _bound_to(user: User) -> Q:
    """As `workflow.in_byline`."""
    named = Exists(Byline.objects.filter(story=OuterRef("pk"), author__user=user))
    return Q(named) | Q(holder=user) & ~Q(created_by=user)


def watches_hours(user: User) -> bool:
    """Whether what comes at an hour is this person's to have an eye on."""
    return user.has_perm(workflow.MOVES[Move.SCHEDULE].permission)


def embargo_ends(user: User, at: datetime) -> Q:
    """Today, on what is worked on and has no hour of its own yet."""
    if not watches_hours(user):
        return Q(pk__in=[])
    today = Q(embargo_until__gt=at, embargo_until__lt=local.midnight(at, days=1))
    return today & Q(desk__in=ON_DESK, public__in=set(Public) - {Public.SCHEDULED})


def hours(user: User, at: datetime) -> dict[int, datetime]:
    """The stories that readers get today, each with its hour."""
    if not watches_hours(user):
        return {}
    today = Edition.objects.future(at).filter(live_from__lt=local.midnight(at, days=1))
    seen = today.filter(story__in=Story.objects.visible_to(user).order_by().values("pk"))
    return dict(seen.order_by("live_from").values_list("story", "live_from")[: MOST + 1])


def unapproved(user: User, at: datetime) -> list[Edition]:
    """Emergencies that wait for somebody's later word, asked for those who may ever give it."""
    return emergencies.waiting(at) if user.has_perm("articles.confirm_story") else []


def unserved(user: User, at: datetime) -> ReplyQuerySet:
    """What came by right of reply and waits for a decision, or for what was promised."""
    if not user.has_perm(DECIDES):
        return Reply.objects.none()
    return Reply.objects.waiting(at).select_related("story").defer("story__body")
