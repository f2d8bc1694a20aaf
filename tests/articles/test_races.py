"""Two at the same moment: real threads, each with its own connection, on both databases."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import AuditEntry
from accounts.roles import Role
from articles import addresses, editing, importing, integrity, publishing, shelves, tags, workflow
from articles.importing import Outcome
from articles.models import Address, Agency, Desk, Edition, EditionTag, Section, Story, Tag
from articles.workflow import Refused
from tests.factories import (
    edit,
    make_agency,
    make_content,
    make_section,
    make_story,
    make_user,
    publish_again,
)
from tests.race import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]


def refused(outcomes: list[Any]) -> list[Refused]:
    """The refusals; whatever else went wrong fails the test."""
    for outcome in outcomes:
        assert isinstance(outcome, Refused) or not isinstance(outcome, Exception), repr(outcome)
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def test_of_two_editors_who_race_to_publish_one_makes_the_edition_and_one_is_told_why() -> None:
    story = make_story(desk=Desk.APPROVED)
    editors = make_user(Role.EDITOR), make_user(Role.CHIEF)
    acts = [partial(publishing.publish, story, by=by, seen=1) for by in editors]
    (no,) = refused(race(*acts))
    assert no.reasons
    assert Edition.objects.filter(story=story).count() == 1
    assert AuditEntry.objects.filter(action="story.publish").count() == 1
    assert list(integrity.faults()) == []


def test_a_second_edition_is_made_once_however_many_publish_it() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(desk=Desk.RELEASED, editor=editor)
    edit(story, by=story.created_by, headline="Judul baru")
    workflow.submit(story, by=story.created_by, seen=2)
    workflow.approve(story, by=editor, seen=2)
    publish = partial(publishing.cosmetic, story, reason="Ejaan.", by=editor, seen=2)
    outcomes = race(*[publish] * 3)
    assert len(refused(outcomes)) == 2
    assert story.editions.count() == 2
    assert list(integrity.faults()) == []


def test_of_four_saves_at_once_one_wins_and_three_are_refused() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    editors = [make_user(Role.EDITOR) for _ in range(4)]
    content = story.content

    def save(number: int) -> Story:
        text = replace(content, headline=f"Judul dari penyunting {number}")
        return editing.save(story, text, by=editors[number], base=1)

    outcomes = race(*[partial(save, n) for n in range(4)])
    assert len(refused(outcomes)) == 3
    (won,) = (outcome for outcome in outcomes if isinstance(outcome, Story))
    kept = Story.objects.get(pk=story.pk)
    assert (kept.headline, kept.version, kept.revisions.count()) == (won.headline, 2, 2)


def test_no_approval_holds_for_a_text_saved_in_the_same_moment() -> None:
    for _ in range(5):
        story, editor = make_story(desk=Desk.SUBMITTED), make_user(Role.EDITOR)
        text = replace(story.content, headline="Judul yang belum dibaca")
        refused(
            race(
                partial(workflow.approve, story, by=editor, seen=1),
                partial(editing.save, story, text, by=story.created_by, base=1),
            )
        )
        story = Story.objects.get(pk=story.pk)
        assert (story.version, story.desk) == (2, Desk.SUBMITTED)
        with pytest.raises(Refused):
            publishing.publish(story, by=editor, seen=2)


def test_two_stories_that_wish_the_same_address_get_one_each() -> None:
    stories = [make_story(desk=Desk.APPROVED, headline="Panen raya") for _ in range(3)]
    editor = make_user(Role.EDITOR)
    acts = [partial(publishing.publish, story, by=editor, seen=1) for story in stories]
    assert refused(race(*acts)) == []
    assert {row.slug for row in Address.objects.all()} == {
        "panen-raya",
        "panen-raya-2",
        "panen-raya-3",
    }


def test_a_topic_that_two_people_type_first_is_made_once() -> None:
    (one,), (two,) = race(*[partial(tags.resolve, ["Dinsos Jatim"])] * 2)
    assert one == two == Tag.objects.get()


def merges_while_publishing(old: Any, new: Any, story: Story, by: Any) -> None:
    refused(
        race(
            partial(publishing.publish, story, by=by, seen=1),
            partial(shelves.merge, old, new, by=None),
        )
    )


def test_an_edition_made_while_its_shelves_are_merged_hangs_on_the_new_ones() -> None:
    editor = make_user(Role.EDITOR)
    for _ in range(4):
        old, new = tags.resolve([f"lama {_}", f"baru {_}"])
        story = make_story(desk=Desk.APPROVED, tags=[old.name])
        merges_while_publishing(old, new, story, editor)
        assert EditionTag.objects.get(story=story).tag == new
    for _ in range(4):
        first, second = make_section(), make_section()
        story = make_story(desk=Desk.APPROVED, section=first)
        merges_while_publishing(first, second, story, editor)
        assert story.editions.get().section == second


def test_a_merge_and_a_second_edition_do_not_wait_for_each_other_for_ever() -> None:
    editor = make_user(Role.EDITOR)
    for _ in range(4):
        first, second = make_section(), make_section()
        story = make_story(desk=Desk.RELEASED, section=first, editor=editor)
        refused(
            race(
                partial(publish_again, story, editor=editor),
                partial(shelves.merge, first, second, by=None),
            )
        )
        assert {row.section for row in story.editions.all()} == {second}


def test_a_merge_waits_for_nothing_that_a_publication_holds_while_that_waits_for_it() -> None:
    first, second, third = tags.resolve(["pertama", "kedua", "ketiga"])
    shelves.merge(first, second, by=None)
    story, editor = make_story(desk=Desk.SUBMITTED), make_user(Role.EDITOR)
    edit(story, by=story.created_by, tags=(first.pk, second.pk))
    workflow.approve(story, by=editor, seen=2)

    def later(seconds: float, act: Callable[[], Any]) -> Any:
        time.sleep(seconds)
        return act()

    def hold() -> None:
        """Both come while somebody has the row that each of them needs, the publication first."""
        with transaction.atomic():
            Tag.objects.select_for_update().get(pk=first.pk)
            time.sleep(1)

    publish = partial(publishing.publish, story, by=editor, seen=2)
    merge = partial(shelves.merge, second, third, by=None)
    refused(race(hold, partial(later, 0.3, publish), partial(later, 0.6, merge)))
    assert EditionTag.objects.get(story=story).tag == third
    assert list(integrity.faults()) == []


def test_of_merges_in_a_row_at_once_none_leads_through_two_hops() -> None:
    for _ in range(6):
        first, second, third = make_section(), make_section(), make_section()
        outcomes = race(
            partial(shelves.merge, first, second, by=None),
            partial(shelves.merge, second, third, by=None),
        )
        assert {type(outcome) for outcome in outcomes} <= {type(None), shelves.Refused}, outcomes
        assert not Section.objects.filter(successor__successor__isnull=False).exists()


def test_two_shelves_are_not_merged_into_each_other() -> None:
    for _ in range(4):
        first, second = make_section(), make_section()
        outcomes = race(
            partial(shelves.merge, first, second, by=None),
            partial(shelves.merge, second, first, by=None),
        )
        assert [type(outcome) for outcome in outcomes].count(shelves.Refused) == 1
        pair = Section.objects.filter(pk__in=(first.pk, second.pk))
        assert sorted(row.successor_id is None for row in pair) == [False, True]


def test_two_agencies_are_not_put_below_each_other() -> None:
    def below(unit: Agency, parent: Agency) -> None:
        row = Agency.objects.get(pk=unit.pk)
        row.parent = parent
        row.save()

    for _ in range(4):
        one, two = make_agency(), make_agency()
        outcomes = race(partial(below, one, two), partial(below, two, one))
        assert [type(outcome) for outcome in outcomes].count(ValidationError) == 1


def test_the_audit_trail_stays_one_chain_when_many_write() -> None:
    def act() -> None:
        for _ in range(5):
            with transaction.atomic():
                audit.record("test", by=None, subject="test:1")

    assert race(*[act] * 4) == [None] * 4
    assert AuditEntry.objects.filter(action="test").count() == 20
    assert list(audit.faults()) == []


def test_an_address_is_claimed_again_after_it_was_taken_in_between() -> None:
    stories = [editing.begin(make_content(by=by), by=by) for by in [make_user()] * 4]

    def claim(story: Story) -> str:
        with transaction.atomic():
            return addresses.claim(story, "banjir")

    slugs = race(*[partial(claim, story) for story in stories])
    assert sorted(slugs) == ["banjir", "banjir-2", "banjir-3", "banjir-4"]


WIB = ZoneInfo("Asia/Jakarta")
PAGE = """Senin, 3 Juni 2024
Panen raya
Diunggah pada : 10 Agustus 2022 14:48:56 90
Jatim Newsroom - Petani memanen padi.
"""


def test_a_page_that_is_brought_in_three_times_at_once_is_one_story() -> None:
    section, by = make_section(), importing.importer()
    for n in range(5):
        page = importing.read(PAGE.replace("raya", f"raya {n}").encode(), WIB)
        bring_in = partial(importing.bring_in, page, by=by, section=section, file="a.txt")
        outcomes = race(*[bring_in] * 3)
        done = [outcome[0] for outcome in outcomes if isinstance(outcome, tuple)]
        assert done.count(Outcome.BROUGHT_IN) == 1, outcomes
        others = [outcome for outcome in outcomes if not isinstance(outcome, tuple)]
        assert all(isinstance(other, IntegrityError) for other in others), outcomes
        assert Edition.objects.filter(headline=page.headline).count() == 1
    assert list(integrity.faults()) == []


def test_an_import_and_a_publication_do_not_wait_for_each_other_for_ever() -> None:
    section, by, editor = make_section(), importing.importer(), make_user(Role.EDITOR)
    for n in range(8):
        page = importing.read(PAGE.replace("raya", f"raya {n}").encode(), WIB)
        story = make_story(desk=Desk.APPROVED, section=section, headline=page.headline)
        refused(
            race(
                partial(publishing.publish, story, by=editor, seen=1),
                partial(importing.bring_in, page, by=by, section=section, file="a.txt"),
            )
        )
