"""A form of the writing screen or of a move counts once, and the browser is told that it arrived.

Each is drawn with a key of its own. Sent again as it was (a second click, a reload), it does
nothing more and leads where the first led; sent with another text, it is work like any other."""

import hashlib
import re
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.plain_admin import person
from articles.workflow import Move

KEY = re.compile(r"[0-9a-f]{32}")
REMEMBERED = 20  # forms of one person
SECONDS = 7 * 24 * 3600  # as long as keep.js keeps a copy


def new_key() -> str:
    return uuid.uuid4().hex


def saved(by: User) -> list[str]:
    """Keys of the forms whose text we have: the browser needs its copies of them no longer."""
    return list(_sent(by))


def counted(screen: Callable[..., Any]) -> Callable[..., Any]:
    """Answers a post that came before with its story. Of two at once the second waits."""

    @wraps(screen)
    def counting(desk: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return screen(desk, request, *args, **kwargs)
        with transaction.atomic():
            by = User.objects.select_for_update(no_key=True).get(pk=person(request).pk)
            before = _sent(by).get(request.POST.get("once", ""))
            if before and before["post"] == _digest(request):
                messages.success(request, _done(request))
                return redirect(before["back"])
            return screen(desk, request, *args, **kwargs)

    return counting


def remember(request: HttpRequest, back: str, *, counts: bool) -> None:
    """It arrived, and leads back there. Where a move was refused it does not count: the same may
    come again."""
    key, by = request.POST.get("once", ""), person(request)
    if KEY.fullmatch(key):
        entry = {"back": back, "post": _digest(request) if counts else ""}
        sent = [*_sent(by).items(), (key, entry)]
        cache.set(_name(by), dict(sent[-REMEMBERED:]), SECONDS)


def _done(request: HttpRequest) -> str:
    if request.POST.get("_move") == Move.PUBLISH:
        return _("The story is published.")
    return _("Received. It was sent twice and counts once.")


def _sent(by: User) -> dict[str, Any]:
    found: dict[str, Any] = cache.get(_name(by)) or {}
    return found


def _name(by: User) -> str:
    return f"sent:{by.pk}"


def _digest(request: HttpRequest) -> str:
    sent = f"{request.path} {request.POST.urlencode()}"
    return hashlib.sha256(sent.encode()).hexdigest()
