"""Rubrik, topik, instansi, penulis: what stories are shelved under, and merging them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as TaggitTag

from accounts.plain_admin import PlainAdmin, RefusableForm, person
from articles import markup, shelves
from articles.models import Agency, Author, CreditCode, Section, Tag

MERGES = "articles.change_section"  # the editor-in-chief's alone: a merge moves what readers see

admin.site.unregister(TaggitTag)  # ours is articles.Tag


class MergeForm(forms.Form):
    def __init__(self, others: QuerySet[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            others, label=_("Merge into"), empty_label=gettext("Choose")
        )


class ShelfAdmin(PlainAdmin):
    """An address is made when a shelf is added and fixed once an edition stood there."""

    list_display = ["name", "slug", "merged_into"]
    list_select_related = ["successor"]
    search_fields = ["name", "slug"]

    @admin.display(description=_("merged"), empty_value="")
    def merged_into(self, row: Any) -> str:
        return gettext("Merged into %(name)s") % {"name": row.successor} if row.successor else ""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """What a form may be filled in with leaves out the merged ones."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(successor=None)
        return super().get_search_results(request, queryset, search_term)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = ["slug"] if obj and shelves.is_used(obj) else []
        return [*fixed, "merged_into"] if obj and obj.successor_id else fixed

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        merged = ["merged_into"] if obj and obj.successor_id else []
        return [*merged, *(self.fields or [])]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A plain choice, with no merged agency in it."""
        if db_field.related_model is Agency:
            kwargs["queryset"] = Agency.objects.filter(successor=None)
        return db_field.formfield(**kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        shelves.keep(obj, by=person(request))

    def may_merge(self, request: HttpRequest, row: Any) -> bool:
        return request.user.has_perm(MERGES) and row.successor_id is None

    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        tools = super().tools(request, row)
        if self.may_merge(request, row):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_merge"
            tools.insert(0, (gettext("Merge…"), reverse(name, args=[row.pk])))
        if row.successor_id is None and shelves.is_used(row):
            tools.insert(0, (gettext("See its page"), row.get_absolute_url()))
        return tools

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/gabung/", view, name=name), *super().get_urls()]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where this shelf goes; nothing is lost, its address leads there."""
        row = get_object_or_404(self.model, pk=pk)
        if not self.may_merge(request, row):
            raise PermissionDenied(gettext("Only an editor-in-chief merges, and only once."))
        others = self.model._default_manager.filter(successor=None).exclude(pk=pk)
        form = MergeForm(others, request.POST or None)
        if request.method == "POST" and form.is_valid():
            into = form.cleaned_data["into"]
            try:
                shelves.merge(row, into, by=person(request))
            except shelves.Refused as refused:
                form.add_error(None, str(refused))
            else:
                words = gettext("%(old)s is merged into %(new)s.") % {"old": row, "new": into}
                messages.success(request, words)
                return redirect(f"admin:articles_{self.opts.model_name}_change", into.pk)
        context = self.admin_site.each_context(request) | {
            "title": gettext("Merge: %(name)s") % {"name": row},
            "form": form,
            "original": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/shelf/merge.html", context)


class ShelfForm(RefusableForm):
    """Two of a kind known by one name are one; what was merged has given its name up."""

    def lone(self, field: str, taken: str) -> str:
        self.cleaned_data[field] = markup.one_line(self.cleaned_data[field])
        unmerged = self._meta.model._default_manager.filter(successor=None)
        return self.free(field, taken, among=unmerged)


class SectionForm(ShelfForm):
    def clean_name(self) -> str:
        return self.lone("name", gettext("This section is there already: %(name)s."))


@admin.register(Section)
class SectionAdmin(ShelfAdmin):
    form = SectionForm
    adding = _("New section")
    list_display = ["name", "slug", "order", "hue", "merged_into"]
    fields = ["name", "slug", "description", "hue", "order"]


class TagForm(RefusableForm):
    def clean_name(self) -> str:
        """Two spellings of a topic are one topic."""
        if "," in self.cleaned_data["name"]:
            raise forms.ValidationError(gettext("A topic has no comma: commas part topics."))
        name = markup.tag_name(self.cleaned_data["name"])
        key = markup.tag_key(name)
        if not key:
            raise forms.ValidationError(gettext("A topic needs letters or digits."))
        if twin := Tag.objects.filter(key=key).exclude(pk=self.instance.pk).first():
            words = gettext("This topic is there already: %(name)s.")
            raise forms.ValidationError(words % {"name": twin.name})
        return name


@admin.register(Tag)
class TagAdmin(ShelfAdmin):
    form = TagForm
    adding = _("New topic")
    fields = ["name", "slug"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "slug" and field:
            field.required = False  # `shelves.keep` makes it
        return field


class AgencyForm(ShelfForm):
    def clean_short_name(self) -> str:
        return self.lone("short_name", gettext("This agency is there already: %(name)s."))


@admin.register(Agency)
class AgencyAdmin(ShelfAdmin):
    form = AgencyForm
    adding = _("New agency")
    list_display = ["short_name", "name", "kind", "parent", "merged_into"]
    list_select_related = ["successor", "parent"]
    list_filter = ["kind"]
    search_fields = ["short_name", "name", "slug"]
    fields = ["short_name", "name", "slug", "kind", "parent"]


class CodesFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """The database lets one person use a code at a time; say so before it does."""
        super().clean()
        rows: list[Any] = [
            form.cleaned_data for form in self.forms if form.has_changed() and form.is_valid()
        ]
        rows += [form.initial for form in self.forms if not form.has_changed()]
        current = [row["code"] for row in rows if row.get("code") and not row.get("until")]
        if len(current) != len(set(current)):
            raise forms.ValidationError(gettext("A credit code in use stands there twice."))


class CodeInline(admin.StackedInline):  # type: ignore[type-arg]
    """Who may change the author may change these. Closed by a date, not deleted."""

    model = CreditCode
    form = RefusableForm
    formset = CodesFormSet
    extra = 1
    template = "admin/plain/inline.html"
    empty_value_display = "–"
    media = forms.Media()  # an empty row stands there; saving brings the next
    fields = [("code", "since", "until")]
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_author")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.change_author")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.DateField):
            kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return db_field.formfield(**kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Author)
class AuthorAdmin(ShelfAdmin):
    adding = _("New author")
    inlines = [CodeInline]
    list_display = ["name", "codes_used", "agency", "slug", "merged_into"]
    list_select_related = ["successor", "agency"]
    search_fields = ["name", "slug", "codes__code"]
    fields = ["name", "slug", "agency", "user"]

    @admin.display(description=_("credit codes"))
    def codes_used(self, author: Author) -> str:
        return ", ".join(row.code for row in author.codes.all() if row.until is None)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        return super().get_queryset(request).prefetch_related("codes")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Whose account it is says an admin: it decides what a contributor sees."""
        fixed = super().get_readonly_fields(request, obj)
        return fixed if request.user.has_perm("accounts.change_user") else [*fixed, "user"]
