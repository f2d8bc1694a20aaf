"""One page for each move that needs words or an hour: what will happen, the fields, the verb.

Its button in the bar saves what was typed first and leads here. An admin comes here only to take
down what was published without authority, and is shown what readers have, never the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.plain_admin import person
from articles import markup, workflow
from articles.admin import comparing, once, screens, standing
from articles.admin.hour_forms import EmbargoForm, RescheduleForm, ScheduleForm
from articles.admin.move_forms import (
    CosmeticForm,
    EmergencyForm,
    HandForm,
    MoveForm,
    ObjectForm,
    ReaddressForm,
    ReturnForm,
    UnlistForm,
)
from articles.admin.notice_forms import CorrectForm, RepublishForm, WithdrawForm
from articles.models import Edition, Story
from articles.workflow import Move, Refused

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

FORMS: dict[Move, type[MoveForm]] = {
    Move.RETURN: ReturnForm,
    Move.HAND: HandForm,
    Move.EMBARGO: EmbargoForm,
    Move.SCHEDULE: ScheduleForm,
    Move.RESCHEDULE: RescheduleForm,
    Move.CORRECT: CorrectForm,
    Move.COSMETIC: CosmeticForm,
    Move.EMERGENCY: EmergencyForm,
    Move.OBJECT: ObjectForm,
    Move.UNLIST: UnlistForm,
    Move.READDRESS: ReaddressForm,
    Move.WITHDRAW: WithdrawForm,
    Move.REPUBLISH: RepublishForm,
}
PREVIEW = "_preview"  # a button that only draws the page again, where no script does it


def urls(site: "AdminSite") -> list[URLPattern]:
    view = site.admin_view(partial(page, site))
    address = "articles/story/<int:number>/langkah/<slug:name>/"
    return [path(address, view, name="articles_story_move")]


def address(story: int, move: Move) -> str:
    return reverse("admin:articles_story_move", args=[story, move.value])


@dataclass(frozen=True)
class Asked:
    """Who wants to make which move of which story; `on_desk`: whether they may see the desk's."""

    by: User
    move: Move
    story: Story
    on_desk: bool

    @property
    def back(self) -> str:
        """Where the page came from, and where it leads when the move is made."""
        if not self.on_desk:
            return reverse("admin:taking_down")
        return reverse("admin:articles_story_change", args=[self.story.pk])

    def form(self, typed: Any = None) -> MoveForm:
        return FORMS[self.move](self.story, self.by, typed)


def page(site: "AdminSite", request: HttpRequest, number: int, name: str) -> HttpResponse:
    if name not in FORMS:
        raise Http404
    try:
        answer: HttpResponse = _answered(site, request, number, Move(name))
    except OperationalError:  # somebody else writes, for longer than we wait
        asked = _asked(number, Move(name), person(request))
        if asked is None:
            return _nowhere(request)
        busy = [_("The database is busy. What you typed stands here; try once more.")]
        return _drawn(site, request, asked, asked.form(request.POST), busy)
    return answer


def _nowhere(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("There is no such story, or it is not for your desk."))
    return redirect("admin:index")


def _asked(number: int, move: Move, by: User) -> Asked | None:
    """Of a story that they see on the desk; else of one that readers have, to take it down."""
    takes_down = move is Move.WITHDRAW and by.has_perm(workflow.TAKES_DOWN)
    if not takes_down and not by.has_perm("articles.view_story"):
        raise PermissionDenied
    stories = Story.objects.filter(pk=number)
    if story := stories.visible_to(by).with_public_state().first():
        return Asked(by, move, story, on_desk=True)
    in_print = stories.filter(pk__in=Edition.objects.current().values("story"))
    if takes_down and (story := in_print.with_public_state().first()):
        return Asked(by, move, story, on_desk=False)
    return None


@once.counted
def _answered(site: "AdminSite", request: HttpRequest, number: int, move: Move) -> HttpResponse:
    """The page, or the move made. Sent twice as it was, it leads where the first one led."""
    asked = _asked(number, move, person(request))
    if asked is None:
        return _nowhere(request)
    if not workflow.is_allowed(asked.story, move, asked.by):
        raise PermissionDenied
    if request.method != "POST":
        return _drawn(site, request, asked, asked.form())
    return _posted(site, request, asked)


def _posted(site: "AdminSite", request: HttpRequest, asked: Asked) -> HttpResponse:
    form, seen = asked.form(request.POST), screens.number(request.POST.get("seen", ""))
    if PREVIEW in request.POST:
        return _drawn(site, request, asked, form)
    if not form.is_valid():
        story, move, note = asked.story, asked.move, form.typed
        reasons = workflow.refusals(story, move, by=asked.by, seen=seen, note=note)
        return _drawn(site, request, asked, form, reasons)
    try:
        done = form.make(seen)
    except Refused as refused:
        return _drawn(site, request, asked, form, refused.reasons)
    once.remember(request, asked.back, counts=True)
    screens.say_done(request, done)
    return redirect(asked.back)


def _drawn(
    site: "AdminSite",
    request: HttpRequest,
    asked: Asked,
    form: MoveForm,
    reasons: Iterable[str] = (),
) -> HttpResponse:
    """With what was typed and every reason against it; a move that cannot be made says why."""
    story, by, move = asked.story, asked.by, asked.move
    live = workflow.current(story)
    seen = workflow.judged(story, move)
    impossible = workflow.refusals(story, move, by=by, seen=seen, note="…")
    shown = {
        "title": move.label.rstrip("…"),
        "asked": asked,
        "headline": story.headline if asked.on_desk or live is None else live.headline,
        "marks": standing.marks(story) if asked.on_desk else [],
        "seen": seen,
        "effect": workflow.MOVES[move].effect,
        "form": form,
        "reasons": reasons,
        "impossible": [] if form.is_bound else impossible,
        "changes": comparing.compare(story, live) if live and form.compares else None,
        "taken": _taken(live) if live and move is Move.WITHDRAW else None,
        "once": once.new_key(),
        "saved": once.saved(by),
    }
    context = site.each_context(request) | shown
    return TemplateResponse(request, "admin/articles/story/move.html", context)


def _taken(live: Edition) -> dict[str, Any]:
    """What readers have and would no longer; of a false edition only that it is one."""
    body = markup.clean(live.body) if live.is_whole else ""
    return {"edition": live, "body": body}
