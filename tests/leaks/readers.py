"""Every address of the public site, and whatever its pages lead to."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from articles import readership
from articles.content import Content
from articles.models import Agency, Author, Edition, Rendition, Section, Story, Tag
from articles.public.cursor import Cursor
from articles.public.urls import urlpatterns
from tests.leaks.newsroom import Newsroom

Ways = Callable[[Newsroom], Iterable[str]]
MOMENT = timedelta(microseconds=1)
LINK = re.compile(r'(?:href|src|srcset|action|content)="([^" ]+)')
MOST_CRAWLED = 400
# How a program may ask: by which method and with which headers.
ASKING: list[tuple[str, dict[str, str]]] = [
    ("get", {}),
    ("get", {"Accept": "application/json", "If-None-Match": '"x"'}),
    ("get", {"Accept": "*/*;q=0", "Accept-Language": "en", "Range": "bytes=0-99"}),
    ("head", {}),
    ("options", {}),
]


def _stories(room: Newsroom) -> Iterator[str]:
    for name in room.stories:
        for slug in room.slugs(name):
            yield from (f"/berita/{slug}", f"/berita/{slug.upper()}", f"/berita/{slug}/?amp=1")
            yield from (f"/read/umum/{slug}", f"/read/umum/{slug}/")
    yield from ("/berita/alamat-lama", "/berita/alamat-lama/", "/berita/tidak-pernah-ada")


def _list(address: str) -> Iterator[str]:
    """A list, and the list from where something hidden would stand first."""
    yield address
    yield f"{address}?sebelum=rusak"
    for at, story in Edition.objects.order_by().values_list("published_at", "story_id")[::2]:
        yield f"{address}?sebelum={Cursor(at + MOMENT, story + 1)}"


def _shelf(address: str, model: Any, ids: Callable[[Content], Iterable[int | None]]) -> Ways:
    """Where hidden stories stand or would, and where one stands that everybody may read."""

    def ways(room: Newsroom) -> Iterator[str]:
        for story in room.stories.values():
            for row in model.objects.filter(pk__in=_ever(story, ids)):
                yield f"/{address}/{row.slug}"
                yield f"/{address}/{row.slug}/"
        for row in model.objects.filter(pk__in=_ever(room.live.story, ids)):
            yield from _list(f"/{address}/{row.slug}")

    return ways


def _ever(story: Story, ids: Callable[[Content], Iterable[int | None]]) -> set[int]:
    """Ids that any revision of a story names."""
    named = (ids(revision.text) for revision in story.revisions.all())
    return {pk for pks in named for pk in pks if pk is not None}


def _forms(room: Newsroom) -> Iterator[str]:
    yield "/hak-jawab"
    yield "/hak-jawab?nomor=HJ-2026-AAAA-AAAA"
    for name in room.stories:
        for slug in room.slugs(name):
            yield f"/hak-jawab?berita={slug}"


def _photos(room: Newsroom) -> Iterator[str]:
    """Those that readers may have; by their names others are not found."""
    for row in Rendition.objects.filter(photo=room.live.photo):
        yield row.url
    for original in room.words.kept_of("photo original")[:4]:
        name = original.rpartition("/")[2]
        yield from (f"/media/{original}", f"/media/foto/{name}", f"/media/foto/{name[:-4]}jpg")


EXAMPLES: dict[str, Ways] = {
    "": lambda room: _list("/"),
    "berita": lambda room: _list("/berita"),
    "berita/<slug:slug>": _stories,
    "rubrik/<slug:slug>": _shelf("rubrik", Section, lambda text: [text.section]),
    "topik/<slug:slug>": _shelf("topik", Tag, lambda text: text.tags),
    "instansi/<slug:slug>": _shelf("instansi", Agency, lambda text: text.agencies),
    "penulis/<slug:slug>": _shelf(
        "penulis", Author, lambda text: [row.author for row in text.bylines]
    ),
    "hak-jawab": _forms,
    "hak-jawab/<str:receipt>": lambda room: [f"/hak-jawab/{row.receipt}" for row in room.replies],
    "ralat": lambda room: _list("/ralat"),
    "pencabutan": lambda room: _list("/pencabutan"),
    "hit": lambda room: ["/hit", f"/hit?t={readership.token(room.live.story_id)}"],
    "robots.txt": lambda room: ["/robots.txt"],
    r"^media/foto/(?P<name>[\w-]+\.jpg)$": _photos,
    "metrics": lambda room: ["/metrics"],
    "health/live": lambda room: ["/health/live"],
    "health/ready": lambda room: ["/health/ready"],
    r"^(?!admin/|akun/)(?P<address>.+)/$": lambda room: [
        "/berita/",
        "//berita/x/",
        "/sitemap.xml/",
    ],
}


def patterns() -> set[str]:
    return {str(one.pattern) for one in urlpatterns}


def walk(client: Client, room: Newsroom) -> Iterator[list[str]]:
    """What each door betrays, asked in every way; at last what the pages lead to."""
    for ways in EXAMPLES.values():
        leaks: list[str] = []
        for address in dict.fromkeys(ways(room)):
            for method, headers in ASKING[:1] if "?" in address else ASKING:
                leaks += _look(client, room, method, address, headers)
        yield leaks
    yield crawl(client, room)


def crawl(client: Client, room: Newsroom) -> list[str]:
    """What the pages betray to which the site itself leads, from its front page on."""
    leaks: list[str] = []
    seen: set[str] = set()
    ahead = ["/", *(edition.get_absolute_url() for edition in Edition.objects.live())]
    while ahead and len(seen) < MOST_CRAWLED:
        address = ahead.pop()
        if address in seen or address.startswith(("/admin/", "/akun/", "/static/")):
            continue
        seen.add(address)
        answer = client.get(address)
        leaks += _found(room, "get", address, answer)
        if answer.get("Content-Type", "").startswith("text/html"):
            ahead += [link for link in map(_ours, LINK.findall(text(answer))) if link]
    assert len(seen) > 20, "the site leads nowhere"
    return leaks


def _ours(link: str) -> str:
    """The address on this site, or nothing."""
    link = link.removeprefix(settings.SITE_URL)
    return link.partition("#")[0] if link.startswith("/") and not link.startswith("//") else ""


def _look(
    client: Client, room: Newsroom, method: str, address: str, headers: dict[str, str]
) -> list[str]:
    answer = client.generic(method.upper(), address, headers=headers)
    return _found(room, method, address, answer)


def _found(room: Newsroom, method: str, address: str, answer: Any) -> list[str]:
    found = room.words.found(text(answer), asked=address)
    return [
        f"{method} {address} ({answer.status_code}): {story}: {of}"
        for story, of in found
        if not _may(room, story, of, address)
    ]


def _may(room: Newsroom, story: str, of: str, address: str) -> bool:
    """What readers are to find: a page off the lists at its own address, and of a withdrawn story
    its headline, unless that is what does harm."""
    own = [f"/berita/{slug}" for slug in room.slugs(story)] if story in room.stories else []
    asked = address.partition("?")[0].rstrip("/")
    match story:
        case "unlisted" | "english":
            named = [f"/hak-jawab?berita={slug}" for slug in room.slugs(story)]
            return asked in own or address in named or of == "photo file"
        case "withdrawn":
            return of == "headline" and (asked in own or asked == "/pencabutan")
    return False


def text(answer: Any) -> str:
    """All that was answered: status line, headers, body."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return (
        f"{answer.status_code} {answer.reason_phrase}\n{headers}\n{body.decode(errors='replace')}"
    )
