"""Taking a photo in: the original is kept private, readers get a re-encoded copy."""

import hashlib
import io
import secrets
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from accounts import audit, keyring
from accounts.models import User
from articles.models import Author, Photo, Rendition

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
WIDTH = 1280  # pixels; the widest a page shows
HEIGHT = 8000  # pixels; a JPEG cannot be taller than 65,500
QUALITY = 80

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow's readers raise on bytes that are no picture, or half of one.
BROKEN = (OSError, ValueError, SyntaxError, struct.error)
UNREADABLE = (OSError, ValueError, SuspiciousOperation)  # no file, no name, a name outside


class Refused(Exception):
    """A sentence fit to show."""


def add(data: bytes, *, by: User | None, **words: Any) -> Photo:
    """Keep an original and make its rendition. `words` are fields of Photo: alt, credit …"""
    image, format_ = _opened(data)
    shown = _shown(image)
    photo = Photo(
        sha256=hashlib.sha256(data).hexdigest(),
        width=image.width,
        height=image.height,
        tone=_tone(shown),
        agency_id=_agency(by),
        **words,
    )
    with (
        _written(photo.original, data, format_.lower()),
        _rendered(photo, shown) as rendition,
        transaction.atomic(),
    ):
        photo.save()
        rendition.save()
        audit.record("photo.add", by=by, subject=f"photo:{photo.pk}", sha256=photo.sha256)
    return photo


@contextmanager
def _written(file: FieldFile, data: bytes, suffix: str) -> Iterator[None]:
    """A file under a name that nobody guesses; it goes again when what comes after it fails."""
    file.save(f"{secrets.token_urlsafe(16)}.{suffix}", ContentFile(data), save=False)
    try:
        yield
    except BaseException:
        file.storage.delete(str(file.name))
        raise


@contextmanager
def _rendered(photo: Photo, shown: Image.Image) -> Iterator[Rendition]:
    """A sealed rendition, to be saved; its file stands. The only place that makes any."""
    copy = _encoded(shown)
    row = Rendition(
        photo=photo,
        width=shown.width,
        height=shown.height,
        size=len(copy),
        sha256=hashlib.sha256(copy).hexdigest(),
    )
    with _written(row.file, copy, "jpg"):
        row.seal = keyring.sign("rendition", row.sealed_values(photo))
        yield row


def _opened(data: bytes) -> tuple[Image.Image, str]:
    """The picture, decoded whole and turned as it was held; or Refused."""
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB."))
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        format_ = image.format or "JPEG"
        if image.width * image.height > MOST_PIXELS:
            raise Refused(_("The picture has more than 60 million pixels."))
        image.load()
        return ImageOps.exif_transpose(image), format_
    except BOMBS as error:
        raise Refused(_("The picture has more than 60 million pixels.")) from error
    except BROKEN as error:
        raise Refused(_("This is not a whole JPEG, PNG or WebP picture.")) from error


def _shown(image: Image.Image) -> Image.Image:
    """At most WIDTH by HEIGHT, on white, in plain RGB: nothing of the original but its pixels."""
    picture = _eight_bits(image)
    share = min(1, WIDTH / picture.width, HEIGHT / picture.height)
    if share < 1:
        width, height = (max(1, round(side * share)) for side in picture.size)
        picture = picture.resize((width, height))
    picture = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _eight_bits(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller before it is copied; 16-bit greys would turn white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey / 256).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGBA")


def _encoded(shown: Image.Image) -> bytes:
    """As a JPEG without metadata."""
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _tone(shown: Image.Image) -> str:
    red, green, blue = shown.resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _agency(by: User | None) -> int | None:
    if by is None:
        return None
    return Author.objects.filter(user=by).values_list("agency_id", flat=True).first()


@transaction.atomic
def reword(photo: Photo, words: Iterable[str], *, by: User | None) -> None:
    """Keep what was changed of its words; revisions and editions have their own copy."""
    if names := sorted(words):
        photo.save(update_fields=names)
        audit.record("photo.change", by=by, subject=f"photo:{photo.pk}", fields=names)


@transaction.atomic
def withhold(photo: Photo, *, by: User | None) -> None:
    """Take a photo off every page at once. Its renditions go, files too: no address answers."""
    photo = _locked(photo)
    if photo.withheld:
        return
    _mark(photo, withheld=True)
    _drop(photo)
    audit.record("photo.withhold", by=by, subject=f"photo:{photo.pk}")


def give_back(photo: Photo, *, by: User | None) -> None:
    """Show a withheld photo again, made anew from its original; Refused if that is not there."""
    shown = _shown(_opened(_original(photo))[0])
    with _rendered(photo, shown) as rendition, transaction.atomic():
        photo = _locked(photo)
        if not photo.withheld:
            raise Refused(_("The photo is back on its pages already."))
        _mark(photo, withheld=False)
        _drop(photo)  # there are none, unless somebody came past these verbs
        rendition.save()
        audit.record("photo.give", by=by, subject=f"photo:{photo.pk}")


def _locked(photo: Photo) -> Photo:
    return Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)


def _mark(photo: Photo, *, withheld: bool) -> None:
    Photo.objects.filter(pk=photo.pk).update(withheld=withheld)


def _drop(photo: Photo) -> None:
    """Delete its renditions; a false one may name another photo's file, which is left alone."""
    for row in photo.renditions.all():
        if row.is_of(photo):
            transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
        row.delete()


def _original(photo: Photo) -> bytes:
    """The bytes that came in, or Refused."""
    try:
        with photo.original.open() as file:
            data: bytes = file.read()
    except UNREADABLE as error:
        raise Refused(_("The photo's original is gone, so it cannot be shown again.")) from error
    if hashlib.sha256(data).hexdigest() != photo.sha256:
        raise Refused(_("The photo's original was changed, so it cannot be shown again."))
    return data
