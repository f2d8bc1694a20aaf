"""Whoever hides or erases a published story by SQL is found out."""

import pytest
from django.db import connection
from django.db.models import F

from articles import addresses, integrity
from articles.models import Edition, Story
from tests.factories import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_an_edition_ended_at_its_own_start_is_named() -> None:
    edition = make_edition()
    Edition.objects.update(live_until=F("live_from"))
    assert addresses.resolve(edition.slug) is None
    (fault,) = integrity.faults()
    assert "live_until" in fault


def test_a_story_erased_with_all_its_rows_is_named() -> None:
    story, kept = make_edition().story, make_edition().story
    tables = (
        "editiontag editionagency editionauthor edition approval revision address byline "
        "storytag story_agencies storyviews notification"
    ).split()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "DELETE FROM articles_approval WHERE revision_id IN "
            "(SELECT id FROM articles_revision WHERE story_id = %s)",
            [story.pk],
        )
        for table in tables:
            column = "content_object_id" if table == "storytag" else "story_id"
            if table != "approval":
                cursor.execute(f"DELETE FROM articles_{table} WHERE {column} = %s", [story.pk])
        cursor.execute("DELETE FROM articles_story WHERE id = %s", [story.pk])
    assert list(Story.objects.all()) == [kept]
    assert any(f"Story {story.pk} was public" in fault for fault in integrity.faults())
