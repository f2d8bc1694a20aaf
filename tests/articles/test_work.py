"""The worker: does what is due, rolls readership up, outlives its database, ends when told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from pytest_django import Settings

from articles import jobs, readership
from articles.management.commands import work
from articles.models import Hit, HourlyViews, Reason
from tests.factories import make_story

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_it_does_every_job_that_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[dict[str, Any]] = []
    monkeypatch.setitem(work.WORKS, "note", done.append)
    for n in (1, 2):
        jobs.enqueue("note", f"key {n}", {"n": n})
    call_command("work", "--once")
    assert done == [{"n": 1}, {"n": 2}]


@pytest.mark.django_db
def test_it_rolls_up_readership() -> None:
    story = make_story()
    readership.record(story.pk, Reason.COUNTED, address="192.0.2.1", agent="Firefox")
    call_command("work", "--once")
    assert Hit.objects.get().rolled
    assert HourlyViews.objects.get().views == 1
    assert readership.shown(story.pk) == 1


def test_a_chore_returns_when_its_time_has_come_and_not_before() -> None:
    chore = work.Chore(lambda: None, every=60)
    assert chore.is_due(0)
    chore.due = 60
    assert not chore.is_due(59)
    assert chore.is_due(60)


@contextmanager
def worker(settings: Settings, url: str) -> Iterator[subprocess.Popen[str]]:
    known = {"EDITION_KEY": ",".join(settings.EDITION_KEYS), "SECRET_KEY": settings.SECRET_KEY}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        env=os.environ | known | {"DATABASE_URL": url},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def heard(process: subprocess.Popen[str], words: str) -> str:
    """Reads the worker's log up to a line with these words."""
    assert process.stderr is not None
    return next(line for line in process.stderr if words in line)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_waits_for_a_database_that_is_away_and_ends_when_told(
    number: signal.Signals, settings: Settings, tmp_path: Path
) -> None:
    with worker(settings, f"sqlite:///{tmp_path}/empty.sqlite3") as process:
        assert "no such table" in heard(process, "database is away")
        process.send_signal(number)
        began = time.monotonic()
        assert process.wait(timeout=30) == 0
        assert time.monotonic() - began < 2 + work.PAUSE  # a busy machine gets a second more


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_when_the_database_is_back(caplog: pytest.LogCaptureFixture) -> None:
    away = iter([True, True, False])

    def step() -> None:
        if next(away):
            raise DatabaseError("connection refused")

    command = work.Command()
    command.is_away = False
    with caplog.at_level("INFO", "newsroom.worker"):
        assert [command._try(step) for _ in range(3)] == [False, False, True]
    assert [record.getMessage() for record in caplog.records] == [
        "the database is away, waiting for it: connection refused",
        "the database is back",
    ]
