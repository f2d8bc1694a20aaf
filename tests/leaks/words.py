"""Canaries: a word for each field of each story. It stands there and nowhere else."""

import itertools
import re
from dataclasses import dataclass, field

CANARY = re.compile("kenari[a-z]{3}z|qz[a-z]{3}/zq[a-z]{3}")
LETTERS = "bcdfghjklmnpqrtvwx"
CREDIT = "credit"  # printed as `(abcde/fghij)`: a code has at most five letters


@dataclass
class Words:
    """What each canary betrays, by canary."""

    meaning: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: dict[str, tuple[str, str]] = field(default_factory=dict)
    _codes: "itertools.product[tuple[str, ...]]" = field(
        default_factory=lambda: itertools.product(LETTERS, repeat=3)
    )

    def new(self, story: str, of: str) -> str:
        code = "".join(next(self._codes))
        word = f"qz{code}/zq{code}" if of == CREDIT else f"kenari{code}z"
        self.meaning[word] = (story, of)
        return word

    def keep(self, word: str, story: str, of: str) -> None:
        """A word that something has already, such as the name of a file."""
        self.kept[word] = (story, of)

    def of(self, story: str, of: str) -> str:
        return next(word for word, meaning in self.meaning.items() if meaning == (story, of))

    def kept_of(self, of: str) -> list[str]:
        return [word for word, meaning in self.kept.items() if meaning[1] == of]

    def found(self, text: str, *, asked: str = "") -> list[tuple[str, str]]:
        """What a text betrays, but for the words that were in the question itself."""
        text, asked = text.casefold(), asked.casefold()
        said = [self.meaning[word] for word in set(CANARY.findall(text)) if word not in asked]
        kept = [
            meaning
            for word, meaning in self.kept.items()
            if word.casefold() in text and word.casefold() not in asked
        ]
        return sorted(said + kept)


MADE_ANEW = re.compile(  # with every answer
    r'<input[^>]*name="(?:csrfmiddlewaretoken|token|once)"[^>]*>|csrftoken=[^;]*|expires=[^;]*'
)


def alike(text: str, asked: str) -> str:
    """An answer without what was asked and without what is made anew: two that are alike tell
    nothing apart."""
    bare = MADE_ANEW.sub("", text).casefold()
    return re.sub(r"(?:content-length|etag): \S+", "", bare.replace(asked.casefold(), "…"))


def part(word: str) -> str:
    """Enough to look for it by, too little to be counted where a page repeats the question."""
    return word[1:]
