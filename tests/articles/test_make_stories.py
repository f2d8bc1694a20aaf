"""Invented stories by the thousand pass every check that written ones pass."""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles import integrity, markup, preflight
from articles.inventing import stories, words
from articles.models import Agency, Author, Edition, Section, Story, Tag

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def make(many: int, seed: int = 1) -> None:
    call_command("make_stories", str(many), seed=seed, stdout=StringIO())


def test_they_are_sealed_approved_and_shelved() -> None:
    make(60)
    assert list(integrity.faults()) == []
    editions = list(Edition.objects.live())
    assert len(editions) == 60
    for edition in editions:
        assert 300 <= markup.words(edition.body) <= 600
        assert markup.clean(edition.body) == edition.body
        assert not any(finding.blocks for finding in preflight.findings(edition.revision.text))
        assert edition.story.content == edition.revision.text


def test_they_lie_in_the_last_three_years() -> None:
    make(60)
    now = timezone.now()
    times = [edition.published_at for edition in Edition.objects.all()]
    assert now - timedelta(days=3 * 365 + 1) < min(times) < now - timedelta(days=300)
    assert max(times) < now


def test_the_common_topic_is_on_a_tenth_of_them() -> None:
    make(60)
    used = Counter(row["name"] for e in Edition.objects.all() for row in e.printed["tags"])
    assert used[words.COMMON_TAG] == 6
    counts = [model._default_manager.count() for model in (Section, Agency, Author, Tag)]
    assert counts == [10, 20, 10, 200]


def test_the_same_seed_gives_the_same_texts_and_addresses_never_clash() -> None:
    make(20, seed=3)
    first = list(Edition.objects.order_by("pk").values_list("headline", "body_sha256"))
    make(20, seed=3)
    second = list(Edition.objects.order_by("pk").values_list("headline", "body_sha256"))[20:]
    assert first == second
    assert len(set(Edition.objects.values_list("slug", flat=True))) == 40
    assert list(integrity.faults()) == []


def test_readers_get_them(client: Client) -> None:
    make(20)
    edition = Edition.objects.latest("published_at")
    assert edition.headline in client.get("/berita").content.decode()
    assert edition.headline in client.get(edition.get_absolute_url()).content.decode()


def test_they_are_written_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "BATCH", 8)
    assert list(stories.invent(20, seed=1)) == [8, 16, 20]
    assert Story.objects.count() == 20


@pytest.mark.parametrize("many", ["0", "-1", "x", "1.000", "9" * 30, "²"])
def test_a_number_that_is_none_is_refused(many: str) -> None:
    with pytest.raises(CommandError):
        call_command("make_stories", many)
    assert Story.objects.count() == 0


@pytest.mark.slow
def test_the_benchmark_prints_a_line_for_each_page() -> None:
    command = [sys.executable, "-m", "bench", "--sqlite", "--stories", "40"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for page in ("story", "/berita", "commonest topic", "home", "hit"):
        assert f"\n{page}  " in done.stdout
