"""The demo's people, agencies, sections and photos. What is there already is left as it is."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts import audit, clock, people
from accounts.models import User
from accounts.roles import Role
from articles import photos, shelves
from articles.demo import reading
from articles.models import Agency, Author, CreditCode, Photo, Section


def load(password: str) -> None:
    with transaction.atomic():
        _shelves()
        hashed = make_password(password)
        for row in reading.rows("people"):
            if not Author.objects.filter(name=row["name"]).exists():
                _person(row, hashed)
    for row in reading.rows("photos"):
        if not Photo.objects.filter(alt=row["alt"]).exists():
            _photo(dict(row))


def _shelves() -> None:
    for order, row in enumerate(reading.rows("sections")):
        if not Section.objects.filter(name=row["name"]).exists():
            shelves.keep(Section(order=order, **row), by=None)
    for row in reading.rows("agencies"):
        if not Agency.objects.filter(short_name=row["short"]).exists():
            _agency(row)


def usernames() -> list[str]:
    return [row["username"] for row in reading.rows("people") if row["username"]]


@transaction.atomic
def open_with(password: str) -> None:
    """Make it the password of every account of the demo, unless it is so already."""
    accounts = list(User.objects.filter(username__in=usernames()))
    if not accounts or accounts[0].check_password(password):
        return
    for user in accounts:
        user.password = make_password(password)
        user.save(update_fields=["password"])
        audit.record("user.password", by=None, subject=f"user:{user.pk}")


def _agency(row: dict[str, Any]) -> None:
    parent = Agency.objects.get(short_name=row["parent"]) if row["parent"] else None
    agency = Agency(name=row["name"], short_name=row["short"], kind=row["kind"], parent=parent)
    shelves.keep(agency, by=None)


def _person(row: dict[str, Any], hashed: str) -> None:
    agency = Agency.objects.filter(short_name=row["agency"]).first() if row["agency"] else None
    user = _user(row, hashed) if row["username"] else None
    author = Author(name=row["name"], user=user, agency=agency)
    shelves.keep(author, by=None)
    # As old as the demo's stories; letters under older, real pages mean real people.
    since = timezone.localdate(clock.now()) - timedelta(days=90)
    CreditCode.objects.bulk_create(
        CreditCode(author=author, code=code, since=since) for code in row["codes"]
    )


def _user(row: dict[str, Any], hashed: str) -> User:
    email = f"{row['username']}@newsroom.example"  # of a domain that never exists
    user = User(username=row["username"], name=row["name"], email=email, password=hashed)
    user.save()
    audit.record("user.add", by=None, subject=f"user:{user.pk}")
    people.set_roles(user, [Role(row["role"])], by=None)
    return user


def _photo(row: dict[str, Any]) -> None:
    data = (reading.PHOTOS / row.pop("file")).read_bytes()
    photographer = Author.objects.get(name=row.pop("photographer"))
    brought = row.pop("by", None)  # else by who took it
    by = User.objects.get(username=brought) if brought else photographer.user
    photos.add(photos.prepare(data), by=by, photographer=photographer, **row)
