"""Whether what readers get is what was sealed and approved: reads everything, changes nothing."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.models import AuditEntry
from articles.integrity import editions, revisions
from articles.models import Edition, HourlyViews, Story, StoryViews

NEWEST = 10  # editions that tell whether the key is ours
BATCH = 200  # stories looked at together: memory and the number of queries stay bounded
MADE = ("story.publish", "story.import")  # what the audit trail calls the making of an edition
WRONG_KEY = gettext_lazy(
    "EDITION_KEY did not seal any of the newest editions, so readers would get none of them. "
    "Set the key they were sealed with, also behind a newer one and a comma."
)


def key_fits() -> bool:
    """Whether EDITION_KEY sealed any of the newest editions; True while there are none."""
    newest = list(Edition.objects.defer("body").order_by("-pk")[:NEWEST])
    return not newest or any(edition.is_genuine for edition in newest)


def faults() -> Iterator[str]:
    """A sentence for everything that is not as a verb left it; nothing where all is well."""
    merged = editions.successors()
    last = 0
    while batch := _batch(last):
        made = _made(batch)
        for story in batch:
            yield from revisions.faults(story)
            yield from editions.faults(story, merged)
            yield from _missing(story, made[story.pk])
        last = batch[-1].pk
    yield from _orphans()
    yield from audit.faults()
    yield from _views()


def _batch(last: int) -> list[Story]:
    shelved = [f"editions__edition{shelf}_set" for shelf in editions.SHELVES]
    return list(
        Story.objects.filter(pk__gt=last)
        .order_by("pk")
        .prefetch_related("revisions__approvals", "editions", "addresses", *shelved)[:BATCH]
    )


def _made(batch: list[Story]) -> Counter[int]:
    """How many editions the audit trail knows of, by story."""
    subjects = {f"story:{story.pk}": story.pk for story in batch}
    rows = AuditEntry.objects.filter(action__in=MADE, subject__in=subjects).order_by()
    counts = rows.values_list("subject").annotate(n=Count("pk"))
    return Counter({subjects[subject]: n for subject, n in counts})


def _missing(story: Story, made: int) -> Iterator[str]:
    found = len(story.editions.all())
    if made > found:
        yield _("Story %(story)s: of %(made)d editions in the audit trail %(found)d are there.") % {
            "story": story.pk,
            "made": made,
            "found": found,
        }


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
