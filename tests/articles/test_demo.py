"""The demo's content comes in through the verbs, once, and could stand on a real site."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import integrity, markup, preflight, readership
from articles.demo import loading, reading
from articles.models import Agency, Approval, Desk, Edition, Photo, Revision, Section, Story
from articles.models.readership import HourlyViews

pytestmark = pytest.mark.django_db
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PASSWORD = "gunung-semeru-senja-7"


def demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Any]]:
    """The demo, loaded once for all of this file; each test's own changes are taken back."""
    folder = tmp_path_factory.mktemp("demo")
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder},
    }
    storages = {**settings.STORAGES, "default": files, "originals": files}
    around = transaction.atomic()
    # As Django marks those of its TestCase: in them a durable block may begin.
    around._from_testcase = True  # type: ignore[attr-defined]
    with (
        pytest.MonkeyPatch.context() as environment,
        override_settings(STORAGES=storages, VAR_DIR=folder, PASSWORD_HASHERS=QUICK),
        django_db_blocker.unblock(),
        around,
    ):
        environment.setenv("DEMO_PASSWORD", PASSWORD)
        demo()
        yield storages
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _its_files(_house: None, loaded: dict[str, Any], settings: Settings) -> None:
    """Where the demo was loaded to, not the empty folder that every test gets."""
    theirs = {name: loaded[name] for name in ("default", "originals")}
    settings.STORAGES = settings.STORAGES | theirs


def test_it_holds_what_a_newsroom_holds() -> None:
    assert len(list(Edition.objects.live())) >= 14
    assert set(Story.objects.values_list("desk", flat=True)) >= {
        Desk.DRAFT,
        Desk.SUBMITTED,
        Desk.RETURNED,
        Desk.APPROVED,
        Desk.RELEASED,
    }
    assert Edition.objects.values("section").distinct().count() >= 6
    assert Agency.objects.exclude(parent=None).exists()
    held = {role for user in User.objects.all() for role in user.roles}
    assert held == set(Role)


def test_everything_in_it_is_sealed_approved_and_counted() -> None:
    assert list(integrity.faults()) == []


def test_loading_again_changes_nothing() -> None:
    kept = [Story, Revision, Approval, Edition, Photo, Section, User, AuditEntry, HourlyViews]
    before = [list(model._default_manager.order_by("pk").values()) for model in kept]
    assert "demo" not in demo().replace("/admin", "")
    assert [list(model._default_manager.order_by("pk").values()) for model in kept] == before


def test_whether_it_is_complete_is_one_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert loading.is_complete()
    assert len(queries) == 1


def test_a_story_that_was_changed_since_does_not_come_back() -> None:
    Story.objects.filter(desk=Desk.DRAFT).update(headline="Judul lain", slug="lain")
    many = Story.objects.count()
    demo()
    assert Story.objects.count() == many


def test_what_is_missing_after_a_broken_start_comes_in() -> None:
    mark = AuditEntry.objects.filter(action=loading.MARK, subject__contains="kopi-lereng")
    mark._raw_delete("default")
    assert not loading.is_complete()
    demo()
    assert loading.is_complete()


def test_stories_are_dated_to_when_they_were_written_and_nothing_lies_ahead() -> None:
    now = timezone.now()
    times = [edition.published_at for edition in Edition.objects.all()]
    assert min(times) < now - timedelta(days=14)
    assert now - timedelta(hours=3) < max(times) < now
    for edition in Edition.objects.all():
        revision = edition.revision
        assert revision.at < revision.approvals.get().at < edition.live_from
    assert not AuditEntry.objects.filter(at__gt=now).exists()


def test_nothing_stands_before_publication_and_every_photo_has_its_words() -> None:
    for edition in Edition.objects.all():
        blocking = [f.text for f in preflight.findings(edition.revision.text) if f.blocks]
        assert blocking == [], edition.headline
        assert 300 <= markup.words(edition.body) <= 650
        assert "{" not in edition.body
    for photo in Photo.objects.all():
        assert photo.alt
        assert photo.credit
        assert photo.rendition


def test_views_are_spread_over_hours_and_make_the_most_read() -> None:
    for written in reading.stories():
        story = Story.objects.get(headline=written.head["headline"])
        assert readership.shown(story.pk) == written.head["views"]
    days = {timezone.localdate(hour) for hour in HourlyViews.objects.values_list("hour", flat=True)}
    assert len(days) >= 14
    assert len(readership.most_read(5)) == 5


def test_the_live_story_that_is_edited_again_shows_its_approved_text(client: Client) -> None:
    written = next(s for s in reading.stories() if s.head["state"] == "published_edited")
    story = Story.objects.get(headline=written.head["headline"])
    assert (story.version, story.desk) == (2, Desk.DRAFT)
    page = client.get(story.editions.get().get_absolute_url()).content.decode()
    assert "212 guru" in page
    assert "214 guru" not in page


def test_every_account_signs_in_with_the_password_that_is_printed() -> None:
    said = demo()
    assert PASSWORD in said
    names = (
        "kontributor reporter fotografer redaktur pemred admin auditor reporter2 redaktur2 pemred2"
    )
    for name in names.split():
        assert f"  {name} " in said
        assert User.objects.get(username=name).check_password(PASSWORD)


def test_each_account_is_printed_with_its_role_in_columns() -> None:
    lines = [line for line in demo().splitlines() if line.startswith("  ")]
    assert "  pemred2      Pemimpin redaksi  Mulyo Hardhana" in lines
    assert len(lines) == User.objects.count()
    assert len({len(line) - len(line.split("  ")[-1].lstrip()) for line in lines}) == 1


def test_a_contributor_finds_photos_of_their_agency() -> None:
    contributor = User.objects.get(username="kontributor")
    found = Photo.objects.visible_to(contributor)
    assert found.count() >= 2
    assert {photo.agency for photo in found} == {contributor.author.agency}


def test_a_new_password_is_given_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "lain-sama-sekali-88")
    demo()
    assert User.objects.get(username="pemred2").check_password("lain-sama-sekali-88")


def test_without_one_a_password_is_made_and_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD")
    said = demo()
    kept = Path(settings.VAR_DIR) / "demo_password"
    assert kept.read_text() in said
    assert kept.stat().st_mode & 0o077 == 0
    assert demo() == said
