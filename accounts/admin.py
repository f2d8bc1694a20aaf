"""Orang & peran, Jejak audit: the admin's lists of people and of what was done."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import formats, timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import people
from accounts.actions import ACTIONS, action_words, subject_words
from accounts.forms import NewUserForm, PasswordForm, UserForm
from accounts.models import AuditEntry, User
from accounts.plain_admin import PlainAdmin, person
from accounts.roles import Role

# Roles come from accounts/roles.py; an address stands on the account, once.
admin.site.unregister([Group, EmailAddress])


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(role.value, str(role.label)) for role in Role]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(PlainAdmin):
    form = UserForm
    listing = _("People and roles")
    adding = _("New account")
    refusals = (people.Refused,)
    list_display = ["name", "username", "roles", "email", "is_open"]
    list_filter = [RoleFilter, "is_active"]
    search_fields = ["name", "username", "email"]
    ordering = ["name", "pk"]
    fieldsets = [
        (None, {"fields": ["username", "name", "email"]}),
        (_("What this person may do"), {"fields": ["roles", "is_active"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "name", "email", "password1", "password2"]}),
        (_("What this person may do"), {"fields": ["roles"]}),
    ]

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(str(role.label) for role in user.roles) or "–"

    @admin.display(description=_("account"), ordering="is_active")
    def is_open(self, user: User) -> str:
        return gettext("open") if user.is_active else gettext("closed")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = UserForm if obj else NewUserForm
        if not self.has_change_permission(request, obj) and obj:
            kwargs["fields"] = []  # shown as text: `roles` is then this class's own method
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        by, data = person(request), form.cleaned_data
        if not change:
            people.add(obj, data["password1"], by=by)
        else:
            people.change(obj, form.changed_data, by=by)
            people.set_active(obj, data["is_active"], by=by)
        people.set_roles(obj, data["roles"], by=by)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Roles are all there is, and `save_model` has given them."""

    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        if not self.has_change_permission(request, row):
            return super().tools(request, row)
        address = reverse("admin:accounts_user_password", args=[row.pk])
        return [(gettext("New password…"), address), *super().tools(request, row)]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.password_view)
        return [
            path("<int:pk>/kata-sandi/", view, name="accounts_user_password"),
            *super().get_urls(),
        ]

    @method_decorator(sensitive_post_parameters())
    def password_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        form = PasswordForm(user, request.POST or None)
        if request.method == "POST" and form.is_valid():
            people.set_password(user, form.cleaned_data["password1"], by=person(request))
            if user == request.user:
                update_session_auth_hash(request, user)
            messages.success(request, gettext("%(name)s has a new password.") % {"name": user})
            return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[pk]))
        context = self.admin_site.each_context(request) | {
            "title": gettext("New password: %(name)s") % {"name": user},
            "form": form,
            "original": user,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/accounts/user/password.html", context)


class ActionFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(action, str(words)) for action, words in ACTIONS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditAdmin(PlainAdmin):
    list_display = ["number", "when", "who", "what", "whom"]
    list_select_related = ["by"]
    list_filter = [ActionFilter]
    search_fields = ["^subject"]
    search_help_text = _("Search by subject, such as story:12")
    sortable_by = ()
    readonly_fields = ("number", "when", "who", "what", "whom", "more", "sealed")
    fields = readonly_fields

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
    def whom(self, entry: AuditEntry) -> str:
        return subject_words(entry.subject)

    @admin.display(description=_("detail"))
    def more(self, entry: AuditEntry) -> str:
        return "; ".join(f"{name}: {value}" for name, value in entry.detail.items()) or "–"

    @admin.display(description=_("seal"))
    def sealed(self, entry: AuditEntry) -> str:
        if entry.is_genuine:
            return gettext("fits: this entry is as it was written")
        return gettext("does not fit: this entry was changed afterwards")

    def heading(self, row: Any) -> str:
        return gettext("Entry %(number)s") % {"number": row.number}

    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        label = gettext("All about %(subject)s") % {"subject": subject_words(row.subject)}
        trail = reverse("admin:accounts_auditentry_changelist")
        return [(label, f"{trail}?subject={row.subject}")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
