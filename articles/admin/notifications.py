"""Pemberitahuan: what somebody was told, the way to each story, and what they want to be told."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.plain_admin import person
from articles import notifying
from articles.admin import remarks
from articles.models import Notification, NotificationKind

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

TALK = (NotificationKind.REMARK, NotificationKind.MENTION)


def urls(site: "AdminSite") -> list[URLPattern]:
    views: dict[str, tuple[str, Any]] = {
        "": ("notifications", partial(listed, site)),
        "baca/": ("notifications_read", read_all),
        "pengaturan/": ("notification_settings", partial(settings, site)),
        "<int:number>/": ("notification", opened),
    }
    return [
        path(f"pemberitahuan/{end}", site.admin_view(view), name=name)
        for end, (name, view) in views.items()
    ]


def listed(site: "AdminSite", request: HttpRequest) -> HttpResponse:
    new, old = notifying.told(person(request))
    return _page(site, request, "list", {"title": _("Notifications"), "new": new, "old": old})


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    notifying.read_all(person(request))
    return redirect("admin:notifications")


@require_GET
def opened(request: HttpRequest, number: int) -> HttpResponse:
    """To what it tells of; it is read then. Letters lead here too."""
    row = notifying.read(person(request), number)
    if row is None:
        messages.warning(request, _("There is no such notification any more."))
        return redirect("admin:notifications")
    return redirect(_way(row))


def _way(row: Notification) -> str:
    if row.kind == NotificationKind.REPLY:  # told under the key of its reply
        return reverse("admin:articles_reply_change", args=[row.key.removeprefix("reply:")])
    if row.story_id is None:
        return reverse("admin:index")
    if row.kind in TALK:  # told under the key of its remark
        return remarks.address(row.story_id, row.key.removeprefix("remark:"))
    return reverse("admin:articles_story_change", args=[row.story_id])


def settings(site: "AdminSite", request: HttpRequest) -> HttpResponse:
    user = person(request)
    if request.method == "POST":
        notifying.choose(user, desk=request.POST.getlist("desk"), mail=request.POST.getlist("mail"))
        messages.success(request, _("Your choice is saved."))
        return redirect("admin:notification_settings")
    shown = {"title": _("What you are told of"), "wishes": notifying.wishes(user)}
    return _page(site, request, "settings", shown)


def _page(
    site: "AdminSite", request: HttpRequest, name: str, context: dict[str, Any]
) -> HttpResponse:
    shown = site.each_context(request) | context
    return TemplateResponse(request, f"admin/notifications/{name}.html", shown)
