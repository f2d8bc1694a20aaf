"""What the staff's plain screens share: those of people, shelves, photos and the audit trail."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext

from accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
else:
    ModelAdmin = admin.ModelAdmin
    ModelForm = forms.ModelForm

MOST_LISTED = 1000  # nobody turns fifty pages


def person(request: HttpRequest) -> User:
    """Who asks. The admin lets nobody in who is not a User."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class RefusableForm(ModelForm):
    """A form that can show a verb's refusal, which `PlainAdmin` hands it on the second try."""

    refusal = ""
    refused_field: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal:
            self.add_error(self.refused_field, self.refusal)
        return cleaned

    def free(self, field: str, taken: str, *, among: QuerySet[Any]) -> str:
        """What was typed, unless another row has it in any case. `taken` may name that row."""
        typed: str = self.cleaned_data[field]
        if typed and field in self.changed_data:
            others = among.exclude(pk=self.instance.pk).filter(**{f"{field}__iexact": typed})
            if twin := others.first():
                raise forms.ValidationError(taken % {"name": getattr(twin, field)})
        return typed


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts at most so many rows, and so never skips more: nobody leafs through an archive."""

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_LISTED + 1].count())

    @property
    def count(self) -> int:
        return min(self._found, MOST_LISTED)

    @property
    def is_capped(self) -> bool:
        return self._found > MOST_LISTED


class PlainAdmin(ModelAdmin):
    """Nothing is deleted; the audit trail tells the past, not Django's own log."""

    form = RefusableForm
    actions = None
    list_per_page = 50
    paginator = CappedPaginator
    empty_value_display = "–"
    view_on_site = False  # the desk has no such address; a row's tools lead to its page
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "admin/plain/change_form.html"
    change_list_template = "admin/plain/change_list.html"
    refusals: tuple[type[Exception], ...] = ()
    listing: "StrOrPromise" = ""  # heading of the list, where it isn't just what it lists
    adding: "StrOrPromise" = ""  # heading of the empty form, and the button that leads there

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """A list is narrowed by its own filters alone: any other column could be guessed at, letter
        by letter, by whoever sees only the list."""
        columns = [name for name in self.list_filter if isinstance(name, str)]
        own = {getattr(chips, "parameter_name", None) for chips in self.list_filter}
        ways = ("exact", "id__exact", "isnull")
        return lookup in own | {f"{name}__{how}" for name in columns for how in ways}

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The verb has recorded it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The verb has recorded it."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if "\x00" in "".join(value for values in request.GET.lists() for value in values[1]):
            return redirect(
                request.path
            )  # PostgreSQL takes no NUL, not even to say that nothing fits
        title = self.listing or capfirst(self.opts.verbose_name_plural)
        words = {"title": title, "adding": self.adding}
        return super().changelist_view(request, words | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Titled by the thing itself, not “Change person”."""
        original = context.get("original")
        context["title"] = self.heading(original) if original else self.adding
        context |= {"subtitle": None, "show_save_and_add_another": False}
        context |= {"show_save_and_continue": False}
        context["tools"] = self.tools(request, original) if original else []
        return super().render_change_form(request, context, *args, **kwargs)

    def heading(self, row: models.Model) -> str:
        """The heading of a row's form."""
        return Truncator(str(row)).chars(80) or str(capfirst(self.opts.verbose_name))

    def tools(self, request: HttpRequest, row: models.Model) -> list[tuple[str, str]]:
        """What else may be done with a row, as (label, address): links at the top of its form."""
        if request.user.has_perm("accounts.view_auditentry"):
            return [(gettext("Audit trail"), self._trail(row.pk))]
        return []

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A verb that refuses undoes the whole save; the form comes back with its reason."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refused:
            request.refusal = str(refused)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the icons by which Django adds and changes what a field points to."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        for verb in ("add", "change", "delete", "view"):
            if hasattr(getattr(field, "widget", None), f"can_{verb}_related"):
                setattr(field.widget, f"can_{verb}_related", False)
        return field

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect(self._trail(object_id))

    def _trail(self, pk: Any) -> str:
        trail = reverse("admin:accounts_auditentry_changelist")
        return f"{trail}?subject={self.opts.model_name}:{pk}"
