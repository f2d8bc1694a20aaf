"""Every public photo has alternative text and credit: the lead photo and those in the text."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles import markup
from articles.content import Content
from articles.models import Severity
from articles.preflight.finding import Finding

CREDITED = re.compile(
    r"\b(?:foto|photo|dok|dokumentasi|grafis|infografis|ilustrasi|tangkapan layar)\b", re.IGNORECASE
)


def alt(content: Content) -> Iterator[Finding]:
    fix = _("Describe what is to be seen, for those who cannot see it.")
    if content.photo is not None and not content.photo_alt:
        text = _("The photo has no alternative text.")
        yield Finding("photo-alt", text, "photo_alt", fix)
    if any(not picture.alt for picture in markup.pictures(content.body)):
        text = _("A picture in the text has no alternative text.")
        yield Finding("photo-alt", text, "body", fix)


def credit(content: Content) -> Iterator[Finding]:
    if content.photo is not None and not content.photo_credit:
        yield Finding(
            "photo-credit",
            _("The photo has no credit."),
            "photo_credit",
            _("Write it as printed: Foto: Name/JNR."),
        )
    if any(not CREDITED.search(picture.caption) for picture in markup.pictures(content.body)):
        yield Finding(
            "photo-credit",
            _("A picture in the text has no credit."),
            "body",
            _("End its caption with the credit: Foto: Name/JNR."),
        )


def origin(content: Content) -> Iterator[Finding]:
    credits = {"photo_credit": content.photo_credit if content.photo is not None else ""}
    credits["body"] = " ".join(picture.caption for picture in markup.pictures(content.body))
    for field, text in credits.items():
        if re.search(r"\bistimewa\b", text, re.IGNORECASE):
            yield Finding(
                "photo-origin",
                _("“Istimewa” hides where the photo is from."),
                field,
                _("Name who took it or who gave it to us."),
                Severity.WARNS,
                found="Istimewa",
            )


def caption(content: Content) -> Iterator[Finding]:
    if content.photo is not None and content.photo_caption.endswith(","):
        yield Finding(
            "caption-comma",
            _("The caption stops on a comma."),
            "photo_caption",
            _("Finish the sentence, or end it with a full stop."),
            Severity.WARNS,
        )
