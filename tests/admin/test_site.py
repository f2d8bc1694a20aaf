"""The staff's door: who enters, where signing in leads, what the rail offers."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.admin.desk import signed_in
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db
PATHS = ["/admin/", "/admin/articles/story/", "/admin/articles/story/{}/change/"]


def test_a_stranger_is_led_to_the_sign_in_and_back() -> None:
    answer = Client().get("/admin/articles/story/", follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('account_login')}?next=/admin/articles/story/"


def test_somebody_without_a_role_is_told_so_and_not_sent_round_in_circles() -> None:
    assert AnonymousUser().is_staff is False
    nobody = User.objects.create(username="tamu", name="Tamu")
    assert signed_in(nobody).get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_of_another_role_says_so_beside_the_rail(method: str) -> None:
    answer = getattr(signed_in(make_user(Role.REPORTER)), method)("/admin/accounts/user/")
    assert answer.status_code == 403
    assert 'id="rail"' in answer.content.decode()
    assert "Halaman ini bukan untuk peran Anda" in answer.content.decode()


def test_signing_out_and_the_password_are_the_account_pages() -> None:
    client = signed_in(make_user(Role.EDITOR))
    assert client.get("/admin/logout/").headers["Location"] == reverse("account_logout")
    there = reverse("account_change_password")
    assert client.get("/admin/password_change/").headers["Location"] == there
    assert client.get("/admin/articles/").headers["Location"] == "/admin/"


@pytest.mark.parametrize("role", list(Role))
def test_the_rail_offers_only_what_opens(role: Role) -> None:
    client = signed_in(make_user(role))
    rail = client.get("/admin/").context["rail"]
    assert [client.get(stop["url"]).status_code for stop in rail] == [200] * len(rail)
    urls = [stop["url"] for stop in rail]
    assert ("/admin/articles/story/" in urls) == (role != Role.ADMIN)
    assert ("/admin/accounts/user/" in urls) == (role in {Role.ADMIN, Role.AUDITOR})


def test_the_persons_menu_says_their_role_in_words() -> None:
    page = signed_in(make_user(Role.EDITOR)).get("/admin/")
    assert page.context["roles"] == str(Role.EDITOR.label)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_inline_and_one_heading_on_every_screen(path: str) -> None:
    story = make_story(by=(writer := make_user()))
    answer = signed_in(writer).get(path.format(story.pk))
    page = answer.content.decode()
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", page)
    assert not re.search(r"<[a-z][^>]*\s(on[a-z]+|style)=", page)
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"


def test_only_the_writing_screen_allows_inline_styles() -> None:
    story = make_story(by=(writer := make_user()))
    client = signed_in(writer)
    loose = [
        path
        for path in PATHS
        if "unsafe-inline" in client.get(path.format(story.pk)).headers["Content-Security-Policy"]
    ]
    assert loose == [PATHS[-1]]
