"""Pages as a reader's browser gets them, parsed as strictly as html5lib can."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client

from articles import shelves
from articles.models import Edition, Story

Page = Callable[..., "Read"]
Clock = Callable[[datetime], None]


@dataclass
class Read:
    """A page: its status, its source, and its tree."""

    status: int
    source: str
    tree: Element

    def all(self, path: str) -> list[Element]:
        return self.tree.findall(f".//{path}")

    def one(self, path: str) -> Element:
        found = self.all(path)
        assert len(found) == 1, f"{path}: {len(found)}"
        return found[0]

    def text(self, path: str) -> str:
        return text(self.one(path))

    def links(self, start: str = "") -> list[str]:
        return [
            link.get("href", "") for link in self.all("a") if link.get("href", "").startswith(start)
        ]


def text(element: Element) -> str:
    """Its text, white space as a browser shows it; no-break spaces stay."""
    return " ".join("".join(element.itertext()).replace("\xa0", "⍽").split()).replace("⍽", "\xa0")


def parsed(source: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(source)
    return tree


@pytest.fixture
def read(client: Client) -> Page:
    """Asks for an address and parses what comes; HTML that html5lib would mend is an error."""

    def ask(address: str, status: int = 200) -> Read:
        response = client.get(address)
        assert response.status_code == status, response.content[:300]
        source = response.content.decode()
        page = Read(response.status_code, source, parsed(source))
        assert len(page.all("h1")) == 1
        assert page.one("main") is not None
        return page

    return ask


def forge(like: Edition, number: int) -> None:
    """Puts so many editions of nobody straight into the tables, in front of a genuine one."""
    by = like.made_by
    stories = Story.objects.bulk_create(
        Story(headline="Slot gacor", created_by=by) for _ in range(number)
    )
    forged = [
        Edition(
            **{field.attname: getattr(like, field.attname) for field in Edition._meta.fields}
            | {"id": None, "story_id": story.pk, "slug": f"slot-{n}", "headline": "Slot gacor"}
            | {"published_at": like.published_at + timedelta(seconds=1 + n)}
        )
        for n, story in enumerate(stories)
    ]
    Edition.objects.bulk_create(forged)
    shelves.hang_all(forged)
