"""Photos through the door: taking in, words, withholding, and who sees which."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles.models import Photo
from tests.factories import make_agency, make_photo, make_user, picture

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/photo/"
WORDS = {"alt": "Petani menanam padi", "credit": "Foto: Dwi/JNR", "focal_x": "50", "focal_y": "40"}


@pytest.fixture
def editor(client: Client) -> User:
    somebody = make_user(Role.EDITOR)
    client.force_login(somebody)
    return somebody


def upload(client: Client, data: bytes, **words: Any) -> Any:
    file = SimpleUploadedFile("padi.jpg", data, "image/jpeg")
    return client.post(f"{LIST}add/", {"file": file} | WORDS | words)


def test_a_photo_is_taken_in_with_its_words(client: Client, editor: User) -> None:
    assert upload(client, picture(), place="Ngawi").status_code == 302
    photo = Photo.objects.get()
    assert (photo.alt, photo.place, photo.focal_y) == ("Petani menanam padi", "Ngawi", 40)
    assert photo.rendition is not None
    assert photo.rendition.url in client.get(LIST).text
    assert AuditEntry.objects.get(action="photo.add").by == editor


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", picture()[:300]])
def test_what_is_no_whole_picture_is_refused_and_the_words_stay(
    client: Client, editor: User, data: bytes
) -> None:
    answer = upload(client, data, caption="Panen di Ngawi")
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["file"]
    assert "Panen di Ngawi" in answer.text
    assert not Photo.objects.exists()
    assert not AuditEntry.objects.filter(action="photo.add").exists()


def test_a_form_without_a_file_is_refused(client: Client, editor: User) -> None:
    answer = client.post(f"{LIST}add/", WORDS)
    assert answer.context["adminform"].form.errors["file"]


def test_words_change_and_the_file_does_not(client: Client, editor: User) -> None:
    photo = make_photo()
    page = f"{LIST}{photo.pk}/change/"
    assert client.get(page).status_code == 200
    file = SimpleUploadedFile("lain.jpg", picture(60, 60), "image/jpeg")
    words = WORDS | {"alt": "Petani\nmemanen padi "}
    assert client.post(page, {"file": file} | words).status_code == 302
    again = Photo.objects.get()
    assert (again.alt, again.sha256) == ("Petani memanen padi", photo.sha256)
    told = AuditEntry.objects.get(action="photo.change")
    assert (told.by, told.detail) == (editor, {"fields": ["alt", "focal_y"]})


def test_a_save_that_changes_nothing_is_not_told(client: Client, editor: User) -> None:
    photo = make_photo()
    client.post(f"{LIST}{photo.pk}/change/", WORDS | {"focal_y": "50"})
    assert not AuditEntry.objects.filter(action="photo.change").exists()


def test_an_editor_withholds_a_photo_and_gives_it_back(client: Client, editor: User) -> None:
    photo = make_photo()
    page = f"{LIST}{photo.pk}/tahan/"
    assert client.get(page).status_code == 200
    assert not Photo.objects.get().withheld
    client.post(page, {"withheld": "1"})
    assert Photo.objects.get().withheld
    assert Photo.objects.get().rendition is None
    assert client.get(LIST).status_code == 200
    client.post(page, {"withheld": "0"})
    assert not Photo.objects.get().withheld
    actions = AuditEntry.objects.filter(by=editor).order_by("number")
    assert [row.action for row in actions] == ["photo.withhold", "photo.give"]


def test_changing_words_does_not_give_a_withheld_photo_back(client: Client, editor: User) -> None:
    photo = make_photo()
    client.post(f"{LIST}{photo.pk}/tahan/", {"withheld": "1"})
    client.post(f"{LIST}{photo.pk}/change/", WORDS | {"withheld": ""})
    assert Photo.objects.get().withheld


@pytest.mark.parametrize("role", [Role.PHOTOGRAPHER, Role.REPORTER, Role.AUDITOR])
def test_whoever_does_not_publish_does_not_withhold(client: Client, role: Role) -> None:
    client.force_login(make_user(role))
    photo = make_photo()
    assert client.post(f"{LIST}{photo.pk}/tahan/", {"withheld": "1"}).status_code == 403
    assert not Photo.objects.get().withheld


def test_nothing_is_deleted(client: Client, editor: User) -> None:
    photo = make_photo()
    assert client.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Photo.objects.exists()


def test_a_contributor_sees_the_photos_of_their_own_agency_and_its_units(client: Client) -> None:
    dinsos = make_agency("Dinsos")
    unit, other = make_agency("UPT", parent=dinsos), make_agency("Dinkes")
    theirs = [make_photo(by=make_user(Role.PHOTOGRAPHER, agency=home)) for home in (dinsos, unit)]
    foreign = make_photo(by=make_user(Role.PHOTOGRAPHER, agency=other), alt="Rahasia Dinkes")
    make_photo(by=None)
    contributor = make_user(Role.CONTRIBUTOR, agency=dinsos)
    client.force_login(contributor)
    shown = client.get(LIST).context["cl"].result_list
    assert {photo.pk for photo in shown} == {photo.pk for photo in theirs}
    for page in (f"{LIST}{foreign.pk}/change/", f"{LIST}{foreign.pk}/tahan/"):
        assert "Rahasia" not in client.get(page, follow=True).text
    assert not client.get(f"{LIST}?q=Rahasia").context["cl"].result_list


def test_a_contributor_without_an_agency_sees_no_photo(client: Client) -> None:
    make_photo(by=None)
    client.force_login(make_user(Role.CONTRIBUTOR))
    assert not client.get(LIST).context["cl"].result_list


def test_an_empty_list_says_so_and_where_to_begin(client: Client) -> None:
    client.force_login(make_user(Role.CONTRIBUTOR, agency=make_agency("Dinsos")))
    page = client.get(LIST).text
    assert "Instansi Anda belum punya foto." in page
    assert page.count(f'href="{LIST}add/"') == 2
    assert "Cari kata lain" not in page
    client.force_login(make_user(Role.AUDITOR))
    page = client.get(LIST).text
    assert "Belum ada foto." in page
    assert f'href="{LIST}add/"' not in page


@pytest.mark.parametrize("query", ["q=gajah", "withheld__exact=1"])
def test_a_search_without_a_find_says_how_to_go_on(
    client: Client, editor: User, query: str
) -> None:
    make_photo()
    assert "Cari kata lain" in client.get(f"{LIST}?{query}").text


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTOGRAPHER, Role.EDITOR, Role.AUDITOR])
def test_everybody_else_on_the_desk_sees_every_photo(role: Role) -> None:
    make_photo(by=None)
    make_photo(by=make_user(Role.PHOTOGRAPHER, agency=make_agency()))
    assert Photo.objects.visible_to(make_user(role)).count() == 2


def test_an_admin_has_people_and_no_photos(client: Client) -> None:
    client.force_login(make_user(Role.ADMIN))
    assert client.get(LIST).status_code == 403


def test_no_page_shows_the_way_to_an_original(client: Client, editor: User) -> None:
    photo = make_photo()
    for page in (LIST, f"{LIST}{photo.pk}/change/", f"{LIST}{photo.pk}/tahan/"):
        assert str(photo.original) not in client.get(page).text


def test_the_list_asks_as_often_for_many_photos_as_for_few(client: Client, editor: User) -> None:
    def fill(many: int) -> int:
        for _number in range(many):
            make_photo()
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    assert fill(2) == fill(6)
