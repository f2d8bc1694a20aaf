"""The words of a story by field, as readers read them."""

from collections.abc import Iterator
from functools import lru_cache

from articles import markup
from articles.content import Content

PLAIN = "headline short_headline summary source photo_alt photo_caption photo_credit".split()


@lru_cache(maxsize=4)  # several rules ask, one after another
def texts(content: Content) -> dict[str, str]:
    """The fields that hold prose, in the order of the writing screen's sheet."""
    told = {name: getattr(content, name) for name in PLAIN}
    return {
        "headline": told.pop("headline"),
        "summary": told.pop("summary"),
        "body": markup.plain(content.body),
    } | told


def everything(content: Content) -> Iterator[tuple[str, str]]:
    """Also what stands behind the text: addresses, titles, alternative texts."""
    yield from texts(content).items()
    yield "dateline", content.dateline
    yield "slug", content.slug
    for picture in markup.pictures(content.body):
        yield "body", picture.alt
    for link in markup.links(content.body):
        yield "body", link.title
