"""Nobody on the staff finds a word of a story that is not theirs to see, by any door."""

import pytest
from django.test import Client

from articles.models import Edition, Remark, Reply, Story
from tests.leaks import desk, newsroom
from tests.leaks.newsroom import PEOPLE, Clock, Newsroom

pytestmark = pytest.mark.django_db


def test_every_address_of_the_desk_is_walked() -> None:
    assert desk.routes() == set(desk.EXAMPLES)


def kept(room: Newsroom) -> list[object]:
    """All that a post could have changed."""
    stories = Story.objects.filter(pk__in=[story.pk for story in room.stories.values()])
    return [
        list(stories.order_by("pk").values_list("pk", "desk", "version", "holder", "headline")),
        list(Edition.objects.order_by("pk").values_list("pk", "live_until")),
        list(Reply.objects.order_by("pk").values_list("pk", "state")),
        Remark.objects.count(),
    ]


@pytest.mark.parametrize("who", PEOPLE)
def test_no_door_betrays_a_story_to_whoever_may_not_know_of_it(
    who: str, client: Client, moved_to: Clock
) -> None:
    room = newsroom.build(moved_to)
    if who in room.people:
        client.force_login(room.people[who])
    before = kept(room)
    walk = desk.Walk(client, room, who)
    for leaks in walk.every_door():
        assert leaks == []
    assert kept(room) == before
