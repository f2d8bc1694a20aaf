"""A picture that is not the one of its sealed caption is shown nowhere and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles import integrity, photos, resealing
from articles.models import Edition, Photo, Rendition
from tests.factories import make_edition, make_photo, make_user, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def edition() -> Edition:
    return make_edition(photo=make_photo())


def other() -> Rendition:
    """Of a quite different photo, in no story."""
    rendition = make_photo(picture(60, 60), alt="").rendition
    assert rendition
    return rendition


def path(edition: Edition) -> Path:
    return Path(Rendition.objects.get(photo=edition.photo).file.path)


def change(edition: Edition, **columns: object) -> None:
    Rendition.objects.filter(photo=edition.photo).update(**columns)


def put_instead(edition: Edition, rendition: Rendition) -> None:
    """The whole row of another photo, with its own good seal."""
    Rendition.objects.filter(photo=edition.photo).delete()
    Rendition.objects.filter(pk=rendition.pk).update(photo=edition.photo)


CHANGES: dict[str, Callable[[Edition], object]] = {
    "file": lambda e: change(e, file=other().file.name),
    "outside": lambda e: change(e, file="../../lain.jpg"),
    "nowhere": lambda e: change(e, file=""),
    "fingerprint": lambda e: change(e, sha256="0" * 64),
    "width": lambda e: change(e, width=1),
    "height": lambda e: change(e, height=1),
    "seal": lambda e: change(e, seal="x"),
    "row": lambda e: put_instead(e, other()),
}


@pytest.mark.parametrize("act", CHANGES.values(), ids=CHANGES)
def test_the_story_is_shown_without_a_false_photo_and_the_desk_is_told(
    act: Callable[[Edition], object],
    edition: Edition,
    client: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for page in ("/", edition.get_absolute_url()):
        assert "/media/" in client.get(page).text
    act(edition)
    for page in ("/", edition.get_absolute_url()):
        caplog.clear()
        answer = client.get(page).text
        assert edition.headline in answer
        assert "/media/" not in answer
        assert f"of photo {edition.photo_id} is false" in caplog.text
    assert (
        f"Photo {edition.photo_id}: the seal of its rendition does not fit." in integrity.faults()
    )


@pytest.mark.parametrize("act", CHANGES.values(), ids=CHANGES)
def test_the_desk_is_not_shown_a_false_photo_either(
    act: Callable[[Edition], object], edition: Edition, client: Client
) -> None:
    act(edition)
    client.force_login(make_user("editor"))
    for page in ("", f"{edition.photo_id}/change/", f"{edition.photo_id}/tahan/"):
        answer = client.get(f"/admin/articles/photo/{page}?q=Petani")
        assert answer.status_code == 200
        assert "/media/" not in answer.text


def test_a_photo_that_took_the_place_of_another_is_told_to_the_desk(
    edition: Edition, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    Photo.objects.update(sha256="0" * 64)
    client.get(edition.get_absolute_url())
    assert f"photo {edition.photo_id} is not the one of edition {edition.pk}" in caplog.text


def test_a_file_that_was_overwritten_is_named(edition: Edition) -> None:
    assert list(integrity.faults()) == []
    path(edition).write_bytes(other_bytes := picture(60, 60))
    name = Rendition.objects.get().file.name
    said = f"Photo {edition.photo_id}: its file {name} is not the one that was kept."
    assert list(integrity.faults()) == [said]
    photo = Photo.objects.get()
    Path(photo.original.path).write_bytes(other_bytes)
    assert any(str(photo.original) in fault for fault in integrity.faults())


def test_a_file_that_is_gone_is_named(edition: Edition) -> None:
    photo = Photo.objects.get()
    path(edition).unlink()
    Path(photo.original.path).unlink()
    names = (photo.original.name, Rendition.objects.get().file.name)
    wanted = [f"Photo {photo.pk}: its file {name} is missing." for name in names]
    assert list(integrity.faults()) == wanted


def test_a_photo_withheld_or_given_back_past_the_verbs_is_named() -> None:
    withheld, given = make_photo(), make_photo()
    photos.withhold(given, by=None)
    assert list(integrity.faults()) == []
    Photo.objects.filter(pk=withheld.pk).update(withheld=True)
    Photo.objects.filter(pk=given.pk).update(withheld=False)
    assert list(integrity.faults()) == [
        f"Photo {withheld.pk}: it is withheld, and yet its rendition is there.",
        f"Photo {given.pk}: it is not withheld, and yet has no rendition.",
    ]


@pytest.mark.django_db(transaction=True)
def test_withholding_and_giving_back_mends_a_false_rendition(
    edition: Edition, client: Client
) -> None:
    change(edition, width=1)
    photo = Photo.objects.get()
    photos.withhold(photo, by=None)
    photos.give_back(photo, by=None)
    assert "/media/" in client.get(edition.get_absolute_url()).text
    assert list(integrity.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_the_address_of_a_withheld_photo_answers_no_more(client: Client) -> None:
    photo = make_photo()
    assert photo.rendition
    address, name = photo.rendition.url, str(photo.rendition.file.name)
    assert b"".join(client.get(address))
    client.force_login(make_user("editor"))
    client.post(f"/admin/articles/photo/{photo.pk}/tahan/", {"withheld": "1"})
    assert client.get(address).status_code == 404
    assert not default_storage.exists(name)  # so a web server in front finds nothing either


def test_giving_back_without_an_original_is_refused_with_a_sentence(client: Client) -> None:
    photo = make_photo()
    photos.withhold(photo, by=None)
    Path(photo.original.path).unlink()
    client.force_login(make_user("editor"))
    page = f"/admin/articles/photo/{photo.pk}/tahan/"
    answer = client.post(page, {"withheld": "0"}, follow=True)
    assert Photo.objects.get().withheld
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_the_list_of_news_asks_as_often_for_many_photos_as_for_few(client: Client) -> None:
    def fill(many: int) -> int:
        for _number in range(many):
            make_edition(photo=make_photo())
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/berita").text.count("/media/") >= many
        return len(seen)

    assert fill(2) == fill(6)


def test_resealing_seals_renditions_too(settings: Settings) -> None:
    true, false = make_photo(), make_photo()
    Rendition.objects.filter(photo=false).update(width=1)
    old, settings.EDITION_KEYS = settings.EDITION_KEYS[0], ["another"]
    assert Photo.objects.get(pk=true.pk).rendition is None
    assert resealing.reseal(old)["renditions"] == 1
    assert Photo.objects.get(pk=true.pk).rendition
    assert Photo.objects.get(pk=false.pk).rendition is None
