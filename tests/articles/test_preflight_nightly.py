"""Every night the rules are asked of what readers have."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from articles import excusing, preflight
from articles.models import Desk, Edition, Severity, StandingFinding, Story
from articles.preflight import nightly
from tests.factories import (
    make_author,
    make_edition,
    make_edition_at,
    make_photo,
    make_user,
    publish_again,
)

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
OLD = datetime(2022, 8, 10, 14, 48, 56, tzinfo=WIB)
SPAM = "<p>Pemprov memerangi judi online.</p>"


def standing() -> list[tuple[int, str]]:
    preflight.recheck()
    return list(StandingFinding.objects.order_by("edition", "rule").values_list("edition", "rule"))


def test_what_readers_have_and_should_not_is_kept_for_the_board() -> None:
    edition = make_edition(headline="Resiko banjir")
    before = timezone.now()
    preflight.recheck()
    row = StandingFinding.objects.get()
    assert (row.edition, row.rule, row.severity) == (edition, "spelling", Severity.WARNS)
    assert row.found == "Resiko"
    assert "“Risiko”" in row.text
    assert row.at >= before


def test_an_older_story_is_asked_only_what_harms_somebody() -> None:
    fields: dict[str, Any] = {"summary": "", "agency": None, "headline": "Resiko banjir"}
    old = make_edition_at(OLD, **fields, photo=make_photo(), photo_credit="", body=SPAM)
    assert standing() == [(old.pk, "gambling"), (old.pk, "photo-credit")]


def test_what_is_excused_does_not_stand_there() -> None:
    edition = make_edition_at(OLD, body=SPAM, by=make_user(Role.EDITOR))
    story = edition.story
    assert standing() == [(edition.pk, "gambling")]
    chief = make_user(Role.CHIEF)
    excusing.excuse(story, "gambling", "judi online", by=chief, seen=story.version)
    assert standing() == []


def test_each_night_replaces_the_one_before() -> None:
    edition = make_edition(headline="Resiko banjir")
    assert standing() == standing() == [(edition.pk, "spelling")]
    assert StandingFinding.objects.count() == 1
    newer = publish_again(edition.story, headline="Risiko banjir, Ijin")
    assert standing() == [(newer.pk, "spelling")]
    publish_again(edition.story, headline="Risiko banjir")
    assert standing() == []


def test_only_what_readers_have_is_asked() -> None:
    edition = make_edition()
    Story.objects.filter(pk=edition.story_id).update(headline="Resiko", desk=Desk.DRAFT)
    assert standing() == []


def test_what_readers_no_longer_have_is_dropped() -> None:
    edition = make_edition(headline="Resiko banjir")
    assert standing() == [(edition.pk, "spelling")]
    Edition.objects.filter(pk=edition.pk).update(live_until=timezone.now())
    assert standing() == []


def test_credit_codes_are_those_of_the_day_of_publication() -> None:
    author = make_author(code="her")
    edition = make_edition(credit="(her)")
    assert standing() == []
    author.codes.update(until="2020-01-01")
    assert standing() == [(edition.pk, "credit-code")]


def test_a_false_edition_does_not_end_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "BATCH", 1)
    false, good = make_edition(headline="Resiko satu"), make_edition(headline="Resiko dua")
    Edition.objects.filter(pk=false.pk).update(headline="Slot gacor")
    assert standing() == [(good.pk, "spelling")]


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_steps_of_any_size_find_the_same(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [make_edition(headline="Resiko") for _ in range(3)]
    monkeypatch.setattr(nightly, "BATCH", batch)
    assert [edition for edition, _rule in standing()] == [edition.pk for edition in made]


def test_its_queries_grow_with_its_steps_not_with_the_editions() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            preflight.recheck()
        return len(seen)

    make_edition(headline="Resiko")
    few = queries()
    for _ in range(4):
        make_edition(headline="Resiko")
    assert queries() == few
