"""Through the door: signing in and out, passwords, and what the door keeps out."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import people
from accounts.models import AuditEntry
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = "sawah luas di kaki gunung"


def sign_in(
    client: Client, login: str, password: str = PASSWORD, at: str = "192.0.2.1", **more: str
) -> Any:
    data = {"login": login, "password": password, **more}
    return client.post(reverse("account_login"), data, REMOTE_ADDR=at)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["sari", "SARI", "sari@jatim.test", "Sari@Jatim.test"])
def test_one_signs_in_by_user_name_or_by_mail_address(client: Client, login: str) -> None:
    make_user(username="sari", email="sari@jatim.test")
    assert sign_in(client, login).url == "/admin/"
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client) -> None:
    make_user(username="sari", email="sari@jatim.test")
    names = ["sari", "siapa", "sari@jatim.test", "siapa@jatim.test"]
    answers = [sign_in(client, name, "keliru").context["form"].errors for name in names]
    assert {str(answer) for answer in answers} == {str(answers[0])}
    assert answers[0]["__all__"]
    assert not is_in(client)


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_does_not_leave_the_site(client: Client, to: str) -> None:
    make_user(username="sari")
    assert sign_in(client, "sari", next=to).url == "/admin/"


def test_next_leads_on_within_the_site(client: Client) -> None:
    make_user(username="sari")
    assert sign_in(client, "sari", next="/admin/articles/story/").url == "/admin/articles/story/"


def test_signing_out_asks_first_and_then_does(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_a_session_ends_with_the_browser(client: Client) -> None:
    make_user(username="sari")
    assert not sign_in(client, "sari").cookies["sessionid"]["max-age"]


def test_a_closed_account_does_not_get_in(client: Client) -> None:
    sari = make_user(username="sari")
    people.set_active(sari, False, by=None)
    assert sign_in(client, "sari").url == reverse("account_inactive")
    assert not is_in(client)


def test_closing_an_account_ends_all_its_sessions_at_once() -> None:
    sari = make_user(username="sari")
    phone, desk = Client(), Client()
    for device in (phone, desk):
        sign_in(device, "sari")
        assert device.get(reverse("account_change_password")).status_code == 200
    people.set_active(sari, False, by=None)
    for device in (phone, desk):
        assert device.get(reverse("account_change_password")).status_code == 302
        assert device.get(reverse("admin:index")).status_code == 302


def test_a_new_password_ends_the_other_sessions_and_is_told() -> None:
    sari = make_user(username="sari")
    phone, desk = Client(), Client()
    for device in (phone, desk):
        sign_in(device, "sari")
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert desk.post(reverse("account_change_password"), data)["Location"] == reverse("admin:index")
    assert desk.get(reverse("account_change_password")).status_code == 200
    assert phone.get(reverse("account_change_password")).status_code == 302
    entry = AuditEntry.objects.get(action="user.password")
    assert (entry.by, entry.subject) == (sari, f"user:{sari.pk}")


@pytest.mark.parametrize(
    ("old", "once", "twice"),
    [("keliru", NEW, NEW), (PASSWORD, "pendek", "pendek"), (PASSWORD, NEW, NEW + "!")],
)
def test_a_password_that_will_not_do_is_refused(
    client: Client, old: str, once: str, twice: str
) -> None:
    sari = make_user(username="sari")
    client.force_login(sari)
    data = {"oldpassword": old, "password1": once, "password2": twice}
    answer = client.post(reverse("account_change_password"), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    sari.refresh_from_db()
    assert sari.check_password(PASSWORD)
    assert NEW not in answer.text


def test_a_forgotten_password_is_replaced_by_the_link_in_a_letter(client: Client) -> None:
    sari = make_user(username="sari", email="sari@jatim.test")
    client.post(reverse("account_reset_password"), {"email": "Sari@jatim.test"})
    letter = mail.outbox[0]
    assert letter.to == ["sari@jatim.test"]
    link = re.search(r"http://testserver(/akun/\S+)", str(letter.body))
    assert link is not None
    form = client.get(link[1], follow=True)
    data = {"password1": NEW, "password2": NEW}
    done = client.post(form.request["PATH_INFO"], data, follow=True)
    assert done.redirect_chain[-1][0] == reverse("account_reset_password_from_key_done")
    sari.refresh_from_db()
    assert sari.check_password(NEW)
    assert AuditEntry.objects.filter(action="user.password", by=sari).exists()
    assert Client().get(link[1]).context["token_fail"]


def test_asking_for_a_link_does_not_tell_who_has_an_account(client: Client) -> None:
    make_user(email="sari@jatim.test")
    ask = reverse("account_reset_password")
    known, unknown = (
        Client().post(ask, {"email": f"{name}@jatim.test"}, follow=True)
        for name in ("sari", "siapa")
    )
    assert (known.status_code, known.redirect_chain) == (200, unknown.redirect_chain)
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert [letter.to for letter in mail.outbox] == [["sari@jatim.test"]]


def guess(client: Client, *places: str) -> None:
    for place in places:
        sign_in(client, "sari", "keliru", at=place)


def test_guessing_one_account_is_stopped(client: Client) -> None:
    make_user(username="sari")
    guess(client, *["192.0.2.1"] * 5)
    assert sign_in(client, "sari").status_code == 200
    assert not is_in(client)


def test_who_guesses_a_name_locks_out_nobody_at_another_address(client: Client) -> None:
    make_user(username="sari")
    guess(client, *["192.0.2.1"] * 30)
    assert sign_in(client, "sari", at="192.0.2.2").url == "/admin/"


def test_other_addresses_of_the_same_network_are_no_other_address(client: Client) -> None:
    make_user(username="sari")
    guess(client, *[f"2001:db8:1:2::{n}" for n in range(5)])
    sign_in(client, "sari", at="2001:db8:1:2:9:9:9:9")
    assert not is_in(client)


def test_signing_in_does_not_use_up_what_a_place_may_get_wrong(client: Client) -> None:
    make_user(username="sari")
    for _time in range(15):
        assert sign_in(client, "sari").status_code == 302
        client.logout()


def test_signing_in_from_many_places_locks_nobody_out(client: Client) -> None:
    make_user(username="sari")
    for number in range(101):
        assert sign_in(client, "sari", at=f"192.0.2.{number}").status_code == 302
        client.logout()


def test_guessing_from_many_places_is_stopped_and_a_new_password_is_the_way_in(
    client: Client,
) -> None:
    sari = make_user(username="sari", email="sari@jatim.test")
    guess(client, *[f"192.0.2.{n}" for n in range(100)])
    sign_in(client, "sari", at="198.51.100.7")
    assert not is_in(client)
    client.force_login(sari)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), data)
    client.logout()
    assert sign_in(client, "SARI", NEW, at="198.51.100.7").url == "/admin/"


def test_too_many_attempts_are_answered_by_a_page_of_ours(client: Client) -> None:
    answers = [sign_in(client, f"orang-{number}", "keliru") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "<h1>" in answers[-1].text


def test_what_a_proxy_cannot_vouch_for_does_not_make_a_new_visitor(client: Client) -> None:
    """X-Forwarded-For is the visitor's own word unless TRUSTED_PROXIES says otherwise."""
    for number in range(31):
        data = {"login": f"orang-{number}", "password": "keliru"}
        answer = client.post(
            reverse("account_login"), data, headers={"x-forwarded-for": f"10.0.0.{number}"}
        )
    assert answer.status_code == 429


