"""Valid rows with as few words as a test needs. Everything goes through the verbs."""

import io
import itertools
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from PIL import Image

from accounts import people
from accounts.models import User
from accounts.roles import Role
from articles import (
    editing,
    emergencies,
    jobs,
    notices,
    photos,
    publishing,
    shelves,
    tags,
    workflow,
)
from articles.content import Content, Credited
from articles.models import (
    Agency,
    Author,
    CorrectionKind,
    CreditCode,
    Desk,
    Edition,
    Ground,
    Photo,
    RevisionKind,
    Section,
    Story,
    Withdrawal,
)
from articles.workflow import Move

numbers = itertools.count(1)
PASSWORD = "kata-sandi-uji"
SUMMARY = (
    "Ringkasan untuk uji yang cukup panjang agar sesuai dengan aturan meja redaksi, "
    "yaitu delapan puluh sampai dua ratus huruf."
)
NOBODYS = "Instansi uji"
BODY = "<p>Warga desa menerima bantuan dari pemerintah provinsi.</p><p>Bantuan tiba pagi hari.</p>"


def make_user(
    role: Role | str = Role.REPORTER, *, agency: Agency | None = None, **fields: Any
) -> User:
    """Somebody with one role, an Author row of their own and PASSWORD as password."""
    number = next(numbers)
    if not Group.objects.filter(name=Role.ADMIN.value, permissions__isnull=False).exists():
        people.sync_roles()
    user = User(
        username=fields.pop("username", f"orang{number}"),
        name=fields.pop("name", f"Orang Ke {number}"),
        **fields,
    )
    user.set_password(PASSWORD)
    user.save()
    people.set_roles(user, [Role(role)], by=None)
    author = Author(name=user.name, user=user, agency=agency)
    shelves.keep(author, by=None)
    return User.objects.get(pk=user.pk)


def make_section(name: str = "", **fields: Any) -> Section:
    section = Section(name=name or f"Rubrik {next(numbers)}", **fields)
    shelves.keep(section, by=None)
    return section


def make_agency(short_name: str = "", **fields: Any) -> Agency:
    short_name = short_name or f"Dinas {next(numbers)}"
    agency = Agency(short_name=short_name, name=fields.pop("name", short_name), **fields)
    shelves.keep(agency, by=None)
    return agency


def make_author(name: str = "", *, code: str = "", **fields: Any) -> Author:
    author = Author(name=name or f"Penulis {next(numbers)}", **fields)
    shelves.keep(author, by=None)
    if code:
        CreditCode.objects.create(author=author, code=code)
    return author


def picture(width: int = 120, height: int = 80, format_: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (120, 90, 60)).save(out, format_, **options)
    return out.getvalue()


def make_photo(data: bytes = b"", *, by: User | None = None, **words: Any) -> Photo:
    words = {"alt": "Petani menanam padi", "credit": "Foto: Dwi/JNR"} | words
    return photos.add(photos.prepare(data or picture()), by=by, **words)


def make_content(*, by: User | None = None, **fields: Any) -> Content:
    """Publishable content. `tags` are names; `section` and the like may be rows."""
    for name in ("section", "agency", "photo"):
        if hasattr(fields.get(name), "pk"):
            fields[name] = fields[name].pk
    if isinstance(fields.get("photo"), int):
        fields.setdefault("photo_alt", "Petani menanam padi")
        fields.setdefault("photo_credit", "Foto: Dwi/JNR")
    if "section" not in fields:
        fields["section"] = (Section.objects.first() or make_section()).pk
    if by is not None and not fields.get("agency") and not fields.get("agencies"):
        fields["agency"] = _home_of(by)
    fields["tags"] = tuple(tag.pk for tag in tags.resolve(fields.get("tags", [])))
    fields["agencies"] = tuple(agency.pk for agency in fields.get("agencies", []))
    if "bylines" not in fields and by is not None and (author := workflow.author_of(by)):
        fields["bylines"] = (Credited(author.pk, "reporter"),)
    standard = {
        "headline": f"Berita uji nomor {next(numbers)}",
        "summary": SUMMARY,
        "dateline": "Jatim Newsroom",
        "body": BODY,
    }
    return Content(**standard | fields)


def _home_of(user: User) -> int:
    """The agency of whoever writes; where they have none, one that nobody else has."""
    author = workflow.author_of(user)
    if author and author.agency_id:
        return author.agency_id
    return (Agency.objects.filter(short_name=NOBODYS).first() or make_agency(NOBODYS)).pk


