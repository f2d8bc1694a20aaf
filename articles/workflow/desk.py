"""Taking a story for a move, and the verbs that touch nothing but the desk."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.models import User
from articles import local, notifying
from articles.markup import spaces
from articles.models import Approval, Desk, Revision, Story
from articles.workflow.moves import AFTER_EDIT, FARTHEST, MOVES, TAKES_DOWN, Move
from articles.workflow.rule import Makes, Refused
from articles.workflow.rules import newest, refusals

Reasons = Callable[[Story], list[str]]


def lock(story: Story) -> Story:
    """The row, locked until the transaction ends. SQLite's BEGIN IMMEDIATE is that lock there."""
    try:
        return Story.objects.select_for_update(no_key=True).get(pk=story.pk)
    except Story.DoesNotExist as error:  # an answer that a purge has taken
        raise Refused([_("This story is no longer there.")]) from error


def lock_in_sight(story: Story, by: User, *, move: Move | None = None) -> Story:
    """The row, locked, for somebody who may know of it; whoever may not learns nothing else."""
    story = lock(story)
    if not _is_in_sight(story, by, move):
        raise Refused([_("You cannot see this story.")])
    return story


def take(
    story: Story,
    move: Move,
    *,
    by: User,
    seen: int,
    note: str = "",
    also: Reasons = lambda story: [],
) -> Story:
    """Lock the story and bring its desk to where the move leads, or raise Refused: every reason.

    Opens each verb; `seen` is the number that the person had before their eyes (`rules.judged`),
    `also` gives the reasons that only the verb knows, asked of the locked story."""
    story = lock_in_sight(story, by, move=move)
    reasons = refusals(story, move, by=by, seen=seen, note=note) + also(story)
    if reasons:
        raise Refused(reasons)
    story.desk = MOVES[move].target or _staying(story, move)
    if MOVES[move].target is not None:  # else the note of the move that brought it here stays
        story.note = words(note)
    story.changed_at = clock.now()
    story.save(update_fields=["desk", "note", "changed_at"])
    return story


def words(note: str) -> str:
    """A note or a reason as it is kept."""
    return spaces.tidy(note).strip()


def _is_in_sight(story: Story, by: User, move: Move | None) -> bool:
    """Whoever may take down what was published without authority need not see the desk for it."""
    if Story.objects.visible_to(by).filter(pk=story.pk).exists():
        return True
    takes_down = move is Move.WITHDRAW and by.has_perm(TAKES_DOWN)
    return takes_down and story.editions.current().exists()


def _staying(story: Story, move: Move) -> Desk:
    desk = Desk(story.desk)
    return AFTER_EDIT.get(desk, desk) if move is Move.EDIT else desk


def record(story: Story, move: Move, *, by: User, note: str = "", **detail: object) -> None:
    """Tell whom it concerns, and the trail: the last thing that the verb of a move does."""
    is_out = MOVES[move].makes is Makes.NOW
    notifying.of_move(story, move.value, by=by, note=note, is_out=is_out)
    told = {"revision": story.version, "desk": story.desk} | ({"note": note} if note else {})
    audit.record(move.action, by=by, subject=f"story:{story.pk}", **told | detail)


@transaction.atomic
def submit(story: Story, *, by: User, seen: int) -> Story:
    """Put the story before the editors."""
    story = take(story, Move.SUBMIT, by=by, seen=seen)
    record(story, Move.SUBMIT, by=by)
    return story


@transaction.atomic
def send_back(story: Story, *, by: User, seen: int, note: str) -> Story:
    """Return the story to whoever began it, saying why."""
    story = take(story, Move.RETURN, by=by, seen=seen, note=note)
    give(story, story.created_by)
    record(story, Move.RETURN, by=by, note=story.note)
    return story


@transaction.atomic
def approve(story: Story, *, by: User, seen: int) -> Approval:
    """Seal somebody else's word for exactly the newest revision."""
    story = take(story, Move.APPROVE, by=by, seen=seen)
    revision = newest(story)
    if not revision.is_genuine or revision.text != story.content:  # read one, approve another
        raise Refused([_("This revision is not as it was saved. Tell an admin.")])
    approval = give_word(revision, by)
    record(story, Move.APPROVE, by=by)
    return approval


