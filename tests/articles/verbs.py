"""Each move by its verb, with good words and hours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from accounts import clock
from accounts.models import User
from articles import editing, emergencies, notices, publishing, workflow
from articles.models import CorrectionKind, Ground, Story
from articles.workflow import Move
from tests.factories import numbers

HOUR = timedelta(hours=1)
SAID = "Kata yang diminta."
Verb = Callable[[Story, User, str], object]  # of a story, by somebody, with words


def _edit(story: Story, by: User, _words: str) -> object:
    changed = replace(story.content, headline=f"Judul yang diubah {next(numbers)}")
    return editing.save(story, changed, by=by, base=story.version)


def _correct(story: Story, by: User, words: str) -> object:
    wording = notices.Wording(CorrectionKind.UPDATE, note=words)
    return notices.correct(story, wording, by=by, seen=story.version)


def _withdraw(story: Story, by: User, words: str) -> object:
    ground, seen = Ground.UNAUTHORISED, workflow.judged(story, Move.WITHDRAW)
    return notices.withdraw(story, ground=ground, reason=words, by=by, seen=seen)


def _readdress(story: Story, by: User, words: str) -> object:
    slug = f"alamat-lain-{next(numbers)}"
    return publishing.readdress(story, slug=slug, reason=words, by=by, seen=story.version)


def _plain(verb: Callable[..., object], said: str = "", **given: Any) -> Verb:
    """A verb with what it is given; hours are counted from now."""

    def make(story: Story, by: User, words: str) -> object:
        hours = {key: clock.now() + v for key, v in given.items() if isinstance(v, timedelta)}
        more = given | hours | ({said: words} if said else {})
        return verb(story, by=by, seen=story.version, **more)

    return make


def verbs(heir: User) -> dict[str, Verb]:
    """By the name of the move; `heir` is who is handed a story."""
    return {
        "edit": _edit,
        "submit": _plain(workflow.submit),
        "return": _plain(workflow.send_back, "note"),
        "approve": _plain(workflow.approve),
        "hand": _plain(workflow.hand, to=heir),
        "embargo": _plain(workflow.embargo, until=4 * HOUR),
        "lift": _plain(workflow.lift_embargo),
        "publish": _plain(publishing.publish),
        "schedule": _plain(publishing.schedule, "reason", at=5 * HOUR),
        "reschedule": _plain(publishing.reschedule, at=6 * HOUR),
        "unschedule": _plain(publishing.unschedule),
        "correct": _correct,
        "cosmetic": _plain(publishing.cosmetic, "reason"),
        "emergency": _plain(emergencies.publish, "reason"),
        "endorse": _plain(emergencies.endorse),
        "object": _plain(emergencies.object_to, "note"),
        "unlist": _plain(publishing.unlist, "reason"),
        "list": _plain(publishing.put_on_lists),
        "readdress": _readdress,
        "withdraw": _withdraw,
        "republish": _plain(notices.republish, "note"),
        "cancel": _plain(workflow.cancel),
        "reopen": _plain(workflow.reopen),
    }
