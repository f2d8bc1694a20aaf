"""Photos' files: under names that nobody guesses, and gone again when no row names them."""

import posixpath
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Photo, Rendition

YOUNG = timedelta(days=1)  # a file may still be waiting for its row
MOST_SWEPT = 20  # in one night


class Strange(Exception):
    """A sentence on files that are rather another database's than left behind."""


@contextmanager
def written(file: FieldFile, data: bytes, suffix: str) -> Iterator[None]:
    """A file that stands while its row is saved; it goes again when that fails."""
    file.save(f"{secrets.token_urlsafe(16)}.{suffix}", ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        file.storage.delete(str(file.name))
        raise


def sweep(*, at: datetime | None = None) -> int:
    """Delete files over a day old that no row names: a process was killed between file and row.

    How many it was. More than MOST_SWEPT look like those of rows that a restored database lost:
    then it raises Strange and deletes none."""
    found = list(islice(_unnamed((at or timezone.now()) - YOUNG), MOST_SWEPT + 1))
    if len(found) > MOST_SWEPT:
        raise Strange(
            _(
                "No photo names over %(most)d files of photos. "
                "None was deleted: are they of this database?"
            )
            % {"most": MOST_SWEPT}
        )
    for storage, name in found:
        storage.delete(name)
    return len(found)


def _unnamed(before: datetime) -> Iterator[tuple[Storage, str]]:
    """Only where photos are kept: what else lies in the storage is another's."""
    for field, folder in ((Photo.original.field, ""), (Rendition.file.field, "foto")):
        names = set(_names(field.storage, folder))
        rows = field.model._default_manager.order_by().values_list(field.name, flat=True)
        names.difference_update(rows.iterator())
        yield from ((field.storage, n) for n in names if _is_older(field.storage, n, before))


def _names(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was kept yet
        return
    yield from (posixpath.join(folder, name) for name in files)
    for inner in folders:
        yield from _names(storage, posixpath.join(folder, inner))


def _is_older(storage: Storage, name: str, before: datetime) -> bool:
    try:
        return storage.get_modified_time(name) < before
    except FileNotFoundError:  # withheld this very moment
        return False
