"""Nobody on the staff finds a word of a story that is not theirs to see, by any door."""

import pytest
from django.test import Client

from articles.models import Edition, Remark, Reply, Story
from tests.leaks import desk, doors
from tests.leaks.newsroom import PEOPLE, Clock, Newsroom
from tests.leaks.readers import text
from tests.leaks.states import build
from tests.leaks.words import alike

pytestmark = pytest.mark.django_db


def test_every_address_of_the_desk_is_walked() -> None:
    assert doors.routes() == set(doors.EXAMPLES)


def test_no_letter_betrays_a_story_to_whoever_may_not_know_of_it(moved_to: Clock) -> None:
    room = build(moved_to)
    assert {to for to, _sent in room.letters} > {"penulis@contoh.test", "redaktur@contoh.test"}
    for to, sent in room.letters:
        if to not in ("penulis@contoh.test", "redaktur@contoh.test", "pemred@contoh.test"):
            told = room.words.found(sent, asked=to)
            assert [(story, of) for story, of in told if of != "receipt"] == [], to


# Columns by which a list could be narrowed until a hidden headline is spelled out.
SPELLING = {
    "articles/story": "headline agency__home_stories__headline section__stories__headline",
    "articles/section": "stories__headline editions__headline",
    "articles/agency": "home_stories__headline stories__headline",
    "articles/author": "bylines__story__headline user__begun_stories__headline",
    "articles/tag": "storytag__content_object__headline editiontag__story__headline",
    "articles/photo": "stories__headline editions__headline",
}


@pytest.mark.parametrize("way", ["startswith", "contains", "gt", "regex"])
def test_no_list_is_narrowed_until_it_spells_a_headline(
    way: str, client: Client, moved_to: Clock
) -> None:
    room = build(moved_to)
    client.force_login(room.people["reporter"])
    for address, columns in SPELLING.items():
        for column in columns.split():
            asked = f"/admin/{address}/?{column}__{way}={{}}"
            hidden, absent = (
                alike(text(client.get(asked.format(word))), word)
                for word in ("Judul kenari", "Judul gelatik")
            )
            assert hidden == absent, asked


def kept(room: Newsroom) -> list[object]:
    """All that a post could have changed."""
    stories = Story.objects.filter(pk__in=[story.pk for story in room.stories.values()])
    return [
        list(stories.order_by("pk").values_list("pk", "desk", "version", "holder", "headline")),
        list(Edition.objects.order_by("pk").values_list("pk", "live_until")),
        list(Reply.objects.order_by("pk").values_list("pk", "state")),
        Remark.objects.count(),
    ]


# These two see what reporter and nobody see, less or the same; they walk with `--all`.
LIKE_OTHERS = {"photographer", "roleless"}
WALKERS = [pytest.param(w, marks=[pytest.mark.slow] * (w in LIKE_OTHERS)) for w in PEOPLE]


@pytest.mark.parametrize("who", WALKERS)
def test_no_door_betrays_a_story_to_whoever_may_not_know_of_it(
    who: str, client: Client, moved_to: Clock
) -> None:
    room = build(moved_to)
    if who in room.people:
        client.force_login(room.people[who])
    before = kept(room)
    walk = desk.Walk(client, room, who)
    for leaks in walk.every_door():
        assert leaks == [], leaks[0]
    assert kept(room) == before
