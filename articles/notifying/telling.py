"""One row a person and key, and the job of its letter, in the transaction that causes both."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from accounts import clock
from accounts.models import User
from articles import jobs
from articles.models import Job, Notification, Story
from articles.models import NotificationKind as Kind
from articles.notifying import wishes

MOST_WORDS = 400  # characters of a note or a remark; the rest is read where it stands


def tell(
    kind: Kind,
    people: QuerySet[User],
    *,
    key: str,
    story: Story | None = None,
    by: User | None = None,
    words: str = "",
    happened: datetime | None = None,
) -> None:
    """Tell these people once of something; never whoever did it. A constant number of queries.

    Of what `happened` long ago a letter lapses; on the desk they are told all the same."""
    others = people.exclude(pk=by.pk) if by else people
    found = list(others.filter(is_active=True).order_by("pk"))
    wanted = wishes.wanted(kind, found)
    told = [person for person in found if wanted[person.pk].desk or wanted[person.pk].mail]
    begin, at = Truncator(words.strip()).chars(MOST_WORDS), clock.now()
    Notification.objects.bulk_create(
        [
            Notification(
                person=person,
                kind=kind,
                story=story,
                by=by,
                words=begin,
                key=key,
                shown=wanted[person.pk].desk,
                at=at,
            )
            for person in told
        ],
        ignore_conflicts=True,
    )
    mailed = [person.pk for person in told if wanted[person.pk].mail and person.email]
    due = happened or timezone.now()
    jobs.enqueue_all(
        Job(kind="mail", key=f"mail:{key}:{pk}", payload={"person": pk, "key": key}, due=due)
        for pk in mailed
    )
