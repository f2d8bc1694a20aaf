"""Who calls: the address that counts wherever something is limited or counted by address."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

HOST_BITS = 64  # of IPv6: a household has all 2**64 addresses of its network, so the network counts


def address(request: HttpRequest) -> str:
    """The client's IPv4 address or IPv6 network; empty where nobody we believe tells it."""
    return _counted(_forwarded(request)) or _counted(str(request.META.get("REMOTE_ADDR", "")))


def _forwarded(request: HttpRequest) -> str:
    """As many steps from the right as there are proxies of ours; the others anybody may write."""
    steps = request.headers.get("X-Forwarded-For", "").split(",")
    proxies = int(settings.TRUSTED_PROXIES)
    return steps[-proxies] if 0 < proxies <= len(steps) else ""


def _counted(text: str) -> str:
    try:
        found: IPv4Address | IPv6Address = ip_address(_without_port(text.strip()))
    except ValueError:
        return ""
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:  # what a socket for both kinds calls an IPv4 address
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> HOST_BITS << HOST_BITS))


def _without_port(text: str) -> str:
    """Some proxies write `192.0.2.1:443` and `[2001:db8::1]:443`."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
