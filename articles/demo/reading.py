"""The demo's files as values. Pure: no model, no database."""

import html
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from articles.language.dates import prose_date

HERE = Path(__file__).parent
PHOTOS = HERE / "photos"


class Written(NamedTuple):
    """A story of the demo: the name of its file, its front matter, its text."""

    name: str
    head: dict[str, Any]
    text: str

    def body(self, event: date) -> str:
        """Its HTML, told of an event on that day."""
        return _html(self.text.replace("{event}", prose_date(event)))

    def event(self, published: date) -> date:
        return published - timedelta(days=self.head["event_days_before"])


def rows(name: str) -> list[dict[str, Any]]:
    """people, agencies, sections or photos."""
    found: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text())
    return found


def names() -> list[str]:
    return sorted(path.stem for path in (HERE / "stories").glob("*.md"))


def stories() -> list[Written]:
    """All of them, the oldest first."""
    found = [_read(name) for name in names()]
    return sorted(found, key=lambda story: -story.head["hours_ago"])


def _read(name: str) -> Written:
    _, head, text = (HERE / "stories" / f"{name}.md").read_text().split("---\n", 2)
    return Written(name, json.loads(head), text.strip())


def _html(text: str) -> str:
    return "\n".join(_block(block) for block in re.split(r"\n\s*\n", text))


def _block(block: str) -> str:
    tag, text = ("h2", block[3:]) if block.startswith("## ") else ("p", block)
    return f"<{tag}>{html.escape(text.strip(), quote=False)}</{tag}>"
