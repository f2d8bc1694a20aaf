"""Measures one database and prints JSON; started by `python -m bench`, which says which."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.utils import translation  # noqa: E402

from articles import readership  # noqa: E402
from articles.inventing import stories, words  # noqa: E402
from articles.models import Edition, Section, Tag  # noqa: E402
from bench import desk  # noqa: E402

WARM_UP, RUNS = 10, 60
BROWSER = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"

Act = Callable[[], Any]


@contextmanager
def database() -> Iterator[None]:
    """A new one beside the one that the settings name; gone afterwards."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(str(connection.settings_dict["NAME"]), verbosity=0)


def archive(many: int) -> float:
    """Fills it; how many stories a second."""
    began = time.monotonic()
    for _ in stories.invent(many, seed=1):
        pass
    took = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return many / took


def pages(client: Client) -> dict[str, Act]:
    newest = list(Edition.objects.live().order_by("-published_at")[: RUNS * 2])
    paths = cycle(edition.get_absolute_url() for edition in newest)
    tag = Tag.objects.get(name=words.COMMON_TAG)
    section = Section.objects.annotate(n=Count("editions")).latest("n")
    return {
        "story": lambda: client.get(next(paths)),
        "/berita": lambda: client.get("/berita"),
        "commonest topic": lambda: client.get(tag.get_absolute_url()),
        "largest section": lambda: client.get(section.get_absolute_url()),
        "home": lambda: client.get("/"),
        "hit": _hits(client, newest),
    }


def _hits(client: Client, newest: list[Edition]) -> Act:
    """Each by another visitor, so that each is stored."""
    tokens = cycle([readership.token(edition.story_id) for edition in newest])
    visitors = count(1)
    return lambda: client.post(
        "/hit",
        data=next(tokens),
        content_type="text/plain",
        REMOTE_ADDR=f"10.0.{(n := next(visitors)) // 250}.{n % 250}",
        HTTP_USER_AGENT=BROWSER,
        HTTP_SEC_FETCH_SITE="same-origin",
    )


def cost(act: Act) -> dict[str, float]:
    """Medians in milliseconds, and the queries of one run."""
    for _ in range(WARM_UP):
        answer = act()
        assert answer.status_code in (200, 204), answer.status_code
    cpu, clock = zip(*(_run(act) for _ in range(RUNS)), strict=True)
    with CaptureQueriesContext(connection) as queries:
        act()
    return {"cpu": median(cpu), "clock": median(clock), "queries": len(queries)}


def _run(act: Act) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    act()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000


def main(many: int) -> None:
    translation.activate("id")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with database(), override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        rate = archive(many)
        found = {name: cost(act) for name, act in pages(Client()).items()}
        found |= {name: cost(act) for name, act in desk.pages().items()}
    print(json.dumps({"rate": rate, "pages": found}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
