"""Which story an address leads to, for ever."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from articles import markup
from articles.models import Address, Edition, Reply, Story, Withdrawal


@dataclass(frozen=True)
class Live:
    edition: Edition


@dataclass(frozen=True)
class Moved:
    to: str


@dataclass(frozen=True)
class Suspect:
    """There is an edition, and it is not as it was sealed."""

    edition: Edition


@dataclass(frozen=True)
class Withdrawn:
    """Readers had it once; the notice says why no longer."""

    withdrawal: Withdrawal


Resolved = Live | Moved | Suspect | Withdrawn | None


def claim(story: Story, wish: str) -> str:
    """The address for a story's first edition: as wished, or with a number behind it when taken.

    Called under the story's lock."""
    while True:
        free = markup.numbered(wish, _taken(story, wish))
        if Address.objects.filter(slug=free, story=story).exists():
            return free
        try:
            with transaction.atomic():
                Address(slug=free, story=story).save()
        except IntegrityError:  # another story took it this very moment
            continue
        return free


def is_free(slug: str, story: Story) -> bool:
    """Whether no other story ever had this address."""
    return not Address.objects.filter(slug=slug).exclude(story=story).exists()


def _taken(story: Story, wish: str) -> set[str]:
    """Addresses of other stories that stand in the way. The second query is rarely needed."""
    others = Address.objects.exclude(story=story)
    if not others.filter(slug=wish).exists():
        return set()
    return set(others.filter(slug__startswith=wish[:70]).values_list("slug", flat=True))


def resolve(slug: str, *, at: datetime | None = None) -> Resolved:
    """What an address answers at a moment; None where no reader may know of anything.

    One query, and one more where nothing is live."""
    edition = (
        Edition.objects.current(at)
        .filter(story__addresses__slug=slug)
        .annotate(  # type: ignore[no-redef]
            has_replies=Exists(Reply.objects.binding(OuterRef("story")))
        )
        .select_related("section", "photo")
        .prefetch_related("photo__renditions")
        .first()
    )
    if edition is None:
        return _withdrawn(slug)
    if not edition.is_whole:
        return Suspect(edition)
    if edition.slug != slug:
        return Moved(reverse("public:story", args=[edition.slug]))
    return Live(edition)


def _withdrawn(slug: str) -> Withdrawn | Suspect | None:
    """The notice in place of a story that was withdrawn; a false one is not shown."""
    notices = Withdrawal.objects.filter(story__addresses__slug=slug)
    newest = notices.select_related("edition").defer("edition__body").first()
    if newest is None:
        return None
    return Withdrawn(newest) if newest.is_genuine else Suspect(newest.edition)
