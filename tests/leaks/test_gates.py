"""One gate after another is taken away in a copy of the tree, and the probe must notice."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.leaks import gates_of_desk, gates_of_readers
from tests.leaks.gate import Gate

pytestmark = pytest.mark.slow
GATES = [*gates_of_readers.GATES, *gates_of_desk.GATES]
ROOT = Path(__file__).parents[2]
COPIED = "accounts articles locale newsroom static templates tests manage.py pyproject.toml".split()


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_the_probe_notices_that_a_gate_is_gone(gate: Gate, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a gate is Python: once is enough, on the database that needs no server")
    tree = copied(tmp_path / "tree")
    gate.take_away(tree)
    said = probed(tree, tmp_path, *gate.seen_by)
    noticed = re.search(r"^E +AssertionError: (.*)", said, re.MULTILINE)
    assert noticed, said[-3000:]
    print(f"{gate.name} → {noticed[1]}")


def copied(tree: Path) -> Path:
    tree.mkdir()
    unneeded = shutil.ignore_patterns("__pycache__", "test_gates.py")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=unneeded)
        else:
            shutil.copy(ROOT / name, tree / name)
    return tree


def probed(tree: Path, scratch: Path, file: str, part: str) -> str:
    """What the probe says of this tree; it must fail by what it saw, not by what is broken."""
    here = {
        "DATABASE_URL": f"sqlite:///{scratch}/probe.sqlite3",
        "MEDIA_ROOT": str(scratch / "media"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, file, "-k", part],
        cwd=tree,
        env=os.environ | here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout
