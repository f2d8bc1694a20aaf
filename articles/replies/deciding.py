"""An editor decides, and begins the story by which readers get the answer."""

from django.db import transaction
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from articles import editing, local, markup
from articles.content import Content
from articles.language import dates
from articles.markup import spaces
from articles.models import Correction, Reply, ReplyState, Story, Wish
from articles.models.reply import DECIDES
from articles.replies import letters
from articles.replies.receiving import find_story, record
from articles.workflow import LONGEST_NOTE, Refused

LONGEST_HEADLINE, LONGEST_SOURCE = 200, 120


def _take(reply: Reply, by: User, *states: ReplyState) -> Reply:
    """The row, locked, or Refused. Its lock comes before a story's: begin_answer takes both."""
    locked = Reply.objects.select_for_update(no_key=True).with_served().get(pk=reply.pk)
    reasons = []
    if not by.has_perm(DECIDES):
        reasons.append(_("Your role does not include deciding on a right of reply."))
    if locked.state not in states:
        words = {"state": locked.standing[1]}
        reasons.append(_("This request is in the state “%(state)s”.") % words)
    if reasons:
        raise Refused(reasons)
    return locked


@transaction.atomic
def accept(reply: Reply, *, by: User, reason: str = "") -> Reply:
    """The desk owes the answer from now on."""
    return _decide(reply, ReplyState.ACCEPTED, by, _fit(reason), "reply.accept")


@transaction.atomic
def refuse(reply: Reply, *, by: User, reason: str) -> Reply:
    """With a reason, by which the sender may turn to the Press Council."""
    reason = _fit(reason)
    if not reason:
        raise Refused([_("Write the reason: the sender is told it.")])
    return _decide(reply, ReplyState.REFUSED, by, reason, "reply.refuse")


def _decide(reply: Reply, state: ReplyState, by: User, reason: str, action: str) -> Reply:
    reply = _take(reply, by, ReplyState.RECEIVED)
    reply.state, reply.reason = state, reason
    reply.decided_by, reply.decided_at = by, clock.now()
    reply.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    letters.enqueue(reply, "decided")
    record(action, reply, by=by, decision=reply.decision)
    return reply


def _fit(reason: str) -> str:
    reason = spaces.tidy(reason).strip()
    if len(reason) > LONGEST_NOTE:
        said = _("The reason has at most %(most)d characters; this one has %(number)d.")
        raise Refused([said % {"most": LONGEST_NOTE, "number": len(reason)}])
    return reason


@transaction.atomic
def attach(reply: Reply, *, address: str, by: User) -> Reply:
    """Say which story is meant, where the sender's words did not lead to one."""
    reply = _take(reply, by, ReplyState.RECEIVED, ReplyState.ACCEPTED)
    story = find_story(address)
    if reply.story_id is not None:
        raise Refused([_("It is known already which story is meant.")])
    if story is None:
        raise Refused([_("No published story has this address.")])
    reply.story = story
    reply.save(update_fields=["story"])
    record("reply.attach", reply, by=by)
    return reply


@transaction.atomic
def begin_answer(reply: Reply, *, by: User) -> Story:
    """Begin the story that carries the answer; from there it goes the usual moves. Once only.

    Pedoman Hak Jawab: proportional, in the same place; edited perhaps, its meaning kept."""
    reply = _take(reply, by, ReplyState.ACCEPTED)
    if reply.answer is not None:
        return reply.answer
    if reply.story is None:
        raise Refused([_("Say first which story is meant.")])
    if reply.purged_at is not None:
        raise Refused([_("Its text was deleted after the time for which personal data are kept.")])
    reply.answer = editing.begin(_content(reply, reply.story), by=by)
    reply.save(update_fields=["answer"])
    record("reply.answer", reply, by=by, answer=reply.answer.pk)
    return reply.answer


def _content(reply: Reply, story: Story) -> Content:
    """Prefilled from what readers had of the story and from what the sender wrote. It is about the
    story's agencies and on the desk of none: whom the reply is against would else rewrite it."""
    had = story.editions.started(clock.now())
    read = had.select_related("revision").defer("body").order_by("-number")[0]
    if not (read.is_genuine and read.revision.is_genuine):
        raise Refused([_("This edition is not as it was sealed. Readers are not shown it.")])
    text, day = read.revision.text, dates.local_day(read.published_at, local.zone())
    told = {"who": reply.sender, "headline": read.headline}
    told |= {"day": dates.short_date(day, language=local.language())}
    return Content(
        headline=_short(f"{reply.get_wish_display()}: {read.headline}", LONGEST_HEADLINE),
        section=text.section,
        agencies=text.agencies if text.agency is None else (*text.agencies, text.agency),
        summary=_short(_("%(who)s replies to “%(headline)s”, published on %(day)s.") % told, 200),
        body=_paragraphs(reply.text),
        source=_short(reply.sender, LONGEST_SOURCE),
        language=text.language,
    )


def _short(text: str, most: int) -> str:
    return Truncator(markup.one_line(text)).chars(most)


def _paragraphs(text: str) -> str:
    """A paragraph for each that was typed; whatever looks like a tag stays text."""
    parts = (escape(part.strip()).replace("\n", "<br>") for part in text.split("\n\n"))
    return "".join(f"<p>{part}</p>" for part in parts)


def correction_since(reply: Reply) -> Correction | None:
    """The newest correction of the story since it was asked for."""
    if reply.story_id is None:
        return None
    return Correction.objects.filter(story=reply.story_id, at__gte=reply.at).first()


@transaction.atomic
def serve_by_correction(reply: Reply, *, by: User) -> Reply:
    """The story itself was corrected, as was asked: nothing more is owed."""
    reply = _take(reply, by, ReplyState.ACCEPTED)
    found = correction_since(reply)
    if reply.wish != Wish.CORRECTION or found is None or not found.is_genuine:
        raise Refused([_("The story has had no correction since this was asked for.")])
    if reply.correction is None:
        reply.correction = found
        reply.save(update_fields=["correction"])
        record("reply.correct", reply, by=by, correction=found.pk)
    return reply
