"""What readers are told when a published story was wrong: corrections, withdrawals, returns.

Source: Pedoman Pemberitaan Media Siber (Press Council, 2012), points 4 and 5."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from articles import editions, markup, publishing, workflow
from articles.models import (
    Correction,
    CorrectionKind,
    Edition,
    EditionKind,
    Ground,
    Story,
    Withdrawal,
)
from articles.workflow import MOVES, Move

QUOTING = frozenset({CorrectionKind.ERRATUM, CorrectionKind.CORRECTION})
CONTEXT = 3  # words left and right of what changed


@dataclass(frozen=True)
class Wording:
    """What a correction says: “Semula: …. Menjadi: …”, an explanation, an apology."""

    kind: CorrectionKind
    was: str = ""
    now: str = ""
    note: str = ""
    substantial: bool = False
    apology: str = ""


@transaction.atomic
def correct(story: Story, wording: Wording, *, by: User, seen: int) -> Edition:
    """The approved text in place of the one readers have, with a dated notice at its address."""
    wording = _tidy(wording)

    def also(story: Story) -> list[str]:
        return _missing(wording) + _unchanged(wording, story) + publishing.obstacles(story)

    story = workflow.take(story, Move.CORRECT, by=by, seen=seen, note=wording.note, also=also)
    at = clock.now()
    edition = editions.make(
        story,
        workflow.newest(story),
        kind=EditionKind.CORRECTION,
        by=by,
        at=at,
        reason=wording.note,
        notice=_told(wording, at),
    )
    _post(Correction(story=story, edition=edition, by=by, at=at, **vars(wording)))
    workflow.record(story, Move.CORRECT, by=by, kind=wording.kind.value, edition=edition.number)
    return edition


def _tidy(wording: Wording) -> Wording:
    texts = {name: markup.one_line(getattr(wording, name)) for name in ("was", "now", "note")}
    apology = markup.one_line(wording.apology)
    return Wording(wording.kind, **texts, substantial=wording.substantial, apology=apology)


def _missing(wording: Wording) -> list[str]:
    """Words that this kind of notice owes readers."""
    reasons = []
    if wording.kind in QUOTING and not (wording.was and wording.now):
        reasons.append(_("Write what stood there and what stands there now."))
    if wording.kind not in QUOTING and not wording.note:
        reasons.append(_("Write what is new."))
    if wording.substantial and not wording.apology:
        reasons.append(_("The error touched the substance: write an apology."))
    return reasons


def _unchanged(wording: Wording, story: Story) -> list[str]:
    """Nothing stood there otherwise where the text is the one that readers have."""
    live = workflow.current(story)
    same = live is not None and live.revision.number == story.version
    return (
        [_("Readers have exactly this text already.")] if same and wording.kind in QUOTING else []
    )


def _told(wording: Wording, at: datetime) -> dict[str, str]:
    """As the edition prints it."""
    words = {name: getattr(wording, name) for name in ("was", "now", "note", "apology")}
    return {"kind": wording.kind.value, "at": at.isoformat(), **words}


def _post(notice: Correction | Withdrawal) -> None:
    notice.sign()
    notice.save()


@transaction.atomic
def withdraw(
    story: Story, *, ground: Ground, reason: str, by: User, seen: int, neutral: bool = False
) -> Withdrawal:
    """Take a story from readers: its address answers with the reason, nothing else names it.

    A schedule goes with it. `neutral` keeps back a headline that itself does harm."""
    story = workflow.take(
        story,
        Move.WITHDRAW,
        by=by,
        seen=seen,
        note=reason,
        also=lambda story: _beyond(ground, by),
    )
    at = clock.now()
    scheduled = list(story.editions.future(at))
    for future in scheduled:
        editions.cancel(future)
    live = story.editions.current(at).get()
    editions.end(live, at=at)
    said = {"ground": ground, "reason": story.note, "neutral": neutral}
    withdrawal = Withdrawal(story=story, edition=live, by=by, at=at, **said)
    _post(withdrawal)
    told = {
        "ground": ground.value,
        "edition": live.number,
        "cancelled": [future.number for future in scheduled],
    }
    workflow.record(story, Move.WITHDRAW, by=by, note=story.note, **told)
    return withdrawal


def _beyond(ground: Ground, by: User) -> list[str]:
    """Admins take down what was published without authority, and nothing else."""
    if by.has_perm(MOVES[Move.WITHDRAW].permission) or ground is Ground.UNAUTHORISED:
        return []
    return [_("On this ground an editor-in-chief withdraws.")]


@transaction.atomic
def republish(story: Story, *, note: str, by: User, seen: int) -> Edition:
    """Bring a withdrawn story back at its address, newly approved, with a public note."""
    story = workflow.take(
        story, Move.REPUBLISH, by=by, seen=seen, note=note, also=publishing.obstacles
    )
    at = clock.now()
    notice = {"kind": "returned", "at": at.isoformat(), "note": story.note}
    edition = editions.make(
        story,
        workflow.newest(story),
        kind=EditionKind.RETURNED,
        by=by,
        at=at,
        reason=story.note,
        notice=notice,
    )
    workflow.record(story, Move.REPUBLISH, by=by, note=story.note, edition=edition.number)
    return edition


def difference(story: Story, live: Edition) -> tuple[str, str]:
    """What stands in readers' text and what in the newest revision, for “semula” and “menjadi”:
    the first place where they part, with some words around it. Empty where the texts agree."""
    for before, after in _words(story, live):
        if place := markup.first_parting(before, after):
            return _around(before, place.i, place.j), _around(after, place.k, place.m)
    return "", ""


def _words(story: Story, live: Edition) -> Iterator[tuple[list[str], list[str]]]:
    yield live.headline.split(), story.headline.split()
    yield live.summary.split(), story.summary.split()
    yield markup.plain(live.body).split(), markup.plain(story.body).split()


def _around(words: list[str], start: int, end: int) -> str:
    return " ".join(words[max(start - CONTEXT, 0) : end + CONTEXT])
