"""Each command starts with Django's checks on, on the database of this run."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_checks_of_the_database_find_nothing() -> None:
    call_command("check", databases=["default"], fail_level="WARNING")


@pytest.mark.django_db
def test_roles_and_migrations_run_with_their_checks() -> None:
    call_command("migrate", verbosity=0, skip_checks=False)
    call_command("sync_roles", skip_checks=False)
