"""Somebody writes to the database for longer than a save waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction

from articles.models import Story
from tests.admin.desk import address, signed_in, typed
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held(story: Story) -> Iterator[None]:
    """Another connection has the story locked, as a long write of somebody else would."""
    locked, done = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Story.objects.select_for_update().get(pk=story.pk)
            locked.set()
            done.wait(timeout=60)
        connections.close_all()

    other = Thread(target=hold)
    other.start()
    assert locked.wait(timeout=60)
    yield
    done.set()
    other.join()


def wait_shortly() -> None:
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50" if sqlite else "SET lock_timeout = '50ms'")


def test_a_save_that_finds_the_database_busy_keeps_what_was_typed() -> None:
    story = make_story(by=(writer := make_user()))
    client = signed_in(writer)
    post = typed(story, headline="Judul yang tidak boleh hilang")
    wait_shortly()
    with held(story):
        answer = client.post(address(story), post)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Basis data sedang sibuk" in page
    assert "Judul yang tidak boleh hilang" in page
    assert Story.objects.get().version == 1
    connection.close()
