"""The counter: one visitor once a day, and nobody who is not a reader."""

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.roles import Role
from articles import readership
from articles.models import Edition, Hit, Reason, StoryViews
from articles.public import hit
from tests.factories import make_edition, make_user
from tests.public.conftest import Page

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/130.0 Mobile"
Send = Callable[..., int]


@pytest.fixture(autouse=True)
def _calm() -> None:
    hit.flood.__init__()  # type: ignore[misc]


@pytest.fixture
def edition() -> Edition:
    edition = make_edition()
    StoryViews.objects.filter(story=edition.story_id).update(starting=90)
    return edition


@pytest.fixture
def send(edition: Edition) -> Send:
    def beacon(
        agent: str = PHONE, address: str = "36.80.1.1", by: Client | None = None, **headers: str
    ) -> int:
        token = readership.token(edition.story_id)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        response = (by or Client()).post(
            "/hit",
            token,
            content_type="text/plain",
            REMOTE_ADDR=address,
            headers={"User-Agent": agent} | names,
        )
        return response.status_code

    return beacon


def test_the_page_carries_a_token_that_counts_at_once(
    read: Page, client: Client, edition: Edition
) -> None:
    page = read(edition.get_absolute_url())
    assert "Dilihat 90 kali" in page.source
    token = page.one("body").get("data-hit", "")
    response = client.post("/hit", token, content_type="text/plain", headers={"User-Agent": PHONE})
    assert (response.status_code, response.content) == (204, b"")
    assert "Dilihat 91 kali" in read(edition.get_absolute_url()).source
    readership.roll_up()
    assert "Dilihat 91 kali" in read(edition.get_absolute_url()).source


def test_twenty_reloads_by_one_visitor_are_one_view(send: Send, edition: Edition) -> None:
    assert {send() for _ in range(20)} == {204}
    assert readership.shown(edition.story_id) == 91
    assert Hit.objects.get().requests == 20
    send(address="36.80.1.2")
    assert readership.shown(edition.story_id) == 92


def test_all_addresses_of_one_network_are_one_visitor(send: Send, edition: Edition) -> None:
    for n in range(5):
        send(address=f"2001:db8:1:2::{n}")
    assert readership.shown(edition.story_id) == 91
    send(address="2001:db8:1:3::1")
    assert readership.shown(edition.story_id) == 92


@pytest.mark.parametrize(
    ("reason", "agent", "headers"),
    [
        (Reason.BOT, "", {}),
        (Reason.BOT, "curl/8.5.0", {}),
        (Reason.BOT, "Mozilla/5.0 (compatible; Googlebot/2.1)", {}),
        (Reason.BOT, "WhatsApp/2.23.20.0", {}),
        (Reason.BOT, "facebookexternalhit/1.1", {}),
        (Reason.PREFETCH, PHONE, {"Sec_Purpose": "prefetch;prerender"}),
        (Reason.PREFETCH, PHONE, {"Purpose": "prefetch"}),
        (Reason.FOREIGN, PHONE, {"Sec_Fetch_Site": "cross-site"}),
        (Reason.FOREIGN, PHONE, {"Origin": "https://jahat.example"}),
        (Reason.FOREIGN, PHONE, {"Origin": "null"}),
        (Reason.FOREIGN, PHONE, {"Origin": "http://["}),
        (Reason.FOREIGN, PHONE, {"Sec_Fetch_Site": "same-site"}),
        (Reason.COUNTED, PHONE, {"Origin": "http://testserver", "Sec_Fetch_Site": "same-origin"}),
        (Reason.COUNTED, PHONE.replace("SM-A155F", "CUBOT NOTE 21"), {}),
        (Reason.COUNTED, PHONE.replace("Chrome", "HeadlessChrome"), {}),
    ],
)
def test_only_readers_count(
    reason: Reason, agent: str, headers: dict[str, str], send: Send, edition: Edition
) -> None:
    assert send(agent, **headers) == 204
    assert Hit.objects.get().reason == reason
    assert readership.shown(edition.story_id) == (91 if reason is Reason.COUNTED else 90)


def test_staff_do_not_count_and_readers_with_a_strange_cookie_do(
    send: Send, edition: Edition
) -> None:
    desk = Client()
    desk.force_login(make_user(Role.REPORTER))
    send(by=desk)
    assert Hit.objects.get().reason == Reason.STAFF
    reader = Client()
    reader.cookies["sessionid"] = "apa-saja"
    send(by=reader)
    assert readership.shown(edition.story_id) == 91


def test_a_flood_from_one_address_is_told_apart(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hit, "MOST_A_MINUTE", 3)
    for n in range(5):
        send(f"{PHONE} {n}")
    send(address="36.80.9.9")
    assert Hit.objects.filter(reason=Reason.COUNTED).count() == 4
    assert Hit.objects.filter(reason=Reason.FLOOD).count() == 2


def test_a_flood_from_one_network_is_one(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hit, "MOST_A_MINUTE", 3)
    for n in range(5):
        send(f"{PHONE} {n}", address=f"2001:db8:1:2::{n}")
    assert Hit.objects.filter(reason=Reason.FLOOD).count() == 2


def test_the_memory_of_a_flood_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hit, "MOST_ADDRESSES", 10)
    flood = hit.Flood()
    for n in range(95):
        flood.is_over(f"10.0.0.{n}")
    assert len(flood.counts) <= 10


def test_the_picture_for_browsers_without_script_counts_and_is_not_kept(
    read: Page, client: Client, edition: Edition
) -> None:
    source = read(edition.get_absolute_url()).source
    address = re.search(r'<noscript><img src="([^"]+)"', source)
    assert address is not None
    response = client.get(address[1], headers={"User-Agent": PHONE})
    assert response["Content-Type"] == "image/gif"
    assert response.content[:6] == b"GIF89a"
    assert "no-store" in response["Cache-Control"]
    assert readership.shown(edition.story_id) == 91


def test_asking_for_the_head_only_never_counts(client: Client, edition: Edition) -> None:
    client.head(f"/hit?t={readership.token(edition.story_id)}", headers={"User-Agent": PHONE})
    client.head(edition.get_absolute_url(), headers={"User-Agent": PHONE})
    assert not Hit.objects.exists()


@pytest.mark.parametrize(
    "token", ["", "1", "1:salah", "\x00", "١:x", "9" * 10_000, b"\xff\xfe", "12\n13"]
)
def test_a_false_token_stores_nothing(token: str | bytes, client: Client) -> None:
    headers = {"User-Agent": PHONE}
    assert client.post("/hit", token, content_type="text/plain", headers=headers).status_code == 400
    assert client.get("/hit", {"t": token}, headers=headers).status_code == 400
    assert not Hit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_gone_is_refused(client: Client) -> None:
    token = readership.token(987654321)
    response = client.post("/hit", token, content_type="text/plain", headers={"User-Agent": PHONE})
    assert response.status_code == 400


def test_a_busy_database_asks_to_come_again(send: Send) -> None:
    def busy(*args: object) -> None:
        raise OperationalError("database is locked")

    with connection.execute_wrapper(busy):
        assert send() == 503


def test_nothing_of_the_reader_is_kept(send: Send) -> None:
    send()
    row = str(Hit.objects.values().get())
    assert "36.80" not in row
    assert "Android" not in row
