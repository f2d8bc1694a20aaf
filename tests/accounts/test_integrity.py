"""Accounts and roles changed past the verbs are named."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import integrity, people
from accounts.models import AuditEntry, User
from accounts.roles import Role
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def faults() -> list[str]:
    return list(integrity.faults())


def group(role: Role) -> Group:
    return Group.objects.get(name=role.value)


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def write(user: User, **columns: object) -> None:
    """As SQL would."""
    User.objects.filter(pk=user.pk).update(**columns)


def test_nothing_is_wrong_with_what_verbs_wrote() -> None:
    admin, sari, budi = make_user(Role.ADMIN), make_user(), make_user()
    system = User(username="impor", name="Impor", is_active=False)
    system.set_unusable_password()
    system.save()
    added = User(username="dewi", name="Dewi")
    people.add(added, "gapura-bata-merah", by=admin)
    people.set_roles(sari, [Role.EDITOR, Role.REPORTER], by=admin)
    people.set_roles(budi, [], by=admin)
    people.set_active(sari, False, by=admin)
    people.set_active(budi, False, by=admin)
    people.set_active(budi, True, by=admin)
    people.set_password(budi, "gapura-bata-putih", by=admin)
    people.sync_roles()
    assert faults() == []


def test_before_any_role_or_person_nothing_is_wrong() -> None:
    assert faults() == []


CHANGES: dict[str, tuple[Callable[[User], object], str]] = {
    "superuser": (lambda user: write(user, is_superuser=True), "it is a superuser"),
    "role given": (
        lambda user: user.groups.add(group(Role.CHIEF)),
        "its roles are chief, reporter; the audit trail says reporter.",
    ),
    "role taken": (
        lambda user: user.groups.clear(),
        "its roles are –; the audit trail says reporter.",
    ),
    "strange group": (
        lambda user: user.groups.add(Group.objects.create(name="kawan")),
        "its roles are kawan, reporter;",
    ),
    "permission": (
        lambda user: user.user_permissions.add(permission("publish_story")),
        "permissions past its roles: articles.publish_story",
    ),
    "staff": (lambda user: write(user, is_staff=False), "gets in to the desk"),
}


@pytest.mark.parametrize(("act", "said"), CHANGES.values(), ids=CHANGES)
def test_a_change_past_the_verbs_is_named(act: Callable[[User], object], said: str) -> None:
    user = make_user(Role.REPORTER)
    act(user)
    found = faults()
    assert len(found) == 1
    assert found[0].startswith(f"Account {user.username}: ")
    assert said in found[0]


def test_an_account_put_straight_into_the_table_is_named_as_soon_as_it_may_do_something() -> None:
    make_user(Role.ADMIN)
    forged = User.objects.create(username="siluman", name="Siluman", is_staff=True)
    forged.groups.add(group(Role.ADMIN))
    assert "Account siluman: its roles are admin; the audit trail says –." in faults()


@pytest.mark.parametrize("detail", [{"after": ["chief", "reporter"]}, ["chief"], {}])
def test_an_entry_that_was_changed_with_the_roles_tells_nothing(detail: object) -> None:
    user = make_user(Role.REPORTER)
    user.groups.add(group(Role.CHIEF))
    AuditEntry.objects.filter(action="user.roles").update(detail=detail)
    assert any("its roles are chief, reporter; the audit trail says –" in f for f in faults())


def test_an_account_opened_past_the_verbs_is_named() -> None:
    user = make_user()
    people.set_active(user, False, by=None)
    write(user, is_active=True)
    assert faults() == [f"Account {user.username}: it is open, the audit trail says closed."]


def test_an_account_closed_past_the_verbs_is_named() -> None:
    user = make_user()
    people.set_active(user, False, by=None)
    people.set_active(user, True, by=None)
    write(user, is_active=False)
    assert faults() == [f"Account {user.username}: it is closed, the audit trail says open."]


@pytest.mark.parametrize("act", ["add", "remove"])
def test_a_role_unlike_the_table_is_named_until_sync_roles_puts_it_right(act: str) -> None:
    make_user()
    codename = "publish_story" if act == "add" else "submit_story"
    getattr(group(Role.CONTRIBUTOR).permissions, act)(permission(codename))
    assert [fault.startswith("Role contributor: ") for fault in faults()] == [True]
    assert f"articles.{codename}" in faults()[0]
    people.sync_roles()
    assert faults() == []


def test_a_group_that_is_no_role_and_gives_something_is_named() -> None:
    Group.objects.create(name="kawan").permissions.add(permission("publish_story"))
    assert faults() == ["Group kawan is no role, and gives articles.publish_story."]


def test_many_people_cost_the_queries_of_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert faults() == []
        return len(captured)

    make_user()
    few = queries()
    for _ in range(5):
        make_user()
    assert queries() == few
