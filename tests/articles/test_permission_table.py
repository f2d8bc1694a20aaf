"""docs/moves.md against the rules, the verbs and the buttons: each role, tied to a story in each
way, in each stand that a story can have, for each move."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import AuditEntry, User
from articles import workflow
from articles.admin.moves import offer
from articles.models import Story
from articles.workflow import MOVES, Makes, Move, Refused
from tests.articles import moves_table as table
from tests.articles import stage as acting
from tests.articles.moves_table import ROLES, Stand
from tests.articles.stage import Stage, Variant, allowed, bound
from tests.articles.verbs import SAID, verbs

pytestmark = pytest.mark.django_db
STANDS = [acting.name(stand) for stand, _moves in acting._stands()]
STANDS.append("approved, nothing, embargo ended")
KEPT_BACK = {"publish", "republish", "correct", "cosmetic"}  # from the bar, under an embargo


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Built once; every test puts back what it moved."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield acting.build()
        transaction.set_rollback(True)


def cell(variant: Variant, move: str) -> str:
    """A cell of the table in words, for a failure."""
    person = variant.person
    marks = [
        *sorted(person.ties),
        "saved it" if person.saved else "",
        *(["published it"] * variant.published),
    ]
    return f"{move} by {person.role} ({', '.join(filter(None, marks)) or 'no tie'})"


def test_the_page_names_every_move_every_role_and_every_state() -> None:
    assert list(table.moves()) == Move.values
    assert set(ROLES) == {*table._sight()}
    assert set(table.possible()) == {
        (stand.desk, stand.readers) for stand, _moves in acting._stands()
    }


@pytest.mark.parametrize("move", Move)
def test_what_a_move_asks_makes_and_takes_back_is_as_the_page_says(move: Move) -> None:
    row, rule = table.moves()[move], MOVES[move]
    assert bool(rule.asks) is (row.words in ("note", "reason", "public note"))
    makes = {Makes.NOW: {"at once"}, Makes.AHEAD: {"ahead"}, Makes.NOTHING: set()}[rule.makes]
    assert makes == row.edition & {"at once", "ahead"}
    assert rule.takes_back is ("taken back" in row.edition)


@pytest.mark.parametrize("name", STANDS)
def test_a_story_stands_where_its_name_says(name: str, stage: Stage) -> None:
    stand, pk = stage.stories[name]
    story = acting.fresh(pk)
    assert acting.stand_of(pk) == (stand.desk, stand.readers)
    live = workflow.current(story)
    assert stand.same is (live is not None and live.revision.number == story.version)
    assert stand.urgent is (workflow.emergency_of(story) is not None)
    assert stand.listed is (live is None or live.listed)


@pytest.mark.parametrize("name", STANDS)
def test_rules_and_buttons_are_exactly_what_the_page_allows(name: str, stage: Stage) -> None:
    stand, pk = stage.stories[name]
    wrong = []
    for variant in (one for role in ROLES for one in stage.variants(role, stand)):
        said = {move for move in Move.values if table.may(move, stand, variant.person)}
        with bound(pk, variant) as story:
            may = allowed(story, variant.user)
            wrong += [f"{cell(variant, move)}: rules" for move in sorted(may ^ said)]
            if table.sees(variant.person):  # the others never have the bar before their eyes
                shown = said - {"edit"} - (KEPT_BACK if stand.embargo else set())
                differs = sorted(buttons(story, variant.user) ^ shown)
                wrong += [f"{cell(variant, move)}: bar" for move in differs]
    assert wrong == []


def buttons(story: Story, user: User) -> set[str]:
    shown = offer(story, user)
    return {one.move for one in (shown.main, *shown.others, *shown.grave) if one}


@pytest.mark.parametrize("name", STANDS)
def test_the_verbs_make_what_the_page_allows_and_refuse_the_rest_with_a_reason(
    name: str, stage: Stage
) -> None:
    stand, pk = stage.stories[name]
    wrong = []
    for number, move in enumerate(Move.values):
        for variant in _some(stage, stand, move, number + STANDS.index(name)):
            with bound(pk, variant) as story:
                said = table.makes(move, stand, variant.person)
                if fault := _fault(stage, story, move, variant, said):
                    wrong.append(f"{cell(variant, move)}: {fault}")
    assert wrong == []


ASKING = [move for move, row in table.moves().items() if row.words]


@pytest.mark.parametrize("move", ASKING)
def test_a_move_that_needs_words_is_not_made_without_them(move: str, stage: Stage) -> None:
    only_live = table.moves()[move].words.endswith("if live")
    for stand, pk in stage.stories.values():
        for variant in _some(stage, stand, move, 0):
            if not table.makes(move, stand, variant.person):
                continue
            with bound(pk, variant) as story:
                if only_live and stand.readers == "nothing":
                    verbs(stage.heir)[move](story, variant.user, " ")
                    continue
                with pytest.raises(Refused) as no:
                    verbs(stage.heir)[move](story, variant.user, " ")
                assert len(no.value.reasons) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", STANDS)
def test_so_do_the_verbs_in_every_single_cell(name: str, stage: Stage) -> None:
    stand, pk = stage.stories[name]
    wrong = []
    for variant in (one for role in ROLES for one in stage.variants(role, stand)):
        for move in Move.values:
            with bound(pk, variant) as story:
                said = table.makes(move, stand, variant.person)
                if fault := _fault(stage, story, move, variant, said):
                    wrong.append(f"{cell(variant, move)}: {fault}")
    assert wrong == []


def _some(stage: Stage, stand: Stand, move: str, turn: int) -> Iterator[Variant]:
    """One who may make the move, if anybody may, and one who may not. Roles and ties take turns."""
    everybody = [one for role in ROLES for one in stage.variants(role, stand)]
    for said in (True, False):
        them = [one for one in everybody if table.makes(move, stand, one.person) is said]
        yield from them[turn * 7 % len(them) :][:1] if them else ()


def _fault(stage: Stage, story: Story, move: str, variant: Variant, said: bool) -> str:
    """What the verb does otherwise than the page says; empty where they agree."""
    before, made = acting.stand_of(story.pk), story.editions.count()
    try:
        with transaction.atomic():
            verbs(stage.heir)[move](story, variant.user, SAID)
    except Refused as refused:
        if said or not all(refused.reasons) or not refused.reasons:
            return f"refused: {refused.reasons}"
        return ""
    if not said:
        return "made"
    after = acting.stand_of(story.pk)
    if after != table.after(move, *before) or after not in table.possible():
        return f"led to {after}"
    if (story.editions.count() > made) is (MOVES[Move(move)].makes is Makes.NOTHING):
        return f"{story.editions.count() - made} editions"
    return "" if AuditEntry.objects.latest("number").action == Move(move).action else "not told"
