"""The moves of the desk: one table that rules, buttons and tests read. The only writer of `desk`.

Four eyes: nothing is approved by the person who saved it (docs/decisions/0001)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, clock
from accounts.models import User
from articles.models import Approval, Author, Desk, Revision, Story


class Move(models.TextChoices):
    EDIT = "edit", gettext_lazy("Save")
    SUBMIT = "submit", gettext_lazy("Submit")
    RETURN = "return", gettext_lazy("Return…")
    APPROVE = "approve", gettext_lazy("Approve")
    PUBLISH = "publish", gettext_lazy("Publish")


@dataclass(frozen=True)
class Rule:
    """From which states to which (None: it stays), by what permission, and its effect in words."""

    sources: frozenset[Desk]
    target: Desk | None
    permission: str
    effect: str | Promise = ""
    needs_note: bool = False


NOTE_MISSING = gettext_lazy("Write a note: the writer needs to know why.")
AFTER_EDIT = {Desk.APPROVED: Desk.SUBMITTED, Desk.RELEASED: Desk.DRAFT}

MOVES: dict[Move, Rule] = {
    Move.EDIT: Rule(frozenset(set(Desk) - {Desk.CANCELLED}), None, "articles.change_story"),
    Move.SUBMIT: Rule(
        frozenset({Desk.DRAFT, Desk.RETURNED}),
        Desk.SUBMITTED,
        "articles.submit_story",
        gettext_lazy("Goes to the editors' desk; you can still change it."),
    ),
    Move.RETURN: Rule(
        frozenset({Desk.SUBMITTED, Desk.APPROVED}),
        Desk.RETURNED,
        "articles.return_story",
        gettext_lazy("Back to the writer; a note is required."),
        needs_note=True,
    ),
    Move.APPROVE: Rule(
        frozenset({Desk.SUBMITTED}),
        Desk.APPROVED,
        "articles.approve_story",
        gettext_lazy("Holds for this revision only; not yet published."),
    ),
    Move.PUBLISH: Rule(
        frozenset({Desk.APPROVED}),
        Desk.RELEASED,
        "articles.publish_story",
        gettext_lazy("Readers see it at once."),
    ),
}


class Refused(Exception):
    """Every reason why not, as sentences fit to show."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def in_byline(story: Story, user: User) -> bool:
    """Whether this person stands in the byline or was handed the story by somebody else."""
    if story.holder_id == user.pk and story.created_by_id != user.pk:
        return True
    return any(row.author.user_id == user.pk for row in story.bylines.all())


def is_allowed(story: Story, move: Move, user: User) -> bool:
    """By role; whoever stands in the byline, and whose role may confirm, approves by confirming."""
    if not user.is_active:
        return False
    if user.has_perm(MOVES[move].permission):
        return True
    may_confirm = move is Move.APPROVE and user.has_perm("articles.confirm_story")
    return may_confirm and in_byline(story, user)


def refusals(story: Story, move: Move, *, by: User, seen: int, note: str = "") -> list[str]:
    """Every reason why this person may not make this move now; empty when they may."""
    rule = MOVES[move]
    reasons = []
    if not is_allowed(story, move, by):
        reasons.append(_("Your role does not include this move."))
    if story.desk not in rule.sources:
        reasons.append(
            _("The story is now in the state “%(state)s”; this move is not possible there.")
            % {"state": story.get_desk_display()}
        )
    if seen != story.version:
        reasons.append(
            _(
                "Somebody saved revision %(newest)d in the meantime; "
                "you have read revision %(seen)d."
            )
            % {"newest": story.version, "seen": seen}
        )
    if rule.needs_note and not note.strip():
        reasons.append(str(NOTE_MISSING))
    if move is Move.APPROVE and newest(story).by_id == by.pk:
        reasons.append(_("You saved the newest revision; somebody else approves it."))
    return reasons


def moves_for(story: Story, user: User) -> list[Move]:
    """What this person may do with the story as it stands: the buttons. Saving is not one."""
    return [
        move
        for move in MOVES
        if move is not Move.EDIT
        and not refusals(story, move, by=user, seen=story.version, note="…")
    ]


