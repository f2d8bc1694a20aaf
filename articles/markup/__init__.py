"""Text as the newsroom keeps it: clean HTML and what is read out of it. Pure: no model, no setting.

Every story body goes through `clean`; nothing else in the project decides what HTML may stand.
"""

from articles.markup.cleaning import clean
from articles.markup.credits import Credit, credit, printed_credit
from articles.markup.differing import Piece, by_paragraphs, by_words, first_parting
from articles.markup.names import numbered, slug, tag_key, tag_name
from articles.markup.parts import Link, Picture, links, pictures
from articles.markup.reading import plain, reading_minutes, words
from articles.markup.spaces import bare_spaces, keep_together, one_line

__all__ = [
    "Credit",
    "Link",
    "Picture",
    "Piece",
    "bare_spaces",
    "by_paragraphs",
    "by_words",
    "clean",
    "credit",
    "first_parting",
    "keep_together",
    "links",
    "numbered",
    "one_line",
    "pictures",
    "plain",
    "printed_credit",
    "reading_minutes",
    "slug",
    "tag_key",
    "tag_name",
    "words",
]
