"""Spaces and characters nobody sees."""

import re

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Word's manual line break is \v; browsers and old systems leave the others.
LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# Control characters, lone surrogates, soft hyphens, zero-width spaces and marks that turn the
# direction of reading (they can show another amount than the text holds). Joiners stay: scripts
# need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
UNITS = (
    "ratus|ribu|juta|miliar|milyar|triliun|persen|derajat|rupiah|dolar|"
    "mm|cm|m|km|meter|kilometer|hektare|hektar|ha|gram|kg|kilogram|kuintal|ton|liter|"
    "detik|menit|jam|hari|pekan|minggu|bulan|tahun|WIB|WITA|WIT"
)
BEFORE_UNIT = re.compile(rf"(?<=\d)[ \n](?=(?:{UNITS})(?!\w))", re.IGNORECASE)
TAG = re.compile(r"""(</?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>)""")


def tidy(text: str) -> str:
    """Line ends as \\n, every space a plain one, nothing unseen. Wording untouched."""
    text = UNSEEN.sub("", LINE_ENDS.sub("\n", text))
    return re.sub(f"[{ODD_SPACES}]", " ", text)


def bare_spaces(text: str) -> str:
    """Plain single spaces, none at the ends. Lines and wording stay."""
    return re.sub(f"[ \t{ODD_SPACES}]+", " ", text).strip(" \n")


def one_line(text: str) -> str:
    """For headlines, names and captions: one line, single spaces, nothing unseen."""
    return " ".join(tidy(re.sub("[\x00-\x1f\x7f-\x9f]", " ", text)).split())


def keep_together(html_or_text: str) -> str:
    """Puts a no-break space between a number and its unit. For the page only, never for storage."""
    pieces = TAG.split(html_or_text)
    pieces[::2] = (BEFORE_UNIT.sub("\u00a0", piece) for piece in pieces[::2])
    return "".join(pieces)
