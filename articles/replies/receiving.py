"""What comes in by the public form: kept once, with a receipt and a deadline."""

import re
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import audit, clock, keyring
from accounts.models import User
from articles import local, markup, notifying
from articles.markup import spaces
from articles.models import Edition, Reply, Story
from articles.models.reply import LETTERS, RECEIPT
from articles.replies import letters

HOUR = timedelta(hours=1)
MOST_BY_ADDRESS = 5  # in an hour
MOST_IN_ALL = 120  # in an hour; the desk could not read more
LINES = ("about", "name", "behalf", "capacity", "email", "phone")
BLANK_LINES = re.compile(r"\n{3,}")
# `https://…/berita/judul?x=1`, `/berita/judul`, the legacy `/read/umum/judul`, or `judul` alone.
SLUG = re.compile(r"(?:.*/(?:berita|read/umum)/)?([a-z0-9-]+)/?(?:[?#].*)?", re.IGNORECASE)


class TooMany(Exception):
    """So many came within the hour that no more are taken in."""


@dataclass(frozen=True)
class Sent:
    """What somebody has sent. Plain text throughout: tags in it are letters like any others."""

    about: str
    wish: str
    name: str
    statement: str
    text: str
    behalf: str = ""
    capacity: str = ""
    email: str = ""
    phone: str = ""


def receive(sent: Sent, *, form: str, address: str) -> Reply:
    """Keep it, tell the editors, and the sender by mail if they gave an address.

    `form` names the very form that was filled in: sent twice it counts once. `address` is the
    caller's; only its keyed hash is kept, for an hour. Raises TooMany."""
    sent = _tidy(sent)
    key = keyring.digest({"form": form} | asdict(sent))
    with transaction.atomic():
        kept, is_new = Reply.objects.get_or_create(key=key, defaults=_row(sent))
        if is_new:
            _let_in(kept, address)
            letters.enqueue(kept, "received")
            notifying.of_reply(kept)
            record("reply.receive", kept, by=None)
    return kept


def _tidy(sent: Sent) -> Sent:
    lines = {name: markup.one_line(getattr(sent, name)) for name in LINES}
    return replace(sent, **lines, statement=_text(sent.statement), text=_text(sent.text))


def _text(text: str) -> str:
    return BLANK_LINES.sub("\n\n", spaces.tidy(text)).strip()


def _row(sent: Sent) -> dict[str, object]:
    now = clock.now()
    made = {"receipt": _receipt(now), "story": find_story(sent.about), "at": now, "due": due(now)}
    return asdict(sent) | made


def _receipt(now: datetime) -> str:
    """`HJ-2026-7K3M-9QFD`: 36 bits that nobody guesses and anybody reads out by telephone."""
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"HJ-{timezone.localtime(now, local.zone()).year}-{code[:4]}-{code[4:]}"


def due(at: datetime) -> datetime:
    """The same hour REPLY_DAYS working days later.

    Pedoman Hak Jawab names no days for us: as soon as can be, at the first opportunity. The days
    are our own promise; Saturdays and Sundays do not count, when fewer editors work."""
    day, left = timezone.localtime(at, local.zone()), int(settings.REPLY_DAYS)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def find_story(about: str) -> Story | None:
    """The story of an address that readers have, or once had; no other may be asked about."""
    typed = SLUG.fullmatch(about.strip())
    if typed is None:
        return None
    had = Edition.objects.filter(story=OuterRef("pk")).started(clock.now())
    return Story.objects.filter(Exists(had), addresses__slug=typed[1].lower()).first()


def find(receipt: str) -> Reply | None:
    """The reply of a receipt, as it may be typed: in small letters, without its dashes."""
    bare = re.sub(r"[^0-9A-Z]", "", receipt.upper())[:14]
    spelled = f"{bare[:2]}-{bare[2:6]}-{bare[6:10]}-{bare[10:]}"
    if not RECEIPT.fullmatch(spelled):
        return None
    return Reply.objects.with_served().filter(receipt=spelled).first()


def _let_in(reply: Reply, address: str) -> None:
    """Raises TooMany, which takes the row back as well."""
    recent = Reply.objects.filter(at__gt=reply.at - HOUR, purged_at=None)  # by its index
    if recent.count() > MOST_IN_ALL or not _has_place(address):
        raise TooMany


def _has_place(address: str) -> bool:
    """Takes one of the places that an address has in an hour. Of two at once each adds its own."""
    places = (
        salted_hmac("articles.replies", f"{address} {n}", algorithm="sha256").hexdigest()
        for n in range(MOST_BY_ADDRESS)
    )
    return any(cache.add(f"reply:{place}", 1, HOUR.total_seconds()) for place in places)


def record(action: str, reply: Reply, *, by: User | None, **detail: object) -> None:
    """Without a word of the sender or about them: the trail is never purged."""
    told: dict[str, object] = {"receipt": reply.receipt} | detail
    if reply.story_id:
        told["story"] = reply.story_id
    audit.record(action, by=by, subject=f"reply:{reply.pk}", **told)
