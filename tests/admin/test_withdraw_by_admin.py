"""An admin takes down what was published without authority, and comes no further into the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from articles import publishing, workflow
from articles.models import Desk, Edition, Ground, Story, Withdrawal
from articles.workflow import Move
from tests.admin.desk import address, make, signed_in, step
from tests.factories import edit, make_edition, make_story, make_user, publish_again, withdraw

pytestmark = pytest.mark.django_db
CABUT = "/admin/cabut/"
WORDS = {"ground": "child", "reason": "Nama anak."}


def test_an_admin_finds_the_newest_of_what_readers_have_and_withdraws_it() -> None:
    edition = make_edition(headline="Berita yang disusupkan")
    admin = make_user(Role.ADMIN)
    page = signed_in(admin).get(CABUT).content.decode()
    assert "Berita yang disusupkan" in page
    assert edition.made_by.name in page
    assert f'href="{step(edition.story, Move.WITHDRAW)}"' in page
    after = make(edition.story, Move.WITHDRAW, admin, reason="Terbit tanpa izin redaksi.")
    notice = Withdrawal.objects.get()
    assert (notice.ground, notice.by) == (Ground.UNAUTHORISED, admin)
    assert "Dicabut." in after
    assert "Berita yang disusupkan" not in after  # the list, without it


def test_the_ground_is_fixed_whatever_is_posted() -> None:
    edition = make_edition()
    make(edition.story, Move.WITHDRAW, make_user(Role.ADMIN), ground="sara", reason="Disusupi.")
    assert Withdrawal.objects.get().ground == Ground.UNAUTHORISED


def test_an_admin_sees_what_is_public_and_never_the_working_copy() -> None:
    story = make_story(desk=Desk.RELEASED, headline="Judul yang terbit")
    edit(story, by=story.created_by, headline="Judul rahasia", body="<p>Belum terbit.</p>")
    client = signed_in(make_user(Role.ADMIN))
    pages = [client.get(url).content.decode() for url in (CABUT, step(story, Move.WITHDRAW))]
    for page in pages:
        assert "Judul yang terbit" in page
        assert "Judul rahasia" not in page
        assert "Belum terbit." not in page
    assert "ada perubahan" not in pages[1]


def test_what_the_desk_saves_meanwhile_keeps_nobody_from_taking_down_what_readers_have() -> None:
    story = make_story(desk=Desk.RELEASED)
    edit(story, by=story.created_by, headline="Judul rahasia")
    make(story, Move.WITHDRAW, make_user(Role.ADMIN), reason="Disusupi.", seen="1")
    assert Withdrawal.objects.get().edition.number == 1


def test_an_edition_that_came_meanwhile_is_not_taken_down_unseen() -> None:
    story = make_story(desk=Desk.RELEASED)
    publish_again(story, headline="Judul yang benar")
    page = make(story, Move.WITHDRAW, make_user(Role.ADMIN), reason="Disusupi.", seen="1")
    assert "Pembaca kini menerima edisi 2" in page
    assert "Disusupi." in page
    assert 'name="seen" value="2"' in page
    assert not Withdrawal.objects.exists()


def test_what_somebody_else_withdrew_meanwhile_is_said_to_be_withdrawn_and_no_more() -> None:
    withdraw(story := make_story(desk=Desk.RELEASED))
    page = make(story, Move.WITHDRAW, make_user(Role.CHIEF), **WORDS, seen="1")
    box = page[page.index('class="error-links"') : page.index('class="effect"')]
    assert box.count("<li>") == 1
    assert "sudah dicabut" in box


def test_a_second_click_is_told_calmly_that_it_is_done() -> None:
    edition = make_edition()
    client, url = signed_in(make_user(Role.ADMIN)), step(edition.story, Move.WITHDRAW)
    sent = {"seen": "1", "reason": "Disusupi.", "once": "0" * 32}
    client.post(url, sent)
    answer = client.post(url, sent, follow=True)
    assert answer.redirect_chain[-1][0] == CABUT
    assert '<li class="warning">' not in answer.content.decode()
    assert Withdrawal.objects.count() == 1


def test_no_other_way_into_the_desk_opens() -> None:
    live, draft = make_story(desk=Desk.RELEASED), make_story(headline="Draf rahasia")
    client = signed_in(make_user(Role.ADMIN))
    for move in Move:
        url = step(live, move)
        assert client.get(url).status_code == {Move.WITHDRAW: 200}.get(move, 403) or (
            client.get(url).status_code == 404
        )
    assert client.get(address(live)).status_code == 403
    page = client.get(step(draft, Move.WITHDRAW), follow=True).content.decode()
    assert "Draf rahasia" not in page
    for url in ("/admin/articles/story/", address(draft)):
        assert client.get(url).status_code == 403
    at = reverse("admin:articles_story_move", args=[draft.pk, "withdraw"])
    client.post(at, {"seen": "1", "reason": "Coba."})
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_the_list_is_for_admins_only(role: Role) -> None:
    assert signed_in(make_user(role)).get(CABUT).status_code == 403


@pytest.mark.parametrize(
    "shape", ["{slug}", "/berita/{slug}", "https://b.example/berita/{slug}/?x=1"]
)
def test_an_older_story_is_found_by_its_address(shape: str) -> None:
    edition = make_edition()
    old = edition.slug
    editor = make_user(Role.EDITOR)
    publishing.readdress(edition.story, slug="alamat-baru", reason="Eja.", by=editor, seen=1)
    client = signed_in(make_user(Role.ADMIN))
    for slug in (old, "alamat-baru"):
        answer = client.get(CABUT, {"address": shape.format(slug=slug)})
        assert answer.headers["Location"] == step(edition.story, Move.WITHDRAW)


def test_what_is_no_longer_as_sealed_is_found_by_its_address_too() -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(body="<p>Slot gacor.</p>")
    answer = signed_in(make_user(Role.ADMIN)).get(CABUT, {"address": edition.slug})
    assert answer.status_code == 302


@pytest.mark.parametrize("typed", ["tidak-ada", "http://[", "\x00", "%", "x" * 5000, "/", "?"])
def test_an_address_that_leads_nowhere_is_said_to(typed: str) -> None:
    make_story(slug="draf", headline="Draf rahasia")
    for address_ in (typed, "draf"):
        answer = signed_in(make_user(Role.ADMIN)).get(CABUT, {"address": address_})
        assert answer.status_code == 200
        assert "Draf rahasia" not in answer.content.decode()


def test_a_forged_change_of_an_old_story_stands_at_the_top() -> None:
    old, _newer = make_story(desk=Desk.RELEASED), make_edition()
    story = edit(old, by=old.created_by, headline="Judul palsu")
    editor = make_user(Role.EDITOR)
    workflow.submit(story, by=old.created_by, seen=2)
    workflow.approve(story, by=editor, seen=2)
    publishing.cosmetic(Story.objects.get(pk=old.pk), reason="Ejaan.", by=editor, seen=2)
    rows = signed_in(make_user(Role.ADMIN)).get(CABUT).context["rows"]
    assert rows[0].headline == "Judul palsu"


def test_the_list_asks_as_often_for_many_stories_as_for_few() -> None:
    client = signed_in(make_user(Role.ADMIN))

    def queries() -> int:
        client.get(CABUT)
        with CaptureQueriesContext(connection) as seen:
            client.get(CABUT)
        return len(seen)

    make_edition()
    few = queries()
    for _ in range(4):
        make_edition()
    assert queries() == few
