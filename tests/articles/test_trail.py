"""The trail's end is kept elsewhere, and what it tells of imports is what readers are shown."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, AuditHead
from articles import editing, integrity, publishing
from articles.models import (
    Desk,
    Edition,
    EditionAgency,
    EditionAuthor,
    EditionTag,
    RevisionKind,
    Story,
    StoryViews,
)
from tests.factories import (
    make_content,
    make_edition,
    make_edition_at,
    make_story,
    make_user,
    publish_again,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def verify(*since: str) -> str:
    out = StringIO()
    call_command("verify_integrity", *since, stdout=out, stderr=out)
    return out.getvalue()


def faults() -> list[str]:
    return list(integrity.faults())


def erase(rows: QuerySet) -> None:  # type: ignore[type-arg]
    """Past the models, which refuse."""
    rows._raw_delete("default")


def cut(last: int) -> None:
    """Take away the trail's entries after one and set its head back, as an attacker would."""
    erase(AuditEntry.objects.filter(number__gt=last))
    AuditHead.objects.update(number=last, seal=AuditEntry.objects.get(number=last).seal)


def unpublish(edition: Edition) -> None:
    """Undo a publication so that seals and chains are whole."""
    made = ("story.publish", "story.cosmetic")
    told = AuditEntry.objects.filter(action__in=made, subject=f"story:{edition.story_id}")
    cut(told.latest("number").number - 1)
    for model in (EditionTag, EditionAgency, EditionAuthor):
        erase(model._default_manager.filter(edition=edition))
    erase(Edition.objects.filter(pk=edition.pk))
    Edition.objects.filter(story=edition.story_id).update(live_until=None)


def test_a_released_story_whose_only_edition_was_taken_away_is_named() -> None:
    edition = make_edition(tags=["padi"])
    unpublish(edition)
    assert faults() == [
        f"Story {edition.story_id}: it is released, but has no edition of its newest revision."
    ]


def test_a_released_story_whose_newest_edition_was_taken_away_is_named() -> None:
    edition = publish_again(make_edition(tags=["padi"]).story)
    unpublish(edition)
    assert ["no edition of its newest revision" in fault for fault in faults()] == [True]


def test_a_run_says_where_the_trail_ends() -> None:
    make_edition()
    newest = AuditEntry.objects.latest("number")
    mark = f"{newest.number}:{newest.seal.partition(':')[2][:16]}"
    assert audit.end() == mark
    assert f"The audit trail ends at {mark}." in verify()


def test_an_empty_trail_ends_nowhere() -> None:
    assert audit.end() == ""
    assert "ends" not in verify()


def test_a_trail_that_only_grew_still_holds_where_it_ended() -> None:
    make_story()
    mark = audit.end()
    make_edition()
    assert mark not in verify(f"--since={mark}")


@pytest.mark.parametrize("grown", [False, True])
def test_a_trail_cut_off_with_its_head_set_back_is_named(grown: bool) -> None:
    edition = make_edition()
    mark = audit.end()
    unpublish(edition)
    Story.objects.update(desk=Desk.APPROVED)  # and nothing else tells of it
    if grown:  # other entries have its numbers by now
        make_edition()
    assert faults() == []
    out = StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_integrity", f"--since={mark}", stdout=out, stderr=out)
    assert f"does not hold {mark} any more" in out.getvalue()


@pytest.mark.parametrize("mark", ["7", "7:abc", ":0123456789abcdef", "7:0123456789ABCDEF", "x:y"])
def test_what_no_run_printed_is_refused(mark: str) -> None:
    with pytest.raises(CommandError, match="NUMBER:SEAL"):
        verify(f"--since={mark}")


def test_a_number_beyond_all_is_not_in_the_trail() -> None:
    assert not audit.holds(f"{'9' * 30}:0123456789abcdef")


# --- What imports start with ---------------------------------------------------------------------


def bring_in(views: int) -> Story:
    by = make_user("editor")
    story = editing.begin(make_content(by=by), by=by, kind=RevisionKind.IMPORT)
    at = timezone.now() - timedelta(days=500)
    publishing.bring_in(story, published_at=at, by=by, views=views, views_source="halaman")
    return story


def test_the_trail_keeps_what_an_import_starts_with() -> None:
    bring_in(90)
    entry = AuditEntry.objects.get(action="story.import")
    assert entry.detail == {"starting": 90, "source": "halaman"}
    assert faults() == []


@pytest.mark.parametrize("columns", [{"starting": 987654}, {"starting_source": "koran"}])
def test_another_start_of_an_import_is_named(columns: dict[str, object]) -> None:
    bring_in(90)
    StoryViews.objects.update(**columns)
    assert any("the audit trail says 90 (halaman)" in fault for fault in faults())


@pytest.mark.parametrize("detail", [{"starting": 987654, "source": "halaman"}, ["palsu"]])
def test_a_start_that_was_changed_with_its_entry_is_named(detail: object) -> None:
    bring_in(90)
    StoryViews.objects.update(starting=987654)
    AuditEntry.objects.filter(action="story.import").update(detail=detail)
    assert any("is 987654 (halaman); the audit trail says 0" in fault for fault in faults())


def test_a_start_that_was_taken_away_is_named() -> None:
    story = bring_in(90)
    StoryViews.objects.filter(story=story).delete()
    assert any("is 0; the audit trail says 90 (halaman)" in fault for fault in faults())


def test_a_start_of_what_was_not_imported_is_named() -> None:
    make_edition_at(timezone.now() - timedelta(days=1))
    story = make_edition().story_id
    StoryViews.objects.filter(story=story).update(starting=5)
    assert faults() == [f"Story {story}: its starting count is 5; the audit trail says 0."]
