"""Stories brought by the verbs to every state that hides something."""

from dataclasses import replace
from datetime import datetime

from django.core import mail
from django.utils import timezone

from articles import editing, photos, publishing, remarks, replies, shelves, workflow
from articles.management.commands.work import WORKS
from articles.models import (
    Agency,
    Author,
    Desk,
    Edition,
    MostRead,
)
from tests.factories import (
    make_agency,
    make_content,
    make_photo,
    make_story,
    run_due,
    withdraw,
)
from tests.leaks.newsroom import HOUR, LATER, OWN, Clock, Newsroom
from tests.leaks.words import Words
from tests.leaks.writing import Writing


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


class _Desk(Writing):
    def unpublished(self) -> None:
        for desk in (Desk.DRAFT, Desk.SUBMITTED, Desk.APPROVED):
            self.make(desk.value, desk)
        returned = self.make("returned", Desk.SUBMITTED)
        note = self.words.new("returned", "note")
        workflow.send_back(returned, by=self.editor, seen=1, note=note)
        cancelled = self.make("cancelled", Desk.DRAFT)
        note = self.words.new("cancelled", "note")
        workflow.cancel(cancelled, by=self.editor, seen=1, note=note)

    def ahead(self, now: datetime) -> None:
        """Approved, and for later."""
        at = now + LATER
        story = self.make("scheduled", Desk.APPROVED)
        publishing.schedule(story, at=at, by=self.editor, seen=1)
        story = self.make("embargoed", Desk.APPROVED)
        workflow.embargo(story, until=at, by=self.editor, seen=1)
        publishing.schedule(story, at=at, by=self.editor, seen=1)
        story = self.make("unscheduled", Desk.APPROVED)
        publishing.schedule(story, at=now + HOUR, by=self.editor, seen=1)
        publishing.unschedule(story, by=self.editor, seen=1)
        story = self.approved(self.changed("change ahead", self.published_openly()))
        reason = self.words.new("change ahead", "reason")
        publishing.schedule(story, at=at, reason=reason, by=self.editor, seen=story.version)

    def published(self) -> None:
        """What readers have or had, and what of it they are not to be shown."""
        story = self.published_openly(headline="Berita yang boleh dibaca", photo=make_photo())
        self.room.live = story.editions.get()
        self._newer()
        self._replaced()
        for name, neutral in (("withdrawn", False), ("withdrawn neutral", True)):
            withdraw(self.make(name, Desk.RELEASED), by=self.chief, neutral=neutral)
        story = self.make("unlisted", Desk.RELEASED)
        reason = self.words.new("unlisted", "reason")
        publishing.unlist(story, reason=reason, by=self.editor, seen=1)
        self.make("english", Desk.RELEASED, language="en")
        self._forged()
        self._withheld()
        for rank, story in enumerate(self.room.stories.values(), 1):
            MostRead.objects.create(rank=rank, story=story, views=9)

    def _newer(self) -> None:
        story = self.published_openly(slug="alamat-lama")
        publishing.readdress(
            story, slug="alamat-baru", reason="Ejaan.", by=self.editor, seen=story.version
        )
        story = self.changed("newer", story)
        workflow.submit(story, by=self.writer, seen=story.version)

    def _replaced(self) -> None:
        """Its first text was changed: only that holds canaries."""
        story = self.make("replaced", Desk.RELEASED, slug="alamat-tetap")
        plain = replace(
            make_content(by=self.writer, agency=self.home, headline="Judul yang sudah dibetulkan"),
            slug=story.slug,
        )
        story = editing.save(story, plain, by=self.writer, base=1)
        story = self.approved(story)
        publishing.cosmetic(story, reason="Ejaan.", by=self.editor, seen=story.version)

    def _forged(self) -> None:
        """Changed by SQL: no longer as it was sealed."""
        story = self.published_openly()
        self.room.stories["forged"] = story
        forged = {"headline": "headline", "summary": "summary", "short_headline": "short headline"}
        said = {column: self.words.new("forged", of) for column, of in forged.items()}
        Edition.objects.filter(story=story).update(**said)

    def _withheld(self) -> None:
        photo = self.photo("withheld")
        words = {
            "photo_alt": self.words.new("withheld", "alt"),
            "photo_caption": self.words.new("withheld", "caption"),
            "photo_credit": f"Foto: {self.words.new('withheld', 'photo credit')}/JNR",
        }
        self.room.stories["withheld"] = self.published_openly(photo=photo, **words)
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
        lost = self.make("lost", Desk.SUBMITTED, by=contributor)
        note = self.words.new("lost", "note")
        workflow.send_back(lost, by=self.editor, seen=1, note=note)
        called = f"@{contributor.username} {self.words.new('lost', 'remark')}"
        remarks.write(lost, called, by=self.editor)
        elsewhere = make_agency("Dinas Tetangga")
        author = Author.objects.get(user=contributor)
        author.agency = elsewhere
        shelves.keep(author, by=None)
        handed = self.make("handed", Desk.SUBMITTED)
        for name in ("reporter", "photographer"):
            to, note = self.room.people[name], self.words.new("handed", f"note to {name}")
            workflow.hand(handed, to=to, by=self.chief, seen=1, note=note)
        workflow.hand(handed, to=self.writer, by=self.chief, seen=1)
        self._own(elsewhere)

    def _own(self, elsewhere: Agency) -> None:
        """Something of their own, so that their pages are not empty."""
        for name, agency in (("contributor", elsewhere), ("reporter", None)):
            make_story(by=self.room.people[name], agency=agency, headline=OWN)
