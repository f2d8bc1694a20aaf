"""One person of the staff going from door to door."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from articles.admin.move_page import FORMS
from articles.models import Reply, Story
from articles.workflow import Move
from tests.leaks.doors import EXAMPLES, MOVED, STORY
from tests.leaks.newsroom import OWN, Newsroom
from tests.leaks.readers import text
from tests.leaks.rights import may


@dataclass
class Walk:
    """One person going from door to door, and what was betrayed so far."""

    client: Client
    room: Newsroom
    who: str
    leaks: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def every_door(self) -> Iterator[list[str]]:
        """All that was betrayed so far, told after each door."""
        for ways in EXAMPLES.values():
            for address in dict.fromkeys(ways(self.room)):
                self.ask("get", address)
            yield self.leaks
        for name in MOVED:
            story = self.room.stories[name]
            self._press(f"{STORY}{story.pk}/", str(story.version))
            yield self.leaks
        self._post_elsewhere()
        yield self.leaks

    def ask(self, method: str, address: str, **posted: str) -> None:
        """The answer, and the page to which it leads."""
        answer = getattr(self.client, method)(address, posted)
        self._read(f"{method} {address}", address, answer)
        if 300 <= answer.status_code < 400:
            self._follow(method, address, answer["Location"])

    def _follow(self, method: str, address: str, to: str) -> None:
        """Once; afterwards only what was said on the way, on a page that is quickly made."""
        if to in self._seen or not to.startswith("/"):
            if not self._is_told_something():
                return
            to = "/admin/pemberitahuan/pengaturan/"
        self._seen.add(to)
        self._read(f"{method} {address} → {to}", address, self.client.get(to))

    def _is_told_something(self) -> bool:
        cookie = self.client.cookies.get("messages")
        return cookie is not None and cookie.value != ""

    def _read(self, asking: str, address: str, answer: Any) -> None:
        for story, of in self.room.words.found(text(answer), asked=address):
            if not may(self.who, story, of, self._shown_at(asking)):
                told = f"{self.who}: {asking} ({answer.status_code}): {story}: {of}"
                self.leaks.append(told)

    def _shown_at(self, asking: str) -> str:
        """The address of the page; of their own story it is called so."""
        own = Story.objects.filter(headline=OWN).values_list("pk", flat=True)
        address = asking.rpartition(" ")[2]
        for pk in own:
            address = address.replace(f"{STORY}{pk}/change/", f"{STORY}own")
        return address

    def _post_elsewhere(self) -> None:
        self.ask("post", "/admin/pemberitahuan/baca/")
        for reply in Reply.objects.values_list("pk", flat=True):
            for move in ("accept", "refuse", "answer"):
                address = f"/admin/articles/reply/{reply}/change/"
                self.ask("post", address, move=move, reason="Ya.")
        lost = self.room.stories["lost"]
        own = {
            "headline": "Naskah baru",
            "photo": str(lost.photo_id),
            "agency": str(lost.agency_id),
        }
        self.ask("post", f"{STORY}add/", **own)

    def _press(self, here: str, seen: str) -> None:
        """Each move by the story's form and by its page, remarks, excuses."""
        for move in Move:
            self.ask("post", f"{here}change/", _move=move.value, base=seen)
            if move in FORMS:
                self.ask("post", f"{here}langkah/{move.value}/", seen=seen)
        self.ask("post", f"{here}change/", _excuse="phone|0812", base=seen)
        self.ask("post", f"{here}change/", headline="Diambil", base=seen)
        self.ask("post", f"{here}remarks/", text="Apa ini?")
