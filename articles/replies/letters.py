"""To the sender: that it came, and what was decided. None of their own words, so that nobody can
have us mail theirs to a stranger."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles import jobs, local, markup
from articles.models import Reply, ReplyState


def enqueue(reply: Reply, letter: str) -> None:
    """In the transaction of what it tells; without an address there is nothing to send."""
    if reply.email:
        jobs.enqueue("letter", f"letter:{letter}:{reply.pk}", {"reply": reply.pk, "letter": letter})


def send(payload: dict[str, Any]) -> None:
    """The work of a job “letter”. A second copy has the number of the first."""
    reply = Reply.objects.select_related("story").filter(pk=payload["reply"]).first()
    if reply is not None and reply.email:
        written(reply, payload["letter"]).send()


def written(reply: Reply, letter: str) -> EmailMessage:
    """In the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = {
            "received": _("We have received your request %(receipt)s"),
            "decided": _("Our decision on your request %(receipt)s"),
        }[letter] % {"receipt": reply.receipt}
        body = render_to_string(f"mail/reply_{letter}.txt", _words(reply))
    return EmailMessage(
        subject,
        re.sub(r"\n{3,}", "\n\n", body).strip() + "\n",
        to=[reply.email],
        headers={
            "Message-ID": f"<{letter}-{reply.receipt}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _words(reply: Reply) -> dict[str, object]:
    return {
        "receipt": reply.receipt,
        "headline": _headline(reply),
        "due": local.moment(reply.due),
        "accepted": reply.state == ReplyState.ACCEPTED,
        "reason": reply.reason,
        "link": settings.SITE_URL + reverse("public:reply_status", args=[reply.receipt]),
        "site": settings.SITE_NAME,
    }


def _headline(reply: Reply) -> str:
    """As readers have it now; never the working copy's."""
    if reply.story is None:
        return ""
    live = next(iter(reply.story.editions.live().defer("body")), None)
    return markup.one_line(live.headline) if live else ""
