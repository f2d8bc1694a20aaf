"""The desk reads its lists by an index, on both databases: no page walks or sorts an archive."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles.inventing import stories
from articles.models import Agency, Desk, Edition, Photo, Section, Story
from tests.admin.desk import address, signed_in
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db

SQLITE = connection.vendor == "sqlite"
LARGE = "articles_(story|edition|revision|byline|photo|storytag|editiontag)|accounts_auditentry"
# So few rows are soon read whole, and sorted: as if that were dear.
LIKE_AN_ARCHIVE = """
SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off;
SET LOCAL seq_page_cost = 1000
"""
STORIES, PHOTOS = "/admin/articles/story/", "/admin/articles/photo/"
TRAIL = "/admin/accounts/auditentry/"


@pytest.fixture
def people() -> dict[Role, User]:
    """Who looks, at an archive, some work on the desk, photos and a trail."""
    for _ in stories.invent(400, seed=1):
        pass
    agency = Agency.objects.order_by("pk")[0]
    people = {role: make_user(role, agency=agency) for role in Role}
    for desk in list(Desk)[:4]:
        make_story(by=people[Role.CONTRIBUTOR], agency=agency, desk=desk)
        make_story(by=people[Role.REPORTER], desk=desk)
    now, some = timezone.now(), list(Story.objects.order_by("pk")[:4])
    Edition.objects.filter(story__in=some[:3]).update(live_until=now)
    Edition.objects.filter(story=some[3]).update(live_from=now + timedelta(days=1))
    _photos_and_trail()
    if not SQLITE:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its autovacuum does; nothing does so on SQLite
            cursor.execute(LIKE_AN_ARCHIVE)
    return people


def _photos_and_trail() -> None:
    Photo.objects.bulk_create(
        Photo(original="x.jpg", sha256=f"{n:064d}", width=9, height=9, tone="#fff", withheld=n < 3)
        for n in range(400)
    )
    top, at = AuditEntry.objects.order_by("-number")[0].number, timezone.now()
    AuditEntry.objects.bulk_create(
        AuditEntry(number=top + n, at=at, action="story.edit", subject=f"story:{n}")
        for n in range(1, 400)
    )


def plan_of(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"{'EXPLAIN QUERY PLAN' if SQLITE else 'EXPLAIN'} {sql}")
        return [str(row[-1]) for row in cursor.fetchall()]


def walks(ask: Callable[[], Any]) -> list[str]:
    """Steps that read a large table from end to end, of all that is asked."""
    with CaptureQueriesContext(connection) as queries:
        ask()
    asked = [query["sql"] for query in list(queries) if query["sql"].startswith("SELECT")]
    return [step for sql in asked for step in plan_of(sql) if _is_walk(step, sql)]


def _is_walk(step: str, sql: str) -> bool:
    """SQLite calls a table by its alias here; a walk `USING` an index is a list in its order."""
    walked = re.search(r"Seq Scan on (\w+)|^SCAN (\w+)(?! USING)\b", step)
    if walked is None:
        return False
    name = walked[1] or walked[2]
    table = re.search(rf'"(\w+)" "?{name}"?\b', sql)
    return re.fullmatch(LARGE, table[1] if table else name) is not None


def sorts(client: Client, page: str) -> list[str]:
    """Steps that put a list in order after it was read."""
    shown = client.get(page).context["cl"].queryset.values("pk")[:20]
    plan = shown.explain().splitlines()
    return [step for step in plan if "USE TEMP B-TREE" in step or "Sort Key" in step]


def lists() -> dict[str, str]:
    section = Section.objects.order_by("pk")[0].pk
    return {
        "all": STORIES,
        "draft": f"{STORIES}?desk=draft",
        "released": f"{STORIES}?desk=released",
        "published": f"{STORIES}?public=published",
        "section": f"{STORIES}?section={section}",
        "changed": f"{STORIES}?changed=29",
        "photos": PHOTOS,
        "withheld": f"{PHOTOS}?withheld__exact=1",
    }


def test_the_lists_come_from_an_index_in_their_order(people: dict[Role, User]) -> None:
    client = signed_in(people[Role.CHIEF])
    ordered = lists() | {"trail": TRAIL, "action": f"{TRAIL}?action=story.edit"}
    found = {name: sorts(client, page) for name, page in ordered.items()}
    assert found == {name: [] for name in ordered}


def test_a_list_that_is_put_in_order_afterwards_would_be_found_out(
    people: dict[Role, User],
) -> None:
    assert sorts(signed_in(people[Role.CHIEF]), f"{STORIES}?o=0")  # by headline


def test_chips_for_readers_ask_only_the_stories_that_may_be_so(people: dict[Role, User]) -> None:
    client = signed_in(people[Role.CHIEF])
    for state in ("never", "scheduled", "withdrawn"):
        rows = client.get(f"{STORIES}?public={state}").context["cl"].queryset
        assert re.search(r'WHERE \(?"articles_story"\."(id|desk)" (IN|=)', str(rows.query)), state


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REPORTER, Role.EDITOR])
def test_no_page_of_the_desk_walks_an_archive(people: dict[Role, User], role: Role) -> None:
    client = signed_in(people[role])
    states = ("never", "scheduled", "withdrawn")
    pages = lists() | {state: f"{STORIES}?public={state}" for state in states}
    pages |= {"board": "/admin/", "add": f"{STORIES}add/"}
    if role is not Role.EDITOR:
        pages["form"] = address(Story.objects.filter(created_by=people[role]).latest("pk"))
    found = {name: walks(partial(client.get, page)) for name, page in pages.items()}
    assert found == {name: [] for name in pages}


def test_a_page_that_walks_the_archive_would_be_found_out(people: dict[Role, User]) -> None:
    assert walks(lambda: Story.objects.order_by().filter(headline="Banjir").first())
