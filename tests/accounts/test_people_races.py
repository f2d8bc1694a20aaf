"""Two admins at once: nobody waits for ever, and one admin is left."""

import pytest

from accounts import people
from accounts.models import User
from accounts.roles import Role
from tests.factories import make_user
from tests.race import race

pytestmark = pytest.mark.django_db(transaction=True)


def update(user: User, by: User, *, roles: list[Role]) -> None:
    user.name = f"{user.name} baru"
    people.update(user, fields=["name"], active=True, roles=roles, by=by)


def test_two_admins_who_save_at_once_both_get_through() -> None:
    first, second = make_user(Role.ADMIN), make_user(Role.ADMIN)
    one, other = make_user(Role.REPORTER), make_user(Role.EDITOR)
    ended = race(
        lambda: update(one, first, roles=[Role.EDITOR]),
        lambda: update(other, second, roles=[Role.REPORTER]),
    )
    assert [e for e in ended if isinstance(e, Exception)] == []
    assert User.objects.get(pk=one.pk).roles == [Role.EDITOR]
    assert User.objects.get(pk=other.pk).roles == [Role.REPORTER]


def test_two_admins_who_dismiss_each_other_leave_one() -> None:
    first, second = make_user(Role.ADMIN), make_user(Role.ADMIN)
    ended = race(lambda: update(second, first, roles=[]), lambda: update(first, second, roles=[]))
    refused = [e for e in ended if isinstance(e, people.Refused)]
    assert len(refused) == 1
    assert User.objects.filter(groups__name=Role.ADMIN.value).count() == 1


def test_nobody_changes_their_own_roles() -> None:
    admin = make_user(Role.ADMIN)
    with pytest.raises(people.Refused):
        people.set_roles(admin, [Role.ADMIN, Role.CHIEF], by=admin)
    assert User.objects.get(pk=admin.pk).roles == [Role.ADMIN]
