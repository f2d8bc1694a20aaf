"""A form of the writing screen that is sent twice counts once."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.roles import Role
from articles.models import Desk, Edition, Story
from articles.workflow import Move
from tests.admin.desk import address, signed_in, step, typed
from tests.factories import make_story, make_user
from tests.race import race

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_story_add")
KEY = re.compile(r'name="once" value="(\w+)"')


def key(client: Client, screen: str) -> str:
    """The key of the form as it is drawn now."""
    found = KEY.search(client.get(screen).content.decode())
    assert found
    return found[1]


def press_twice(client: Client, screen: str, data: dict[str, Any]) -> str:
    """The page that the second click brings; the browser never shows the first one's."""
    data = data | {"once": key(client, screen)}
    client.post(screen, data)
    return client.post(screen, data, follow=True).content.decode()


def test_a_new_story_that_is_saved_twice_is_one_story() -> None:
    client = signed_in(make_user())
    page = press_twice(client, ADD, typed(headline="Panen raya", _continue=""))
    assert Story.objects.count() == 1
    assert "dihitung satu kali" in page
    assert 'value="Panen raya"' in page or ">\nPanen raya</textarea>" in page


@pytest.mark.django_db(transaction=True)
def test_a_new_story_that_is_saved_twice_at_one_moment_is_one_story() -> None:
    writer = make_user()
    clients = [signed_in(writer), signed_in(writer)]
    data = typed(headline="Panen raya") | {"once": key(clients[0], ADD)}
    answers = race(*(partial(client.post, ADD, data) for client in clients))
    assert [answer.headers["Location"] for answer in answers] == [address(Story.objects.get())] * 2


def test_two_new_stories_of_the_same_words_are_two() -> None:
    client = signed_in(make_user())
    for _story in range(2):
        client.post(ADD, typed(headline="Cuaca hari ini") | {"once": key(client, ADD)})
    assert Story.objects.count() == 2


def test_going_back_to_a_sent_form_and_changing_it_loses_nothing() -> None:
    client = signed_in(make_user())
    data = typed(headline="Panen raya") | {"once": key(client, ADD)}
    client.post(ADD, data)
    client.post(ADD, data | {"headline": "Panen raya di Ngawi"})
    assert Story.objects.filter(headline="Panen raya di Ngawi").exists()


@pytest.mark.parametrize(
    ("desk", "move", "after"),
    [
        (Desk.DRAFT, "submit", Desk.SUBMITTED),
        (Desk.SUBMITTED, "approve", Desk.APPROVED),
        (Desk.APPROVED, "publish", Desk.RELEASED),
    ],
)
def test_a_move_that_is_pressed_twice_is_made_once_and_not_refused(
    desk: Desk, move: str, after: Desk
) -> None:
    story = make_story(desk=desk)
    client = signed_in(make_user(Role.EDITOR))
    page = press_twice(client, address(story), typed(story, _move=move))
    assert Story.objects.get().desk == after
    assert 'role="alert"' not in page


def test_publishing_twice_says_that_the_story_is_published() -> None:
    story = make_story(desk=Desk.APPROVED)
    client = signed_in(make_user(Role.EDITOR))
    page = press_twice(client, address(story), typed(story, _move="publish"))
    assert "Berita sudah terbit." in page
    assert Edition.objects.count() == 1


def test_a_move_that_was_refused_is_refused_again_with_its_reasons() -> None:
    editor = make_user(Role.EDITOR)
    story = make_story(by=editor, desk=Desk.SUBMITTED)
    page = press_twice(signed_in(editor), address(story), typed(story, _move="approve"))
    assert Story.objects.get().desk == Desk.SUBMITTED
    assert "dihitung satu kali" not in page


def test_a_move_with_a_page_leads_there_the_second_time_too() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    client = signed_in(make_user(Role.EDITOR))
    page = press_twice(client, address(story), typed(story, _move="return"))
    assert '<textarea name="note"' in page


@pytest.mark.parametrize("move", [Move.HAND, Move.EMBARGO])
def test_the_page_of_a_move_that_is_sent_twice_makes_it_once(move: Move) -> None:
    story, chief = make_story(), make_user(Role.CHIEF)
    until = timezone.localtime() + timedelta(days=1)
    sent = {"to": make_user(Role.EDITOR).pk, "day": f"{until:%Y-%m-%d}", "hour": "10:00"}
    page = press_twice(signed_in(chief), step(story, move), sent | {"seen": 1})
    assert AuditEntry.objects.filter(action=f"story.{move.value}").count() == 1
    assert "dihitung satu kali" in page
    assert 'role="alert"' not in page


def test_the_screen_names_the_forms_that_were_saved_to_the_one_who_sent_them() -> None:
    story = make_story(by=(writer := make_user()))
    client = signed_in(writer)
    sent = key(client, address(story))
    client.post(address(story), typed(story, headline="Judul lain") | {"once": sent})
    assert f'data-saved="{sent}"' in client.get(address(story)).content.decode()
    other = signed_in(make_user(Role.EDITOR))
    assert 'data-saved=""' in other.get(address(story)).content.decode()


def test_a_form_that_was_not_saved_is_not_named() -> None:
    story = make_story(by=(writer := make_user()))
    client = signed_in(writer)
    sent = key(client, address(story))
    page = client.post(address(story), typed(story, headline="") | {"once": sent}).content.decode()
    assert 'data-saved=""' in page
    assert "data-unsaved" in page


@pytest.mark.parametrize("junk", ["", "\x00", "x" * 9999, '"><script>'])
def test_a_strange_key_is_no_key(junk: str) -> None:
    story = make_story(by=(writer := make_user()))
    client = signed_in(writer)
    client.post(address(story), typed(story, headline="Judul lain") | {"once": junk})
    assert Story.objects.get().version == 2
    assert 'data-saved=""' in client.get(address(story)).content.decode()


def test_a_forged_or_outdated_form_of_a_story_is_told_where_its_text_is() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    page = client.post(ADD, typed())
    assert page.status_code == 403
    assert "tersimpan di peramban ini" in page.content.decode()
    assert f'href="{ADD}"' in page.content.decode()
    assert "tersimpan" not in client.post(reverse("account_logout")).content.decode()
