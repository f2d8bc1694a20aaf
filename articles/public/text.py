"""A story's text as readers get it: dateline and credit code back in their places."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles import markup
from articles.models import Edition

DESCRIPTION = 160  # characters that search engines and WhatsApp show


def rendered(edition: Edition) -> SafeString:
    """The sealed body, opening with the dateline in bold and closing with the credit as printed."""
    dateline, credit = edition.printed["dateline"], edition.printed["credit"]
    html = edition.body
    if dateline:
        html = _opened(html, format_html("<strong>{}</strong> - ", dateline))
    if credit:
        html = _closed(html, conditional_escape(credit))
    return mark_safe(markup.keep_together(html))  # noqa: S308 - sealed, and cleaned before that


def _opened(html: str, words: str) -> str:
    return f"<p>{words}{html[3:]}" if html.startswith("<p>") else f"<p>{words}</p>{html}"


def _closed(html: str, words: str) -> str:
    return f"{html[:-4]} {words}</p>" if html.endswith("</p>") else f"{html}<p>{words}</p>"


def description(edition: Edition) -> str:
    """The summary; where an import brought none, the first words of the text."""
    if edition.summary:
        return edition.summary
    text = " ".join(markup.plain(edition.body).split())
    return text if len(text) <= DESCRIPTION else f"{text[:DESCRIPTION].rsplit(' ', 1)[0]} …"
