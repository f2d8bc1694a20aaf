"""The first account of a new site comes from the shell."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts import people
from accounts.models import AuditEntry, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db


def add(monkeypatch: pytest.MonkeyPatch, password: str, username: str = "kepala") -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    call_command("add_admin", username, stdout=out)
    return out.getvalue()


def test_the_first_admin_can_sign_in_and_is_in_the_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    said = add(monkeypatch, "gapura-bata-merah-1293")
    assert "kepala sekarang dapat masuk sebagai Admin" in said
    user = User.objects.get()
    assert user.roles == [Role.ADMIN]
    assert user.is_staff
    assert not user.is_superuser
    assert user.check_password("gapura-bata-merah-1293")
    assert {"user.add", "user.roles"} == set(AuditEntry.objects.values_list("action", flat=True))


@pytest.mark.parametrize("password", ["", "12345678", "kepala"])
def test_a_weak_password_makes_no_account(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    people.sync_roles()
    with pytest.raises(CommandError):
        add(monkeypatch, password)
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    people.sync_roles()
    add(monkeypatch, "gapura-bata-merah-1293")
    with pytest.raises(CommandError):
        add(monkeypatch, "gapura-bata-merah-1294", "KEPALA")
    assert User.objects.count() == 1
