"""The moves that need no words: one click in the bar, and what is said when it is done."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import emergencies, preflight, publishing, workflow
from articles.models import Edition, Story
from articles.workflow import Move


class Done(NamedTuple):
    """What was done, in words; the address of the page that readers have now, if one came of it."""

    words: str
    page: str = ""


Wordless = Callable[[Story, User, int], Done]


def done(words: str, result: object) -> Done:
    """What a verb answered; with the way to its page when readers have it now."""
    return Done(words, result.get_absolute_url() if isinstance(result, Edition) else "")


def _plain(verb: Callable[..., object], said: Any) -> Wordless:
    def make(story: Story, by: User, seen: int) -> Done:
        return done(str(said), verb(story, by=by, seen=seen))

    return make


def _approve(story: Story, by: User, seen: int) -> Done:
    approved = workflow.approve(story, by=by, seen=seen).revision
    said = [_("Revision %(number)d is approved.") % {"number": seen}]
    if missing := [finding.text for finding in preflight.blocking(story, approved)]:
        said += [_("Before it can be published:"), *missing]
    return Done(" ".join(said))


WORDLESS: dict[Move, Wordless] = {
    Move.SUBMIT: _plain(workflow.submit, gettext_lazy("Submitted to the editors' desk.")),
    Move.APPROVE: _approve,
    Move.PUBLISH: _plain(publishing.publish, gettext_lazy("Published. Readers see it now.")),
    Move.LIFT: _plain(workflow.lift_embargo, gettext_lazy("The embargo is lifted.")),
    Move.UNSCHEDULE: _plain(publishing.unschedule, gettext_lazy("The schedule is cancelled.")),
    Move.ENDORSE: _plain(emergencies.endorse, gettext_lazy("Approved afterwards.")),
    Move.LIST: _plain(publishing.put_on_lists, gettext_lazy("The story is back on the lists.")),
    Move.CANCEL: _plain(workflow.cancel, gettext_lazy("The draft is cancelled.")),
    Move.REOPEN: _plain(workflow.reopen, gettext_lazy("The story is a draft again.")),
}
