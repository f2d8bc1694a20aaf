"""From an approved revision to what readers get, and nothing else gets there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import clock
from accounts.models import AuditEntry
from accounts.roles import Role
from articles import editing, publishing, seal, workflow
from articles.models import (
    Approval,
    Desk,
    Edition,
    EditionKind,
    Revision,
    RevisionKind,
    Story,
    StoryViews,
)
from articles.workflow import Refused
from tests.factories import (
    edit,
    make_agency,
    make_content,
    make_edition,
    make_photo,
    make_section,
    make_story,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_an_edition_is_its_revision_and_what_that_names() -> None:
    photo, agency, section = make_photo(), make_agency("Dinsos"), make_section("Ekonomi")
    words = {"photo": photo, "photo_caption": "Di sawah", "agencies": [agency], "section": section}
    edition = make_edition(tags=["Dinsos Jatim"], credit="(her/s)", **words)
    text, printed = edition.revision.text, edition.printed
    for name in ("headline", "summary", "body", "language"):
        assert getattr(edition, name) == getattr(text, name)
    assert (edition.section, edition.photo) == (section, photo)
    assert [tag["name"] for tag in printed["tags"]] == ["Dinsos Jatim"]
    assert printed["agencies"][0]["short_name"] == "Dinsos"
    assert (
        printed["photo"] | {"alt": "Petani menanam padi", "sha256": photo.sha256}
        == printed["photo"]
    )
    assert printed["bylines"][0]["role"] == "reporter"
    assert printed["credit"] == "(her/s)"
    assert edition.is_whole
    assert edition.kind == EditionKind.ORDINARY


def test_a_second_edition_takes_the_place_of_the_first_at_the_same_address() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.RELEASED, editor=editor)
    edit(story, by=story.created_by, headline="Judul yang lain sekali")
    workflow.submit(story, by=story.created_by, seen=2)
    workflow.approve(story, by=editor, seen=2)
    second = publishing.cosmetic(story, reason="Ejaan.", by=editor, seen=2)
    first = story.editions.get(number=1)
    assert first.live_until == second.live_from
    assert (second.slug, second.published_at) == (first.slug, first.published_at)
    assert second.before == first.seal
    assert list(Edition.objects.live()) == [second]
    assert list(Edition.objects.live(second.live_from - timedelta(microseconds=1))) == [first]


Attack = Callable[[Story], object]


def rewrite(story: Story) -> None:
    forged = replace(story.content, body="<p>Slot gacor.</p>").as_json()
    Revision.objects.filter(story=story).update(content=forged)


def rewrite_with_fingerprint(story: Story) -> None:
    forged = replace(story.content, body="<p>Slot gacor.</p>")
    Revision.objects.filter(story=story).update(content=forged.as_json(), sha256=forged.sha256)


def rewrite_with_working_copy(story: Story) -> None:
    rewrite_with_fingerprint(story)
    Story.objects.filter(pk=story.pk).update(body="<p>Slot gacor.</p>")


def put_in_what_no_save_makes(story: Story) -> None:
    Revision.objects.filter(story=story).update(content={"headline": 1.5})


def claim_the_text_of_the_approver(story: Story) -> None:
    approval = Approval.objects.get(revision__story=story)
    Revision.objects.filter(story=story).update(by=approval.by)


def change_the_approver(story: Story) -> None:
    Approval.objects.filter(revision__story=story).update(by=make_user(Role.CHIEF))


def change_the_time(story: Story) -> None:
    Approval.objects.filter(revision__story=story).update(at=timezone.now() - timedelta(days=1))


def borrow_an_approval(story: Story) -> None:
    borrowed = Approval.objects.get(revision__story=make_story(desk=Desk.APPROVED))
    mine = Approval.objects.filter(revision__story=story)
    mine.update(seal=borrowed.seal, at=borrowed.at, by=borrowed.by)


@pytest.mark.parametrize(
    "attack",
    [
        rewrite,
        rewrite_with_fingerprint,
        rewrite_with_working_copy,
        put_in_what_no_save_makes,
        claim_the_text_of_the_approver,
        change_the_approver,
        change_the_time,
        borrow_an_approval,
    ],
)
def test_what_was_rewritten_by_sql_after_approval_is_not_published(attack: Attack) -> None:
    story, editor = make_story(desk=Desk.APPROVED), make_user(Role.EDITOR)
    attack(story)
    with pytest.raises(Refused, match="no valid approval"):
        publishing.publish(story, by=editor, seen=1)
    assert not Edition.objects.filter(story=story).exists()
    assert Story.objects.get(pk=story.pk).desk == Desk.APPROVED


def test_a_story_set_to_approved_by_sql_is_not_published() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    Story.objects.filter(pk=story.pk).update(desk=Desk.APPROVED)
    with pytest.raises(Refused, match="no valid approval"):
        publishing.publish(story, by=make_user(Role.EDITOR), seen=1)


def test_an_approval_put_in_by_hand_is_worth_nothing() -> None:
    story, editor = make_story(desk=Desk.SUBMITTED), make_user(Role.EDITOR)
    Approval(revision=workflow.newest(story), by=editor, at=timezone.now(), seal="x:y").save()
    Story.objects.filter(pk=story.pk).update(desk=Desk.APPROVED)
    with pytest.raises(Refused, match="no valid approval"):
        publishing.publish(story, by=make_user(Role.EDITOR), seen=1)


def test_a_working_copy_changed_by_sql_is_not_what_is_published() -> None:
    story = make_story(desk=Desk.APPROVED, headline="Judul asli")
    Story.objects.filter(pk=story.pk).update(headline="Judul palsu", slug="slot-gacor")
    edition = publishing.publish(story, by=make_user(Role.EDITOR), seen=1)
    assert (edition.headline, edition.slug) == ("Judul asli", "judul-asli")


def test_a_false_edition_is_not_built_upon() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.RELEASED, editor=editor)
    Edition.objects.filter(story=story).update(slug="slot-gacor")
    edit(story, by=story.created_by, headline="Judul baru")
    workflow.submit(story, by=story.created_by, seen=2)
    workflow.approve(story, by=editor, seen=2)
    with pytest.raises(Refused, match="edition before"):
        publishing.publish(story, by=editor, seen=2)


def test_what_keeps_a_text_from_readers_is_said_all_at_once() -> None:
    story = make_story(desk=Desk.APPROVED, section=None, summary="", bylines=())
    with pytest.raises(Refused) as no:
        publishing.publish(story, by=make_user(Role.EDITOR), seen=1)
    assert len(no.value.reasons) == 3


@pytest.mark.parametrize("role", [Role.REPORTER, Role.CONTRIBUTOR, Role.PHOTOGRAPHER, Role.AUDITOR])
def test_only_editors_and_chiefs_publish(role: Role) -> None:
    agency = make_agency()
    writer = make_user(Role.CONTRIBUTOR, agency=agency)
    with pytest.raises(Refused):
        publishing.publish(
            make_story(desk=Desk.APPROVED, by=writer), by=make_user(role, agency=agency), seen=1
        )


def test_nothing_is_published_before_the_embargo_ends() -> None:
    story, editor = make_story(desk=Desk.APPROVED), make_user(Role.EDITOR)
    Story.objects.filter(pk=story.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="embargo"):
        publishing.publish(story, by=editor, seen=1)


def test_nothing_is_published_while_a_schedule_stands() -> None:
    story, editor = make_story(desk=Desk.RELEASED), make_user(Role.EDITOR)
    row = story.editions.get()
    row.live_from += timedelta(hours=1)
    Edition.objects.filter(pk=row.pk).update(live_from=row.live_from, seal=seal.sign_edition(row))
    Story.objects.filter(pk=story.pk).update(desk=Desk.APPROVED)
    with pytest.raises(Refused, match="Cancel the schedule"):
        publishing.publish(story, by=editor, seen=1)


def test_an_import_is_of_its_own_time_and_brings_its_number_along() -> None:
    at = timezone.now() - timedelta(days=500)
    by = make_user(Role.EDITOR)
    story = editing.begin(make_content(by=by), by=by, kind=RevisionKind.IMPORT)
    edition = publishing.bring_in(story, published_at=at, by=by, views=90, views_source="halaman")
    assert (edition.kind, edition.published_at, edition.live_from) == (EditionKind.IMPORT, at, at)
    assert StoryViews.objects.get(story=story).starting == 90
    assert Story.objects.get(pk=story.pk).desk == Desk.RELEASED
    assert AuditEntry.objects.latest("number").action == "story.import"
    with pytest.raises(Refused, match="already"):
        publishing.bring_in(story, published_at=at, by=by)


def test_only_an_import_goes_to_readers_without_approval() -> None:
    editor = make_user(Role.CHIEF)
    with pytest.raises(Refused, match="Only an import"):
        publishing.bring_in(make_story(by=editor), published_at=timezone.now(), by=editor)


def test_an_import_that_somebody_edited_is_no_import_any_more() -> None:
    by = make_user(Role.EDITOR)
    story = editing.begin(make_content(by=by), by=by, kind=RevisionKind.IMPORT)
    edit(story, by=by, headline="Judul baru")
    with pytest.raises(Refused, match="Only an import"):
        publishing.bring_in(story, published_at=timezone.now(), by=by)


def test_an_import_does_not_come_from_the_future() -> None:
    by = make_user(Role.EDITOR)
    story = editing.begin(make_content(by=by), by=by, kind=RevisionKind.IMPORT)
    with pytest.raises(Refused, match="not yet past"):
        publishing.bring_in(story, published_at=timezone.now() + timedelta(minutes=1), by=by)


def test_the_verbs_date_what_they_write_by_a_clock_that_is_never_set_forward() -> None:
    then = timezone.now() - timedelta(days=3)
    with clock.at(then):
        edition = make_edition()
    assert edition.published_at == edition.revision.at == then
    with pytest.raises(ValueError, match="never set forward"), clock.at(then + timedelta(days=9)):
        pass