def give_word(revision: Revision, by: User) -> Approval:
    """A person's word is given once a revision; after a return of the same text it holds again."""
    given = revision.approvals.filter(by=by).first()
    if given is None:
        given = Approval.of(revision, by=by, at=clock.now())
        given.save()
    if not given.covers(revision):
        raise Refused([_("There is a false approval of this revision. Tell an admin.")])
    return given


@transaction.atomic
def hand(story: Story, *, to: User, by: User, seen: int, note: str = "") -> Story:
    """Somebody else has the story from now on; who is handed it may confirm its text."""
    story = take(
        story, Move.HAND, by=by, seen=seen, note=note, also=lambda story: _unfit(story, to)
    )
    give(story, to)
    record(story, Move.HAND, by=by, note=words(note), to=to.pk)
    return story


def _unfit(story: Story, to: User) -> list[str]:
    """Why somebody cannot have this story."""
    if not to.is_active or not to.has_perm("articles.confirm_story"):
        return [_("%(who)s does not work on stories. Choose somebody else.") % {"who": to}]
    sees_one_desk = to.has_perm("articles.see_agency_desk")
    if sees_one_desk and not Story.objects.visible_to(to).filter(pk=story.pk).exists():
        return [_("%(who)s sees another agency's desk only. Choose somebody else.") % {"who": to}]
    return []


def give(story: Story, to: User) -> None:
    """Whose turn it is now. Called under the story's lock."""
    story.holder = to
    story.save(update_fields=["holder"])


@transaction.atomic
def embargo(story: Story, *, until: datetime, by: User, seen: int) -> Story:
    """Let no new edition start before an hour. To shorten an embargo is to lift it."""
    story = take(
        story, Move.EMBARGO, by=by, seen=seen, also=lambda story: _bad_embargo(story, until, by)
    )
    _set_embargo(story, until)
    record(story, Move.EMBARGO, by=by, until=until.isoformat(timespec="seconds"))
    return story


def _bad_embargo(story: Story, until: datetime, by: User) -> list[str]:
    now = clock.now()
    if not now < until <= now + FARTHEST:
        return [_("An embargo ends in the future, and within 14 months.")]
    old = story.embargo_at(now)
    if old and until < old and not by.has_perm(MOVES[Move.LIFT].permission):
        return [
            _("The embargo until %(until)s stands. An editor may lift it.")
            % {"until": local.moment(old)}
        ]
    return []


@transaction.atomic
def lift_embargo(story: Story, *, by: User, seen: int) -> Story:
    """End the embargo before its hour."""
    story = take(story, Move.LIFT, by=by, seen=seen)
    _set_embargo(story, None)
    record(story, Move.LIFT, by=by)
    return story


def _set_embargo(story: Story, until: datetime | None) -> None:
    story.embargo_until = until
    story.save(update_fields=["embargo_until"])


@transaction.atomic
def cancel(story: Story, *, by: User, seen: int, note: str = "") -> Story:
    """Take a story off the desk that readers never had. Nothing of it is lost."""
    story = take(story, Move.CANCEL, by=by, seen=seen, note=note)
    record(story, Move.CANCEL, by=by, note=story.note)
    return story


@transaction.atomic
def reopen(story: Story, *, by: User, seen: int) -> Story:
    """Put a cancelled story back on the desk."""
    story = take(story, Move.REOPEN, by=by, seen=seen)
    record(story, Move.REOPEN, by=by)
    return story


def back_to_approved(story: Story) -> None:
    """After a schedule was taken back: its text is still approved."""
    story.desk = Desk.APPROVED
    story.save(update_fields=["desk"])


def release_import(story: Story, *, by: User, starting: int, source: str) -> None:
    """An imported story was public before it came here: its desk starts released.

    The entry keeps the views it starts with, and their source, so that no others stand there."""
    Story.objects.filter(pk=story.pk).update(desk=Desk.RELEASED, changed_at=clock.now())
    subject = f"story:{story.pk}"
    audit.record("story.import", by=by, subject=subject, starting=starting, source=source)
