"""Remarks on a story: written, answered, resolved, reopened by whoever sees it and works here.

Auditors see everything and change nothing: they read remarks, and may be called in them."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.models import User
from articles import notifying, workflow
from articles.markup import spaces
from articles.models import Remark, Story
from articles.models.remark import LONGEST, NAMED, spellings
from articles.workflow import Refused

SPEAKS = "articles.confirm_story"  # every role that works on stories has it; auditors do not
MOST_CALLED = 100  # people whose user names are shown
ONCE = timedelta(minutes=10)  # the same words again within it are a second click


@dataclass(frozen=True)
class Written:
    """A remark, and the names in it by which nobody was told: they call nobody who sees it."""

    remark: Remark
    unheard: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Thread:
    first: Remark
    answers: list[Remark]


def threads(story: Story) -> list[Thread]:
    """All that was said, the newest thread first. Two queries."""
    rows = Remark.objects.filter(story=story).select_related("by", "resolved_by")
    found: dict[int, Thread] = {}
    for remark in rows.prefetch_related("mentions").order_by("at", "pk"):
        if remark.thread_id is None:
            found[remark.pk] = Thread(remark, [])
        else:
            found[remark.thread_id].answers.append(remark)
    return list(reversed(found.values()))


def open_threads(story: Story) -> list[Thread]:
    return [thread for thread in threads(story) if thread.first.resolved_at is None]


def may_speak(user: User) -> bool:
    return user.is_active and user.has_perm(SPEAKS)


def who_hear(story: Story, by: User) -> list[User]:
    """The others who see the story, and so can be called in a remark. One query."""
    others = notifying.who_see(story).exclude(pk=by.pk)
    return list(others.order_by(Lower("name"), "pk")[:MOST_CALLED])


@transaction.atomic
def write(story: Story, text: str, *, by: User) -> Written:
    """Begin a thread."""
    story = _take(story, by)
    return _keep(Remark(story=story, by=by, text=_fit(text)))


@transaction.atomic
def answer(thread: Remark, text: str, *, by: User) -> Written:
    """Speak in a thread. One that was resolved is open again: somebody has more to say."""
    story = _take(thread.story, by)
    first = _first(thread)
    return _keep(Remark(story=story, thread=first, by=by, text=_fit(text)))


@transaction.atomic
def resolve(thread: Remark, *, by: User) -> None:
    """Nothing is left to do about it."""
    _take(thread.story, by)
    first = _first(thread)
    rows = Remark.objects.filter(pk=first.pk, resolved_at=None)
    if not rows.update(resolved_at=clock.now(), resolved_by=by):
        raise Refused([_("This remark is resolved already.")])
    _record("remark.resolve", first, by)


@transaction.atomic
def reopen(thread: Remark, *, by: User) -> None:
    """Something is left to do after all."""
    _take(thread.story, by)
    first = _first(thread)
    if not _open_again(first):
        raise Refused([_("This remark is open already.")])
    _record("remark.reopen", first, by)


def _take(story: Story, by: User) -> Story:
    """The story, locked, so that what is said twice at once is seen to be the same."""
    locked = workflow.lock_in_sight(story, by)
    if not may_speak(by):
        raise Refused([_("Your role reads remarks and writes none.")])
    return locked


def _first(remark: Remark) -> Remark:
    return remark.thread or remark


def _open_again(first: Remark) -> bool:
    rows = Remark.objects.filter(pk=first.pk, resolved_at__isnull=False)
    return bool(rows.update(resolved_at=None, resolved_by=None))


def _fit(text: str) -> str:
    text = spaces.tidy(text).strip()
    if not text:
        raise Refused([_("Write the remark first.")])
    if len(text) > LONGEST:
        said = _("A remark has at most %(most)d characters; this one has %(number)d.")
        raise Refused([said % {"most": LONGEST, "number": len(text)}])
    return text


def _keep(remark: Remark) -> Written:
    now = clock.now()
    same = Remark.objects.filter(story=remark.story, thread=remark.thread, by=remark.by)
    if before := same.filter(text=remark.text, at__gte=now - ONCE).first():
        return Written(before)
    is_opening = remark.thread is not None and _open_again(remark.thread)
    remark.at = now
    remark.save()
    people, unheard = _called(remark)
    remark.mentions.set(people)
    notifying.of_remark(remark)
    _record("remark.reopen" if is_opening else "remark.add", remark, remark.by)
    return Written(remark, unheard)


def _called(remark: Remark) -> tuple[list[User], list[str]]:
    """The people its text mentions who see the story, and the names that call none of them."""
    names = list(dict.fromkeys(NAMED.findall(remark.text)))
    wanted = {spelling for name in names for spelling in spellings(name)}
    seeing = notifying.who_see(remark.story).alias(lower=Lower("username"))
    people = {user.username.lower(): user for user in seeing.filter(lower__in=wanted)}
    heard, unheard = {}, []
    for name in names:
        called = next((one for one in spellings(name) if one in people), None)
        if called is None:
            unheard.append(name)
        else:
            heard[called] = people[called]
    return list(heard.values()), unheard


def _record(action: str, remark: Remark, by: User) -> None:
    audit.record(action, by=by, subject=f"remark:{remark.pk}", story=remark.story_id)
