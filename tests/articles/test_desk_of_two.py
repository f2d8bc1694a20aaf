"""No dead end for a desk of two, from wherever they can bring a story.

The walker walks over the page; some walks are made by the verbs too, so that both agree."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles import editing, workflow
from articles.content import Credited
from articles.models import Story
from tests.articles import moves_table as table
from tests.articles.stage import allowed, fresh, stand_of
from tests.articles.two import At, Desk, passing, person, reached, steps, without_way_out
from tests.articles.verbs import HOUR, SAID, verbs
from tests.factories import edit, make_agency, make_content, make_user, numbers

STEPS = 14  # of a walk with the verbs
DESKS = [
    ("editor", "chief"),
    ("reporter", "editor"),
    ("editor", "editor"),
    ("reporter", "chief"),
    ("contributor", "editor"),
    ("contributor", "chief"),
    ("chief", "chief"),
]


@pytest.mark.parametrize("desk", DESKS, ids=" and ".join)
def test_whatever_two_have_done_what_either_writes_next_can_reach_its_readers(desk: Desk) -> None:
    graph = reached(desk)
    assert {(at.desk, at.readers) for at in graph} <= table.possible()
    for writer in (0, 1):
        assert without_way_out(graph, writer) == set()


@pytest.mark.parametrize(
    "desk", [("photographer", "editor"), ("photographer", "chief")], ids=" and ".join
)
def test_what_an_editor_writes_reaches_its_readers_with_a_photographer_who_confirms(
    desk: Desk,
) -> None:
    graph = reached(desk)
    assert without_way_out(graph, writer=1) == set()


def test_every_stand_that_is_possible_comes_about_on_a_desk_of_two() -> None:
    graph = reached(("editor", "chief"))
    assert {(at.desk, at.readers) for at in graph} == table.possible()


@pytest.mark.parametrize("other", ["admin", "auditor", "none"])
def test_an_editor_with_nobody_who_confirms_is_no_desk(other: str) -> None:
    graph = reached((other, "editor"))
    assert any(not at.is_shown for at in without_way_out(graph, writer=1))
    assert not any(at.is_shown and at.saver == 1 for at in graph)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("desk", DESKS, ids=" and ".join)
def test_the_verbs_lead_where_the_walker_goes(
    desk: Desk, seed: int, moved_to: Callable[[datetime], None]
) -> None:
    chance, at, house = random.Random(f"{desk}{seed}"), At(), House(desk)
    for _ in range(STEPS):
        moved_to(timezone.now() + timedelta(seconds=1))  # no two moves at one moment
        assert stand_of(house.story) == (at.desk, at.readers)
        for who in (0, 1):
            them = person(at, who, desk)
            said = {move for move in table.moves() if table.may(move, at.stand, them)}
            assert allowed(fresh(house.story), house.people[who]) == said
        if next(passing(at), None) and not chance.randrange(4):
            moved_to(timezone.now() + 7 * HOUR)  # later than any hour the verbs are given
            while later := next(passing(at), None):
                at = later
            continue
        onward = sorted(steps(at, desk), key=repr)
        who, move = chance.choice(sorted({(who, move) for who, move, _to in onward}))
        to = chance.choice([to for *made, to in onward if made == [who, move]])
        house.make(who, move, to)
        at = to


class House:
    """A desk of two real people, and the story that person 0 has begun."""

    def __init__(self, desk: Desk) -> None:
        self.homes = {True: make_agency(), False: make_agency()}
        self.people = [make_user(role, agency=self.homes[True]) for role in desk]
        text = make_content(agency=self.homes[True], bylines=(), source="Humas")
        self.story = editing.begin(text, by=self.people[0]).pk

    def make(self, who: int, move: str, to: At) -> None:
        by, story = self.people[who], Story.objects.get(pk=self.story)
        if move == "edit":
            names = [workflow.author_of(self.people[one]) for one in sorted(to.byline)]
            bylines = tuple(Credited(author.pk, "reporter") for author in names if author)
            text = {"headline": f"Judul {next(numbers)}", "bylines": bylines}
            edit(story, by=by, agency=self.homes[to.inside].pk, **text)
        elif move == "hand":
            workflow.hand(story, to=self.people[to.holder], by=by, seen=story.version)
        else:
            verbs(by)[move](story, by, SAID)
