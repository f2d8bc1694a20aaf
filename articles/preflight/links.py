"""Links that cannot work for a reader, judged by their form. Nothing is fetched."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext as _

from articles import markup
from articles.content import Content
from articles.preflight.finding import Finding, matched

NAME = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))+\.?")
LAST = re.compile(r"\.(?:[a-z]{2,}|xn--[\w-]+|[^\x00-\x7f]+)\.?$", re.IGNORECASE)
AT_HOME = re.compile(
    r"(?:^|\.)(?:localhost|local|lan|internal|intranet|home|test|invalid)\.?$", re.I
)
OURS = re.compile(r"/(?:admin|akun)(?:/|$)")  # behind the sign-in
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
CALL = re.compile(r"\+?[0-9 ().-]{3,20}")


def links(content: Content) -> Iterator[Finding]:
    dead = [link.href for link in markup.links(content.body) if not is_alive(link.href)]
    if dead:
        found = matched(dead)
        yield Finding(
            "links",
            _("A link cannot work for readers: %(found)s.") % {"found": found},
            "body",
            _("Copy the address from the browser once more, or take the link away."),
            found=found,
        )


def is_alive(address: str) -> bool:
    """Whether the address could lead a reader somewhere."""
    try:
        parts = urlsplit(address)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:  # brackets that do not close, a port that is no number
        return False
    match parts.scheme:
        case "http" | "https":
            return port_fits and _is_public(parts)
        case "mailto":
            return bool(MAIL.fullmatch(unquote(parts.path)))
        case "tel":
            return bool(CALL.fullmatch(unquote(parts.path)))
        case "":
            return _is_page_of_ours(address, parts)
    return False


def _is_public(parts: SplitResult) -> bool:
    """A host that everybody can reach, without a name before it or spaces."""
    host = parts.hostname or ""
    if not host or "@" in parts.netloc or re.search(r"\s", parts.geturl().strip()):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(NAME.fullmatch(host) and LAST.search(host) and not AT_HOME.search(host))


def _is_page_of_ours(address: str, parts: SplitResult) -> bool:
    if re.search(r"\s", address) or parts.netloc:
        return False
    return address.startswith(("/", "#")) and not OURS.match(parts.path)
