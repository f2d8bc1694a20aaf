"""Orang & peran: who has an account, and what each may do."""

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
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import people
from accounts.forms import NewUserForm, PasswordForm, UserForm
from accounts.models import User
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
    read_fieldsets = [
        (None, {"fields": ["username", "name", "email"]}),
        (_("What this person may do"), {"fields": ["roles", "is_open"]}),
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
        if obj is None:
            return self.add_fieldsets
        changes = self.has_change_permission(request, obj)
        return self.fieldsets if changes else self.read_fieldsets

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = UserForm if obj else NewUserForm
        if not self.has_change_permission(request, obj) and obj:
            kwargs["fields"] = []  # shown as text: `roles` is then this class's own method
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        by, data = person(request), form.cleaned_data
        roles = data["roles"]
        if change:
            active = data["is_active"]
            people.update(obj, fields=form.changed_data, active=active, roles=roles, by=by)
        else:
            people.add(obj, data["password1"], by=by)
            people.set_roles(obj, roles, by=by)

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
