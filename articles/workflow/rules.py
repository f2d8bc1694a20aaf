"""Every reason why somebody may not make a move now. Reads, never writes."""

from collections.abc import Iterable, Iterator

from django.db.models import F
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import clock
from accounts.models import User
from articles.models import Approval, Author, Desk, Edition, EditionKind, Public, Revision, Story
from articles.workflow.moves import EVERY, LONGEST_NOTE, MOVES, TAKES_DOWN, Move
from articles.workflow.rule import Rule

NONE = 0  # no edition has this number
# Why a move does not fit what readers have, and what to do about it.
READERS: dict[Public, Promise] = {
    Public.NEVER: gettext_lazy("Readers have not had this story; first it must be published."),
    Public.SCHEDULED: gettext_lazy("The story is scheduled. Cancel the schedule first."),
    Public.LIVE: gettext_lazy(
        "Readers have this story: correct it, or change it cosmetically with a reason."
    ),
    Public.WITHDRAWN: gettext_lazy(
        "The story was withdrawn; an editor-in-chief may publish it again."
    ),
}


def public_of(story: Story) -> Public:
    """What the public has of it. Asked once a row; lists bring it along (`with_public_state`).

    Of a locked row never together with the lock: such a query reads what was before it."""
    if not hasattr(story, "public"):
        rows = Story.objects.with_public_state(clock.now()).only("pk")
        story.public = rows.get(pk=story.pk).public
    return Public(story.public)


def in_byline(story: Story, user: User) -> bool:
    """Whether this person stands in the byline or was handed the story by somebody else."""
    if story.holder_id == user.pk and story.created_by_id != user.pk:
        return True
    return any(row.author.user_id == user.pk for row in story.bylines.all())


def is_allowed(story: Story, move: Move, user: User) -> bool:
    """By role, or by what binds this person to this story."""
    if not user.is_active:
        return False
    return user.has_perm(MOVES[move].permission) or _by_relation(story, move, user)


def _by_relation(story: Story, move: Move, user: User) -> bool:
    match move:
        case Move.APPROVE | Move.ENDORSE:  # by confirming
            return user.has_perm("articles.confirm_story") and in_byline(story, user)
        case Move.CANCEL | Move.REOPEN:
            return user.has_perm("articles.change_story") and story.created_by_id == user.pk
        case Move.WITHDRAW:  # published without authority: the verb asks for that ground
            return user.has_perm(TAKES_DOWN)
    return False


def refusals(story: Story, move: Move, *, by: User, seen: int, note: str = "") -> list[str]:
    """Every reason why this person may not make this move now; empty when they may."""
    return [*_general(story, move, by, seen, note), *_particular(story, move, by)]


def may(story: Story, move: Move, user: User) -> bool:
    """Whether the move is this person's to make, words and forms apart. Asks as little as it can:
    lists ask it for each row."""
    general = _general(story, move, user, None, "…")
    return next(general, None) is None and not _particular(story, move, user)


def _general(story: Story, move: Move, by: User, seen: int | None, note: str) -> Iterator[str]:
    """What every move asks, by the table."""
    rule = MOVES[move]
    if story.desk not in rule.sources:
        yield _elsewhere(story, rule)
    if not is_allowed(story, move, by):
        yield _("Your role does not include this move.")
    if rule.public != EVERY and (public := public_of(story)) not in rule.public:
        yield str(READERS[public])
    if seen is not None and (newest := judged(story, move)) not in (seen, NONE):
        yield _meanwhile(rule, newest, seen)
    if rule.asks and not note.strip():
        yield str(rule.asks)
    if len(note) > LONGEST_NOTE:
        yield _("A note has at most %(most)d characters; this one has %(number)d.") % {
            "most": LONGEST_NOTE,
            "number": len(note),
        }


def judged(story: Story, move: Move) -> int:
    """The number that somebody has had before their eyes who makes this move: of the newest
    revision, or, where what readers have is judged, of that edition; NONE where they have none,
    which what is said of readers tells."""
    if not MOVES[move].judges_edition:
        return story.version
    live = current(story)
    return live.number if live else NONE


def _meanwhile(rule: Rule, newest: int, seen: int) -> str:
    if rule.judges_edition:
        told = _("Readers have edition %(newest)d by now; you have read edition %(seen)d.")
        return told % {"newest": newest, "seen": seen}
    return saved_meanwhile(newest, seen)


