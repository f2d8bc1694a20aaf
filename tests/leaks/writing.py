"""Who writes and who decides, and a story with a canary in every field."""

from typing import Any

from accounts.models import User
from accounts.roles import Role
from articles import editing, workflow
from articles.content import Credited
from articles.models import (
    Desk,
    Photo,
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
)
from tests.leaks.newsroom import BESIDE_OTHERS, PEOPLE, Newsroom
from tests.leaks.words import CREDIT


class Writing:
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

        photo = self.photo(name)
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

    def photo(self, name: str) -> Photo:
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
            self.words.keep(str(row.file.name).removeprefix("foto/"), name, "photo file")
        return photo

    def make(self, name: str, desk: Desk, *, by: User | None = None, **others: Any) -> Story:
        by = by or self.writer
        story = make_story(desk=desk, by=by, editor=self.editor, **self.fields(name, **others))
        self.room.stories[name] = story
        return story

    def changed(self, name: str, story: Story) -> Story:
        """The story with every field changed for canaries, not yet approved."""
        story = Story.objects.get(pk=story.pk)
        content = make_content(by=self.writer, **self.fields(name))
        saved = editing.save(story, content, by=self.writer, base=story.version)
        self.room.stories[name] = saved
        return saved

    def approved(self, story: Story) -> Story:
        story = workflow.submit(story, by=self.writer, seen=story.version)
        workflow.approve(story, by=self.editor, seen=story.version)
        return Story.objects.get(pk=story.pk)

    def published_openly(self, **fields: Any) -> Story:
        """An ordinary story that readers have."""
        standing = {
            "section": self.section,
            "tags": [self.tag],
            "agencies": [self.agency],
            "bylines": (Credited(self.author.pk, "reporter"),),
        }
        fields = {"agency": self.home} | standing | fields
        return make_edition(by=self.writer, editor=self.editor, **fields).story
