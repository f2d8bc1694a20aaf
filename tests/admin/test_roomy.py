"""A post above what Django reads: the text comes back, or a page says what to do."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin import roomy
from articles.models import Story
from tests.admin.desk import address, signed_in, typed
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db
PICTURE = f'<img src="data:image/png;base64,{"A" * 6_000_000}">'


def send(client: Client, to: str, data: dict[str, Any]) -> Any:
    return client.post(to, urlencode(data, doseq=True), content_type=roomy.FORM)


def test_a_story_with_a_picture_pasted_into_it_comes_back_with_all_that_was_typed() -> None:
    story = make_story(by=(writer := make_user()))
    body = f"<p>Kalimat yang tidak boleh hilang.</p>{PICTURE}"
    answer = send(signed_in(writer), address(story), typed(story, body=body))
    assert answer.status_code == 200
    assert "Kalimat yang tidak boleh hilang." in answer.text
    assert "200000" in answer.text.replace(".", "")  # the most a text may have
    assert Story.objects.get().version == 1


def test_the_screen_sends_its_form_as_the_room_is_made_for() -> None:
    story, chief = make_story(), make_user("chief")
    for page in (address(story), reverse("admin:articles_story_add")):
        source = signed_in(chief).get(page).text
        assert 'method="post"' in source
        assert "enctype" not in source
        assert 'type="file"' not in source


def test_sent_in_another_way_it_is_told_where_the_writing_is() -> None:
    story = make_story(by=(writer := make_user()))
    answer = signed_in(writer).post(address(story), typed(story, body=PICTURE))
    assert answer.status_code == 413
    assert f'<a href="{address(story)}">' in answer.text
    assert Story.objects.get().version == 1


def test_room_for_writing_does_not_open_the_door_to_forged_posts() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    answer = send(client, reverse("admin:articles_story_add"), typed(body=PICTURE))
    assert answer.status_code == 403


def test_who_is_signed_out_meanwhile_is_told_where_the_writing_is() -> None:
    add = reverse("admin:articles_story_add")
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))  # for the cookie of the CSRF check
    answer = send(client, add, typed(body=PICTURE))
    assert answer.status_code == 413
    assert "<h1>" in answer.text
    assert f'<a href="{add}">' in answer.text


def test_more_than_the_front_lets_through_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roomy, "MOST", 5_500_000)
    story = make_story(by=(writer := make_user()))
    answer = send(signed_in(writer), address(story), typed(story, body=PICTURE))
    assert answer.status_code == 413


def test_elsewhere_nobody_sends_so_much() -> None:
    answer = send(signed_in(make_user()), reverse("account_login"), {"login": PICTURE})
    assert answer.status_code == 413
    assert "/admin/articles/story/" not in answer.text