@pytest.mark.parametrize("path", ["signup/", "daftar/", "email/", "login/", "confirm-email/"])
def test_the_rest_of_allauth_has_no_address(client: Client, path: str) -> None:
    assert client.get(f"/akun/{path}").status_code == 404


@pytest.mark.parametrize(
    ("name", "people_only"),
    [
        ("account_login", False),
        ("account_inactive", False),
        ("account_reset_password", False),
        ("account_reset_password_done", False),
        ("account_reset_password_from_key_done", False),
        ("account_logout", True),
        ("account_change_password", True),
    ],
)
def test_every_page_has_one_heading_and_nothing_inline(
    client: Client, name: str, people_only: bool
) -> None:
    if people_only:
        client.force_login(make_user())
    page = client.get(reverse(name)).text
    assert page.count("<h1>") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", page)


def test_password_managers_are_told_what_to_fill_in(client: Client) -> None:
    page = client.get(reverse("account_login")).text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_strange_addresses_are_no_accident(client: Client) -> None:
    for path in ("lupa/abc-def/", "lupa/zzzzzzzzzzzzzzzzzzzz-x/", "lupa/1-%00/"):
        assert client.get(f"/akun/{path}").status_code in (200, 400, 404)
    for login in ("\x00", "a" * 10_000, "' OR 1=1 --"):
        assert sign_in(client, login, "keliru").status_code == 200
