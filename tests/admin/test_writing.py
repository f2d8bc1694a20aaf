"""The writing screen: the moves it offers, what it answers, and that Enter never makes one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from articles.models import Desk, Edition, Revision, Story
from articles.workflow import Move
from tests.admin.desk import address, make, signed_in, step, typed
from tests.factories import (
    edit,
    make_agency,
    make_author,
    make_photo,
    make_section,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db
MOVE = re.compile(r'<button type="submit" name="_move" value="(\w+)"')
SUBMITS = re.compile(r'<(?:button|input)[^>]*type="submit"[^>]*name="(\w+)"')


def drawn(story: Story, user: User) -> str:
    return signed_in(user).get(address(story)).content.decode()


def press(story: Story, user: User, move: str, **changes: str) -> str:
    """Post the form as drawn with a move pressed; the page that follows."""
    client: Client = signed_in(user)
    data = typed(story, _move=move, **changes)
    return client.post(address(story), data, follow=True).content.decode()


def history(story: Story) -> str:
    return reverse("admin:articles_story_history", args=[story.pk])


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


@pytest.mark.parametrize("desk", list(Desk)[:5])
def test_the_first_submit_button_of_the_form_saves_so_that_enter_never_makes_a_move(
    desk: Desk,
) -> None:
    page = drawn(make_story(desk=desk), make_user(Role.EDITOR))
    form = page[page.index('id="story_form"') :]
    assert SUBMITS.findall(form)[0] == "_continue"


def test_enter_on_a_new_story_saves_it_too() -> None:
    page = signed_in(make_user()).get(reverse("admin:articles_story_add")).content.decode()
    assert SUBMITS.findall(page[page.index('id="story_form"') :])[0] == "_continue"


@pytest.mark.parametrize(
    ("desk", "role", "moves"),
    [
        (Desk.DRAFT, Role.EDITOR, "submit hand embargo cancel"),
        (Desk.SUBMITTED, Role.EDITOR, "approve return hand embargo cancel"),
        (Desk.APPROVED, Role.EDITOR, "publish return hand embargo schedule cancel"),
        (Desk.APPROVED, Role.CHIEF, "publish return hand embargo schedule emergency cancel"),
        (Desk.RELEASED, Role.EDITOR, "hand embargo unlist readdress"),
        (Desk.RELEASED, Role.CHIEF, "hand embargo unlist readdress withdraw"),
        (Desk.SUBMITTED, Role.AUDITOR, ""),
    ],
)
def test_only_the_moves_this_person_may_make_now_are_offered_the_main_one_first(
    desk: Desk, role: Role, moves: str
) -> None:
    assert MOVE.findall(drawn(make_story(desk=desk), make_user(role))) == moves.split()


def test_a_writer_moves_no_text_while_the_editors_have_the_story() -> None:
    story = make_story(by=(writer := make_user()), desk=Desk.SUBMITTED)
    assert MOVE.findall(drawn(story, writer)) == ["embargo", "cancel"]


def test_whoever_stands_in_the_byline_confirms_what_another_saved() -> None:
    story = make_story(by=(writer := make_user()))
    story = edit(story, by=(editor := make_user(Role.EDITOR)), headline="Judul redaktur")
    press(story, editor, "submit")
    page = drawn(story, writer)
    assert MOVE.findall(page) == ["approve", "embargo", "cancel"]
    assert "Konfirmasi" in page or "Confirm" in page
    press(story, writer, "approve")
    assert now(story).desk == Desk.APPROVED


def test_an_editor_is_told_why_they_cannot_approve_their_own_text() -> None:
    story = make_story(by=(editor := make_user(Role.EDITOR)), desk=Desk.SUBMITTED)
    page = drawn(story, editor)
    assert "approve" not in MOVE.findall(page)
    assert 'class="refusal"' in page


def test_a_story_goes_from_draft_to_its_readers_through_the_buttons() -> None:
    story = make_story(by=(writer := make_user()))
    editor = make_user(Role.EDITOR)
    press(story, writer, "submit")
    assert now(story).desk == Desk.SUBMITTED
    press(story, editor, "approve")
    assert now(story).desk == Desk.APPROVED
    page = press(story, editor, "publish")
    edition = Edition.objects.get(story=story)
    assert f'href="{edition.get_absolute_url()}"' in page


def test_pressing_a_move_saves_first_what_was_typed() -> None:
    story = make_story(by=(writer := make_user()))
    press(story, writer, "submit", headline="Judul terakhir")
    assert (now(story).headline, now(story).desk) == ("Judul terakhir", Desk.SUBMITTED)


def test_an_editor_who_changes_the_text_cannot_approve_it_in_the_same_breath() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    editor = make_user(Role.EDITOR)
    page = press(story, editor, "approve", headline="Judul redaktur")
    assert now(story).headline == "Judul redaktur"
    assert now(story).desk == Desk.SUBMITTED
    assert '<li class="error">' in page


def test_a_move_upon_a_text_that_changed_meanwhile_is_refused() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    before = typed(story, _move="approve")
    edit(story, by=make_user(Role.EDITOR), headline="Judul lain")
    answer = signed_in(make_user(Role.EDITOR)).post(address(story), before)
    assert answer.status_code == 200  # the form again, with what was typed
    assert now(story).desk == Desk.SUBMITTED


def test_a_return_needs_a_note_and_the_writer_reads_it_on_top() -> None:
    story = make_story(by=(writer := make_user()), desk=Desk.SUBMITTED)
    editor = make_user(Role.EDITOR)
    make(story, Move.RETURN, editor, note=" ")
    assert now(story).desk == Desk.SUBMITTED
    make(story, Move.RETURN, editor, note="Periksa ejaan nama.")
    assert now(story).desk == Desk.RETURNED
    page = drawn(story, writer)
    assert page.index("Periksa ejaan nama.") < page.index('class="writing-desk"')


def test_a_move_that_needs_words_saves_what_was_typed_and_leads_to_its_page() -> None:
    story = make_story(desk=Desk.SUBMITTED)
    data = typed(story, _move="return", headline="Judul redaktur")
    answer = signed_in(make_user(Role.EDITOR)).post(address(story), data)
    assert answer.headers["Location"] == step(story, Move.RETURN)
    assert (now(story).headline, now(story).desk) == ("Judul redaktur", Desk.SUBMITTED)


def test_a_move_that_the_save_made_impossible_says_why_instead_of_leading_anywhere() -> None:
    story = make_story(desk=Desk.APPROVED)
    data = typed(story, _move="schedule", headline="Judul yang belum disetujui")
    answer = signed_in(make_user(Role.EDITOR)).post(address(story), data, follow=True)
    assert answer.redirect_chain[-1][0] == address(story)
    assert '<li class="error">' in answer.content.decode()
    assert now(story).headline == "Judul yang belum disetujui"


def test_an_approval_names_what_still_keeps_the_story_from_readers() -> None:
    lacking = make_story(desk=Desk.SUBMITTED, photo=make_photo(), photo_alt="")
    editor = make_user(Role.EDITOR)
    page = press(lacking, editor, "approve")
    assert now(lacking).desk == Desk.APPROVED
    assert re.search('<li class="success">[^<]*Foto belum memiliki teks alternatif', page)
    assert "Belum dapat diterbitkan" not in press(
        make_story(desk=Desk.SUBMITTED), editor, "approve"
    )


def test_what_blocks_publication_is_listed_with_a_way_to_its_field() -> None:
    story = make_story(by=(writer := make_user()), summary="", photo=make_photo(), photo_alt="")
    page = drawn(story, writer)
    assert 'href="#id_summary"' in page
    assert 'href="#id_photo_alt"' in page


def test_publishing_refuses_with_every_reason_as_a_sentence() -> None:
    story = make_story(desk=Desk.APPROVED, summary="", photo=make_photo(), photo_alt="")
    page = press(story, make_user(Role.EDITOR), "publish")
    assert page.count('<li class="error">') == 2
    assert not Edition.objects.exists()


def test_publishing_is_offered_only_where_it_can_work_and_why_not_is_said() -> None:
    editor = make_user(Role.EDITOR)
    ready = drawn(make_story(desk=Desk.APPROVED), editor)
    assert MOVE.findall(ready)[0] == "publish"
    story = make_story(desk=Desk.APPROVED, summary="")
    Story.objects.filter(pk=story.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    page = drawn(story, editor)
    assert not {"publish", "schedule"} & set(MOVE.findall(page))
    assert re.search(
        'class="refusal">Belum dapat diterbitkan:[^<]*ringkasan[^<]*embargo', page, re.I
    )


def test_a_live_story_that_is_edited_says_both_facts_and_leads_to_its_page() -> None:
    story = make_story(by=(writer := make_user()), desk=Desk.RELEASED)
    live = Edition.objects.get()
    edit(story, by=writer, headline="Judul baru")
    page = drawn(story, writer)
    assert '#state-published"' in page
    assert '#state-draft"' in page
    assert f'href="{live.get_absolute_url()}"' in page


def test_folded_groups_say_what_they_hold() -> None:
    writer = make_user(name="Herlina")
    page = drawn(make_story(by=writer, tags=["dinsos jatim"]), writer)
    assert '<span class="says">#dinsos jatim</span>' in page
    assert '<span class="says">Herlina</span>' in page


def test_a_merged_shelf_is_not_offered_but_stays_where_the_story_stands() -> None:
    story = make_story(by=(writer := make_user()))
    gone = make_author("Nama lama", successor=make_author("Nama baru"))
    assert "Nama lama" not in drawn(story, writer)
    changed = signed_in(writer).post(address(story), typed(story, **{"bylines-1-author": gone.pk}))
    assert changed.status_code == 200
    assert now(story).version == 1


def test_an_unknown_move_is_refused_with_a_sentence() -> None:
    story = make_story(by=(writer := make_user()))
    for name in ("schedule", "edit", "terbitkan", "\x00"):
        assert '<li class="error">' in press(story, writer, name)


def test_no_picture_stands_without_its_address() -> None:
    writer = make_user()
    for photo in (None, make_photo()):
        page = drawn(make_story(by=writer, photo=photo), writer)
        images = re.findall(r"<img[^>]*>", page)
        assert [image for image in images if "src=" not in image] == []
        assert ('<img class="lead-photo"' in page) == (photo is not None)


def test_whoever_may_not_write_reads_the_address_that_readers_use() -> None:
    story = make_story(desk=Desk.RELEASED)
    used = story.addresses.get().slug
    assert f"<dd>{used}</dd>" in drawn(story, make_user(Role.AUDITOR))


def test_the_history_lists_every_revision_with_its_approvals_and_moves() -> None:
    story = make_story(by=(writer := make_user(name="Herlina")), desk=Desk.RETURNED)
    edit(story, by=writer, headline="Judul baru")
    text = signed_in(writer).get(history(story)).content.decode()
    assert "<b>Versi 2</b>" in text
    assert f'href="{history(story)}1/"' in text
    assert "Lengkapi datanya." in text
    assert "Herlina" in text


def test_a_revision_is_read_as_it_was_saved() -> None:
    section, agency = make_section("Sosial"), make_agency("Dinsos")
    writer = make_user(name="Herlina")
    story = make_story(
        by=writer,
        desk=Desk.APPROVED,
        headline="Judul pertama",
        section=section,
        agencies=[agency],
        tags=["dinsos jatim"],
        photo=make_photo(),
        photo_caption="Petani di sawah",
        body="<p>Naskah pertama.</p>",
    )
    fields: dict[str, Any] = {"headline": "Judul kedua", "tags": (), "photo": None}
    edit(story, by=writer, body="<p>Naskah kedua.</p>", section=None, agencies=(), **fields)
    page = signed_in(make_user(Role.AUDITOR)).get(f"{history(story)}1/").content.decode()
    for said in (
        *("Versi 1 dari 2", "Judul pertama", "Naskah pertama.", "#dinsos jatim", "Sosial, Dinsos"),
        *("Herlina", "Disetujui Orang", "Petani di sawah", '<img class="lead-photo"'),
    ):
        assert said in page
    assert "Naskah kedua." not in page


def test_a_revision_that_was_changed_behind_our_back_is_not_shown() -> None:
    story = make_story(by=(writer := make_user()))
    forged = story.content.as_json() | {"body": "<p>Slot gacor.</p>"}
    Revision.objects.filter(story=story).update(content=forged)
    page = signed_in(writer).get(f"{history(story)}1/").content.decode()
    assert "Slot gacor." not in page
    assert "Versi ini tidak lagi seperti saat disimpan." in page


@pytest.mark.parametrize("path", ["change/", "history/", "history/1/", "history/99/"])
def test_a_guessed_story_is_not_for_this_desk_and_leads_to_the_list(path: str) -> None:
    theirs = make_story(headline="Rahasia orang lain")
    client = signed_in(make_user())
    for number in (theirs.pk, 10**9, 10**30, "x"):
        answer = client.get(f"/admin/articles/story/{number}/{path}", follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain[-1][0] == "/admin/articles/story/"
        assert "Berita itu tidak ada, atau bukan untuk meja Anda." in page
        assert "Rahasia orang lain" not in page


def test_a_revision_that_is_not_there_is_no_accident() -> None:
    story = make_story(by=(writer := make_user()))
    for number in ("0", "2", "9" * 40):
        answer = signed_in(writer).get(f"{history(story)}{number}/")
        assert answer.headers["Location"] == "/admin/articles/story/"


def test_nobody_without_stories_reads_their_revisions() -> None:
    story = make_story()
    client = signed_in(make_user(Role.ADMIN))
    for path in (history(story), f"{history(story)}1/", f"{history(story)}9/"):
        assert client.get(path).status_code == 403