def saved_meanwhile(newest: int, seen: int) -> str:
    return _(
        "Somebody saved revision %(newest)d in the meantime; you have read revision %(seen)d."
    ) % {"newest": newest, "seen": seen}


def _elsewhere(story: Story, rule: Rule) -> str:
    """Where the story stands, and where it must stand for this move."""
    wanted = [str(state.label) for state in Desk if state in rule.sources]
    return _(
        "The story is now in the state “%(state)s”; this move is possible from: %(wanted)s."
    ) % {"state": story.get_desk_display(), "wanted": get_text_list(wanted, _("or"))}


def _particular(story: Story, move: Move, by: User) -> list[str]:
    """What only this move asks."""
    match move:
        case Move.APPROVE if newest(story).by_id == by.pk:
            return [_("You saved the newest revision; somebody else approves it.")]
        case Move.LIFT if not story.embargo_at(clock.now()):
            return [_("The story is under no embargo.")]
        case Move.EMERGENCY if (live := current(story)) is not None:
            same = live.revision.number == story.version
            return [_("Readers have exactly this text already.")] if same else []
        case Move.ENDORSE | Move.OBJECT:
            return _about_emergency(story, move, by)
        case Move.UNLIST | Move.LIST if (live := current(story)) is not None:
            return _about_listing(live, move)
        case Move.WITHDRAW if public_of(story) is Public.SCHEDULED and current(story) is None:
            return [str(READERS[Public.SCHEDULED])]
    return []


def _about_emergency(story: Story, move: Move, by: User) -> list[str]:
    edition = emergency_of(story)
    if edition is None:
        return [_("Nothing of this story waits for a later approval.")]
    if by.pk in (edition.made_by_id, edition.revision.by_id):
        return [_("You wrote or published this emergency; somebody else judges it.")]
    if move is Move.ENDORSE and edition.revision.number != story.version:
        return [_("The text here is no longer the one readers have. Correct it, or withdraw it.")]
    return []


def _about_listing(live: Edition, move: Move) -> list[str]:
    if live.listed is (move is Move.UNLIST):
        return []
    return [
        _("The story stands in the lists already.")
        if live.listed
        else _("The story is off the lists already.")
    ]


def moves_for(story: Story, user: User) -> list[Move]:
    """What this person may do with the story as it stands: the buttons. Saving is not one."""
    return [move for move in MOVES if move is not Move.EDIT and may(story, move, user)]


def current(story: Story) -> Edition | None:
    """The edition that readers have now, unverified; asked once a row."""
    if not hasattr(story, "_current"):
        rows = Edition.objects.current(clock.now()).filter(story=story).defer("body")
        story._current = rows.select_related("revision").first()  # type: ignore[attr-defined]
    found: Edition | None = story._current  # type: ignore[attr-defined]
    return found


def emergency_of(story: Story) -> Edition | None:
    """The emergency edition whose text readers have and nobody else has approved yet, if any; asked
    once a row."""
    if not hasattr(story, "_emergency"):
        story._emergency = _emergency(story, current(story))  # type: ignore[attr-defined]
    found: Edition | None = story._emergency  # type: ignore[attr-defined]
    return found


def remember_emergency(story: Story, emergency: Edition | None) -> None:
    """What `emergency_of` would find, where a list has found it for all its stories at once."""
    story._emergency = emergency  # type: ignore[attr-defined]


def _emergency(story: Story, live: Edition | None) -> Edition | None:
    if live is None:
        return None
    made = story.editions.filter(kind=EditionKind.EMERGENCY, revision=live.revision_id)
    edition = made.select_related("revision").defer("body").order_by("-number").first()
    return edition if edition is not None and not is_endorsed(edition) else None


def is_endorsed(emergency: Edition) -> bool:
    """Whether somebody who neither wrote nor published it has approved its text since."""
    approvals = emergency.revision.approvals.all()
    return any(
        approval.by_id != emergency.made_by_id and approval.covers(emergency.revision)
        for approval in approvals
    )


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


def approval_of(revision: Revision) -> Approval | None:
    """A genuine approval of exactly this text by somebody other than its author, if any."""
    return next((a for a in revision.approvals.all() if a.covers(revision)), None)


def author_of(user: User) -> Author | None:
    return Author.objects.select_related("agency").filter(user=user).first()
