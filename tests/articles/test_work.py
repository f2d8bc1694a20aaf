"""The worker: does what is due, rolls readership up, outlives its database, ends when told."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from articles import jobs, notifying, publishing, readership
from articles.management.commands import work
from articles.models import (
    Desk,
    Edition,
    Hit,
    HourlyViews,
    Job,
    Notification,
    NotificationKind,
    Reason,
)
from tests.factories import make_edition, make_story, make_user, run_due
from tests.race import race

ROOT = Path(__file__).parents[2]
WIB = ZoneInfo("Asia/Jakarta")


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


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-08-17T{clock}").replace(tzinfo=WIB)


def queued(clock: str) -> list[tuple[str, datetime]]:
    """What a look at the queue at this time adds to it."""
    known = set(Job.objects.values_list("key", flat=True))
    work.queue_recurring(at(clock))
    return list(Job.objects.exclude(key__in=known).order_by("pk").values_list("key", "due"))


@pytest.mark.django_db
def test_readership_is_queued_once_a_minute_and_the_checks_once_a_night_at_three() -> None:
    three = at("03:00")
    assert queued("02:59:58") == [
        ("roll_up:2026-08-16T19:59", at("02:59:58")),
        ("integrity:2026-08-17", three),
        ("preflight:2026-08-17", three),
        ("purge:2026-08-17", three),
        ("tidy_up:2026-08-17", three),
    ]
    assert queued("02:59:59") == []
    assert queued("03:00:00") == [
        ("roll_up:2026-08-16T20:00", three),
        ("integrity:2026-08-18", three + timedelta(days=1)),
        ("preflight:2026-08-18", three + timedelta(days=1)),
        ("purge:2026-08-18", three + timedelta(days=1)),
        ("tidy_up:2026-08-18", three + timedelta(days=1)),
    ]
    assert queued("14:30:00") == [("roll_up:2026-08-17T07:30", at("14:30"))]


@pytest.mark.django_db
def test_a_look_at_the_queue_that_adds_nothing_writes_nothing() -> None:
    now = timezone.now()
    work.queue_recurring(now)
    with CaptureQueriesContext(connection) as queries:
        work.queue_recurring(now)
    assert [query["sql"].split()[0] for query in queries] == ["SELECT"]


@pytest.mark.django_db(transaction=True)
def test_three_workers_queue_what_returns_once() -> None:
    assert race(*[partial(work.queue_recurring, at("12:00"))] * 3) == [None] * 3
    assert Job.objects.count() == 5


@pytest.mark.django_db
def test_every_kind_that_returns_has_its_work() -> None:
    work.queue_recurring(timezone.now())
    assert set(Job.objects.values_list("kind", flat=True)) <= set(work.WORKS)


@pytest.mark.django_db
def test_the_nightly_check_tells_of_a_false_edition_in_the_log_and_in_the_job(
    caplog: pytest.LogCaptureFixture,
) -> None:
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(headline="Slot gacor")
    work.queue_recurring(at("02:00"))
    logging.getLogger("newsroom").addHandler(caplog.handler)
    try:
        run_due(work.WORKS, at=at("03:00"))
    finally:
        logging.getLogger("newsroom").removeHandler(caplog.handler)
    told = [row for row in caplog.records if row.name == "newsroom.seal"]
    assert {row.levelname for row in told} == {"ERROR"}
    job = Job.objects.get(kind="integrity")
    assert job.done_at
    assert [f"FaultsFound: {told[0].getMessage()}", *(row.getMessage() for row in told[1:])] == (
        job.error.split("\n")
    )


@pytest.mark.django_db
def test_the_nightly_check_is_content_with_what_verbs_wrote() -> None:
    make_edition()
    work.queue_recurring(at("02:00"))
    assert run_due(work.WORKS, at=at("03:00")) == 5
    assert set(Job.objects.values_list("error", flat=True)) == {""}


def told_of(writer: User) -> list[Notification]:
    """That a scheduled story has started."""
    return list(Notification.objects.filter(person=writer, kind=NotificationKind.PUBLISHED))


def scheduled(at: datetime) -> tuple[User, Edition]:
    """A story ahead of its hour, whose writer wants a letter when it starts."""
    writer = make_user(email="penulis@jatim.test")
    published = [NotificationKind.PUBLISHED]
    notifying.choose(writer, desk=published, mail=published)
    story = make_story(by=writer, desk=Desk.APPROVED)
    return writer, publishing.schedule(story, at=at, by=make_user(Role.EDITOR), seen=1)


def die_at(kind: str, at: datetime) -> None:
    """A worker that does the work of a kind and is killed before it can say so."""
    while (job := jobs.claim(at)) and job.kind != kind:
        pass
    assert job
    work.WORKS[kind](job.payload)


@pytest.mark.django_db
def test_a_scheduled_story_is_public_without_a_worker_and_told_once_when_workers_die(
    moved_to: Callable[[datetime], None], client: Client
) -> None:
    hour = timezone.now() + timedelta(hours=2)
    writer, edition = scheduled(hour)
    moved_to(hour - timedelta(seconds=1))
    assert client.get(edition.get_absolute_url()).status_code == 404
    moved_to(hour)
    assert client.get(edition.get_absolute_url()).status_code == 200
    assert edition.headline in client.get("/berita").content.decode()
    assert told_of(writer) == []  # only the worker tells
    for tries, kind in enumerate(("announce", "mail")):
        now = hour + tries * 2 * jobs.LEASE
        moved_to(now)
        die_at(kind, now)
    moved_to(hour + 6 * jobs.LEASE)
    for _ in range(2):
        run_due(work.WORKS)
    assert len(told_of(writer)) == 1
    assert [letter.recipients() for letter in mail.outbox] == [["penulis@jatim.test"]]
    assert not Job.objects.unfinished().exists()


@pytest.mark.django_db
def test_who_is_told_days_late_is_told_on_the_desk_and_gets_no_letter(
    moved_to: Callable[[datetime], None],
) -> None:
    hour = timezone.now() + timedelta(hours=2)
    writer, _edition = scheduled(hour)
    moved_to(hour + work.STALE + timedelta(hours=1))
    run_due(work.WORKS)
    assert len(told_of(writer)) == 1
    assert mail.outbox == []
    assert [job.kind for job in Job.objects.lapsed()] == ["mail"]


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
