"""What the seal of an edition covers. Pure; lies below the models.

A list verifies editions without loading a body: the seal covers the body's SHA-256, and a page
hashes its own body too. Source of the construction: RFC 2104 (HMAC) over canonical JSON.
"""

import hashlib
from typing import Any

from accounts import keyring

# Every column of an edition that nobody may change. `section`, the rows on shelves and `live_until`
# are not here: merges and later editions move them, within what `printed` says.
SEALED = (
    "story_id",
    "number",
    "revision_id",
    "kind",
    "made_by_id",
    "reason",
    "language",
    "slug",
    "headline",
    "short_headline",
    "summary",
    "photo_id",
    "body_sha256",
    "printed",
    "listed",
    "unverified",
    "published_at",
    "live_from",
    "before",
)


def body_hash(html: str) -> str:
    """SHA-256 of the HTML that readers get, 64 hex digits."""
    return hashlib.sha256(html.encode()).hexdigest()


def edition_values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SEALED}


def sign_edition(row: Any) -> str:
    return keyring.sign("edition", edition_values(row))


def edition_fits(row: Any) -> bool:
    return keyring.fits("edition", edition_values(row), row.seal)
