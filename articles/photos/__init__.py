"""Taking a photo in: the original is kept private, readers get a re-encoded copy.

`add` and `give_back` open the outermost transaction (durable): files are no part of one, so nothing
around them may be rolled back, and what is slow is done before it."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, keyring
from accounts.models import User
from articles.models import Author, Photo, Rendition
from articles.photos.files import MOST_SWEPT, Strange, sweep, written
from articles.photos.pictures import MOST_BYTES, Copy, Prepared, Refused, prepare

__all__ = [
    "MOST_BYTES",
    "MOST_SWEPT",
    "UNREADABLE",
    "Prepared",
    "Refused",
    "Strange",
    "add",
    "give_back",
    "prepare",
    "reword",
    "sweep",
    "withhold",
]

UNREADABLE = (OSError, ValueError, SuspiciousOperation)  # no file, no name, a name outside


def add(prepared: Prepared, *, by: User | None, **words: Any) -> Photo:
    """Keep an original and its rendition. `words` are fields of Photo: alt, credit …"""
    photo = Photo(
        sha256=prepared.sha256,
        width=prepared.width,
        height=prepared.height,
        tone=prepared.tone,
        agency_id=_agency(by),
        **words,
    )
    with (
        written(photo.original, prepared.data, prepared.suffix),
        _rendered(photo, prepared.copy) as rendition,
        transaction.atomic(durable=True),
    ):
        photo.save()
        rendition.save()
        audit.record("photo.add", by=by, subject=f"photo:{photo.pk}", sha256=photo.sha256)
    return photo


@contextmanager
def _rendered(photo: Photo, copy: Copy) -> Iterator[Rendition]:
    """A sealed rendition, to be saved; its file stands. The only place that makes any."""
    row = Rendition(
        photo=photo,
        width=copy.width,
        height=copy.height,
        size=len(copy.data),
        sha256=hashlib.sha256(copy.data).hexdigest(),
    )
    with written(row.file, copy.data, "jpg"):
        row.seal = keyring.sign("rendition", row.sealed_values(photo))
        yield row


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
    copy = prepare(_original(photo)).copy
    with _rendered(photo, copy) as rendition, transaction.atomic(durable=True):
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
