"""No row without its file, and no file that stays without its row."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.models import AuditEntry
from articles import photos
from articles.management.commands import work
from articles.models import Job, Photo
from tests.factories import make_photo, run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def files(folder: Path) -> list[Path]:
    """Originals and renditions."""
    return [path for path in folder.rglob("*") if path.is_file()]


def withheld() -> Photo:
    photo = make_photo()
    photos.withhold(photo, by=None)
    return photo


def test_every_file_of_a_test_lies_in_its_own_folder(settings: Settings, tmp_path: Path) -> None:
    photo = make_photo()
    assert photo.rendition
    for path in (photo.original.path, photo.rendition.file.path):
        assert Path(path).is_relative_to(tmp_path)
    assert len(files(tmp_path)) == 2


@pytest.mark.django_db(transaction=True)
def test_no_file_stays_of_a_photo_that_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        make_photo(focal_x=101)
    assert not files(tmp_path)
    assert not Photo.objects.exists()
    make_photo()
    assert len(files(tmp_path)) == 2


def give_back() -> None:
    photos.give_back(Photo.objects.get(withheld=True), by=None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [make_photo, give_back])
def test_nothing_around_a_photo_that_comes_in_can_be_undone(
    act: Callable[[], object], tmp_path: Path
) -> None:
    withheld()
    before = files(tmp_path)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        act()
    assert files(tmp_path) == before


def test_withholding_twice_is_once_and_so_is_giving_back(tmp_path: Path) -> None:
    photo = withheld()
    photos.withhold(photo, by=None)
    photos.give_back(photo, by=None)
    there = len(files(tmp_path))
    with pytest.raises(photos.Refused, match="already"):
        photos.give_back(photo, by=None)
    assert len(files(tmp_path)) == there
    assert AuditEntry.objects.count() == 3


def left(name: str, *, days: float) -> Path:
    """What a process leaves that is killed after it wrote a file and before its row was kept."""
    storage = default_storage if name.startswith("foto/") else storages["originals"]
    path = Path(storage.path(storage.save(name, ContentFile(b"x"))))
    age(path, days=days)
    return path


def age(path: Path, *, days: float) -> None:
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


def test_files_that_no_row_names_go_after_a_day_and_all_others_stay(tmp_path: Path) -> None:
    make_photo()
    for path in files(tmp_path):
        age(path, days=400)
    for name in ("foto/baru.jpg", "2026/08/baru.png"):
        left(name, days=0.9)
    path = Path(default_storage.path(default_storage.save("laporan.pdf", ContentFile(b"x"))))
    age(path, days=400)  # no photo's
    stay = set(files(tmp_path))
    left("foto/lama.jpg", days=1.1)
    left("2026/08/lama.png", days=1.1)
    assert photos.sweep() == 2
    assert set(files(tmp_path)) == stay
    assert photos.sweep() == 0


def test_before_the_first_photo_there_is_nothing_to_sweep() -> None:
    assert photos.sweep() == 0


def test_many_files_without_rows_are_rather_another_databases_and_none_is_deleted(
    tmp_path: Path,
) -> None:
    for n in range(photos.MOST_SWEPT + 1):
        left(f"foto/{n}.jpg", days=2)
    with pytest.raises(photos.Strange, match="are they of this database"):
        photos.sweep()
    assert len(files(tmp_path)) == photos.MOST_SWEPT + 1


def test_sweeping_asks_as_often_for_many_photos_as_for_few() -> None:
    def fill(many: int) -> int:
        for _number in range(many):
            make_photo()
        with CaptureQueriesContext(connection) as seen:
            photos.sweep()
        return len(seen)

    assert fill(2) == fill(6)


def test_the_worker_sweeps_every_night(tmp_path: Path) -> None:
    left("foto/lama.jpg", days=2)
    now = timezone.now()
    work.queue_recurring(now)
    run_due(work.WORKS, at=now + timedelta(days=1))
    assert Job.objects.get(kind="tidy_up").error == ""
    assert not files(tmp_path)
