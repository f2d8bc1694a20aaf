"""The letter about a notification: plain text, and nothing in it that could be a header."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator

from articles import markup
from articles.models import Notification, Story

MOST_SUBJECT = 120  # characters


def send(payload: dict[str, object]) -> None:
    """The work of a job “mail”. Who has read it on the desk or may not know of it gets no letter.

    Twice is harmless: the row remembers, and a second copy has the number of the first."""
    rows = Notification.objects.select_related("person", "story", "by").defer("story__body")
    row = rows.filter(**payload, mailed_at=None, read_at=None).first()
    if row is not None and _may_know(row):
        letter(row).send()
        Notification.objects.filter(pk=row.pk).update(mailed_at=timezone.now())


def _may_know(row: Notification) -> bool:
    """As of now, not as of when it was written."""
    if not (row.person.is_active and row.person.email):
        return False
    seen = Story.objects.visible_to(row.person)
    return row.story_id is None or seen.filter(pk=row.story_id).exists()


def letter(row: Notification) -> EmailMessage:
    """In the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        headline = markup.one_line(row.story.headline) if row.story else ""
        subject = ": ".join(filter(None, [str(row.get_kind_display()), headline]))
        body = render_to_string(f"mail/{row.kind}.txt", _words(row, headline))
    return EmailMessage(
        Truncator(subject).chars(MOST_SUBJECT),
        re.sub(r"\n{3,}", "\n\n", body).strip() + "\n",
        to=[row.person.email],
        headers={
            "Message-ID": f"<notification-{row.pk}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",  # no answering machine answers
        },
    )


def _words(row: Notification, headline: str) -> dict[str, object]:
    return {
        "who": markup.one_line(str(row.by)) if row.by else "",
        "says": row.says,
        "headline": headline,
        "quoted": "\n".join(f"> {line}" for line in row.words.splitlines()),
        "link": settings.SITE_URL + reverse("admin:notification", args=[row.pk]),
        "choose": settings.SITE_URL + reverse("admin:notification_settings"),
        "site": settings.SITE_NAME,
    }
