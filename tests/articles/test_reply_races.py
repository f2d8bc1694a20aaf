"""Rights of reply in two hands at the same moment, one of which may be the purge's."""

from functools import partial

import pytest
from pytest_django import Settings

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import integrity, replies
from articles.models import Reply, ReplyState, Story
from articles.models.reply import PERSONAL
from articles.replies import TooMany
from tests.articles.test_races import refused
from tests.articles.test_replies import aged, make_reply, sent, words_in_the_database
from tests.factories import make_edition, make_user
from tests.race import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]
ROUNDS = 2
CACHE = {"default": {"BACKEND": "accounts.cache.DatabaseCache", "LOCATION": ""}}


def test_a_form_that_is_sent_six_times_at_once_is_one_request() -> None:
    receive = partial(
        replies.receive, sent(make_edition().get_absolute_url()), form="satu", address="36.80.1.1"
    )
    outcomes = race(*[receive] * 6)
    assert set(outcomes) == {Reply.objects.get()}


def test_of_eight_at_once_from_one_address_five_are_let_in(settings: Settings) -> None:
    settings.CACHES = CACHE
    about = make_edition().get_absolute_url()
    outcomes = race(
        *[
            partial(replies.receive, sent(about, text=f"{n}"), form="satu", address="36.80.1.1")
            for n in range(8)
        ]
    )
    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 3
    assert Reply.objects.count() == 5


def test_a_request_is_decided_once_and_the_trail_tells_the_decision_that_holds() -> None:
    for number in range(ROUNDS):
        reply = make_reply(form=f"{number}")
        outcomes = race(
            partial(replies.accept, reply, by=make_user(Role.EDITOR)),
            partial(replies.refuse, reply, by=make_user(Role.EDITOR), reason="Bukan beritanya."),
        )
        assert len(refused(outcomes)) == 1
    assert AuditEntry.objects.filter(action__in=["reply.accept", "reply.refuse"]).count() == ROUNDS
    assert list(integrity.faults()) == []


def test_an_answer_that_two_begin_at_once_is_one_story() -> None:
    for number in range(ROUNDS):
        reply, editor = make_reply(form=f"{number}"), make_user(Role.EDITOR)
        replies.accept(reply, by=editor)
        begin = partial(replies.begin_answer, reply)
        one, two = race(partial(begin, by=editor), partial(begin, by=make_user(Role.CHIEF)))
        assert one == two == Story.objects.get(reply=reply)


def test_who_decides_while_the_purge_comes_leaves_nothing_behind() -> None:
    for number in range(ROUNDS):
        reply = aged(make_reply(form=f"{number}"), 366)
        refused(race(partial(replies.accept, reply, by=make_user(Role.EDITOR)), replies.purge))
        replies.purge()
        kept = Reply.objects.get(pk=reply.pk)
        assert (kept.state, {getattr(kept, name) for name in PERSONAL}) == (ReplyState.LAPSED, {""})
    assert list(integrity.faults()) == []


def test_who_begins_an_answer_while_the_purge_comes_leaves_none_of_its_words() -> None:
    for number in range(ROUNDS):
        reply, editor = make_reply(form=f"{number}"), make_user(Role.EDITOR)
        aged(replies.accept(reply, by=editor), 366)
        refused(race(partial(replies.begin_answer, reply, by=editor), replies.purge))
        replies.purge()
        assert words_in_the_database("Siti Aminah", "Bantuan itu sudah") == set()
    assert list(integrity.faults()) == []
