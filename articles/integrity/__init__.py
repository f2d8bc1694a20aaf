"""Whether what readers get is what was sealed and approved: reads everything, changes nothing."""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts import integrity as people
from accounts.models import AuditEntry
from articles.integrity import editions, photos, replies, revisions, trail
from articles.models import Edition, HourlyViews, Story, StoryViews

SOME = 10  # editions at either end that tell whether the key is ours
BATCH = 200  # stories looked at together: memory and the number of queries stay bounded
WRONG_KEY = gettext_lazy(
    "EDITION_KEY sealed neither the newest nor the oldest editions, so readers would get none. "
    "Set the key they were sealed with, also behind a newer one and a comma."
)


def key_fits() -> bool:
    """Whether EDITION_KEY sealed any of the newest or oldest editions or the oldest entry of the
    trail: a few false rows do not make a key wrong. True while there are no editions."""
    rows = Edition.objects.defer("body")
    newest = list(rows.order_by("-pk")[:SOME])
    if not newest or any(edition.is_genuine for edition in newest):
        return True
    others = [*rows.order_by("pk")[:SOME], *AuditEntry.objects.order_by("number")[:1]]
    return any(row.is_genuine for row in others)


def faults() -> Iterator[str]:
    """A sentence for everything that is not as a verb left it; nothing where all is well."""
    merged = editions.successors()
    last = 0
    while batch := _batch(last):
        told = trail.told(batch)
        for story in batch:
            yield from revisions.faults(story)
            yield from editions.faults(story, merged, told[story.pk].cancelled)
            yield from trail.faults(story, told[story.pk])
        last = batch[-1].pk
    yield from trail.gone()
    yield from _orphans()
    yield from photos.faults()
    yield from replies.faults()
    yield from audit.faults()
    yield from people.faults()
    yield from _views()


def lasting(look: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Faults that a second look finds again: a save or a roll-up between two queries looks like
    one, once."""
    if first := set(look()):
        yield from (fault for fault in look() if fault in first)


def _batch(last: int) -> list[Story]:
    shelved = [f"editions__edition{shelf}_set" for shelf in editions.SHELVES]
    return list(
        Story.objects.filter(pk__gt=last)
        .order_by("pk")
        .select_related("readership")
        .prefetch_related(
            "revisions__approvals",
            "editions",
            "addresses",
            "corrections",
            "withdrawals",
            "excuses",
            *shelved,
        )[:BATCH]
    )


def _orphans() -> Iterator[str]:
    """Editions without a story: foreign keys hold only for those who ask SQLite to hold them."""
    for edition in Edition.objects.exclude(story__in=Story.objects.values("pk")).defer("body"):
        yield _("Edition %(pk)s belongs to story %(story)s, which is gone.") % {
            "pk": edition.pk,
            "story": edition.story_id,
        }


def _views() -> Iterator[str]:
    sums = dict(HourlyViews.objects.order_by().values_list("story").annotate(n=Sum("views")))
    rolled = dict(StoryViews.objects.values_list("story", "rolled"))
    for story in sorted(sums | rolled):
        if rolled.get(story, 0) != sums.get(story, 0):
            yield _("Story %(story)s: %(rolled)d views in all, %(hours)d by the hour.") % {
                "story": story,
                "rolled": rolled.get(story, 0),
                "hours": sums.get(story, 0),
            }
