"""Hak jawab and hak koreksi: from the public form to the answer that readers get.

UU 40/1999 article 5; Peraturan Dewan Pers 9/Peraturan-DP/X/2008 (Pedoman Hak Jawab), by what it
says and not by its numbers, of which we have no official copy; Pedoman Pemberitaan Media Siber,
point 4: the answer and the story it answers link to each other, each with its time.

receiving  what came in, once, with a receipt and a deadline
deciding   an editor's decision with its reason, and the story that is begun for the answer
links      what readers of either story are shown of the other
letters    to the sender, if they gave an address
purging    personal data go after a year, the decision stays
erasing    an answer begun that readers never had goes with them
"""

from articles.replies.deciding import (
    accept,
    attach,
    begin_answer,
    correction_since,
    refuse,
    serve_by_correction,
)
from articles.replies.letters import send
from articles.replies.links import Links, links, published
from articles.replies.purging import NotPurged, purge, purged_on
from articles.replies.receiving import (
    MOST_BY_ADDRESS,
    MOST_IN_ALL,
    Sent,
    TooMany,
    find,
    find_story,
    receive,
)

__all__ = [
    "MOST_BY_ADDRESS",
    "MOST_IN_ALL",
    "Links",
    "NotPurged",
    "Sent",
    "TooMany",
    "accept",
    "attach",
    "begin_answer",
    "correction_since",
    "find",
    "find_story",
    "links",
    "published",
    "purge",
    "purged_on",
    "receive",
    "refuse",
    "send",
    "serve_by_correction",
]
