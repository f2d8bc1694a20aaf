"""A schedule across a restart of everything: real processes, real seconds."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from accounts.roles import Role
from articles import publishing
from articles.models import Desk, Job, Notification, NotificationKind
from tests.factories import make_story, make_user

ROOT = Path(__file__).parent.parent
AHEAD = timedelta(seconds=3)
PATIENCE = 60.0  # seconds for a process to start, or to do its work, on a busy machine

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def database() -> str:
    """The address of the database of this very test."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def process(settings: Settings, *command: str) -> Iterator[None]:
    """One of ours, on the test's database, until the end of the block."""
    environment = os.environ | {
        "SECRET_KEY": settings.SECRET_KEY,
        "EDITION_KEY": ",".join(settings.EDITION_KEYS),
        "DATABASE_URL": database(),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "CACHE_URL": "locmemcache://",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "True",  # no static files were collected
    }
    started = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        started.terminate()
        started.wait(timeout=PATIENCE)


@contextmanager
def server(settings: Settings) -> Iterator[str]:
    port = free_port()
    granian = ("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port))
    with process(settings, *granian, "--no-ws", "newsroom.wsgi:application"):
        site = f"http://127.0.0.1:{port}"
        until(lambda: answer(f"{site}/health/ready") == (200, '{"ready": true}'))
        yield site


def worker(settings: Settings) -> AbstractContextManager[None]:
    return process(settings, "manage.py", "work")


def answer(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, ""
    except URLError:
        return 0, ""


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_a_story_whose_hour_falls_into_a_restart_is_public_and_told_of_once(
    settings: Settings,
) -> None:
    writer, editor = make_user(), make_user(Role.EDITOR)
    story = make_story(by=writer, editor=editor, desk=Desk.APPROVED)
    told = Notification.objects.filter(person=writer, kind=NotificationKind.PUBLISHED)
    with server(settings) as site, worker(settings):
        answer(f"{site}/berita")  # what it reads once is read
        hour = timezone.now() + AHEAD
        edition = publishing.schedule(story, at=hour, by=editor, seen=1)
        announced = Job.objects.get(key=f"announce:{edition.pk}")
        assert answer(site + edition.get_absolute_url())[0] == 404
        assert timezone.now() < hour
    until(lambda: timezone.now() >= hour)
    with server(settings) as site:
        assert answer(site + edition.get_absolute_url())[0] == 200
        for page in ("/", "/berita"):
            assert edition.headline in answer(site + page)[1]
        assert not told.exists()
        for _ in range(2):  # and once more from the start
            with worker(settings):
                until(lambda: not Job.objects.unfinished().filter(due__lte=timezone.now()).exists())
    assert told.count() == 1
    announced.refresh_from_db()
    assert (announced.attempts, announced.error) == (1, "")
    assert announced.done_at
