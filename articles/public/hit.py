"""The beacon: a page that was really seen tells so, and is answered once the hit is stored."""

import hashlib
import re
import secrets
from collections import Counter
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.caller import address
from articles import readership
from articles.models import Reason

LONGEST_TOKEN = 200
MOST_A_MINUTE = 600  # by one address: mobile carriers let thousands of readers share one
MOST_ADDRESSES = 50_000  # remembered a minute and process
GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
# Programs that fetch pages for nobody, or for a preview. HeadlessChrome is none: it renders like a
# reader's browser, our own tests read with it, and who wants to cheat would not say so.
# CUBOT is a make of telephones.
BOT = re.compile(
    r"(?<!cu)bot\b|bots?[/_-]|crawl|spider|slurp|curl|wget|python|java/|go-http|libwww|scrapy"
    r"|httpclient|facebookexternalhit|whatsapp/|preview|lighthouse|feedfetcher",
    re.IGNORECASE,
)
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def hit(request: HttpRequest) -> HttpResponse:
    """POST by script, GET by the picture in <noscript>. HEAD is refused: it reads nothing."""
    story = readership.story_of(_token(request))
    if story is None:
        return HttpResponse(status=400)
    try:
        readership.record(story, reason(request), address=address(request), agent=_agent(request))
    except IntegrityError:  # a token of ours for a story that is gone
        return HttpResponse(status=400)
    except OperationalError:
        return HttpResponse(status=503, headers={"Retry-After": "1"})
    if request.method == "GET":
        return HttpResponse(GIF, content_type="image/gif")
    return HttpResponse(status=204)


def _token(request: HttpRequest) -> str:
    if request.method == "GET":
        return request.GET.get("t", "")
    return request.read(LONGEST_TOKEN).decode(errors="replace")


def _agent(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "").strip()


def reason(request: HttpRequest) -> Reason:
    """Why this hit counts or not; the first that holds."""
    if any(_is_prefetch(request.headers.get(name, "")) for name in PREFETCH_HEADERS):
        return Reason.PREFETCH
    if not _agent(request) or BOT.search(_agent(request)):
        return Reason.BOT
    if is_foreign(request):
        return Reason.FOREIGN
    if is_staff(request):
        return Reason.STAFF
    return Reason.FLOOD if flood.is_over(address(request)) else Reason.COUNTED


def _is_prefetch(value: str) -> bool:
    return any(word in value.lower() for word in ("prefetch", "prerender", "preview"))


def is_foreign(request: HttpRequest) -> bool:
    """Sent by a page of another site, which only wants our number to rise."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.get_host()


def is_staff(request: HttpRequest) -> bool:
    """Looks for a session only where the browser sends one: readers cost no query."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and getattr(
        request.user, "is_staff", False
    )


class Flood:
    """How often each address came this minute, in this process. Keeps a hash, not the address."""

    def __init__(self) -> None:
        self.lock, self.minute = Lock(), -1
        self._start(0)

    def _start(self, minute: int) -> None:
        self.minute, self.key = minute, secrets.token_bytes(16)
        self.counts: Counter[bytes] = Counter()

    def is_over(self, address: str) -> bool:
        return self.count(address) > MOST_A_MINUTE

    def count(self, address: str) -> int:
        """This one among them."""
        minute = int(monotonic() // 60)
        with self.lock:
            if minute != self.minute or len(self.counts) >= MOST_ADDRESSES:
                self._start(minute)
            name = hashlib.blake2b(address.encode(errors="replace"), key=self.key, digest_size=8)
            self.counts[name.digest()] += 1
            return self.counts[name.digest()]


flood = Flood()
