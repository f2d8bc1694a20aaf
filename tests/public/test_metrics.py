"""What those who watch the machines read, and nobody else."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.roles import Role
from articles import jobs, publishing
from articles.models import Desk, Job
from articles.models.job import FAILING
from tests.factories import make_emergency, make_story, make_user

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]
TOKEN = "t" * 40
NAMES = {
    *("jobs_waiting", "jobs_overdue", "jobs_failed", "jobs_lapsed", "job_age_seconds"),
    *("scheduled", "schedule_next_seconds", "emergencies_waiting"),
}


@pytest.fixture
def watcher(settings: Settings) -> Client:
    settings.METRICS_TOKEN = TOKEN
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


def read(client: Client) -> dict[str, float]:
    """Each number by its name, of the text that Prometheus reads."""
    text = client.get("/metrics").content.decode()
    found = re.findall(r"^newsroom_(\w+) (\S+)$", text, re.MULTILINE)
    return {name: float(value) for name, value in found}


@pytest.mark.parametrize("claim", ["", "Bearer ", "Bearer x", f"Basic {TOKEN}", TOKEN, "Bearer é"])
def test_without_the_token_nobody_is_told_anything(
    client: Client, settings: Settings, claim: str
) -> None:
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"Authorization": claim})
    assert (response.status_code, response.content) == (401, b"")
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("claim", ["", "Bearer ", "Bearer None", f"Bearer {TOKEN}"])
def test_while_no_token_is_set_there_is_no_such_page(client: Client, claim: str) -> None:
    assert client.get("/metrics", headers={"Authorization": claim}).status_code == 404


def test_it_is_text_for_prometheus_and_kept_nowhere(watcher: Client) -> None:
    response = watcher.get("/metrics")
    assert response["Content-Type"].startswith("text/plain; version=")
    assert "no-store" in response["Cache-Control"]
    text = response.content.decode()
    assert "# TYPE newsroom_jobs_waiting gauge" in text
    assert set(re.findall(r"^# HELP newsroom_(\w+)", text, re.MULTILINE)) == NAMES - {
        "schedule_next_seconds"
    }


def test_of_an_empty_house_every_number_is_nought(watcher: Client) -> None:
    assert set(read(watcher).values()) == {0}


def test_a_job_counts_as_overdue_five_minutes_after_it_fell_due(
    watcher: Client, moved_to: Clock
) -> None:
    now = timezone.now()
    jobs.enqueue("mail", "satu", {}, due=now)
    jobs.enqueue("mail", "nanti", {}, due=now + timedelta(days=1))
    moved_to(now + timedelta(minutes=5))
    told = read(watcher)
    assert (told["jobs_waiting"], told["jobs_overdue"], told["job_age_seconds"]) == (2, 0, 300)
    moved_to(now + timedelta(minutes=5, seconds=1))
    assert read(watcher)["jobs_overdue"] == 1


def test_a_job_put_off_after_a_failure_is_as_old_as_it_was(
    watcher: Client, moved_to: Clock
) -> None:
    now = timezone.now()
    jobs.enqueue("mail", "satu", {}, due=now)
    Job.objects.update(due=now + timedelta(hours=6), first_due=now, attempts=FAILING)
    moved_to(now + timedelta(hours=1))
    told = read(watcher)
    assert (told["jobs_overdue"], told["jobs_failed"], told["job_age_seconds"]) == (1, 1, 3600)


def test_what_lapsed_and_nightly_work_that_failed_are_told(watcher: Client) -> None:
    now = timezone.now()
    for key in ("lewat", "malam"):
        jobs.enqueue("mail", key, {}, due=now)
    Job.objects.filter(key="lewat").update(lapsed_at=now)
    Job.objects.filter(key="malam").update(done_at=now, error="FaultsFound: edisi 7")
    told = read(watcher)
    assert (told["jobs_lapsed"], told["jobs_failed"], told["jobs_waiting"]) == (1, 1, 0)


def test_the_schedule_and_the_emergencies_are_told(watcher: Client, moved_to: Clock) -> None:
    now, editor = timezone.now(), make_user(Role.EDITOR)
    for hours in (2, 3):
        story = make_story(desk=Desk.APPROVED, editor=editor)
        publishing.schedule(story, at=now + timedelta(hours=hours), by=editor, seen=1)
    make_emergency()
    moved_to(now + timedelta(hours=1))
    told = read(watcher)
    assert (told["scheduled"], told["emergencies_waiting"]) == (2, 1)
    assert told["schedule_next_seconds"] == 3600


def test_it_asks_little(watcher: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(5):
        watcher.get("/metrics")
