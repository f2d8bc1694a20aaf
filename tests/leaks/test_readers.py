"""No reader finds a word that is not published, at any address and however they ask."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Agency, Author, Reply, Tag
from articles.public.reply_form import new_token
from tests.leaks import newsroom, readers
from tests.leaks.newsroom import Clock
from tests.leaks.readers import text
from tests.leaks.states import build
from tests.leaks.words import alike

pytestmark = pytest.mark.django_db
NOWHERE = "alamat-yang-tidak-pernah-ada"
STATUS = dict.fromkeys(newsroom.NEVER, 404) | {
    "withdrawn": 410,
    "withdrawn neutral": 410,
    "forged": 503,
    "unlisted": 200,
    "english": 200,
    "replaced": 200,
    "change ahead": 200,
}


def test_every_address_of_the_site_is_walked() -> None:
    assert readers.patterns() == set(readers.EXAMPLES)


def test_no_address_betrays_what_readers_are_not_to_have(client: Client, moved_to: Clock) -> None:
    room = build(moved_to)
    for leaks in readers.walk(client, room):
        assert leaks == [], leaks[0]


def test_what_readers_never_had_answers_as_what_never_was(client: Client, moved_to: Clock) -> None:
    room = build(moved_to)
    for address in ("/berita/{}", "/read/umum/{}", "/hak-jawab?berita={}"):
        slugs = [slug for name in newsroom.NEVER for slug in room.slugs(name)]
        assert told_apart(client, address, slugs) == [], address
    shelves: dict[str, Any] = {"topik": Tag, "instansi": Agency, "penulis": Author}
    for kind, model in shelves.items():
        canaries = model.objects.filter(slug__contains="kenari").values_list("slug", flat=True)
        assert told_apart(client, f"/{kind}/{{}}", list(canaries)) == [], kind


def told_apart(client: Client, address: str, slugs: list[str]) -> list[str]:
    """Those that answer otherwise than an address that nobody ever had."""
    assert slugs
    unknown = alike(text(client.get(address.format(NOWHERE))), NOWHERE)
    answers = {slug: text(client.get(address.format(slug))) for slug in slugs}
    return [slug for slug, answer in answers.items() if alike(answer, slug) != unknown]


def test_each_state_answers_by_its_own_status(client: Client, moved_to: Clock) -> None:
    room = build(moved_to)
    statuses = {name: client.get(f"/berita/{room.slugs(name)[0]}").status_code for name in STATUS}
    assert statuses == STATUS, statuses
    assert client.get("/berita/alamat-lama").headers["Location"] == "/berita/alamat-baru"


@pytest.mark.parametrize("name", ["scheduled", "draft"])
def test_nobody_learns_by_a_request_that_there_is_such_a_story(
    client: Client, moved_to: Clock, name: str
) -> None:
    room = build(moved_to)
    sent = {"wish": "answer", "statement": "Keliru.", "text": "Tidak benar.", "name": "Siti"}
    sent |= {"about": f"/berita/{room.slugs(name)[0]}", "email": "siti@contoh.test"}
    answer = client.post("/hak-jawab", sent | {"token": new_token()}, follow=True)
    assert answer.status_code == 200
    assert room.words.found(text(answer)) == []
    assert Reply.objects.order_by("-pk")[0].story is None, sent["about"]
