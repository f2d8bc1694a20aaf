"""While one person's photo is decoded the database is free for everybody else."""

import io
from threading import Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import photos
from articles.models import Photo, Story
from tests.admin.desk import signed_in
from tests.factories import edit, make_photo, make_story, make_user
from tests.race import race

pytestmark = pytest.mark.django_db(transaction=True)
LARGEST = (10_000, 6_000)  # 60 million pixels


class Decoding:
    """Pillow's last step before a picture is made smaller: it waits until the story is saved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.began, self.saved, self.times = Event(), Event(), 0
        self.transpose = ImageOps.exif_transpose
        monkeypatch.setattr(ImageOps, "exif_transpose", self)

    def __call__(self, image: Image.Image) -> Image.Image:
        self.times += 1
        self.began.set()
        self.saved.wait(timeout=60)
        return self.transpose(image)

    def save_meanwhile(self, story: Story) -> Story:
        assert self.began.wait(timeout=60)
        try:
            return edit(story, by=story.created_by, headline="Judul yang disimpan sementara itu")
        finally:
            self.saved.set()


def upload(by: User) -> Any:
    Image.new("L", LARGEST, 90).save(data := io.BytesIO(), "JPEG")
    file = SimpleUploadedFile("padi.jpg", data.getvalue(), "image/jpeg")
    words = {"file": file, "alt": "Sawah", "focal_x": "50", "focal_y": "50"}
    return signed_in(by).post("/admin/articles/photo/add/", words)


def test_a_story_is_saved_while_somebody_elses_photo_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story, photographer = make_story(), make_user(Role.PHOTOGRAPHER)
    decoding = Decoding(monkeypatch)
    answer, saved = race(lambda: upload(photographer), lambda: decoding.save_meanwhile(story))
    assert isinstance(saved, Story), repr(saved)
    assert answer.status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == LARGEST
    done = list(AuditEntry.objects.order_by("number").values_list("action", flat=True))
    assert done[-2:] == ["story.edit", "photo.add"]
    assert decoding.times == 1


def test_a_story_is_saved_while_a_photo_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    story, editor, photo = make_story(), make_user(Role.EDITOR), make_photo()
    photos.withhold(photo, by=editor)
    decoding = Decoding(monkeypatch)
    page = f"/admin/articles/photo/{photo.pk}/tahan/"
    answer, saved = race(
        lambda: signed_in(editor).post(page, {"withheld": "0"}),
        lambda: decoding.save_meanwhile(story),
    )
    assert isinstance(saved, Story), repr(saved)
    assert answer.status_code == 302
    done = list(AuditEntry.objects.order_by("number").values_list("action", flat=True))
    assert done[-2:] == ["story.edit", "photo.give"]
