"""Granting and taking roles, opening and closing accounts."""

import pytest

from accounts import people
from accounts.models import AuditEntry, User
from accounts.people import Refused
from accounts.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_nobody_grants_a_role_above_their_own() -> None:
    chief, reporter = make_user(Role.CHIEF), make_user(Role.REPORTER)
    with pytest.raises(Refused):
        people.set_roles(reporter, [Role.ADMIN], by=chief)
    assert again(reporter).roles == [Role.REPORTER]


def test_nobody_takes_a_role_above_their_own() -> None:
    make_user(Role.ADMIN)
    chief, admin = make_user(Role.CHIEF), make_user(Role.ADMIN)
    with pytest.raises(Refused):
        people.set_roles(admin, [], by=chief)
    assert again(admin).roles == [Role.ADMIN]


def test_the_last_admin_cannot_be_removed() -> None:
    admin = make_user(Role.ADMIN)
    with pytest.raises(Refused):
        people.set_roles(admin, [Role.EDITOR], by=admin)
    assert again(admin).roles == [Role.ADMIN]


def test_the_last_admin_cannot_be_closed() -> None:
    admin = make_user(Role.ADMIN)
    with pytest.raises(Refused):
        people.set_active(admin, False, by=admin)
    assert again(admin).is_active


def test_a_closed_admin_does_not_count_as_another_one() -> None:
    admin, other = make_user(Role.ADMIN), make_user(Role.ADMIN)
    people.set_active(other, False, by=admin)
    with pytest.raises(Refused):
        people.set_active(admin, False, by=admin)


def test_whoever_loses_every_role_is_staff_no_more() -> None:
    admin, reporter = make_user(Role.ADMIN), make_user(Role.REPORTER)
    people.set_roles(reporter, [], by=admin)
    assert not again(reporter).is_staff


def test_each_change_is_told_once_and_none_when_nothing_changes() -> None:
    admin, reporter = make_user(Role.ADMIN), make_user(Role.REPORTER)
    told = AuditEntry.objects.filter(subject=f"user:{reporter.pk}")
    before = told.count()
    people.set_roles(reporter, [Role.EDITOR], by=admin)
    people.set_roles(reporter, [Role.EDITOR], by=admin)
    people.set_active(reporter, True, by=admin)
    assert told.count() == before + 1
    assert told.latest("number").detail == {"before": ["reporter"], "after": ["editor"]}


def test_a_refused_change_is_not_told() -> None:
    admin = make_user(Role.ADMIN)
    before = AuditEntry.objects.count()
    with pytest.raises(Refused):
        people.set_active(admin, False, by=admin)
    assert AuditEntry.objects.count() == before
