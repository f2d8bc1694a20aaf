"""Jejak audit: who did what and to what, in words. Knows people and stories, so it stands here."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions import ACTIONS, action_words, subject_words
from accounts.models import AuditEntry
from accounts.plain_admin import PlainAdmin, person
from articles.admin import subjects


class ActionFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(action, str(words)) for action, words in ACTIONS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(action=self.value()) if self.value() else queryset


class AuditList(ChangeList):
    """A page of entries, each with the names of what it tells of."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        named = subjects.names(self.result_list, person(request))
        for entry in self.result_list:
            entry.named = named


@admin.register(AuditEntry)
class AuditAdmin(PlainAdmin):
    list_display = ["number", "when", "who", "what", "whom"]
    list_select_related = ["by"]
    list_filter = [ActionFilter]
    search_fields = ["subject__exact"]
    sortable_by = ()
    readonly_fields = ("number", "when", "who", "what", "which", "more", "sealed")
    fields = readonly_fields

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AuditList

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        entry: Any = super().get_object(request, object_id, from_field)
        if entry is not None:
            entry.named = subjects.names([entry], person(request))
        return entry

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "subject" or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("when"))
    def when(self, entry: AuditEntry) -> str:
        at = timezone.localtime(entry.at)
        return format_html(
            '<time datetime="{}">{}</time>',
            at.isoformat(timespec="seconds"),
            formats.date_format(at, "l, j F Y H:i T"),
        )

    @admin.display(description=_("who"))
    def who(self, entry: AuditEntry) -> str:
        return str(entry.by) if entry.by else gettext("the system")

    @admin.display(description=_("what"))
    def what(self, entry: AuditEntry) -> str:
        return action_words(entry.action)

    @admin.display(description=_("subject"))
    def whom(self, entry: Any) -> str:
        return Truncator(subjects.called(entry.subject, entry.named)).chars(80)

    @admin.display(description=_("subject"))
    def which(self, entry: Any) -> str:
        """With its number, by which two of the same name are told apart."""
        number, name = subject_words(entry.subject), entry.named.get(entry.subject)
        return f"{number}: {name}" if name else number

    @admin.display(description=_("detail"))
    def more(self, entry: Any) -> str:
        return subjects.detail(entry, entry.named) or "–"

    @admin.display(description=_("seal"))
    def sealed(self, entry: AuditEntry) -> str:
        if entry.is_genuine:
            return gettext("fits: this entry is as it was written")
        return gettext("does not fit: this entry was changed afterwards")

    def heading(self, row: Any) -> str:
        return gettext("Entry %(number)s") % {"number": row.number}

    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        label = gettext("All about %(subject)s") % {"subject": self.whom(row)}
        trail = reverse("admin:accounts_auditentry_changelist")
        return [(label, f"{trail}?subject={row.subject}")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
