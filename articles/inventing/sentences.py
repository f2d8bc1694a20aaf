"""Sentences put together by grammar. The same source of chance gives the same text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from articles.inventing import words
from articles.language.dates import dots

FEWEST, MOST = 300, 530  # words at which a text may stop; the last paragraph brings up to 70 more

SENTENCES = (
    "Sebanyak {number} {unit} tercatat dalam {program} di Kabupaten {place} {time}.",
    "{Program} di Desa {village} berlangsung {how} dan diikuti {group}.",
    "{post} {name} mengatakan {program} itu ditujukan untuk {doing} {goal}.",
    "“{Thought},” {saying} {name} di {place}.",
    "Menurut {name}, {group} di {place} ikut {doing} {goal} {how}.",
    "Data {agency} menunjukkan {goal} naik {percent} persen {time}.",
    "Anggaran Rp{decimal} miliar disiapkan untuk {program} dan {program}.",
    "Selain {program}, {agency} juga {doing} {goal} bersama {group}.",
    "{name}, salah satu {group}, mengaku terbantu oleh {program} yang digelar {time}.",
    "Kegiatan serupa akan dilanjutkan di {place} dan {place} dengan sasaran {number} {unit}.",
    "“Dulu kami sendiri, sekarang {thought},” {saying} {name}, {post} di Desa {village}.",
    "Petugas {doing} {goal} di {number} titik, termasuk Desa {village} dan Desa {village}.",
    "Hingga kini {percent} persen {group} di {place} telah mengikuti {program}.",
    "Untuk {doing} {goal}, {agency} menggandeng {group} serta perguruan tinggi setempat.",
    "Tantangannya ada pada {goal}, sebab {number} {unit} masih menunggu {program}.",
    "{agency} menargetkan {program} menjangkau {number} {unit} {time}.",
    "Warga Desa {village} berharap {program} tidak berhenti dan terus {doing} {goal}.",
    "Pada kesempatan yang sama, {post} {name} meninjau {program} di {place}.",
)
HEADLINES = (
    "{agency} Jatim {doing} {goal} di {place}",
    "{number} {unit} di {place} ikut {program}",
    "{program} di {place} {doing} {goal}",
    "{group} {place} {doing} {goal} lewat {program}",
    "{agency} siapkan {program} bagi {number} {unit} di {place}",
)
SLOT = re.compile(r"\{(\w+)\}")
SMALL = {"dan", "di", "lewat", "bagi", "ikut"}  # words of a headline that take no capital

Slot = Callable[[], str]


@dataclass(frozen=True)
class Pattern:
    """A sentence with gaps, and what fills each."""

    text: str
    slots: list[Slot]

    def said(self) -> str:
        return self.text % tuple([slot() for slot in self.slots])


class Writer:
    """Writes headlines, summaries and texts by one source of chance."""

    def __init__(self, chance: Random) -> None:
        self.random = chance.random
        self.randint = chance.randint
        slots = self._slots()
        self.sentence = self._one_of([_pattern(text, slots) for text in SENTENCES])
        self.title = self._one_of([_pattern(text, slots) for text in HEADLINES])

    def headline(self) -> str:
        said = self.title().said().split(" ")
        return " ".join(word if word in SMALL else word[0].upper() + word[1:] for word in said)

    def summary(self) -> str:
        """One sentence, two when it is short: 90 to 200 characters."""
        first = self.sentence().said()
        return first if len(first) >= 90 else f"{first} {self.sentence().said()}"[:200].strip()

    def body(self) -> str:
        """Clean HTML of 300 to 600 words."""
        wanted, used = self.randint(FEWEST, MOST), 0
        paragraphs: list[str] = []
        while used < wanted:
            many = 1 + int(self.random() * 3)
            paragraph = " ".join([self.sentence().said() for _ in range(many)])
            used += paragraph.count(" ") + 1
            paragraphs.append(f"<p>{paragraph}</p>")
        return "\n".join(paragraphs)

    def _one_of[T](self, items: list[T]) -> Callable[[], T]:
        """Like `random.choice`, in a third of its time."""
        random, many = self.random, len(items)
        return lambda: items[int(random() * many)]

    def _number(self, least: int, most: int) -> Slot:
        random = self.random
        return lambda: dots(least + int(random() * (most - least)))

    def _both(self, first: Slot, between: str, second: Slot) -> Slot:
        return lambda: f"{first()}{between}{second()}"

    def _slots(self) -> dict[str, Slot]:
        return {
            "agency": self._one_of(list(words.AGENCIES)),
            "decimal": self._both(self._number(1, 40), ",", self._number(1, 9)),
            "doing": self._one_of(words.DOING),
            "goal": self._one_of(words.GOALS),
            "group": self._one_of(words.GROUPS),
            "how": self._one_of(words.HOW),
            "name": self._both(self._one_of(words.GIVEN), " ", self._one_of(words.FAMILY)),
            "number": self._number(12, 9_800),
            "percent": self._number(2, 96),
            "place": self._one_of(words.PLACES),
            "post": self._one_of(words.POSTS),
            "program": self._one_of(words.PROGRAMS),
            "Program": self._one_of([_capital(text) for text in words.PROGRAMS]),
            "saying": self._one_of(words.SAYING),
            "thought": self._one_of(words.THOUGHTS),
            "Thought": self._one_of([_capital(text) for text in words.THOUGHTS]),
            "time": self._one_of(words.TIMES),
            "unit": self._one_of(words.UNITS),
            "village": self._one_of(words.VILLAGES),
        }


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _pattern(text: str, slots: dict[str, Slot]) -> Pattern:
    return Pattern(SLOT.sub("%s", text), [slots[name] for name in SLOT.findall(text)])
