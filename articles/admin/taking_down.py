"""Cabut: the newest of what readers have, for an admin who may take down what nobody had authority
to publish. Shows what is public already and no more."""

from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from accounts.plain_admin import person
from articles import addresses, workflow
from articles.addresses import Live, Moved, Suspect
from articles.admin import move_page
from articles.models import Edition
from articles.workflow import Move

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

MOST = 50


def urls(site: "AdminSite") -> list[URLPattern]:
    return [path("cabut/", site.admin_view(partial(page, site)), name="taking_down")]


def page(site: "AdminSite", request: HttpRequest) -> HttpResponse:
    if not person(request).has_perm(workflow.TAKES_DOWN):
        raise PermissionDenied
    typed = request.GET.get("address", "").replace("\x00", "").strip()
    if typed and (edition := _at(typed)):
        return redirect(move_page.address(edition.story_id, Move.WITHDRAW))
    shown = {
        "title": _("Withdraw a story"),
        "rows": _newest(),
        "typed": typed,
        "move": Move.WITHDRAW.value,
    }
    context = site.each_context(request) | shown
    return TemplateResponse(request, "admin/taking_down.html", context)


def _newest() -> list[Edition]:
    """By when each was made: a forged change of an old story stands at the top too."""
    rows = Edition.objects.live().select_related("made_by").defer("body").order_by("-pk")
    return list(rows[:MOST])


def _at(typed: str) -> Edition | None:
    """What stands at an address, typed in full or in part; also what is no longer as sealed."""
    path_of, _mark, _rest = typed.partition("?")
    found = addresses.resolve(path_of.rstrip("/").rpartition("/")[2])
    if isinstance(found, Moved):
        found = addresses.resolve(found.to.rpartition("/")[2])
    return found.edition if isinstance(found, Live | Suspect) else None
