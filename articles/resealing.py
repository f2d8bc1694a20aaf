"""Signs again by the newest key what an old key had sealed. The only one to touch a seal twice.

A seal is part of the next one in its chain, so a chain is signed again from its first link that
fits the old key. What fits neither the old key nor ours stays as it is, and false."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts import audit, keyring
from accounts.models import AuditEntry, AuditHead
from articles import seal
from articles.models import Approval, Correction, Edition, Rendition, Revision, Story, Withdrawal
from articles.models.notice import Notice

BATCH = 200  # stories, or rows of the trail, written together


@dataclass
class Chain:
    """Follows a chain of seals from its first link and signs again where it must."""

    purpose: str
    old: str
    signed: dict[str, str] = field(default_factory=dict)  # seals before and after

    def sign(self, row: Any, values: Any) -> bool:
        """Give a row its new seals; whether it got one."""
        keys = [self.old, *settings.EDITION_KEYS]
        if not keyring.fits(self.purpose, values(row), row.seal, keys=keys):
            return False
        fits_old = keyring.fits(self.purpose, values(row), row.seal, keys=[self.old])
        before = getattr(row, "before", "")
        if not fits_old and before not in self.signed:
            return False
        if before in self.signed:
            row.before = self.signed[before]
        was, row.seal = row.seal, keyring.sign(self.purpose, values(row))
        self.signed[was] = row.seal
        return True


def reseal(old: str) -> Counter[str]:
    """Sign again all that the old key sealed; the trail last, with an entry that tells of it.

    Returns how many rows of each kind got a new seal."""
    made: Counter[str] = Counter()
    last = 0
    while batch := _stories(last):
        made += _batch(batch, old)
        last = batch[-1]
    made["renditions"] = _renditions(old)
    made["entries"] = _trail(old, made)
    return made


def _stories(last: int) -> list[int]:
    stories = Story.objects.filter(pk__gt=last).order_by("pk")
    return list(stories.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _batch(stories: list[int], old: str) -> Counter[str]:
    list(Story.objects.select_for_update(no_key=True).filter(pk__in=stories).order_by("pk"))
    editions = Edition.objects.filter(story__in=stories).order_by("story", "number").defer("body")
    signed_editions = [
        edition
        for _, chain in groupby(editions, key=lambda edition: edition.story_id)
        for edition in _signed(chain, Chain("edition", old), seal.edition_values)
    ]
    revisions = Revision.objects.filter(story__in=stories).defer("content")
    signed_revisions = list(
        _signed(revisions, Chain("revision", old), lambda row: row.sealed_values())
    )
    approvals = Approval.objects.filter(revision__story__in=stories).select_related("revision")
    signed_approvals = list(
        _signed(approvals, Chain("approval", old), lambda row: row.sealed_values(row.revision))
    )
    notices = sum(_notices(model, stories, old) for model in (Correction, Withdrawal))
    Edition.objects.bulk_update(signed_editions, ["before", "seal"])
    Revision.objects.bulk_update(signed_revisions, ["seal"])
    Approval.objects.bulk_update(signed_approvals, ["seal"])
    return Counter(
        editions=len(signed_editions),
        revisions=len(signed_revisions),
        approvals=len(signed_approvals),
        notices=notices,
    )


def _notices(model: type[Notice], stories: list[int], old: str) -> int:
    rows = model._default_manager.filter(story__in=stories)
    signed = list(_signed(rows, Chain(model.purpose, old), lambda row: row.sealed_values()))
    return model._default_manager.bulk_update(signed, ["seal"])


def _signed(rows: Iterable[Any], chain: Chain, values: Any) -> Iterator[Any]:
    return (row for row in rows if chain.sign(row, values))


def _renditions(old: str) -> int:
    rows = Rendition.objects.select_related("photo").order_by("pk")
    chain = Chain("rendition", old)
    signed = _signed(rows, chain, lambda row: row.sealed_values(row.photo))
    return Rendition.objects.bulk_update(list(signed), ["seal"], batch_size=BATCH)


@transaction.atomic
def _trail(old: str, made: Counter[str]) -> int:
    """The whole trail at once: it is one chain, and nothing may be appended meanwhile."""
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    chain = Chain("audit", old)
    entries = AuditEntry.objects.order_by("number").iterator(chunk_size=BATCH)
    signed = list(_signed(entries, chain, AuditEntry.sealed_values))
    many = AuditEntry.objects.bulk_update(signed, ["before", "seal"], batch_size=BATCH)
    if head is not None and head.seal in chain.signed:
        AuditHead.objects.filter(pk=1).update(seal=chain.signed[head.seal])
    audit.record("edition.reseal", by=None, subject="edition", **made, entries=many)
    return many
