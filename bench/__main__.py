"""Measures on SQLite and on PostgreSQL, each in a process of its own, and prints a table.

./run bench [--stories N] [--sqlite | --postgres]
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.run import DATABASES

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def asked(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="./run bench", description="CPU time and queries of pages.")
    parser.add_argument("--stories", type=int, default=10_000, help="in the archive; 10000")
    for name, label in NAMES.items():
        parser.add_argument(f"--{name}", action="store_true", help=f"on {label} alone")
    return parser.parse_args(arguments)


def measured(url: str, stories: int, scratch: Path) -> dict[str, Any]:
    environment = os.environ | {
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": url,
        "PYTHONWARNINGS": "ignore",
        "CACHE_URL": "locmemcache://",
        "DEBUG": "False",
        "MEDIA_ROOT": str(scratch / "media"),
        "SQLITE_SYNCHRONOUS": "NORMAL",
        "SECRET_KEY": "for measuring only, and long enough for Django 0123456789012345",
        "EDITION_KEY": "for measuring only: the key that seals editions 012",
    }
    command = [sys.executable, "-m", "bench.measure", str(stories)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(found: dict[str, dict[str, Any]]) -> list[str]:
    """A line a page; for each database CPU, time by the clock and queries."""
    head = "".join(f"  {NAMES[name]:>10} {'clock':>7} {'queries':>7}" for name in found)
    lines = [f"{'':<28}{head}"]
    for page in next(iter(found.values()))["pages"]:
        cells = "".join(
            f"  {cost['cpu']:>7.2f} ms {cost['clock']:>7.2f} {cost['queries']:>7}"
            for cost in (result["pages"][page] for result in found.values())
        )
        lines.append(f"{page:<28}{cells}")
    made = "".join(f"  {result['rate']:>8.0f}/s {'':>15}" for result in found.values())
    return [*lines, f"{'stories made':<28}{made}".rstrip()]


def main(arguments: list[str]) -> int:
    options = asked(arguments)
    wanted = [name for name in NAMES if getattr(options, name)] or list(NAMES)
    found = {}
    for name in wanted:
        with (
            TemporaryDirectory(prefix="newsroom-bench-") as scratch,
            DATABASES[name](Path(scratch)) as url,
        ):
            found[name] = measured(url, options.stories, Path(scratch))
    print(
        f"{options.stories} stories; medians of CPU time in this process and of the clock, in ms\n"
    )
    print("\n".join(table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
