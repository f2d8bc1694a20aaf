"""The public door of the right of reply: no account, no cookie, nothing typed is lost."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import CacheEntry
from accounts.roles import Role
from articles import publishing, replies, workflow
from articles.models import Edition, MostRead, Reply
from articles.public import reply as door
from articles.public import reply_form
from articles.public.reply_form import new_token
from tests.articles.test_replies import answered, make_reply
from tests.factories import make_edition, make_photo, make_user
from tests.public.conftest import Page, Read, parsed, text

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


@pytest.fixture
def send() -> Send:
    """Posts the form as a browser on our own page does."""

    def post(headers: dict[str, str] | None = None, **changes: str) -> Any:
        typed = {
            "about": "Berita kemarin",
            "wish": "answer",
            "statement": "“140 paket” keliru.",
            "text": "Jumlahnya 1.400 paket.",
            "name": "Siti Aminah",
            "email": "siti@contoh.test",
            "token": new_token(),
            "trap": "",
        }
        return Client(enforce_csrf_checks=True).post(
            "/hak-jawab",
            typed | changes,
            headers=headers or {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        )

    return post


def page(answer: Any) -> Read:
    source = answer.content.decode()
    return Read(answer.status_code, source, parsed(source))


def test_a_request_leads_to_its_receipt_without_a_cookie(send: Send, read: Page) -> None:
    answer = send()
    assert answer.status_code == 303
    assert not answer.cookies
    kept = Reply.objects.get()
    assert answer["Location"] == f"/hak-jawab/{kept.receipt}"
    shown = read(answer["Location"])
    assert kept.receipt in shown.source
    assert "Menunggu keputusan" in shown.source


def test_the_form_is_filled_in_from_the_story_it_was_opened_on(read: Page, client: Client) -> None:
    edition = make_edition()
    story = read(edition.get_absolute_url())
    (way,) = story.links("/hak-jawab?")
    form = read(way)
    about = form.one("input[@name='about']")
    assert about.get("value") == f"{settings.SITE_URL}{edition.get_absolute_url()}"
    assert edition.headline in form.source
    assert client.get(way).cookies == {}


def test_a_story_that_readers_do_not_have_fills_in_nothing(read: Page) -> None:
    edition = make_edition(headline="RAHASIA sampai besok")
    Edition.objects.update(live_from=timezone.now() + timedelta(days=1))
    form = read(f"/hak-jawab?berita={edition.slug}")
    assert "RAHASIA" not in form.source
    assert form.one("input[@name='about']").get("value") is None


@pytest.mark.parametrize(
    "query", ["berita=%00", "berita=../../x", "berita=" + "a" * 500, "nomor=%00", "nomor="]
)
def test_a_hostile_query_does_no_harm(client: Client, query: str) -> None:
    assert client.get(f"/hak-jawab?{query}").status_code == 200


def test_mistakes_come_back_all_at_once_each_at_its_field(send: Send) -> None:
    answer = send(about="", statement="", text="", name="", email="", wish="")
    shown = page(answer)
    assert answer.status_code == 422
    summary = shown.one("div[@role='alert']")
    targets = [link.get("href", "")[1:] for link in summary.findall(".//a")]
    assert targets == ["id_about", "id_wish_0", "id_statement", "id_text", "id_name", "id_email"]
    ids = {element.get("id") for element in shown.tree.iter()}
    assert set(targets) <= ids
    assert shown.one("input[@name='name']").get("aria-invalid") == "true"
    assert text(shown.one("title")).startswith("Galat:")
    assert not Reply.objects.exists()


def test_what_was_typed_comes_back_escaped(send: Send) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    shown = page(send(name="", text=hostile, about='"><img src=x>', phone="0812\x00"))
    assert text(shown.one("textarea[@name='text']")) == hostile
    assert shown.one("input[@name='about']").get("value") == '"><img src=x>'
    assert "<script>alert" not in shown.source
    assert "\x00" not in shown.source


def test_a_letter_or_a_telephone_is_enough_and_neither_is_not(send: Send) -> None:
    assert send(email="", phone="").status_code == 422
    assert send(email="", phone="(031) 829-4608").status_code == 303
    assert send(email="bukan surel").status_code == 422
    assert send(phone="telepon saya").status_code == 422


def test_ten_thousand_characters_fit_and_one_more_does_not(send: Send) -> None:
    assert send(text="a\r\n" + "b" * 9_998).status_code == 303
    assert len(Reply.objects.get().text) == 10_000
    assert send(text="a" * 10_001).status_code == 422
    assert send(statement="a" * 2_001).status_code == 422


@pytest.mark.parametrize("field", ["about", "statement", "text", "name", "behalf", "wish", "token"])
def test_a_nul_breaks_nothing(send: Send, field: str) -> None:
    answer = send(**{field: "answer\x00" if field == "wish" else "isi\x00 baris"})
    assert answer.status_code == (422 if field in ("wish", "token") else 303)


def test_advertisements_are_told_by_their_links(send: Send) -> None:
    spam = " ".join(f"https://slot{n}.test" for n in range(4))
    assert send(text=spam).status_code == 422
    assert send(text="Lihat https://jatim.test dan www.bps.test").status_code == 303


def test_a_program_that_fills_in_everything_falls_into_the_trap(send: Send) -> None:
    shown = page(send(trap="https://slot.test"))
    assert shown.status == 422
    assert not Reply.objects.exists()
    assert shown.one("input[@name='trap']").get("value") is None  # whoever it was sends again
    assert text(shown.one("textarea[@name='text']")) == "Jumlahnya 1.400 paket."


def test_nobody_sees_or_hears_the_trap(read: Page) -> None:
    form = read("/hak-jawab")
    trap = form.one("input[@name='trap']")
    assert (trap.get("tabindex"), trap.get("autocomplete")) == ("-1", "off")
    assert trap in list(form.one("div[@aria-hidden='true']").iter())


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://lain.test"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://lain.testserver"},
    ],
)
def test_what_another_site_sends_is_refused(send: Send, headers: dict[str, str]) -> None:
    assert send(headers=headers).status_code == 403
    assert not Reply.objects.exists()


@pytest.mark.parametrize("token", ["", "dibuat:sendiri", "a:b:c"])
def test_without_our_token_nothing_is_kept_and_nothing_is_lost(send: Send, token: str) -> None:
    shown = page(send(token=token))
    assert shown.status == 422
    assert not Reply.objects.exists()
    again = shown.one("input[@name='token']").get("value")
    assert send(token=again).status_code == 303


def test_a_form_left_open_for_a_day_is_sent_again(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = new_token()
    monkeypatch.setattr(reply_form, "OPEN", timedelta(seconds=-1))
    assert send(token=token).status_code == 422
    monkeypatch.setattr(reply_form, "OPEN", timedelta(days=1))
    assert send(token=token).status_code == 303


def test_a_second_click_leads_to_the_same_receipt(send: Send) -> None:
    token = new_token()
    assert send(token=token)["Location"] == send(token=token)["Location"]
    assert Reply.objects.count() == 1


def test_the_sixth_in_an_hour_is_told_to_wait_and_keeps_its_words(send: Send) -> None:
    for _time in range(replies.MOST_BY_ADDRESS):
        assert send().status_code == 303
    answer = send(text="Kata yang tidak boleh hilang.")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    shown = page(answer)
    assert text(shown.one("textarea[@name='text']")) == "Kata yang tidak boleh hilang."
    assert Reply.objects.count() == replies.MOST_BY_ADDRESS


def test_the_privacy_notice_names_the_time_of_retention(read: Page, settings: Any) -> None:
    settings.REPLY_RETENTION_DAYS = 90
    assert "90 hari" in read("/hak-jawab").source


# --- how it stands --------------------------------------------------------------------------------


def test_the_page_of_a_receipt_names_nobody_and_is_kept_nowhere(client: Client) -> None:
    reply = make_reply(phone="0812 3456 7890")
    replies.refuse(reply, by=make_user(Role.EDITOR, name="Redaktur Satu"), reason="RAHASIA-SEBAB")
    answer = client.get(f"/hak-jawab/{reply.receipt}")
    source = answer.content.decode()
    for word in (
        "Siti",
        "contoh.test",
        "0812",
        "1.400",
        "140 paket",
        "RAHASIA-SEBAB",
        "Redaktur Satu",
    ):
        assert word not in source
    assert "Ditolak" in source
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_it_leads_to_the_answer_once_readers_have_it(read: Page) -> None:
    reply = answered(make_edition())
    answer = Edition.objects.get(story=reply.answer_id)
    assert read(f"/hak-jawab/{reply.receipt}").links(answer.get_absolute_url())


def test_a_receipt_is_asked_for_as_people_type_it(client: Client) -> None:
    reply = make_reply()
    typed = reply.receipt.lower().replace("-", " ")
    assert client.get("/hak-jawab", {"nomor": typed})["Location"].endswith(reply.receipt)
    assert client.get(f"/hak-jawab/{reply.receipt.lower()}")["Location"].endswith(reply.receipt)


@pytest.mark.parametrize("receipt", ["HJ-2026-3333-3333", "x", "HJ-2026-3333-333%00"])
def test_a_receipt_that_is_none_is_not_found(client: Client, receipt: str) -> None:
    assert client.get(f"/hak-jawab/{receipt}").status_code == 404
    assert client.get(f"/hak-jawab?nomor={receipt}").status_code == 404


@pytest.fixture
def _three_a_minute(monkeypatch: pytest.MonkeyPatch, moved_to: Callable[[datetime], None]) -> None:
    monkeypatch.setattr(door, "MOST_LOOKUPS", 3)
    moved_to(timezone.now().replace(second=0))  # all within one minute


@pytest.mark.usefixtures("_three_a_minute")
def test_receipts_are_not_guessed_by_trying(client: Client) -> None:
    tries = [client.get(f"/hak-jawab/HJ-2026-3333-333{n}").status_code for n in (3, 4, 6)]
    assert tries == [404, 404, 404]
    answer = client.get(f"/hak-jawab/{make_reply().receipt}")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert client.get("/hak-jawab?nomor=x").status_code == 429
    elsewhere = client.get(f"/hak-jawab/{Reply.objects.get().receipt}", REMOTE_ADDR="36.80.1.9")
    assert elsewhere.status_code == 200


@pytest.mark.usefixtures("_three_a_minute")
def test_tries_are_counted_where_all_processes_see_them_and_no_address_is_kept(
    client: Client, settings: Any, moved_to: Callable[[datetime], None]
) -> None:
    settings.CACHES = {"default": {"BACKEND": "accounts.cache.DatabaseCache"}}
    for _time in range(4):
        answer = client.get("/hak-jawab/HJ-2026-3333-3333", REMOTE_ADDR="36.80.1.7")
    assert answer.status_code == 429
    kept = CacheEntry.objects.get()
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in ("36.80.1.7", "")]
    assert not any(text in kept.key + kept.value for text in ("36.80.1.7", *hashes))
    moved_to(timezone.now() + timedelta(minutes=1))
    assert client.get("/hak-jawab/HJ-2026-3333-3333", REMOTE_ADDR="36.80.1.7").status_code == 404


# --- on the stories -------------------------------------------------------------------------------


def test_each_story_shows_the_other_with_its_time(read: Page) -> None:
    edition = make_edition()
    reply = answered(edition)
    answer = Edition.objects.get(story=reply.answer_id)
    below = read(edition.get_absolute_url()).one("aside[@class='replies']")
    assert below.find(".//a").get("href") == answer.get_absolute_url()  # type: ignore[union-attr]
    assert below.find(".//time") is not None
    above = read(answer.get_absolute_url()).one("p[@class='notice']")
    assert above.find(".//a").get("href") == edition.get_absolute_url()  # type: ignore[union-attr]


def test_a_story_without_replies_costs_no_query_for_them_and_one_with_them_one(
    client: Client,
) -> None:
    plain, edition = make_edition(), make_edition()
    answered(edition)
    numbers = []
    for address in (plain.get_absolute_url(), edition.get_absolute_url()):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        numbers.append(sum("articles_reply" in q["sql"] for q in asked.captured_queries))
    assert numbers == [1, 2]  # the first is the story's own, which tells whether there are any


def test_a_story_with_a_reply_costs_nine_queries_at_most_eight_and_its_links(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    """The answers may be off the lists, so that the query for what stands around cannot bring
    them; a page with replies is one in a thousand."""
    photo = make_photo()
    edition = make_edition(photo=photo)
    answered(edition)
    MostRead.objects.create(rank=1, story=make_edition(photo=photo).story, views=9)
    with django_assert_max_num_queries(9):
        client.get(edition.get_absolute_url())


def test_a_hostile_reply_is_shown_as_text(read: Page) -> None:
    edition, chief = make_edition(), make_user(Role.CHIEF)
    hostile = "<script>alert(1)</script>\n\n<a href='javascript:x'>y</a>"
    reply = replies.accept(make_reply(edition.story, text=hostile, name="<b>Siti</b>"), by=chief)
    story = replies.begin_answer(reply, by=chief)
    editor = make_user(Role.EDITOR)
    workflow.submit(story, by=chief, seen=1)
    workflow.approve(story, by=editor, seen=1)
    shown = read(publishing.publish(story, by=editor, seen=1).get_absolute_url())
    prose = shown.one("div[@class='prose']")
    assert "<script>alert(1)</script>" in text(prose)
    assert prose.findall(".//script") == prose.findall(".//a") == []
    assert "<b>Siti</b>" in text(shown.one("p[@class='credits']"))


def test_the_foot_of_every_page_leads_there(read: Page) -> None:
    assert "/hak-jawab" in read("/").links()


def test_the_whole_page_has_nothing_inline(read: Page) -> None:
    source = read("/hak-jawab").source
    assert not re.search(r"<[a-z][^>]*\s(on[a-z]+|style)=", source)


def test_an_address_longer_than_is_kept_comes_back_with_what_was_typed(send: Send) -> None:
    answer = page(send(email=f"{'a' * 60}@{'.'.join(['b' * 50] * 4)}.test"))
    assert answer.status == 422
    assert "Jumlahnya 1.400 paket." in answer.source
    assert not Reply.objects.exists()


def test_no_cache_keeps_what_was_typed_or_asked(send: Send, client: Client) -> None:
    asked = ("/hak-jawab", "/hak-jawab?nomor=HJ-2026-AAAA-AAAA")
    for answer in (send(), send(text=""), *map(client.get, asked)):
        assert "private" in answer["Cache-Control"], answer.status_code
