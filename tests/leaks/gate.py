"""What keeps a word from somebody, and how it is taken away."""

from dataclasses import dataclass
from pathlib import Path

READERS = "tests/leaks/test_readers.py"
DESK = "tests/leaks/test_desk.py"


@dataclass(frozen=True)
class Gate:
    """`changes` are (file, what stands there once, what stands there without the gate); `seen_by`
    is the part of the probe that must notice: a file, and who walks."""

    name: str
    seen_by: tuple[str, str]
    changes: tuple[tuple[str, str, str], ...]

    def take_away(self, tree: Path) -> None:
        for name, gate, gap in self.changes:
            file = tree / name
            source = file.read_text()
            assert source.count(gate) == 1, f"{name} no longer has the gate “{self.name}”"
            file.write_text(source.replace(gate, gap))


def gate(name: str, seen_by: tuple[str, str], *change: str) -> Gate:
    """One change: file, gate, gap; or several, one after the other."""
    files, gates, gaps = change[::3], change[1::3], change[2::3]
    return Gate(name, seen_by, tuple(zip(files, gates, gaps, strict=True)))
