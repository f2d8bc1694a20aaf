"""A newsroom with stories in every state that hides something, all through the verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from articles import editing, photos, publishing, remarks, replies, shelves, workflow
from articles.content import Credited
from articles.management.commands.work import WORKS
from articles.models import (
    Agency,
    Author,
    Desk,
    Edition,
    MostRead,
    Photo,
    Reply,
    Section,
    Story,
)
from tests.factories import (
    SUMMARY,
    make_agency,
    make_author,
    make_content,
    make_edition,
    make_photo,
    make_section,
    make_story,
    make_user,
    picture,
    run_due,
    withdraw,
)
from tests.leaks.words import CREDIT, Words

Clock = Callable[[datetime], None]
HOUR = timedelta(hours=1)
LATER = timedelta(days=30)
# No reader has ever had these.
NEVER = (
    "draft submitted returned approved cancelled scheduled embargoed unscheduled answer lost handed"
).split()
# These would stand in a section that readers find stories in.
BESIDE_OTHERS = frozenset({"scheduled", "newer", "withdrawn neutral", "lost"})
OWN = "Naskah sendiri"  # what those people have written themselves
PEOPLE = "contributor reporter photographer admin roleless nobody".split()


@dataclass
class Newsroom:
    """The stories by the name of their state, and the people from whom they are hidden."""

    words: Words
    stories: dict[str, Story] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    letters: list[tuple[str, str]] = field(default_factory=list)  # who got them, what they say
    live: Edition = None  # type: ignore[assignment] # an ordinary story, hidden from nobody

    def slugs(self, name: str) -> list[str]:
        """What it is, was or would be called in an address."""
        story = self.stories[name]
        editions = story.editions.values_list("slug", flat=True)
        addresses = story.addresses.values_list("slug", flat=True)
        return list(dict.fromkeys([*addresses, *editions, *filter(None, [story.slug])]))


def build(moved_to: Clock) -> Newsroom:
    """All of it, then two hours later: what was scheduled for an hour and taken back is over."""
    begun = timezone.now()
    room = Newsroom(Words())
    desk = _Desk(room)
    desk.staff()
    desk.unpublished()
    desk.ahead(begun)
    desk.published()
    desk.talk()
    desk.moved_away()
    moved_to(begun + 2 * HOUR)
    run_due(WORKS)
    room.letters = [(to, f"{sent.subject}\n{sent.body}") for sent in mail.outbox for to in sent.to]
    return room


class _Desk:
    """Who writes and who decides, and what they do."""

    def __init__(self, room: Newsroom) -> None:
        self.room, self.words = room, room.words
        self.home = make_agency("Dinas Utama")
        # Where stories stand that all may read, and hidden ones beside them.
        self.section, self.agency = make_section("Umum"), make_agency("Dinas Umum")
        self.author, self.tag = make_author("Penulis Umum"), "topik umum"
        self.writer = make_user(Role.REPORTER, agency=self.home, email="penulis@contoh.test")
        self.editor = make_user(Role.EDITOR, email="redaktur@contoh.test")
        self.chief = make_user(Role.CHIEF, email="pemred@contoh.test")

    def staff(self) -> None:
        people = self.room.people
        for name in PEOPLE[:5]:
            role = Role.REPORTER if name == "roleless" else Role(name)
            agency = self.home if name == "contributor" else None
            people[name] = make_user(role, agency=agency, email=f"{name}@contoh.test")
        people["roleless"].groups.clear()
        people["roleless"] = User.objects.get(pk=people["roleless"].pk)

    def fields(self, name: str, **others: Any) -> dict[str, Any]:
        """Every field of a story with a canary of its own in it."""

        def word(of: str) -> str:
            return self.words.new(name, of)

        photo = self._photo(name)
        return {
            "headline": f"Judul {word('headline')} dari desa",
            "short_headline": f"Pendek {word('short headline')}",
            "slug": word("slug"),
            "section": self._section(name),
            "agency": self.home,
            "agencies": [make_agency(f"Dinas {word('agency')}"), self.agency],
            "summary": f"{SUMMARY} {word('summary')}",
            "dateline": f"Kota {word('dateline')}",
            "body": f"<p>Warga {word('body')} menerima bantuan.</p>",
            "source": f"Siaran {word('source')}",
            "tags": [f"topik {word('tag')}", self.tag],
            "photo": photo,
            "photo_alt": f"Petani {word('alt')}",
            "photo_caption": f"Petani {word('caption')} menanam.",
            "photo_credit": f"Foto: {word('photo credit')}/JNR",
            "credit": f"({word(CREDIT)})",
            "bylines": tuple(
                Credited(author.pk, "reporter")
                for author in (make_author(f"Penulis {word('author')}"), self.author)
            ),
        } | others

    def _section(self, name: str) -> Section:
        """One of its own, which the menu must not name, or one in whose list it must not stand."""
        if name in BESIDE_OTHERS:
            return self.section
        return make_section(f"Rubrik {self.words.new(name, 'section')}")

    def _photo(self, name: str) -> Photo:
        def word(of: str) -> str:
            return self.words.new(name, of)

        photo = make_photo(
            picture(comment=word("photo comment").encode()),
            by=self.editor,
            alt=f"Ladang {word('photo row')}",
            caption=f"Ladang {word('photo row caption')}",
            credit=f"Foto: {word('photo row credit')}/JNR",
            place=word("photo row place"),
            rights=word("photo row rights"),
        )
        self.words.keep(str(photo.original.name), name, "photo original")
        for row in photo.renditions.all():
            self.words.keep(row.file.name.removeprefix("foto/"), name, "photo file")
        return photo

    def _make(self, name: str, desk: Desk, *, by: User | None = None, **others: Any) -> Story:
        by = by or self.writer
        story = make_story(desk=desk, by=by, editor=self.editor, **self.fields(name, **others))
        self.room.stories[name] = story
        return story

    def _changed(self, name: str, story: Story) -> Story:
        """The story with every field changed for canaries, not yet approved."""
        story = Story.objects.get(pk=story.pk)
        content = make_content(by=self.writer, **self.fields(name))
        saved = editing.save(story, content, by=self.writer, base=story.version)
        self.room.stories[name] = saved
        return saved

    def _approved(self, story: Story) -> Story:
        story = workflow.submit(story, by=self.writer, seen=story.version)
        workflow.approve(story, by=self.editor, seen=story.version)
        return Story.objects.get(pk=story.pk)

    def _live(self, **fields: Any) -> Story:
        """An ordinary story that readers have."""
        standing = {
            "section": self.section,
            "tags": [self.tag],
            "agencies": [self.agency],
            "bylines": (Credited(self.author.pk, "reporter"),),
        }
        fields = {"agency": self.home} | standing | fields
        return make_edition(by=self.writer, editor=self.editor, **fields).story

    def unpublished(self) -> None:
        for desk in (Desk.DRAFT, Desk.SUBMITTED, Desk.APPROVED):
            self._make(desk.value, desk)
        returned = self._make("returned", Desk.SUBMITTED)
        note = self.words.new("returned", "note")
        workflow.send_back(returned, by=self.editor, seen=1, note=note)
        cancelled = self._make("cancelled", Desk.DRAFT)
        note = self.words.new("cancelled", "note")
        workflow.cancel(cancelled, by=self.editor, seen=1, note=note)

    def ahead(self, now: datetime) -> None:
        """Approved, and for later."""
        at = now + LATER
        story = self._make("scheduled", Desk.APPROVED)
        publishing.schedule(story, at=at, by=self.editor, seen=1)
        story = self._make("embargoed", Desk.APPROVED)
        workflow.embargo(story, until=at, by=self.editor, seen=1)
        publishing.schedule(story, at=at, by=self.editor, seen=1)
        story = self._make("unscheduled", Desk.APPROVED)
        publishing.schedule(story, at=now + HOUR, by=self.editor, seen=1)
        publishing.unschedule(story, by=self.editor, seen=1)
        story = self._approved(self._changed("change ahead", self._live()))
        reason = self.words.new("change ahead", "reason")
        publishing.schedule(story, at=at, reason=reason, by=self.editor, seen=story.version)

    def published(self) -> None:
        """What readers have or had, and what of it they are not to be shown."""
        story = self._live(headline="Berita yang boleh dibaca", photo=make_photo())
        self.room.live = story.editions.get()
        self._newer()
        self._replaced()
        for name, neutral in (("withdrawn", False), ("withdrawn neutral", True)):
            withdraw(self._make(name, Desk.RELEASED), by=self.chief, neutral=neutral)
        story = self._make("unlisted", Desk.RELEASED)
        reason = self.words.new("unlisted", "reason")
        publishing.unlist(story, reason=reason, by=self.editor, seen=1)
        self._make("english", Desk.RELEASED, language="en")
        self._forged()
        self._withheld()
        for rank, story in enumerate(self.room.stories.values(), 1):
            MostRead.objects.create(rank=rank, story=story, views=9)

    def _newer(self) -> None:
        story = self._live(slug="alamat-lama")
        publishing.readdress(
            story, slug="alamat-baru", reason="Ejaan.", by=self.editor, seen=story.version
        )
        story = self._changed("newer", story)
        workflow.submit(story, by=self.writer, seen=story.version)

    def _replaced(self) -> None:
        """Its first text was changed: only that holds canaries."""
        story = self._make("replaced", Desk.RELEASED, slug="alamat-tetap")
        plain = replace(
            make_content(by=self.writer, agency=self.home, headline="Judul yang sudah dibetulkan"),
            slug=story.slug,
        )
        story = editing.save(story, plain, by=self.writer, base=1)
        story = self._approved(story)
        publishing.cosmetic(story, reason="Ejaan.", by=self.editor, seen=story.version)

    def _forged(self) -> None:
        """Changed by SQL: no longer as it was sealed."""
        story = self._live()
        self.room.stories["forged"] = story
        forged = {"headline": "headline", "summary": "summary", "short_headline": "short headline"}
        said = {column: self.words.new("forged", of) for column, of in forged.items()}
        Edition.objects.filter(story=story).update(**said)

    def _withheld(self) -> None:
        photo = self._photo("withheld")
        words = {
            "photo_alt": self.words.new("withheld", "alt"),
            "photo_caption": self.words.new("withheld", "caption"),
            "photo_credit": f"Foto: {self.words.new('withheld', 'photo credit')}/JNR",
        }
        self.room.stories["withheld"] = self._live(photo=photo, **words)
        photos.withhold(photo, by=self.editor)

    def talk(self) -> None:
        """Remarks, and a right of reply whose answer waits for its hour."""
        draft = self.room.stories["draft"]
        text = f"Catatan {self.words.new('draft', 'remark')}"
        remarks.write(draft, text, by=self.writer)
        told = {of: self.words.new("reply", of) for of in ("name", "behalf", "capacity")}
        sent = replies.Sent(
            about="alamat-baru",
            wish="answer",
            statement=self.words.new("reply", "statement"),
            text=self.words.new("reply", "text"),
            email=f"{self.words.new('reply', 'email')}@contoh.test",
            **told,
        )
        reply = replies.receive(sent, form="lembar", address="36.80.1.1")
        self.words.keep(reply.receipt, "reply", "receipt")
        self.room.replies.append(replies.accept(reply, by=self.chief))
        answer = replies.begin_answer(reply, by=self.chief)
        content = make_content(by=self.chief, **self.fields("answer"))
        answer = editing.save(answer, content, by=self.chief, base=1)
        answer = workflow.submit(answer, by=self.chief, seen=2)
        workflow.approve(answer, by=self.editor, seen=2)
        publishing.schedule(answer, at=timezone.now() + LATER, by=self.editor, seen=2)
        self.room.stories["answer"] = answer

    def moved_away(self) -> None:
        """People who were told of a story once, and may not know of it now."""
        contributor = self.room.people["contributor"]
        lost = self._make("lost", Desk.SUBMITTED, by=contributor)
        note = self.words.new("lost", "note")
        workflow.send_back(lost, by=self.editor, seen=1, note=note)
        called = f"@{contributor.username} {self.words.new('lost', 'remark')}"
        remarks.write(lost, called, by=self.editor)
        elsewhere = make_agency("Dinas Tetangga")
        author = Author.objects.get(user=contributor)
        author.agency = elsewhere
        shelves.keep(author, by=None)
        handed = self._make("handed", Desk.SUBMITTED)
        for name in ("reporter", "photographer"):
            to, note = self.room.people[name], self.words.new("handed", f"note to {name}")
            workflow.hand(handed, to=to, by=self.chief, seen=1, note=note)
        workflow.hand(handed, to=self.writer, by=self.chief, seen=1)
        self._own(elsewhere)

    def _own(self, elsewhere: Agency) -> None:
        """Something of their own, so that their pages are not empty."""
        for name, agency in (("contributor", elsewhere), ("reporter", None)):
            make_story(by=self.room.people[name], agency=agency, headline=OWN)
