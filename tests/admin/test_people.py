"""Orang & peran, through the door."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry, User
from accounts.roles import Role
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
GOOD = "sawah luas di kaki gunung"
LIST = "/admin/accounts/user/"


@pytest.fixture
def admin(client: Client) -> User:
    somebody = make_user(Role.ADMIN, username="admin")
    client.force_login(somebody)
    return somebody


def change(client: Client, user: User, *roles: Role, **fields: Any) -> Any:
    """What the browser posts when an admin saves the form of somebody."""
    values: dict[str, Any] = {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "roles": [role.value for role in roles],
        "is_active": "on",
    } | fields
    data = {name: value for name, value in values.items() if value}
    return client.post(f"{LIST}{user.pk}/change/", data)


def add(client: Client, **fields: Any) -> Any:
    data = {"username": "sari", "name": "Sari", "password1": GOOD, "password2": GOOD} | fields
    return client.post(f"{LIST}add/", data)


def test_an_admin_makes_an_account_that_can_sign_in(client: Client, admin: User) -> None:
    assert add(client, roles=["reporter"], email="sari@jatim.test").status_code == 302
    sari = User.objects.get(username="sari")
    assert (sari.roles, sari.is_staff, sari.is_superuser) == ([Role.REPORTER], True, False)
    assert Client().login(username="sari", password=GOOD)
    told = AuditEntry.objects.filter(subject=f"user:{sari.pk}").order_by("number")
    assert [(row.action, row.by) for row in told] == [("user.add", admin), ("user.roles", admin)]


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "ADMIN"},
        {"username": ""},
        {"name": ""},
        {"password2": "lain sama sekali"},
        {"password1": "pendek", "password2": "pendek"},
        {"roles": ["raja"]},
    ],
)
def test_what_will_not_do_makes_no_account(
    client: Client, admin: User, fields: dict[str, Any]
) -> None:
    answer = add(client, **fields)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors
    assert User.objects.count() == 1
    assert not AuditEntry.objects.filter(action="user.add").exists()


def test_roles_are_given_and_taken(client: Client, admin: User) -> None:
    sari = make_user(Role.REPORTER)
    assert change(client, sari, Role.EDITOR, Role.PHOTOGRAPHER).status_code == 302
    assert set(User.objects.get(pk=sari.pk).roles) == {Role.EDITOR, Role.PHOTOGRAPHER}


def test_the_last_admin_stays_and_nothing_is_half_saved(client: Client, admin: User) -> None:
    before = AuditEntry.objects.count()
    answer = change(client, admin, Role.EDITOR, name="Nama Lain")
    assert answer.status_code == 200
    assert answer.context["adminform"].form.non_field_errors()
    assert 'value="Nama Lain"' in answer.text
    again = User.objects.get(pk=admin.pk)
    assert (again.roles, again.name) == ([Role.ADMIN], admin.name)
    assert AuditEntry.objects.count() == before


def test_the_last_admin_is_not_closed(client: Client, admin: User) -> None:
    answer = change(client, admin, Role.ADMIN, is_active="")
    assert answer.context["adminform"].form.non_field_errors()
    assert User.objects.get(pk=admin.pk).is_active


def test_the_list_is_sifted_by_role(client: Client, admin: User) -> None:
    sari = make_user(Role.REPORTER)
    found = client.get(f"{LIST}?role=reporter&is_active__exact=1").context["cl"].result_list
    assert list(found) == [sari]


def test_closing_an_account_shows_at_its_next_step(client: Client, admin: User) -> None:
    sari, device = make_user(Role.REPORTER), Client()
    device.force_login(sari)
    assert device.get("/admin/").status_code == 200
    assert change(client, sari, Role.REPORTER, is_active="").status_code == 302
    assert device.get("/admin/").status_code == 302
    assert AuditEntry.objects.filter(action="user.close", by=admin).exists()


def test_who_holds_which_name_is_kept_apart_in_any_case(client: Client, admin: User) -> None:
    sari = make_user(Role.REPORTER, username="sari", email="sari@jatim.test")
    other = make_user(Role.REPORTER)
    answer = change(client, other, Role.REPORTER, username="SARI", email="Sari@jatim.test")
    assert set(answer.context["adminform"].form.errors) == {"username", "email"}
    assert change(client, sari, Role.REPORTER, username="Sari").status_code == 302


FORCED = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"], "groups": ["1"]}


def test_no_form_offers_superuser_or_bare_permissions(client: Client, admin: User) -> None:
    for page in (f"{LIST}add/", f"{LIST}{admin.pk}/change/"):
        fields = client.get(page).context["adminform"].form.fields
        assert not {"is_superuser", "is_staff", "user_permissions", "groups"} & set(fields)


def test_posting_the_fields_makes_no_superuser(client: Client, admin: User) -> None:
    sari = make_user(Role.REPORTER)
    change(client, sari, Role.REPORTER, **FORCED)
    new = {"password1": GOOD, "password2": GOOD}
    client.post(f"{LIST}{sari.pk}/kata-sandi/", new | FORCED)
    assert add(client, username="baru", **FORCED).status_code == 302
    for somebody in User.objects.exclude(pk=admin.pk):
        assert not somebody.is_superuser
        assert not somebody.user_permissions.exists()
        assert Role.ADMIN not in somebody.roles
    assert not User.objects.get(username="baru").is_staff


def test_nobody_is_deleted(client: Client, admin: User) -> None:
    sari = make_user()
    assert client.post(f"{LIST}{sari.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [sari.pk], "post": "yes"})
    assert User.objects.filter(pk=sari.pk).exists()


def test_a_new_password_is_set_told_and_ends_the_old_sessions(client: Client, admin: User) -> None:
    sari, device = make_user(Role.REPORTER), Client()
    device.force_login(sari)
    page = reverse("admin:accounts_user_password", args=[sari.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"password1": GOOD, "password2": "lain"}).context["form"].errors
    assert client.post(page, {"password1": GOOD, "password2": GOOD}).status_code == 302
    assert User.objects.get(pk=sari.pk).check_password(GOOD)
    assert device.get("/admin/").status_code == 302
    assert AuditEntry.objects.get(action="user.password").subject == f"user:{sari.pk}"


def test_an_admin_who_changes_their_own_password_stays_in(client: Client, admin: User) -> None:
    page = reverse("admin:accounts_user_password", args=[admin.pk])
    client.post(page, {"password1": GOOD, "password2": GOOD})
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REPORTER, Role.EDITOR, Role.CHIEF])
def test_people_are_the_admins_business(client: Client, role: Role) -> None:
    sari = make_user(role)
    client.force_login(sari)
    for page in (LIST, f"{LIST}add/", f"{LIST}{sari.pk}/change/", f"{LIST}{sari.pk}/kata-sandi/"):
        assert client.get(page).status_code == 403
    assert change(client, sari, Role.ADMIN).status_code == 403


def test_an_auditor_looks_and_changes_nothing(client: Client) -> None:
    sari = make_user(Role.REPORTER)
    client.force_login(make_user(Role.AUDITOR))
    assert client.get(LIST).status_code == 200
    page = client.get(f"{LIST}{sari.pk}/change/").text
    assert "Reporter" in page
    assert "terbuka" in page
    assert "True" not in page
    assert change(client, sari, Role.EDITOR).status_code == 403
    assert client.post(f"{LIST}{sari.pk}/kata-sandi/", {}).status_code == 403
    assert sari.check_password(PASSWORD)


def test_groups_and_second_addresses_have_no_screen(client: Client, admin: User) -> None:
    for page in ("auth/group", "account/emailaddress", "taggit/tag"):
        assert client.get(f"/admin/{page}/").status_code == 404


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


def test_the_lists_ask_as_often_for_many_rows_as_for_few(client: Client, admin: User) -> None:
    trail = reverse("admin:accounts_auditentry_changelist")
    few = queries(client, LIST), queries(client, trail)
    for _number in range(8):
        make_user(Role.EDITOR)
    assert (queries(client, LIST), queries(client, trail)) == few


def test_strange_questions_are_no_accident(client: Client, admin: User) -> None:
    for query in (
        "q=%00",
        f"q={'a' * 9000}",
        "role=raja",
        "role=%00",
        "subject=%00",
        "p=-1",
        "p=x",
        "o=99",
    ):
        for page in (LIST, reverse("admin:accounts_auditentry_changelist")):
            assert client.get(f"{page}?{query}").status_code in (200, 302, 400)
    for number in ("0", "999999", "99999999999999999999", "x", "%00"):
        assert client.get(f"{LIST}{number}/change/").status_code in (302, 404)
