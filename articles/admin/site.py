"""The staff's door itself: who may enter, the rail at the left, the board."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEntry, User
from accounts.plain_admin import person
from articles import notifying
from articles.admin import (
    board,
    move_page,
    notifications,
    remarks,
    settling,
    taking_down,
    waiting,
)
from articles.models import Agency, Author, Photo, Reply, Section, Story, Tag

STOPS: list[tuple[Any, type[Model]]] = [
    (gettext_lazy("Stories"), Story),
    (gettext_lazy("Right of reply"), Reply),
    (gettext_lazy("Photos"), Photo),
    (gettext_lazy("Sections"), Section),
    (gettext_lazy("Topics"), Tag),
    (gettext_lazy("Agencies"), Agency),
    (gettext_lazy("Authors"), Author),
    (gettext_lazy("People and roles"), User),
    (gettext_lazy("Audit trail"), AuditEntry),
]


class DeskSite(AdminSite):
    """Django's admin in the newsroom's shape. Signing in and out is allauth's (accounts/urls)."""

    site_title = settings.SITE_NAME
    site_header = settings.SITE_NAME
    index_title = gettext_lazy("News desk")
    site_url = None

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Somebody who may enter and is refused a page is told so beside the rail."""

        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as refused:
                said = {"title": _("This page is not for your role"), "reason": str(refused)}
                context = self.each_context(request) | said
                return TemplateResponse(request, "admin/refused.html", context, status=403)

        return super().admin_view(shown, cacheable)

    def get_urls(self) -> list[Any]:
        """Without Django's way from any row to its page: it names addresses still to come."""
        pages = (notifications, remarks, move_page, settling, taking_down)
        rest = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [*(url for page in pages for url in page.urls(self)), *rest]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if not self.has_permission(request):
            return context
        user = person(request)
        waits = waiting.numbers(user)
        roles = ", ".join(str(role.label) for role in user.roles)
        return context | {
            "roles": roles,
            "unread": notifying.unread(user),
            "waits": waits.all,
            "rail": self.rail(request, waits),
        }

    def rail(self, request: HttpRequest, waits: waiting.Numbers) -> list[dict[str, Any]]:
        """The parts of the desk this person may enter, and what waits for them."""
        home = reverse("admin:index")
        stops = [(_("News desk"), home, waits.all)]
        for label, model in STOPS:
            screen = self._registry.get(model)
            if screen is not None and screen.has_view_or_change_permission(request):
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
                count = waits.replies if model is Reply else ""
                stops.append((str(label), reverse(name), count))
        at = request.path
        here = next((url for _label, url, _count in stops[1:] if at.startswith(url)), at)
        return [
            {"label": label, "url": url, "count": count, "here": url == here}
            for label, url, count in stops
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        user = person(request)
        context = board.board(user, shown=request.GET.get("state", ""))
        context |= {"title": _("News desk")}
        return super().index(request, context | (extra_context or {}))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.GET.get("term", ""):
            raise Http404  # PostgreSQL takes no NUL, not even to say that nothing fits
        return super().autocomplete_view(request)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """No page of its own: the rail leads everywhere."""
        return redirect("admin:index")

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(_("This page is not for your role."))
        to = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(to, settings.LOGIN_URL)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_logout")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return redirect("account_change_password")

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return redirect("account_change_password")
