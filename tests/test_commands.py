"""Each command of ours starts with Django's checks on, on the database of this run."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

from articles.management.commands import demo, work

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parent / "data" / "invented-page.txt"
OURS = {name: app for name, app in get_commands().items() if app in {"accounts", "articles"}}
WITH: dict[str, list[str]] = {
    "add_admin": ["ketua"],
    "import_page": [str(PAGE)],
    "make_stories": ["2"],
    "reseal": ["--from", "kunci lama", "--site-is-stopped"],
    "sync_roles": [],
    "verify_integrity": [],
    "work": ["--once"],
}


def test_the_checks_of_the_database_find_nothing() -> None:
    call_command("check", databases=["default"], fail_level="WARNING")


def test_migrations_run_with_their_checks() -> None:
    call_command("migrate", verbosity=0, skip_checks=False)


@pytest.mark.parametrize("name", WITH)
def test_a_command_runs_with_its_checks(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work.Command, "requires_system_checks", "__all__")
    monkeypatch.setattr("sys.stdin", StringIO("kata-sandi-uji-9\n"))
    call_command("sync_roles")
    call_command(name, *WITH[name], skip_checks=False, stdout=StringIO())


def test_the_demo_starts_with_its_checks() -> None:
    """It is loaded once, in articles/test_demo.py; here it is only asked."""
    demo.Command().check(databases=["default"])


def test_no_command_of_ours_is_left_out() -> None:
    assert set(OURS) == {*WITH, "demo"}