def make_story(
    *, desk: Desk = Desk.DRAFT, by: User | None = None, editor: User | None = None, **fields: Any
) -> Story:
    """A story brought by the verbs to a state of the desk; RELEASED is published and live now."""
    by = by or make_user(Role.REPORTER)
    story = editing.begin(make_content(by=by, **fields), by=by)
    if desk is Desk.DRAFT:
        return story
    story = workflow.submit(story, by=by, seen=1)
    if desk is Desk.SUBMITTED:
        return story
    editor = editor or make_user(Role.EDITOR)
    if desk is Desk.RETURNED:
        return workflow.send_back(story, by=editor, seen=1, note="Lengkapi datanya.")
    workflow.approve(story, by=editor, seen=1)
    if desk is Desk.RELEASED:
        publishing.publish(story, by=editor, seen=1)
    return Story.objects.get(pk=story.pk)


def make_edition(**fields: Any) -> Edition:
    """The live edition of a new published story."""
    return make_story(desk=Desk.RELEASED, **fields).editions.get()


def make_edition_at(at: datetime, **fields: Any) -> Edition:
    """The live edition of an imported story that was published at a given time."""
    by = fields.pop("by", None) or make_user(Role.EDITOR)
    story = editing.begin(make_content(by=by, **fields), by=by, kind=RevisionKind.IMPORT)
    return publishing.bring_in(story, published_at=at, by=by)


def edit(story: Story, *, by: User, **fields: Any) -> Story:
    """Save the story with some fields changed, upon its newest revision."""
    story = Story.objects.get(pk=story.pk)
    return editing.save(story, replace(story.content, **fields), by=by, base=story.version)


def approved_anew(story: Story, *, editor: User | None = None, **fields: Any) -> Story:
    """Change a story and have the new text approved by the usual moves."""
    editor = editor or make_user(Role.EDITOR)
    fields = fields or {"headline": f"Judul yang diperbaiki {next(numbers)}"}
    seen = edit(story, by=story.created_by, **fields).version
    workflow.submit(story, by=story.created_by, seen=seen)
    workflow.approve(story, by=editor, seen=seen)
    return Story.objects.get(pk=story.pk)


def publish_again(story: Story, *, editor: User | None = None, **fields: Any) -> Edition:
    """Change a published story and bring the new text to readers, cosmetically."""
    editor = editor or make_user(Role.EDITOR)
    story = approved_anew(story, editor=editor, **fields)
    return publishing.cosmetic(story, reason="Ejaan.", by=editor, seen=story.version)


def correct(
    story: Story, kind: CorrectionKind = CorrectionKind.ERRATUM, *, text: Any = None, **words: Any
) -> Edition:
    """Change a published story and tell readers of it; `text` are the fields to change."""
    if not words:
        words = {"was": "40 orang", "now": "14 orang", "note": "Salah hitung."}
    editor = make_user(Role.EDITOR)
    seen = approved_anew(story, editor=editor, **text or {}).version
    return notices.correct(story, notices.Wording(kind, **words), by=editor, seen=seen)


def withdraw(
    story: Story, ground: Ground = Ground.CHILD, *, by: User | None = None, neutral: bool = False
) -> Withdrawal:
    """Take a published story from its readers."""
    story, by = Story.objects.get(pk=story.pk), by or make_user(Role.CHIEF)
    reason = "Isinya dapat merugikan seseorang."
    return notices.withdraw(
        story,
        ground=ground,
        reason=reason,
        neutral=neutral,
        by=by,
        seen=workflow.judged(story, Move.WITHDRAW),
    )


def republish(story: Story, note: str = "Keluarga sudah mengizinkan.", **fields: Any) -> Edition:
    """Bring a withdrawn story back with a changed text."""
    chief = make_user(Role.CHIEF)
    seen = approved_anew(story, editor=chief, **fields).version
    return notices.republish(story, note=note, by=chief, seen=seen)


def make_emergency(**fields: Any) -> Edition:
    """The live edition of a story that a chief brought out alone."""
    story = make_story(**fields)
    reason = "Bahaya bagi warga."
    return emergencies.publish(story, reason=reason, by=make_user(Role.CHIEF), seen=1)


def run_due(works: dict[str, jobs.Work], *, at: datetime | None = None) -> int:
    """Do every job that is due, as the worker does between two looks. How many were tried."""
    tried = 0
    while jobs.run_next(works, at=at):
        tried += 1
    return tried
