"""Photos: originals as they came in, and the renditions that readers get."""

import hashlib
from collections.abc import Iterator

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from articles.models import Photo
from articles.photos import UNREADABLE

BATCH = 200


def faults() -> Iterator[str]:
    """Reads every file, in chunks."""
    photos = Photo.objects.order_by("pk").prefetch_related("renditions")
    for photo in photos.iterator(chunk_size=BATCH):
        for fault in _photo(photo):
            yield _("Photo %(photo)s: %(fault)s") % {"photo": photo.pk, "fault": fault}


def _photo(photo: Photo) -> Iterator[str]:
    yield from _file(photo.original, photo.sha256)
    renditions = photo.renditions.all()
    if photo.withheld and renditions:
        yield _("it is withheld, and yet its rendition is there.")
    if not photo.withheld and not renditions:
        yield _("it is not withheld, and yet has no rendition.")
    for rendition in renditions:
        if not rendition.is_of(photo):
            yield _("the seal of its rendition does not fit.")
        yield from _file(rendition.file, rendition.sha256)


def _file(file: FieldFile, sha256: str) -> Iterator[str]:
    try:
        with file.open() as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except UNREADABLE:
        yield _("its file %(name)s is missing.") % {"name": file.name}
    else:
        if found != sha256:
            yield _("its file %(name)s is not the one that was kept.") % {"name": file.name}
