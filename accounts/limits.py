"""How often one address does something, counted in the cache that all processes share."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import caller

MINUTE = 60  # seconds


def count(request: HttpRequest, action: str) -> int:
    """How often it came in the running minute, this time among them. Of the address a keyed hash
    is kept, for two minutes."""
    minute = int(timezone.now().timestamp()) // MINUTE
    place = salted_hmac("accounts.limits", caller.address(request), algorithm="sha256").hexdigest()
    name = f"limit:{action}:{minute}:{place}"
    cache.add(name, 0, 2 * MINUTE)
    return cache.incr(name)
