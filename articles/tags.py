"""Topics from what people type. Only Tag rows reach a story; two spellings are one topic."""

import re
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from articles import markup
from articles.models import Tag


def split(text: str) -> list[str]:
    """Names in a line: separated by commas or #, never by spaces, each once. taggit's parser."""
    return list(_by_key(re.split(r"[,#\n\"]", text)).values())


def join(tags: Iterable[Tag]) -> str:
    """The line that `split` takes apart again. taggit's formatter."""
    return ", ".join(tag.name for tag in tags)


def resolve(names: Iterable[str]) -> list[Tag]:
    """Finds or makes the topics of these names; a merged one gives its successor. Two queries, and
    two for each new topic."""
    wanted = _by_key(names)
    known = {tag.key: tag for tag in Tag.objects.select_related("successor").filter(key__in=wanted)}
    found = (known.get(key) or _make(name, key) for key, name in wanted.items())
    return list({tag.pk: tag for tag in ((tag.successor or tag) for tag in found)}.values())


def are_known(names: Iterable[str]) -> bool:
    """Whether all of them are topics already. Makes none."""
    keys = set(_by_key(names))
    return int(Tag.objects.filter(key__in=keys).count()) == len(keys)


def _by_key(names: Iterable[str]) -> dict[str, str]:
    """Labels as they are kept, by key: of two spellings the first, of nothing nothing."""
    found: dict[str, str] = {}
    for name in map(markup.tag_name, names):
        found.setdefault(markup.tag_key(name), name)
    found.pop("", None)
    return found


def _make(name: str, key: str) -> Tag:
    try:
        with transaction.atomic():
            tag = Tag(name=name)
            tag.save()
            return tag
    except IntegrityError:  # somebody made it this very moment
        found: Tag = Tag.objects.get(key=key)
        return found
