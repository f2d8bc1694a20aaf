"""Notifications on the desk: the number in the header, the list, the way to a story, the choice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from articles import notifying, remarks
from articles.models import Author, Desk, Notification, NotificationKind, Story
from tests.admin.desk import address, signed_in
from tests.articles.test_replies import make_reply
from tests.factories import make_agency, make_story, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/pemberitahuan/"
SETTINGS = "/admin/pemberitahuan/pengaturan/"


def returned(writer: User, *, note: str = "Lengkapi datanya.", **fields: object) -> Story:
    story = make_story(by=writer, **fields)  # type: ignore[arg-type]
    notifying.of_move(story, "return", by=make_user(Role.EDITOR, name="Sasmita"), note=note)
    return story


def row_of(person: User) -> Notification:
    return Notification.objects.filter(person=person).latest("pk")


def page(user: User, at: str = LIST) -> str:
    return signed_in(user).get(at).content.decode()


def test_the_header_counts_what_is_unread_on_every_page_and_only_ones_own() -> None:
    writer = make_user()
    returned(writer), returned(writer)
    for at in ("/admin/", "/admin/articles/story/", LIST, SETTINGS):
        assert '<span class="count">2<span class="visually-hidden"> pemberitahuan belum' in page(
            writer, at
        )
    assert "pemberitahuan belum dibaca" not in page(make_user())


def test_the_header_costs_one_query() -> None:
    writer = make_user()
    client = signed_in(writer)
    client.get(SETTINGS)
    with CaptureQueriesContext(connection) as seen:
        client.get("/admin/")
    about = [row["sql"] for row in seen if "articles_notification" in row["sql"]]
    assert len(about) == 1


def test_the_list_says_who_did_what_to_which_story_with_the_note() -> None:
    writer = make_user()
    returned(writer, headline="Panen raya")
    text = " ".join(page(writer).split())
    assert "Sasmita mengembalikan <a" in text
    assert ">Panen raya</a>" in text
    assert "<blockquote>Lengkapi datanya.</blockquote>" in text


def test_each_leads_to_its_story_and_is_read_then() -> None:
    writer = make_user()
    story = returned(writer)
    row = row_of(writer)
    assert f'href="{LIST}{row.pk}/"' in page(writer)
    answer = signed_in(writer).get(f"{LIST}{row.pk}/")
    assert answer.headers["Location"] == address(story)
    assert notifying.unread(writer) == 0
    assert "Sudah dibaca" in page(writer)


def test_a_mention_leads_to_its_remark() -> None:
    writer = make_user(username="herlina")
    story = make_story(by=writer)
    remark = remarks.write(story, "@herlina?", by=make_user(Role.EDITOR)).remark
    answer = signed_in(writer).get(f"{LIST}{row_of(writer).pk}/")
    there = reverse("admin:articles_story_remarks", args=[story.pk])
    assert answer.headers["Location"] == f"{there}#remark-{remark.pk}"
    assert f'id="remark-{remark.pk}"' in page(writer, there)


def test_what_is_about_no_story_leads_to_the_desk() -> None:
    chief = make_user(Role.CHIEF)
    people = User.objects.filter(pk=chief.pk)
    notifying.tell(NotificationKind.JOB, people, key="job:1", words="mail:1")
    assert "Tidak dapat dikerjakan:" in page(chief)
    answer = signed_in(chief).get(f"{LIST}{row_of(chief).pk}/")
    assert answer.headers["Location"] == "/admin/"


@pytest.mark.parametrize("number", ["theirs", "0", "9" * 30])
def test_nobody_opens_what_was_told_to_another(number: str) -> None:
    writer = make_user()
    returned(writer)
    row = row_of(writer)
    answer = signed_in(make_user(Role.EDITOR)).get(
        f"{LIST}{number.replace('theirs', str(row.pk))}/"
    )
    assert answer.headers["Location"] == LIST
    row.refresh_from_db()
    assert row.read_at is None


def test_all_are_marked_as_read_by_a_button_and_not_by_a_link() -> None:
    writer, other = make_user(), make_user()
    returned(writer), returned(other)
    client = signed_in(writer)
    assert client.get(f"{LIST}baca/").status_code == 405
    assert notifying.unread(writer) == 1
    text = client.post(f"{LIST}baca/", follow=True).content.decode()
    assert "Semua sudah Anda baca." in text
    assert (notifying.unread(writer), notifying.unread(other)) == (0, 1)


def test_of_a_story_lost_from_sight_neither_headline_nor_note_is_shown() -> None:
    person = make_user(Role.CONTRIBUTOR, agency=(home := make_agency()))
    returned(person, agency=home, headline="Rahasia dinas", note="Sangat rahasia")
    assert "Rahasia dinas" in page(person)
    Author.objects.filter(user=person).update(agency=make_agency())
    text = page(User.objects.get(pk=person.pk))
    assert "ahasia" not in text
    assert "berita yang tidak lagi dapat Anda lihat" in text
    answer = signed_in(person).get(f"{LIST}{row_of(person).pk}/", follow=True)
    assert "ahasia" not in answer.content.decode()


def test_somebody_chooses_kind_by_kind() -> None:
    writer = make_user(email="sari@jatim.test")
    client = signed_in(writer)
    text = client.get(SETTINGS).content.decode()
    assert "Surat dikirim ke sari@jatim.test." in text
    assert 'name="mail" value="returned" checked' in text
    assert 'value="submitted"' not in text
    answer = client.post(
        SETTINGS, {"desk": ["returned"], "mail": ["approved", "job", "x"]}, follow=True
    )
    text = answer.content.decode()
    assert "Pilihan Anda tersimpan." in text
    checked = {
        f"{way}:{wish.kind.value}"
        for wish in notifying.wishes(writer)
        for way in ("desk", "mail")
        if getattr(wish, way)
    }
    assert checked == {"desk:returned", "mail:approved"}
    assert text.count(" checked") == 2


def test_who_has_no_address_is_told_that_no_letters_are_sent() -> None:
    assert "Alamat email Anda belum tercatat" in page(make_user(), SETTINGS)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_list_and_a_choice(role: Role) -> None:
    client = signed_in(make_user(role))
    assert [client.get(at).status_code for at in (LIST, SETTINGS)] == [200, 200]


def test_the_number_of_queries_does_not_grow_with_what_was_told() -> None:
    writer = make_user()
    client = signed_in(writer)

    def queries() -> int:
        for desk in (Desk.DRAFT, Desk.SUBMITTED):
            returned(writer, desk=desk)
        notifying.read(writer, row_of(writer).pk)
        client.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    queries()
    assert queries() == queries()


def test_a_reply_to_a_story_not_recognised_is_told_in_a_whole_sentence() -> None:
    editor = make_user(Role.EDITOR)
    reply = make_reply(about="berita bibit bakau kemarin")
    row = row_of(editor)
    assert row.says == "Ada permintaan hak jawab; beritanya belum dikenali."
    assert row.words.startswith(f"{reply.receipt}, batas waktu ")
    assert f"{row.says} <a" in page(editor)
