"""A finding: what stands between a story and its readers, and who may let it stand."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from articles.content import Content
from articles.models import Excuse, Severity

LONGEST = 300  # characters of found words that are kept as they are


class Excusable(models.TextChoices):
    """By whom a finding may be excused."""

    NOBODY = "nobody"
    REASON = "reason"  # whoever may save the story, saying why
    APPROVER = "approver"  # whoever may approve it and did not save the newest revision


@dataclass(frozen=True)
class Finding:
    """`rule` is its lasting name, `text` the sentence, `field` where it is, `fix` what to do,
    `found` the words that were found, `excuse` why it may stand."""

    rule: str
    text: str
    field: str
    fix: str = ""
    severity: Severity = Severity.BLOCKS
    found: str = ""
    excusable: Excusable = Excusable.NOBODY
    excuse: Excuse | None = None

    @property
    def blocks(self) -> bool:
        """Whether it keeps the story from readers."""
        return self.severity is Severity.BLOCKS and self.excuse is None


Rule = Callable[[Content], Iterator[Finding]]


@dataclass(frozen=True)
class Known:
    """What rules may know of other tables: the credit codes that mean somebody on the day."""

    codes: frozenset[str]


def matched(words: Iterable[str]) -> str:
    """Found words in one line, each once, in an order of their own. The end of a long list is a
    fingerprint: another list is another finding."""
    line = ", ".join(sorted({" ".join(word.split()) for word in words}))
    if len(line) <= LONGEST:
        return line
    return f"{line[: LONGEST - 20]} … {hashlib.sha256(line.encode()).hexdigest()[:16]}"
