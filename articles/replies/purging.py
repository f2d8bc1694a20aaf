"""Personal data go after REPLY_RETENTION_DAYS, from the day they came; the decision stays.

UU 27/2022 articles 42 to 44: processing ends with the time of retention, and the data with it. An
answer that readers have, or get at an hour that stands, is theirs; one only begun goes too."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts import clock
from articles.models import Reply, ReplyState
from articles.models.reply import PERSONAL
from articles.replies import erasing
from articles.replies.receiving import record

log = logging.getLogger("newsroom.worker")


class NotPurged(Exception):
    """Of some the personal data are still there: they are tried again the next night."""


def purged_on(reply: Reply) -> datetime:
    """When its personal data go, with the answer if readers do not have it."""
    return reply.at + timedelta(days=int(settings.REPLY_RETENTION_DAYS))


def purge(*, at: datetime | None = None) -> int:
    """What is older loses its personal data; what nobody has served lapses. How many.

    One that fails keeps back no other; raises NotPurged at the end."""
    now = at or clock.now()
    before = now - timedelta(days=int(settings.REPLY_RETENTION_DAYS))
    old = Reply.objects.filter(purged_at=None, at__lt=before).order_by("pk")
    done, failed = 0, []
    for pk in old.values_list("pk", flat=True):
        try:
            done += _purge(pk, now)
        except Exception:
            log.exception("the personal data of right of reply number %s are not deleted", pk)
            failed.append(pk)
    if failed:
        raise NotPurged(f"rights of reply {failed} still hold personal data")
    return done


@transaction.atomic
def _purge(pk: int, now: datetime) -> bool:
    """Each in a transaction of its own, so that no lock is held long."""
    rows = Reply.objects.select_for_update(no_key=True).with_served(now)
    reply = rows.filter(pk=pk, purged_at=None).first()
    if reply is None:
        return False
    told: dict[str, object] = {}
    if reply.answer_id is not None:
        stories = erasing.begun(reply)
        if erasing.is_scheduled(stories, now):
            return False  # the night after its hour
        if not erasing.was_read(stories, now):
            told["erased"] = [story.pk for story in stories]
            erasing.erase(reply, stories)
    if reply.is_waiting and reply.answer_id is None:  # nothing is left that could be published
        reply.state = ReplyState.LAPSED
    for name in PERSONAL:
        setattr(reply, name, "")
    reply.purged_at = now
    reply.save(update_fields=[*PERSONAL, "purged_at", "state"])
    record("reply.purge", reply, by=None, state=reply.state, **told)
    return True
