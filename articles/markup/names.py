"""Names made from wording: addresses and topics."""

import itertools
import re
import unicodedata
from collections.abc import Container

from articles.markup.spaces import one_line

SLUG_LENGTH = 80
TAG_LENGTH = 60
KEY_LENGTH = 100  # NFKC turns one letter into up to eighteen
APOSTROPHES = re.compile("['’‘ʼʹ`´′]")
# Letters that NFKD does not take apart.
LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)


def slug(text: str) -> str:
    """The address of a wording. Amounts stay readable: `Rp1,5` is `rp1-5`. May come out empty."""
    text = APOSTROPHES.sub("", _without_unseen(text)).replace("&", " dan ")
    folded = unicodedata.normalize("NFKD", _fractions_apart(text)).casefold().translate(LETTERS)
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _cut(re.sub("[^a-z0-9]+", "-", folded).strip("-"))


def numbered(slug: str, taken: Container[str]) -> str:
    """The slug, or where it is taken the slug with the first free number behind it."""
    free = slug
    for number in itertools.count(2):
        if free not in taken:
            break
        end = f"-{number}"
        free = slug[: SLUG_LENGTH - len(end)].rstrip("-") + end
    return free


def tag_key(name: str) -> str:
    """What two spellings of one topic share: `#Dinsos Jatim`, `dinsos jatim`, `#dinsosjatim`."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kept = (letter for letter in folded if unicodedata.category(letter)[0] not in "CZ")
    return unicodedata.normalize("NFC", re.sub('[#,"]', "", "".join(kept)))[:KEY_LENGTH]


def tag_name(name: str) -> str:
    """A topic's label as typed, at most 60 characters, without needless spaces and without what
    parts topics in a line."""
    return one_line(re.sub('[#＃﹟,"]', " ", name))[:TAG_LENGTH].rstrip()


def _without_unseen(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Cs"))


def _fractions_apart(text: str) -> str:
    """`2½` is not `21-2`."""
    return re.sub("(?=[¼-¾⅐-⅞])", " ", text)


def _cut(slug: str) -> str:
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
