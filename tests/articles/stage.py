"""Every stand that a story can have, brought about by the verbs; and everybody who comes to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from accounts import clock
from accounts.models import User
from accounts.roles import Role
from articles import editing, seal, workflow
from articles.content import Content, Credited
from articles.models import Edition, Revision, Story
from articles.workflow import Move, Refused
from tests.articles import moves_table as table
from tests.articles.moves_table import ROLES, Person, Stand
from tests.articles.verbs import HOUR, SAID, verbs
from tests.factories import make_agency, make_content, make_user

READERS_HAVE_IT = ("live", "live+scheduled")


@dataclass(frozen=True)
class Variant:
    """Somebody, and what binds them to the story they come to."""

    user: User
    person: Person
    published: bool = False  # the emergency, in place of the chief who did


@dataclass
class Stage:
    """The cast; who comes, by role, whether a byline names them, whether it is their agency's; and
    the stories, each with its stand."""

    writer: User
    editor: User
    chief: User
    heir: User
    text: Content
    people: dict[tuple[str, bool, bool], User]
    stories: dict[str, tuple[Stand, int]] = field(default_factory=dict)

    def variants(self, role: str, stand: Stand) -> list[Variant]:
        """Everything that can bind somebody of a role to a story of this stand."""
        binding = [("", False), ("began", False), ("handed", False), ("byline", False), ("", True)]
        if role == "contributor":  # who sees nothing from outside
            binding.remove(("byline", False))
            binding += [("began", True), ("handed", True), ("byline", True)]
        if role in ("admin", "none"):
            binding = [("", False), ("began", False)]
        found = [self._variant(role, tie, inside, False, stand) for tie, inside in binding]
        found += [
            self._variant(role, tie, inside, True, stand)
            for tie, inside in binding
            if table.sees(found[binding.index((tie, inside))].person)
        ]
        if role == "chief" and stand.urgent and stand.desk in ("released", "draft"):
            plain = found[0]
            found.append(Variant(plain.user, replace(plain.person, judges=False), published=True))
        return found

    def _variant(self, role: str, tie: str, inside: bool, saved: bool, stand: Stand) -> Variant:
        user = self.people[role, tie == "byline", inside]
        ties = frozenset({tie} if tie else ()) | frozenset({"agency"} if inside else ())
        return Variant(user, Person(role, ties, saved, judges=not (saved and stand.same)))

    def act(self, pk: int, *moves: str) -> None:
        """Let the cast make moves of a story: the writer writes, the editor edits, and so on."""
        known = verbs(self.heir)
        writing, leading = (
            ("edit", "submit", "cancel"),
            ("emergency", "withdraw", "approve by chief"),
        )
        for move in moves:
            by = self.writer if move in writing else self.chief if move in leading else self.editor
            known[move.removesuffix(" by chief")](Story.objects.get(pk=pk), by, SAID)


def build() -> Stage:
    home, elsewhere = make_agency(), make_agency()
    people = {
        (role, named, inside): _person(role, home if inside else elsewhere)
        for role in ROLES
        for named, inside in ((False, False), (False, True), (True, role == "contributor"))
    }
    writer = make_user(Role.REPORTER)
    credited = [writer, *(user for (_role, named, _in), user in people.items() if named)]
    authors = [workflow.author_of(user) for user in credited]
    names = tuple(Credited(author.pk, "reporter") for author in authors if author)
    text = make_content(agency=home, bylines=names)
    cast = (writer, make_user(Role.EDITOR), make_user(Role.CHIEF), make_user(Role.REPORTER))
    stage = Stage(*cast, text, people)
    for stand, moves in _stands():
        stage.stories[name(stand)] = (stand, _story(stage, moves))
    ended = Stand("approved", "nothing")
    with clock.at(timezone.now() - 30 * HOUR):
        stage.stories["approved, nothing, embargo ended"] = (
            ended,
            _story(stage, ["embargo", "submit", "approve"]),
        )
    return stage


def _person(role: str, agency: object) -> User:
    user = make_user(Role.REPORTER if role == "none" else role, agency=agency)  # type: ignore[arg-type]
    if role == "none":
        user.groups.clear()
    return User.objects.get(pk=user.pk)


def _story(stage: Stage, moves: list[str]) -> int:
    text = replace(stage.text, headline=f"Berita panggung {Story.objects.count()}")
    story = editing.begin(text, by=stage.writer)
    stage.act(story.pk, *moves)
    return story.pk


def name(stand: Stand) -> str:
    marks = {
        "same text": stand.same and (stand.desk, stand.readers) != ("released", "live"),
        "emergency": stand.urgent,
        "embargo": stand.embargo,
        "off the lists": not stand.listed,
    }
    return ", ".join([stand.desk, stand.readers, *(mark for mark, is_so in marks.items() if is_so)])


def _stands() -> Iterator[tuple[Stand, list[str]]]:
    """Each stand, and the moves that lead a draft to it."""
    yield from _plain()
    yield from _marked()


TO = {  # from a draft to the states of the desk at which nothing is published
    "draft": [],
    "submitted": ["submit"],
    "returned": ["submit", "return"],
    "approved": ["submit", "approve"],
}
PUBLISHED = ["submit", "approve", "publish"]
SCHEDULED = ["submit", "approve", "schedule"]


def _plain() -> Iterator[tuple[Stand, list[str]]]:
    for desk, moves in TO.items():
        yield Stand(desk, "nothing"), moves
        yield Stand(desk, "scheduled"), [*SCHEDULED, "edit", *moves]
        yield Stand(desk, "live"), [*PUBLISHED, "edit", *moves]
        change = [*PUBLISHED, "edit", *SCHEDULED, "edit", *moves]
        yield Stand(desk, "live+scheduled"), change
        yield Stand(desk, "withdrawn"), [*PUBLISHED, "withdraw", *moves]
    yield Stand("cancelled", "nothing"), ["cancel"]
    yield Stand("released", "scheduled"), SCHEDULED
    yield Stand("released", "live", same=True), PUBLISHED
    yield Stand("released", "live+scheduled"), [*PUBLISHED, "edit", *SCHEDULED]


def _marked() -> Iterator[tuple[Stand, list[str]]]:
    """With an emergency, an embargo, or off the lists."""
    urgent = Stand("released", "live", same=True, urgent=True)
    yield urgent, ["emergency"]
    for desk, moves in TO.items():
        yield Stand(desk, "live", urgent=True), ["emergency", "edit", *moves]
    again = {"returned": [], "submitted": ["submit"], "approved": ["submit", "approve by chief"]}
    for desk, moves in again.items():
        yield replace(urgent, desk=desk), ["emergency", "object", *moves]
    same = ["emergency", "object", "submit", "approve by chief", "schedule"]
    yield replace(urgent, readers="live+scheduled"), same
    newer = ["emergency", "edit", *SCHEDULED]
    yield Stand("released", "live+scheduled", urgent=True), newer
    yield Stand("released", "live", same=True, listed=False), [*PUBLISHED, "unlist"]
    yield Stand("draft", "nothing", embargo=True), ["embargo"]
    yield Stand("approved", "nothing", embargo=True), ["embargo", *TO["approved"]]
    yield Stand("released", "scheduled", embargo=True), ["embargo", *SCHEDULED]
    yield Stand("approved", "live", embargo=True), [*PUBLISHED, "edit", "embargo", *TO["approved"]]
    away = [*PUBLISHED, "withdraw", "embargo", *TO["approved"]]
    yield Stand("approved", "withdrawn", embargo=True), away


@contextmanager
def bound(story: int, variant: Variant) -> Iterator[Story]:
    """The story while somebody is bound to it so; nothing that happens to it then is kept."""
    rows = Story.objects.filter(pk=story)
    with transaction.atomic():
        if "began" in variant.person.ties:
            rows.update(created_by=variant.user)
        if "handed" in variant.person.ties:
            rows.update(holder=variant.user)
        if variant.person.saved:
            _give_text(story, variant.user)
        if variant.published:
            _give_emergency(story, variant.user)
        yield fresh(story)
        transaction.set_rollback(True)


def fresh(story: int) -> Story:
    rows = Story.objects.with_public_state().prefetch_related("bylines__author")
    return rows.get(pk=story)


def _give_text(story: int, user: User) -> None:
    """The newest revision was saved by somebody, sealed as if it had always been so."""
    row = Revision.objects.filter(story=story).latest("number")
    row.by = user
    text = row.text.as_json()
    sealed = Revision.of(row.story, text, number=row.number, by=user, at=row.at, kind=row.kind)
    Revision.objects.filter(pk=row.pk).update(by=user, seal=sealed.seal)


def _give_emergency(story: int, user: User) -> None:
    row = Edition.objects.filter(story=story, kind="emergency").latest("number")
    row.made_by = user
    Edition.objects.filter(pk=row.pk).update(made_by=user, seal=seal.sign_edition(row))


def stand_of(story: int) -> tuple[str, str]:
    """The desk state and what readers have, read from the bare rows."""
    now, editions = timezone.now(), list(Edition.objects.filter(story=story))
    waits = any(row.live_from > now and row.live_until is None for row in editions)
    has = any(
        row.live_from <= now and (row.live_until is None or row.live_until > now)
        for row in editions
    )
    had = any(row.live_until != row.live_from for row in editions if row.live_from <= now)
    readers = "live+scheduled" if has and waits else "live" if has else "scheduled" if waits else ""
    desk = Story.objects.values_list("desk", flat=True).get(pk=story)
    return desk, readers or ("withdrawn" if had else "nothing")


def _in_sight(story: Story, user: User, move: Move | None = None) -> bool:
    try:
        workflow.lock_in_sight(story, user, move=move)
    except Refused:
        return False
    return True


def allowed(story: Story, user: User) -> set[str]:
    """What the rules let somebody do; whoever sees no desk can take down what readers have."""
    if _in_sight(story, user):
        return {move for move in Move if workflow.may(story, move, user)}
    unseen = _in_sight(story, user, Move.WITHDRAW) and workflow.may(story, Move.WITHDRAW, user)
    return {Move.WITHDRAW.value} if unseen else set()
