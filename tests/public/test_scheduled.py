"""Before its hour a scheduled story is nowhere; from it on everywhere, with no worker at all. What
a worker has to do besides it does when it is back, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import jobs, notifying, publishing, workflow
from articles.content import Credited
from articles.management.commands.work import WORKS
from articles.models import Desk, Edition, Job, Notification, NotificationKind, Story
from tests.factories import (
    approved_anew,
    make_agency,
    make_author,
    make_edition,
    make_photo,
    make_section,
    make_story,
    make_user,
    run_due,
)
from tests.public.conftest import Clock, Page, Read

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)
CANARY = "Kenari bernyanyi"


def planned() -> tuple[Edition, list[str]]:
    """A story under embargo, scheduled for its end, and the pages that will name it."""
    author, dinsos = make_author("Herlina"), make_agency("Dinsos")
    other = make_edition(tags=["bansos"])
    story = make_story(
        desk=Desk.APPROVED,
        headline=CANARY,
        section=make_section("Sosial"),
        tags=["bansos", "kenari"],
        agencies=[dinsos],
        bylines=(Credited(author.pk, "reporter"),),
        photo=make_photo(),
    )
    editor, at = make_user("editor"), timezone.now() + timedelta(hours=2)
    workflow.embargo(story, until=at, by=editor, seen=1)
    edition = publishing.schedule(story, at=at, by=editor, seen=1)
    addresses = ["/", "/berita", "/rubrik/sosial", "/topik/bansos", "/topik/kenari"]
    addresses += ["/instansi/dinsos", "/penulis/herlina", other.get_absolute_url()]
    return edition, [*addresses, edition.get_absolute_url()]


def seen(client: Client, addresses: list[str]) -> list[str]:
    return [address for address in addresses if CANARY in client.get(address).text]


def test_at_its_hour_it_is_on_every_page_and_a_moment_before_on_none(
    client: Client, moved_to: Clock
) -> None:
    edition, addresses = planned()
    for before in (timedelta(hours=2), timedelta(minutes=1), MOMENT):
        moved_to(edition.live_from - before)
        assert seen(client, addresses) == []
        assert client.get(edition.get_absolute_url()).status_code == 404
        assert "/rubrik/sosial" not in client.get("/").text
    moved_to(edition.live_from)
    assert seen(client, addresses) == addresses
    assert "/rubrik/sosial" in client.get("/").text
    assert not Job.objects.filter(done_at__isnull=False).exists()


def test_what_was_taken_back_is_nowhere_at_its_hour_either(client: Client, moved_to: Clock) -> None:
    edition, addresses = planned()
    publishing.unschedule(edition.story, by=make_user("editor"), seen=1)
    moved_to(edition.live_from + MOMENT)
    assert seen(client, addresses) == []
    assert "/rubrik/sosial" not in client.get("/").text


# --- the worker -----------------------------------------------------------------------------------


def told(edition: Edition) -> tuple[int, int]:
    """How often its writer was told that readers have it: on the desk, and by letter."""
    rows = Notification.objects.filter(kind=NotificationKind.PUBLISHED, story=edition.story)
    letters = [
        sent for sent in mail.outbox if str(NotificationKind.PUBLISHED.label) in sent.subject
    ]
    return rows.count(), len(letters)


@pytest.fixture
def awaited() -> tuple[Edition, list[str]]:
    """A scheduled story whose writer wants to be told of it in both ways."""
    edition, addresses = planned()
    writer = edition.story.created_by
    User.objects.filter(pk=writer.pk).update(email="penulis@contoh.test")
    notifying.choose(writer, desk=["published"], mail=["published"])
    run_due(WORKS)  # what the moves before it have left to do
    mail.outbox.clear()
    return edition, addresses


def test_with_every_worker_stopped_it_is_public_and_what_is_owed_is_done_once_afterwards(
    awaited: tuple[Edition, list[str]], client: Client, moved_to: Clock
) -> None:
    edition, addresses = awaited
    for late in (MOMENT, timedelta(hours=3)):
        moved_to(edition.live_from + late)
        assert seen(client, addresses) == addresses
        assert told(edition) == (0, 0)
    for _worker in range(3):
        run_due(WORKS)
        assert told(edition) == (1, 1)
    assert not Job.objects.filter(done_at=None).exists()


def test_a_worker_that_dies_before_it_has_done_anything_is_followed_by_another_after_its_lease(
    awaited: tuple[Edition, list[str]], client: Client, moved_to: Clock
) -> None:
    edition, addresses = awaited
    moved_to(at := edition.live_from)
    assert jobs.claim(at)
    run_due(WORKS)
    assert told(edition) == (0, 0)
    assert seen(client, addresses) == addresses
    moved_to(at + jobs.LEASE + MOMENT)
    run_due(WORKS)
    assert told(edition) == (1, 1)


def test_a_worker_that_dies_in_the_midst_leaves_nothing_half_done(
    awaited: tuple[Edition, list[str]], moved_to: Clock
) -> None:
    edition, _addresses = awaited
    moved_to(at := edition.live_from)
    announcing = jobs.claim(at)
    assert announcing
    with transaction.atomic():
        WORKS[announcing.kind](announcing.payload)
        transaction.set_rollback(True)  # as when its process is killed
    assert told(edition) == (0, 0)
    moved_to(at + jobs.LEASE + MOMENT)
    run_due(WORKS)
    assert told(edition) == (1, 1)


def test_a_worker_that_dies_when_the_letter_has_left_is_followed_by_no_second_letter(
    awaited: tuple[Edition, list[str]], moved_to: Clock
) -> None:
    edition, _addresses = awaited
    moved_to(at := edition.live_from)
    assert jobs.run_next(WORKS)  # announces, and so owes the letter
    sending = jobs.claim(at)
    assert sending
    WORKS[sending.kind](sending.payload)
    assert told(edition) == (1, 1)
    moved_to(at + jobs.LEASE + MOMENT)
    run_due(WORKS)
    assert told(edition) == (1, 1)
    assert Job.objects.get(pk=sending.pk).done_at


# --- a change of what readers have ----------------------------------------------------------------


def headline(page: Read) -> str:
    return page.text("h1")


def test_a_scheduled_change_takes_the_place_of_the_text_at_its_hour(
    read: Page, moved_to: Clock
) -> None:
    first, editor = make_edition(headline="Teks pertama"), make_user("editor")
    number = approved_anew(first.story, editor=editor, headline="Teks kedua").version
    at = timezone.now() + timedelta(hours=2)
    story = Story.objects.get(pk=first.story_id)
    publishing.schedule(story, at=at, reason="Ejaan.", by=editor, seen=number)
    moved_to(at - MOMENT)
    assert headline(read(first.get_absolute_url())) == "Teks pertama"
    assert "Teks kedua" not in read("/berita").source
    moved_to(at)
    page = read(first.get_absolute_url())
    assert headline(page) == "Teks kedua"
    assert "Diperbarui" not in page.source
    assert "Teks pertama" not in read("/berita").source
