"""Seals: an HMAC over canonical JSON by one of several keys. Pure but for the keys in settings."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings


def canonical(value: Any) -> bytes:
    """The one spelling of a value as bytes: sorted keys, no spaces, UTC, no floats, no NUL."""
    text = json.dumps(
        _plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            if "\x00" in value:
                raise ValueError("NUL in a sealed text")
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be sealed")


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def sign(purpose: str, value: Any) -> str:
    """A seal `<key's name>:<64 hex digits>` by the newest key, for one purpose only."""
    key = settings.EDITION_KEYS[0]
    return f"{_name(key)}:{_mac(key, purpose, value)}"


def fits(purpose: str, value: Any, seal: str, *, keys: Iterable[str] | None = None) -> bool:
    """Whether one of our keys, new or old, or of those given, made this seal over this value."""
    name, _, mac = seal.partition(":")
    try:
        return any(
            _name(key) == name and hmac.compare_digest(_mac(key, purpose, value), mac)
            for key in (settings.EDITION_KEYS if keys is None else keys)
        )
    except (TypeError, ValueError):  # a value that nobody could have sealed
        return False


def _name(key: str) -> str:
    return hashlib.sha256(b"name of " + key.encode()).hexdigest()[:8]


def _mac(key: str, purpose: str, value: Any) -> str:
    message = purpose.encode() + b"\n" + canonical(value)
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