def newest(story: Story) -> Revision:
    """The newest revision; one query, remembered on the row."""
    found = getattr(story, "_newest", None)
    if found is None or found.number != story.version:
        found = Revision.objects.select_related("by").get(story=story, number=story.version)
        story._newest = found  # type: ignore[attr-defined]
    return found


def remember_newest(stories: Iterable[Story]) -> None:
    """Put each story's newest revision on its row, so that asking for its moves asks no query."""
    rows = {story.pk: story for story in stories}
    revisions = Revision.objects.filter(story__in=rows, number=F("story__version"))
    for revision in revisions.select_related("by").defer("content"):
        rows[revision.story_id]._newest = revision  # type: ignore[attr-defined]


def lock(story: Story) -> Story:
    """The row, locked until the transaction ends. SQLite's BEGIN IMMEDIATE is that lock there."""
    return Story.objects.select_for_update(no_key=True).get(pk=story.pk)


def take(
    story: Story,
    move: Move,
    *,
    by: User,
    seen: int,
    note: str = "",
    also: Callable[[Story], list[str]] = lambda story: [],
) -> Story:
    """Lock the story and bring its desk to where the move leads, or raise Refused: every reason.

    Opens each verb; `seen` is the number of the revision the person had before their eyes, `also`
    gives the reasons that only the verb knows, asked of the locked story."""
    story = lock(story)
    reasons = refusals(story, move, by=by, seen=seen, note=note)
    if not Story.objects.visible_to(by).filter(pk=story.pk).exists():
        raise Refused([_("You cannot see this story.")])
    reasons += also(story)
    if reasons:
        raise Refused(reasons)
    target = MOVES[move].target or AFTER_EDIT.get(Desk(story.desk))
    story.desk = target or story.desk
    if move is not Move.EDIT:
        story.note = note.strip()
    story.changed_at = clock.now()
    story.save(update_fields=["desk", "note", "changed_at"])
    return story


def record(story: Story, move: Move, *, by: User, note: str = "") -> None:
    """The one audit entry of a move; the last thing its verb does."""
    detail = {"revision": story.version, "desk": story.desk} | ({"note": note} if note else {})
    audit.record(f"story.{move.value}", by=by, subject=f"story:{story.pk}", **detail)


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
    story.holder_id = story.created_by_id
    story.save(update_fields=["holder"])
    record(story, Move.RETURN, by=by, note=story.note)
    return story


@transaction.atomic
def approve(story: Story, *, by: User, seen: int) -> Approval:
    """Seal somebody else's word for exactly the newest revision."""
    story = take(story, Move.APPROVE, by=by, seen=seen)
    revision = newest(story)
    if not revision.is_genuine or revision.text != story.content:  # read one, approve another
        raise Refused([_("This revision is not as it was saved. Tell an admin.")])
    approval = _approval(revision, by)
    record(story, Move.APPROVE, by=by)
    return approval


def _approval(revision: Revision, by: User) -> Approval:
    """A person's word is given once a revision; after a return of the same text it holds again."""
    given = revision.approvals.filter(by=by).first()
    if given is None:
        given = Approval.of(revision, by=by, at=clock.now())
        given.save()
    if not given.covers(revision):
        raise Refused([_("There is a false approval of this revision. Tell an admin.")])
    return given


def release_import(story: Story, *, by: User, starting: int, source: str) -> None:
    """An imported story was public before it came here: its desk starts released.

    The entry keeps the views it starts with, and their source, so that no others stand there."""
    Story.objects.filter(pk=story.pk).update(desk=Desk.RELEASED, changed_at=clock.now())
    subject = f"story:{story.pk}"
    audit.record("story.import", by=by, subject=subject, starting=starting, source=source)


def approval_of(revision: Revision) -> Approval | None:
    """A genuine approval of exactly this text by somebody other than its author, if any."""
    return next((a for a in revision.approvals.all() if a.covers(revision)), None)


def author_of(user: User) -> Author | None:
    return Author.objects.select_related("agency").filter(user=user).first()
