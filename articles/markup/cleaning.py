"""What may stand in a story body. nh3 has the last word; before it the text is put in our shape."""

import re
from collections.abc import Callable

import nh3

from articles.markup.rewriting import Rewriter, is_inline
from articles.markup.spaces import one_line, tidy

TAGS = set(
    "p h2 h3 h4 blockquote cite ul ol li strong em s sub sup hr br code pre a "
    "figure figcaption img table caption thead tbody tr th td".split()
)
ATTRIBUTES = {
    "a": {"href", "title", "target"},
    "img": {"src", "alt", "width", "height", "loading", "class"},
    "figure": {"class"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "blockquote": {"cite"},
}
CLASSES = {"image", "align-left", "align-center", "align-right"}
TELLING = {"style", "hidden", "color", "bgcolor", "width", "height"}
"""Attributes that tell what a page would hide; read between the two passes, never kept."""

DROPPED_WITH_CONTENT = set(
    "script style noscript template svg math object embed iframe noembed noframes title xml "
    "audio video canvas select datalist".split()
)
AS_TEXT = set("textarea xmp plaintext listing".split())
SCHEMES = {"https", "http", "mailto", "tel"}
SITE = re.compile(r"/(?![/\\])")
LINK = re.compile(r"https?://[^\s/\\?#]|(?:mailto|tel):\S", re.IGNORECASE)
IMAGE = re.compile(r"https://[^\s/\\?#]", re.IGNORECASE)
TAG_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
BORDER = re.compile(r"(?<=\S)</?([a-zA-Z][^\s/>]*)")
PASSES = 10


def clean(html: str) -> str:
    """The HTML a story may keep. Cleaning it again changes nothing; no word a reader sees is lost.

    Hidden text goes with its content, so do Word's rubbish and empty paragraphs; WhatsApp's marks
    are read.
    """
    for _ in range(PASSES):  # one to change it, one to find it unchanged; rarely a third
        before, html = html, _once(html)
        if html == before:
            break
    return html


def _once(html: str) -> str:
    rewriter = Rewriter(ATTRIBUTES)
    rewriter.feed(_well_formed(_words_apart(_without_open_end(tidy(html)))))
    return STRICT.clean(rewriter.result())


def _well_formed(html: str) -> str:
    """As nh3 reads it: well-formed, addresses checked; other tags and what hides text stay."""
    found = {name.lower() for name in TAG_NAME.findall(html)}
    return _cleaner(
        (TAGS | found) - DROPPED_WITH_CONTENT - AS_TEXT, {**ATTRIBUTES, "*": TELLING}
    ).clean(html)


def _without_open_end(html: str) -> str:
    """A `<` that no `>` follows is text; a parser would swallow all after it."""
    head, end, tail = html.rpartition(">")
    return head + end + tail.replace("<", "&lt;")


def _words_apart(html: str) -> str:
    """A space before each tag that parts words: parsers drop a stray `<td>` without a trace."""
    return BORDER.sub(lambda tag: tag[0] if is_inline(tag[1].lower()) else f" {tag[0]}", html)


def _address(allowed: re.Pattern[str]) -> Callable[[str], str | None]:
    """Absolute on this site, or as allowed. Browsers drop line ends in it and read \\ as /."""

    def check(value: str) -> str | None:
        value = re.sub(r"[\t\n]", "", tidy(value)).strip()
        return value if SITE.match(value) or allowed.match(value) else None

    return check


def _number(value: str) -> str | None:
    return value if re.fullmatch("[0-9]{1,4}", value) else None


def _one_of(*values: str) -> Callable[[str], str | None]:
    return lambda value: value if value in values else None


def _classes(value: str) -> str | None:
    return " ".join(name for name in value.split() if name in CLASSES) or None


CHECKS: dict[str, Callable[[str], str | None]] = {
    "href": _address(LINK),
    "cite": _address(LINK),
    "src": _address(IMAGE),
    "alt": one_line,
    "title": one_line,
    "class": _classes,
    "target": _one_of("_blank"),
    "loading": _one_of("lazy", "eager"),
    "scope": _one_of("row", "col", "rowgroup", "colgroup"),
    "width": _number,
    "height": _number,
    "colspan": _number,
    "rowspan": _number,
    "start": _number,
}


def _checked(tag: str, attribute: str, value: str) -> str | None:
    if tag not in ATTRIBUTES or attribute not in ATTRIBUTES[tag]:
        return value  # a telling one
    return CHECKS[attribute](value)


def _cleaner(tags: set[str], attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        attribute_filter=_checked,
        clean_content_tags=DROPPED_WITH_CONTENT,
        generic_attribute_prefixes=set(),
        link_rel="noopener noreferrer",
        strip_comments=True,
        url_schemes=SCHEMES,
    )


STRICT = _cleaner(TAGS, ATTRIBUTES)
