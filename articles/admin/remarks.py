"""Catatan: the page on which remarks on a story are read, written, answered and resolved.

A page of its own and not a form on the writing screen: what is typed there stays untouched in its
tab. The screen's margin shows what is open and leads here."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.plain_admin import person
from articles import remarks
from articles.models import Remark, Story
from articles.models.remark import LONGEST
from articles.remarks import Written
from articles.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite


def urls(site: "AdminSite") -> list[URLPattern]:
    view = site.admin_view(partial(page, site))
    return [path("articles/story/<int:number>/remarks/", view, name="articles_story_remarks")]


def address(story: int, remark: object = None) -> str:
    """Of a story's remarks, or of one among them."""
    here = reverse("admin:articles_story_remarks", args=[story])
    return f"{here}#remark-{remark}" if remark else here


def page(site: "AdminSite", request: HttpRequest, number: int) -> HttpResponse:
    by = person(request)
    if not by.has_perm("articles.view_story"):
        raise PermissionDenied
    story = Story.objects.visible_to(by).filter(pk=number).first()
    if story is None:
        messages.warning(request, _("There is no such story, or it is not for your desk."))
        return redirect("admin:articles_story_changelist")
    reasons: list[str] = []
    if request.method == "POST":
        try:
            remark = _said(request, story, by)
            return redirect(address(story.pk, remark and remark.pk))
        except Refused as refused:
            reasons = refused.reasons
        except OperationalError:  # somebody else writes, for longer than we wait
            reasons = [_("The database is busy. Your remark stands here; send it once more.")]
    return _drawn(site, request, story, by, reasons)


def _said(request: HttpRequest, story: Story, by: User) -> Remark | None:
    """Do what the button asks; the remark it was about."""
    if thread := _remark(story, request.POST.get("resolve", "")):
        remarks.resolve(thread, by=by)
        messages.success(request, _("The remark is resolved."))
        return None
    if thread := _remark(story, request.POST.get("reopen", "")):
        remarks.reopen(thread, by=by)
        return thread
    text = request.POST.get("text", "")
    if thread := _remark(story, request.POST.get("thread", "")):
        return _heard(request, remarks.answer(thread, text, by=by))
    return _heard(request, remarks.write(story, text, by=by))


def _remark(story: Story, number: str) -> Remark | None:
    """A first remark of this story, by its number from a form."""
    if not (number.isdecimal() and len(number) < 19):
        return None
    return Remark.objects.filter(story=story, thread=None, pk=int(number)).first()


def _heard(request: HttpRequest, written: Written) -> Remark:
    for name in written.unheard:
        said = _("Nobody called @%(name)s can see this story, so nobody of that name was told.")
        messages.warning(request, said % {"name": name})
    return written.remark


def _drawn(
    site: "AdminSite", request: HttpRequest, story: Story, by: User, reasons: list[str]
) -> HttpResponse:
    """All threads; where something was refused, with the text that was typed."""
    found, speaks = remarks.threads(story), remarks.may_speak(by)
    shown: dict[str, Any] = {
        "title": _("Remarks"),
        "story": story,
        "open": [thread for thread in found if not thread.first.resolved_at],
        "resolved": [thread for thread in found if thread.first.resolved_at],
        "reasons": reasons,
        "speaks": speaks,
        "people": remarks.who_hear(story, by) if speaks else [],
        "typed": request.POST.get("text", ""),
        "typed_in": request.POST.get("thread", ""),
        "longest": LONGEST,
    }
    context = site.each_context(request) | shown
    return TemplateResponse(request, "admin/articles/story/remarks.html", context)
