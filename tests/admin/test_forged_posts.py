"""Posts that no form of ours sends: other numbers, other keys, from elsewhere, and huge ones."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.roles import Role
from articles.admin.move_page import FORMS
from articles.models import Desk, Job, Story, Withdrawal
from articles.workflow import Move
from tests.admin.desk import address, make, signed_in, step
from tests.admin.test_moves import READY, words
from tests.articles.test_replies import make_reply
from tests.factories import PASSWORD, make_story, make_user

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
ELSEWHERE = (
    "//x.test",
    "/\\x.test",
    "https:x.test",
    "javascript:alert(1)",
    "http://x.test",
    "///x",
)


def standing(story: Story) -> tuple[Any, ...]:
    fresh = Story.objects.get(pk=story.pk)
    return fresh.desk, fresh.note, fresh.holder_id, fresh.embargo_until, fresh.editions.count()


@pytest.mark.parametrize("move", READY)
def test_no_number_but_the_newest_revisions_makes_a_move(move: Move) -> None:
    story, chief = READY[move](), make_user(Role.CHIEF)
    before, typed = standing(story), words(move)
    for seen in ("", "-1", "²", "9" * 20, f"{story.version + 1}"):
        make(story, move, chief, **typed | {"seen": seen, "once": "0" * 32})
        assert standing(story) == before, seen
    assert not Withdrawal.objects.filter(by=chief).exists()


@pytest.mark.parametrize("once", ["", "0" * 31, "../" * 9, "\x00", "x" * 5000])
def test_a_key_that_we_never_made_changes_nothing(once: str) -> None:
    story = make_story(desk=Desk.RELEASED)
    typed = words(Move.WITHDRAW) | {"once": once}
    after = make(story, Move.WITHDRAW, make_user(Role.CHIEF), **typed)
    assert '<li class="success">' in after
    assert Withdrawal.objects.count() == 1


def test_the_key_of_somebody_elses_form_counts_for_them_alone() -> None:
    stories = [make_story(desk=Desk.RELEASED) for _ in range(2)]
    typed = words(Move.WITHDRAW) | {"once": "0" * 32, "seen": 1}
    for story in stories:
        make(story, Move.WITHDRAW, make_user(Role.CHIEF), **typed)
    assert Withdrawal.objects.count() == 2


def test_no_door_of_the_desk_is_opened_from_elsewhere() -> None:
    story, user = make_story(desk=Desk.RELEASED), make_user(Role.CHIEF)
    job = Job.objects.create(kind="mail", key="surat", attempts=5, error="Gagal: x")
    here = address(story).removesuffix("change/")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    doors = [step(story, move) for move in FORMS] + [
        f"{here}change/",
        f"{here}remarks/",
        f"/admin/articles/reply/{make_reply().pk}/change/",
        f"/admin/tugas/{job.pk}/",
        *(f"/admin/articles/{name}/add/" for name in ("story", "photo", "section")),
        *("/admin/accounts/user/add/", f"/admin/accounts/user/{user.pk}/kata-sandi/"),
        *("/admin/pemberitahuan/baca/", "/admin/pemberitahuan/pengaturan/", "/admin/logout/"),
        *("/admin/password_change/", "/akun/keluar/", "/akun/masuk/"),
    ]
    typed = {"seen": 1, "reason": "x", "ground": "child", "move": "retry", "text": "x"}
    assert {client.post(door, typed).status_code for door in doors} == {403}
    assert client.get(f"/admin/tugas/{job.pk}/?move=retry").status_code == 405
    assert client.get("/admin/pemberitahuan/baca/").status_code == 405
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("door", ["/akun/masuk/", "/akun/keluar/", "/admin/login/"])
@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in_or_out(door: str, to: str) -> None:
    user = make_user()
    typed = {"login": user.username, "password": PASSWORD, "next": to}
    for client in (Client(), signed_in(user)):
        for answer in (client.get(door, {"next": to}), client.post(door, typed)):
            led = answer.headers.get("Location", "/")
            assert led.startswith("/")
            assert not led.startswith(("//", "/\\"))


def test_a_post_of_24_megabytes_or_ten_thousand_fields_is_told_so_and_does_nothing() -> None:
    story, reply = make_story(desk=Desk.RELEASED), make_reply()
    client = signed_in(make_user(Role.CHIEF))
    typed = {"seen": 1, "ground": "child", "reason": "x", "text": "x", "move": "refuse"}
    large = urlencode(typed | {"more": "a" * 24 * MEGABYTE})
    many = urlencode(typed | {f"field{n}": "" for n in range(10_001)})
    doors = (step(story, Move.WITHDRAW), address(story).replace("change", "remarks"))
    for door in (*doors, f"/admin/articles/reply/{reply.pk}/change/", "/hak-jawab"):
        for body, status in ((large, 413), (many, 400)):
            kind = "application/x-www-form-urlencoded"
            answer = client.post(door, body, content_type=kind)
            assert (answer.status_code, "<h1>" in answer.content.decode()) == (status, True)
    assert not Withdrawal.objects.exists()
