"""How many small faults in the verbs the tests notice: a sample of mutants, made by cosmic-ray.

    python -m tests.mutants [--many 100] [--seed 1] [--jobs 2]

cosmic-ray must be on the PATH (CONTRIBUTING says how). The tree is copied; nothing in it changes.
Which mutants are taken depends on the seed and on the text of the modules only."""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
VERBS = ["articles/workflow", "articles/publishing.py", "articles/notices.py"]
# Quickest first: a mutant is dead with the first test that fails.
TESTS = """
    tests/articles/test_workflow.py tests/articles/test_notices.py tests/articles/test_publishing.py
    tests/articles/test_schedule.py tests/articles/test_trail.py tests/articles/test_visibility.py
    tests/admin/test_moves.py tests/admin/test_waiting.py tests/admin/test_writing.py
    tests/articles/test_notifying.py tests/articles/test_integrity.py tests/articles/test_races.py
""".split()
SESSION = "session.sqlite"
SECONDS = 600  # for one mutant; an endless loop counts as noticed
CONFIG = """
[cosmic-ray]
module-path = {modules}
timeout = {seconds}.0
excluded-modules = []
test-command = "{python} -m tests.run --sqlite -q -x -n 0 {tests}"

[cosmic-ray.distributor]
name = "local"
"""
# `*` and `|` are mostly of signatures: what is made of them does not even load.
DEAD_BORN = ("ReplaceBinaryOperator_Mul_", "ReplaceBinaryOperator_BitOr_")
ALL = """
    SELECT job_id, operator_name, module_path, start_pos_row, start_pos_col FROM mutation_specs
    ORDER BY module_path, start_pos_row, start_pos_col, operator_name, operator_args, occurrence
"""
OTHERS = "DELETE FROM {table} WHERE job_id NOT IN ({marks})"
OUTCOMES = """
    SELECT m.module_path, m.start_pos_row, m.operator_name, m.operator_args, r.test_outcome
    FROM mutation_specs m LEFT JOIN work_results r USING (job_id)
    ORDER BY m.module_path, m.start_pos_row
"""


@dataclass(frozen=True)
class Mutant:
    place: str
    operator: str
    outcome: str

    @property
    def is_killed(self) -> bool:
        return self.outcome == "KILLED"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if shutil.which("cosmic-ray") is None:
        print("cosmic-ray is not on the PATH; CONTRIBUTING says how to get it.")
        return 2
    with TemporaryDirectory(prefix="mutants-") as scratch, ThreadPoolExecutor() as pool:
        shares = [Share(Path(scratch) / str(n), n, asked) for n in range(asked.jobs)]
        report([mutant for share in pool.map(Share.run, shares) for mutant in share])
    return 0


@dataclass(frozen=True)
class Share:
    """One copy of the tree, and every nth mutant of the sample."""

    tree: Path
    number: int
    asked: argparse.Namespace

    def run(self) -> list[Mutant]:
        self._copy()
        self._cosmic_ray("baseline", "cosmic-ray.toml")  # else the tests kill whatever is there
        self._cosmic_ray("init", "cosmic-ray.toml", SESSION)
        self._keep_the_sample()
        self._cosmic_ray("exec", "cosmic-ray.toml", SESSION)
        with sqlite3.connect(self.tree / SESSION) as session:
            return [_mutant(*row) for row in session.execute(OUTCOMES)]

    def _copy(self) -> None:
        self.tree.mkdir()
        tracked = ["git", "ls-files", "-z"]
        names = subprocess.run(tracked, cwd=ROOT, check=True, capture_output=True, text=True)
        for name in filter(None, names.stdout.split("\0")):
            to = self.tree / name
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to)
        catalogues = ["-m", "tests.translations", "--merge"]  # compiled ones are not tracked
        subprocess.run([sys.executable, *catalogues], cwd=self.tree, check=True)
        words = {"modules": json.dumps(VERBS), "tests": " ".join(TESTS)}
        config = CONFIG.format(python=sys.executable, seconds=SECONDS, **words)
        (self.tree / "cosmic-ray.toml").write_text(config)

    def _cosmic_ray(self, *words: str) -> None:
        subprocess.run(["cosmic-ray", *words], cwd=self.tree, check=True)

    def _keep_the_sample(self) -> None:
        with sqlite3.connect(self.tree / SESSION) as session:
            mine = drawn(session.execute(ALL), self.asked)[self.number :: self.asked.jobs]
            marks = ",".join("?" * len(mine))
            for table in ("mutation_specs", "work_items"):
                session.execute(OTHERS.format(table=table, marks=marks), mine)


def drawn(rows: Iterable[tuple[str, str, str, int, int]], asked: argparse.Namespace) -> list[str]:
    """The sample's jobs: one mutant a place in the text. Ids are new in each session, the order of
    the rows is not; so all shares draw the same."""
    places: dict[object, list[str]] = defaultdict(list)
    for job, operator, *place in rows:
        name = operator.removeprefix("core/")
        if not name.startswith(DEAD_BORN):
            places[*place, name.split("_")[0]].append(job)
    chance = random.Random(asked.seed)
    chosen = [chance.choice(jobs) for jobs in places.values()]
    return chance.sample(chosen, min(asked.many, len(chosen)))


def _mutant(path: str, row: int, operator: str, arguments: str, outcome: str | None) -> Mutant:
    told = {} if arguments in {"", "{}", None} else json.loads(arguments)
    name = operator.removeprefix("core/")
    return Mutant(f"{path}:{row}", f"{name} {told or ''}".strip(), outcome or "NOT RUN")


def report(mutants: Iterable[Mutant]) -> None:
    mutants = sorted(mutants, key=lambda mutant: mutant.place)
    for mutant in mutants:
        if not mutant.is_killed:
            print(f"{mutant.outcome.lower()}: {mutant.place} {mutant.operator}")
    killed = sum(mutant.is_killed for mutant in mutants)
    print(f"{killed} of {len(mutants)} mutants noticed")


if __name__ == "__main__":
    sys.exit(main())
