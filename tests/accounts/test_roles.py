"""Who may do what, as the table says and the database knows."""

import pytest
from django.contrib.auth.models import Group

from accounts import people
from accounts.models import User
from accounts.roles import PERMISSIONS, Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_groups_hold_exactly_the_table() -> None:
    people.sync_roles()
    for role in Role:
        rows = Group.objects.get(name=role.value).permissions.select_related("content_type")
        held = {f"{row.content_type.app_label}.{row.codename}" for row in rows}
        assert held == PERMISSIONS[role]


def test_syncing_again_takes_away_what_the_table_does_not_give() -> None:
    people.sync_roles()
    chief = Group.objects.get(name=Role.CHIEF.value)
    Group.objects.get(name=Role.REPORTER.value).permissions.add(*chief.permissions.all())
    people.sync_roles()
    assert not make_user(Role.REPORTER).has_perm("articles.publish_story")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF])
def test_only_editors_and_chiefs_publish(role: Role) -> None:
    assert make_user(role).has_perm("articles.publish_story")
    others = set(Role) - {Role.EDITOR, Role.CHIEF}
    assert not any("articles.publish_story" in PERMISSIONS[other] for other in others)


def test_an_auditor_changes_nothing() -> None:
    verbs = {name.split(".")[1].split("_")[0] for name in PERMISSIONS[Role.AUDITOR]}
    assert verbs == {"view", "see"}


def test_an_admin_has_people_but_not_the_copy() -> None:
    admin = make_user(Role.ADMIN)
    assert admin.has_perm("accounts.change_user")
    assert not admin.has_perm("articles.view_story")


def test_roles_are_told_the_mightiest_first() -> None:
    somebody = make_user(Role.REPORTER)
    people.set_roles(somebody, [Role.REPORTER, Role.EDITOR], by=None)
    assert User.objects.get(pk=somebody.pk).roles == [Role.EDITOR, Role.REPORTER]
