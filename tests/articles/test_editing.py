"""Saving: what makes a revision, what voids an approval, what is refused."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import editing, publishing, tags, workflow
from articles.content import Content, Credited
from articles.models import Desk, Edition, Revision, Story
from articles.workflow import Refused
from tests.factories import (
    edit,
    make_agency,
    make_author,
    make_content,
    make_photo,
    make_section,
    make_story,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


OTHERS: dict[str, Callable[[], Any]] = {
    "section": lambda: make_section().pk,
    "agency": lambda: make_agency().pk,
    "agencies": lambda: (make_agency().pk,),
    "tags": lambda: tuple(tag.pk for tag in tags.resolve(["dinsos jatim"])),
    "photo": lambda: make_photo().pk,
    "translates": lambda: make_story().pk,
    "bylines": lambda: (Credited(make_author().pk, "editor"),),
    "event_date": lambda: date(2022, 8, 9),
    "language": lambda: "en",
    "slug": lambda: "alamat-lain",
    "unverified": lambda: True,
}


def other_value(name: str) -> Any:
    """A value for this field that the standard content does not have."""
    return OTHERS[name]() if name in OTHERS else "Lain sekali"


@pytest.mark.parametrize("name", [field.name for field in fields(Content)])
def test_everything_in_a_revision_counts(name: str) -> None:
    story = make_story(desk=Desk.APPROVED)
    before = story.content
    changed = edit(story, by=story.created_by, **{name: other_value(name)})
    assert (changed.version, changed.desk) == (2, Desk.SUBMITTED)
    newest = workflow.newest(changed)
    assert newest.text == Story.objects.get(pk=story.pk).content
    assert newest.text != before
    assert newest.is_genuine


def test_a_save_that_changes_nothing_makes_no_revision_and_keeps_the_approval() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.APPROVED, editor=editor)
    trail = AuditEntry.objects.count()
    edit(story, by=story.created_by)
    edit(story, by=editor)
    assert Story.objects.get(pk=story.pk).desk == Desk.APPROVED
    assert story.revisions.count() == 1
    assert AuditEntry.objects.count() == trail
    publishing.publish(story, by=editor, seen=1)


@pytest.mark.parametrize(
    "rubbish",
    [
        {"body": "<p>Isi  berita.</p>\r\n\r\n<p>&nbsp;</p>"},
        {"headline": " Judul\u00a0 berita\u200b "},
        {"tags": "twice"},
        {"bylines": "twice"},
    ],
)
def test_rubbish_that_cleaning_takes_away_is_no_change(rubbish: dict[str, Any]) -> None:
    story = make_story(body="<p>Isi berita.</p>", headline="Judul berita", tags=["dinsos"])
    for name, value in rubbish.items():
        if value == "twice":
            rubbish = {name: getattr(story.content, name) * 2}
    edit(story, by=story.created_by, **rubbish)
    assert story.revisions.count() == 1


def test_editing_a_live_story_changes_nothing_that_readers_get() -> None:
    story = make_story(desk=Desk.RELEASED, tags=["lama"])
    before = Edition.objects.filter(story=story).values().get()
    edit(story, by=story.created_by, headline="Judul yang belum disetujui", tags=())
    assert Edition.objects.filter(story=story).values().get() == before
    assert Story.objects.get(pk=story.pk).desk == Desk.DRAFT
    assert [row.headline for row in Edition.objects.live()] == [before["headline"]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Desk.DRAFT, Desk.DRAFT),
        (Desk.SUBMITTED, Desk.SUBMITTED),
        (Desk.RETURNED, Desk.RETURNED),
        (Desk.APPROVED, Desk.SUBMITTED),
        (Desk.RELEASED, Desk.DRAFT),
    ],
)
def test_editing_is_a_move_of_the_desk(before: Desk, after: Desk) -> None:
    story = make_story(desk=before)
    assert edit(story, by=story.created_by, headline="Judul baru").desk == after


def test_a_cancelled_story_is_not_edited() -> None:
    story = make_story()
    Story.objects.filter(pk=story.pk).update(desk=Desk.CANCELLED)
    with pytest.raises(Refused):
        edit(story, by=story.created_by, headline="Judul baru")


def test_a_save_upon_an_older_revision_is_refused_and_changes_nothing() -> None:
    story = make_story()
    edit(story, by=story.created_by, headline="Yang pertama menyimpan")
    late = replace(story.content, headline="Yang terlambat")
    with pytest.raises(Refused, match="Somebody saved revision 2"):
        editing.save(story, late, by=make_user(Role.EDITOR), base=1)
    assert Story.objects.get(pk=story.pk).headline == "Yang pertama menyimpan"


def test_a_refused_save_leaves_no_trace() -> None:
    story = make_story(desk=Desk.APPROVED)
    with pytest.raises(Refused, match="Headline"):
        edit(story, by=story.created_by, headline="J" * 201, summary="Baru")
    kept = Story.objects.get(pk=story.pk)
    assert (kept.content, kept.desk, kept.version) == (story.content, Desk.APPROVED, 1)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PHOTOGRAPHER, Role.ADMIN])
def test_who_does_not_write_neither_begins_nor_saves(role: Role) -> None:
    story, person = make_story(), make_user(role)
    with pytest.raises(Refused):
        editing.begin(make_content(), by=person)
    with pytest.raises(Refused):
        edit(story, by=person, headline="Judul baru")


def test_a_reporter_does_not_save_the_story_of_another() -> None:
    with pytest.raises(Refused):
        edit(make_story(), by=make_user(Role.REPORTER), headline="Judul baru")


def test_a_contributor_writes_for_their_own_agency_and_its_units_only() -> None:
    mine = make_agency()
    unit, other = make_agency(parent=mine), make_agency()
    person = make_user(Role.CONTRIBUTOR, agency=mine)
    assert editing.begin(make_content(), by=person).agency == mine
    assert editing.begin(make_content(agency=unit), by=person).agency == unit
    with pytest.raises(Refused, match="must be yours"):
        editing.begin(make_content(agency=other), by=person)
    with pytest.raises(Refused, match="must be yours"):
        edit(editing.begin(make_content(), by=person), by=person, agency=other.pk)


def test_a_contributor_without_an_agency_writes_nothing_yet() -> None:
    with pytest.raises(Refused, match="You belong to no agency yet"):
        editing.begin(make_content(), by=make_user(Role.CONTRIBUTOR))


def test_the_address_is_fixed_with_the_first_publication() -> None:
    story = make_story(desk=Desk.RELEASED, slug="alamat-pertama")
    changed = edit(story, by=story.created_by, slug="alamat-kedua", headline="Judul baru")
    assert changed.slug == "alamat-pertama"


def test_what_is_kept_is_clean() -> None:
    story = make_story(
        headline="Judul\x00 dua\nbaris",
        body='<p onclick="x()">Isi <script>alert(1)</script>berita\x00</p>',
        slug="Rp1,5 Triliun",
    )
    assert story.headline == "Judul dua baris"
    assert story.body == "<p>Isi berita</p>"
    assert story.slug == "rp1-5-triliun"


def test_a_revision_is_written_once() -> None:
    revision = Revision.objects.get(story=make_story())
    with pytest.raises(TypeError):
        revision.save()
    with pytest.raises(TypeError):
        revision.delete()


def test_a_content_comes_back_from_its_json_with_the_same_fingerprint() -> None:
    content = replace(make_content(tags=["a", "b"]), event_date=date(2022, 8, 9))
    again = Content.from_json(content.as_json())
    assert again == content
    assert again.sha256 == content.sha256
    assert replace(content, credit="(her/s)").sha256 != content.sha256


def test_a_text_too_long_to_be_a_story_is_refused_before_it_is_cleaned() -> None:
    with pytest.raises(Refused) as refused:
        make_story(body="<div>" * editing.LONGEST)
    assert "200000" in refused.value.reasons[0]
    assert not Story.objects.exists()


def test_thousands_of_nested_tags_are_refused_before_they_are_cleaned() -> None:
    with pytest.raises(Refused) as refused:
        make_story(body="<ul><li>" * 10_000)
    assert "plain text" in refused.value.reasons[0]
