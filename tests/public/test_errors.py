"""Whatever is asked, the answer is a page that helps, never a trace of a fault."""

import logging

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from accounts.roles import Role
from articles.public import errors
from tests.factories import make_edition, make_section, make_user
from tests.public.conftest import Page, parsed

pytestmark = pytest.mark.django_db


def test_a_missing_page_helps_and_shows_ways_on(read: Page, client: Client) -> None:
    make_edition(section=make_section("Sosial"))
    page = read("/tidak-ada", status=404)
    assert page.text("h1") == "Halaman ini tidak kami temukan"
    assert {"/", "/berita", "/rubrik/sosial"} <= set(page.links("/"))
    assert "s-maxage" not in client.get("/tidak-ada").get("Cache-Control", "")


def test_a_missing_page_of_the_desk_leads_back_to_the_desk(client: Client) -> None:
    client.force_login(make_user(Role.EDITOR))
    assert 'href="/admin/"' in client.get("/admin/articles/story/1/langkah/tidak-ada/").text
    assert 'href="/admin/"' not in client.get("/tidak-ada").text


def ways(source: str) -> list[str | None]:
    assert "Permintaan ini tidak dapat kami baca</h1>" in source
    return [a.get("href") for a in parsed(source).findall(".//ul[@class='ways']//a")]


def test_a_question_to_the_desk_that_is_refused_gets_a_page_with_ways_on(client: Client) -> None:
    client.force_login(make_user(Role.EDITOR))
    response = client.get("/admin/articles/story/?foo=1")
    assert response.status_code == 400
    assert ways(response.text) == ["/admin/articles/story/", "/admin/", "/berita", "/"]


def test_a_request_that_cannot_be_read_gets_a_page_with_ways_on(client: Client) -> None:
    too_many = {f"a{n}": "" for n in range(2000)}
    response = client.post("/akun/masuk/", too_many, query_params=too_many)
    assert response.status_code == 400
    assert ways(response.text) == ["/berita", "/"]


def test_a_request_for_another_host_is_refused_in_our_words(client: Client) -> None:
    response = client.get("/berita", headers={"Host": "jahat.example"})
    assert response.status_code == 400
    assert "Permintaan ini tidak dapat kami baca" in response.text


def test_a_mistyped_address_leaves_the_console_quiet_and_an_attack_does_not() -> None:
    assert not logging.getLogger("django.request").isEnabledFor(logging.WARNING)
    assert logging.getLogger("django.request").isEnabledFor(logging.ERROR)
    assert logging.getLogger("django.security.csrf").isEnabledFor(logging.WARNING)


STRANGE = [
    "\x00",
    "%00",
    "a%00b",
    "x" * 10_000,
    "-" * 300,
    "%FF%FE",
    "..%2f..%2fetc%2fpasswd",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "é",
    "١٢٣",
    "a%0d%0aSet-Cookie:x=1",
    "🙂",
]


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize(
    "place", ["", "berita/", "rubrik/", "topik/", "instansi/", "penulis/", "media/foto/"]
)
def test_strange_addresses_are_not_found(place: str, strange: str, client: Client) -> None:
    response = client.get(f"/{place}{strange}")
    assert response.status_code == 404
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_addresses_with_a_slash_stay_on_this_site(strange: str, client: Client) -> None:
    response = client.get(f"/{strange}/")
    assert response.status_code in {301, 404}
    if response.status_code == 301:
        assert response["Location"].startswith("/")
        assert not response["Location"].startswith(("//", "/\\"))
        assert "\n" not in response["Location"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(method: str, client: Client) -> None:
    address = make_edition().get_absolute_url()
    for page in ("/", "/berita", address, "/robots.txt", "/health/live"):
        assert getattr(client, method)(page).status_code == 405


def test_a_fault_of_ours_is_answered_without_the_database(client: Client) -> None:
    def away(*args: object) -> None:
        raise DatabaseError("away")

    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        response = client.get("/berita")
    assert response.status_code == 500
    assert "Terjadi gangguan di pihak kami" in response.text
    parsed(response.text)


def test_the_page_of_faults_asks_nothing(client: Client, django_assert_num_queries: object) -> None:
    from django.test import RequestFactory  # noqa: PLC0415

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert errors.broken(RequestFactory().get("/")).status_code == 500


def test_robots_are_kept_from_the_desk(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in response.text


def test_no_cache_keeps_an_answer_that_says_what_went_wrong(client: Client, db: None) -> None:
    answer = client.get("/berita?sebelum=rusak")
    assert answer.status_code == 400
    assert "Cache-Control" not in answer
