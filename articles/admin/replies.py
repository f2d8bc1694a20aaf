"""Hak jawab at the desk: what waits first, and the page on which it is read and decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_admin import PlainAdmin, person
from articles import local, replies
from articles.language import dates
from articles.models import Reply, ReplyState
from articles.models.reply import DECIDES
from articles.workflow import Refused

STATE = '<span class="state {}"><svg aria-hidden="true"><use href="#state-{}"/></svg>{}</span>'
OVERDUE = STATE.format("overdue", "scheduled", "{}")


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in ReplyState]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class ReplyList(ChangeList):
    """What waits stands first, what is due soonest before the rest; then the newest."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        waits = Case(
            When(state=ReplyState.RECEIVED, then=F("due")),
            When(state=ReplyState.ACCEPTED, served=False, then=F("due")),
            default=Value(None),
        )
        return [waits.asc(nulls_last=True), "-at", "-pk"]


@admin.register(Reply)
class ReplyAdmin(PlainAdmin):
    listing = _("Right of reply")
    list_display = ["which", "sender_named", "wish", "deadline", "stands"]
    list_filter = [StateFilter]
    list_select_related = ["story"]
    search_fields = ["receipt__iexact", "name__icontains", "behalf__icontains"]
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).with_served()  # type: ignore[attr-defined, no-any-return]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ReplyList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("story"))
    def which(self, reply: Reply) -> str:
        named = reply.story.headline if reply.story else reply.about or reply.receipt
        return Truncator(named).chars(100)

    @admin.display(description=_("sender"))
    def sender_named(self, reply: Reply) -> str:
        return Truncator(reply.behalf or reply.name or gettext("name deleted")).chars(60)

    @admin.display(description=_("to be served by"))
    def deadline(self, reply: Reply) -> str:
        return deadline(reply)

    @admin.display(description=_("state"))
    def stands(self, reply: Reply) -> str:
        shape, word = reply.standing
        return format_html(STATE, shape, shape, word)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        reply = self.get_object(request, object_id or "")
        if not self.has_view_permission(request, reply):
            raise PermissionDenied
        if reply is None:
            raise Http404
        if request.method == "POST":
            return self._moved(request, reply)
        return self._page(request, reply)

    def _moved(self, request: HttpRequest, reply: Reply) -> HttpResponse:
        """A button of the page: one verb, and back; refused, with what was typed."""
        verb = MOVES.get(request.POST.get("move", ""))
        if verb is None:
            raise PermissionDenied
        try:
            return verb(request, reply)
        except Refused as refused:
            typed = {name: request.POST.get(name, "") for name in ("reason", "address")}
            answer = self._page(request, reply, reasons=refused.reasons, typed=typed)
            answer.status_code = 409
            return answer

    def _page(self, request: HttpRequest, reply: Reply, **more: Any) -> TemplateResponse:
        decides = request.user.has_perm(DECIDES)
        shape, word = reply.standing
        context = self.admin_site.each_context(request) | {
            "title": reply.get_wish_display(),
            "opts": self.opts,
            "reply": reply,
            "shape": shape,
            "word": word,
            "is_overdue": reply.is_waiting and reply.due <= timezone.now(),
            "decides": decides,
            "answer": reply.answer,
            "published": replies.published(reply),
            "correction": replies.correction_since(reply) if decides else None,
            "purged_on": replies.purged_on(reply),
            "tools": self.tools(request, reply),
        }
        return TemplateResponse(request, "admin/articles/reply/page.html", context | more)


def deadline(reply: Reply) -> str:
    """In words; what is late says so by a word and a shape. Nothing where nothing waits."""
    if not reply.is_waiting:
        return "–"
    zone, now = local.zone(), timezone.now()
    if reply.due > now:
        return dates.ago(reply.due, now, zone, language=local.language())
    day = dates.short_date(dates.local_day(reply.due, zone), language=local.language())
    return format_html(OVERDUE, gettext("Overdue since %(day)s") % {"day": day})


def _accepted(request: HttpRequest, reply: Reply) -> HttpResponse:
    replies.accept(reply, by=person(request), reason=request.POST.get("reason", ""))
    return _back(request, reply, gettext("Accepted. Now the answer is due."))


def _refused(request: HttpRequest, reply: Reply) -> HttpResponse:
    replies.refuse(reply, by=person(request), reason=request.POST.get("reason", ""))
    return _back(request, reply, gettext("Refused."))


def _attached(request: HttpRequest, reply: Reply) -> HttpResponse:
    replies.attach(reply, address=request.POST.get("address", ""), by=person(request))
    return _back(request, reply, gettext("The story is named."))


def _corrected(request: HttpRequest, reply: Reply) -> HttpResponse:
    replies.serve_by_correction(reply, by=person(request))
    return _back(request, reply, gettext("Served by the correction."))


def _begun(request: HttpRequest, reply: Reply) -> HttpResponse:
    story = replies.begin_answer(reply, by=person(request))
    return redirect("admin:articles_story_change", story.pk)


def _back(request: HttpRequest, reply: Reply, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("admin:articles_reply_change", reply.pk)


MOVES: dict[str, Callable[[HttpRequest, Reply], HttpResponse]] = {
    "accept": _accepted,
    "refuse": _refused,
    "attach": _attached,
    "answer": _begun,
    "correct": _corrected,
}
