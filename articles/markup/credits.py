"""Credit codes: who wrote and who edited, as the newsroom closes a story with it."""

import re
from dataclasses import dataclass

CODES = r"(?:[a-z]{1,5}|\*)(?:/(?:[a-z]{1,5}|\*))*"
AT_THE_END = re.compile(rf"[.!?…][\"'”’»)]*\s*(?P<printed>\((?:{CODES})\)|\[(?:{CODES})\])\s*\Z")

WHOLE = re.compile(rf"(?:{CODES})|\((?:{CODES})\)|\[(?:{CODES})\]")


@dataclass(frozen=True)
class Credit:
    """Codes in order, reporter first, and the letters as they stand in the text."""

    codes: tuple[str, ...]
    printed: str


def credit(text: str) -> Credit | None:
    """The code after the last sentence of a plain text: `(her/s)`, `(jal)`, `(*)`, `[sar/but]`."""
    if not (found := AT_THE_END.search(text[-200:])):
        return None
    printed = found["printed"]
    return Credit(codes=tuple(printed[1:-1].split("/")), printed=printed)


def printed_credit(typed: str) -> str | None:
    """`her/s`, `HER / S` or `(Her/s)` as readers get it: `(her/s)`. None where it is no code."""
    bare = "".join(typed.split()).lower()
    if not WHOLE.fullmatch(bare):
        return None
    return bare if bare[0] in "([" else f"({bare})"
