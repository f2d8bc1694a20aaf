"""Foto: taking pictures in, their words, and withholding one from every page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_admin import PlainAdmin, RefusableForm, person
from articles import markup, photos
from articles.models import Author, Photo

WITHHOLDS = "articles.publish_story"  # whoever may put on the page may take off it
WORDS = ("alt", "caption", "credit", "place", "rights")


class PhotoForm(RefusableForm):
    """The words; each is one line."""

    class Meta:
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
            "taken_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }

    def clean(self) -> dict[str, Any] | None:
        for name in WORDS:
            if name in self.cleaned_data:
                self.cleaned_data[name] = markup.one_line(self.cleaned_data[name])
        return super().clean()


class NewPhotoForm(PhotoForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG or WebP, up to 20 MB. The original is kept and never shown."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_file(self) -> photos.Prepared:
        """Decoded here, once, and read no further than a photo may be long."""
        try:
            return photos.prepare(self.cleaned_data["file"].read(photos.MOST_BYTES + 1))
        except photos.Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


@admin.register(Photo)
class PhotoAdmin(PlainAdmin):
    adding = _("New photo")
    list_display = ["alt", "credit", "place", "added_at"]
    list_filter = ["withheld"]
    list_per_page = 24
    search_fields = ["alt", "caption", "credit", "place", "photographer__name"]
    words: ClassVar[Any] = ["alt", "caption", "credit"]
    groups: ClassVar[Any] = [
        (_("Origin"), {"fields": ["photographer", "taken_at", "place", "rights"]}),
        (_("When it is cut"), {"fields": ["focal_x", "focal_y"]}),
    ]
    fieldsets = [(None, {"fields": words}), *groups]
    add_fieldsets = [(None, {"fields": ["file", *words]}), *groups]
    change_form_template = "admin/articles/photo/change_form.html"
    change_list_template = "admin/articles/photo/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        return Photo.objects.visible_to(person(request)).prefetch_related("renditions")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        every = request.user.has_perm("articles.see_desk")
        own = not every and request.user.has_perm("articles.see_agency_desk")
        none = gettext("Your agency has no photos yet.") if own else gettext("No photos yet.")
        return super().changelist_view(request, {"none": none} | (extra_context or {}))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Without the transaction that Django opens: a form decodes, and verbs have their own."""
        view: Any = self._changeform_view  # type: ignore[attr-defined]
        return view(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(
        self, request: HttpRequest, obj: Photo | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = PhotoForm if obj else NewPhotoForm
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """As the form's Meta says; a person is chosen without icons for adding beside."""
        if db_field.name == "photographer":
            kwargs["queryset"] = Author.objects.filter(successor=None)
        return db_field.formfield(**kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """A new photo is taken in by its verb; afterwards only words change."""
        if change:
            return super().save_form(request, form, change)
        words = form.cleaned_data.copy()
        return photos.add(words.pop("file"), by=person(request), **words)

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if change:
            photos.reword(obj, form.changed_data, by=person(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """There is nothing else."""

    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        if not request.user.has_perm(WITHHOLDS):
            return super().tools(request, row)
        label = gettext("Give back…") if row.withheld else gettext("Withhold…")
        address = reverse("admin:articles_photo_withhold", args=[row.pk])
        return [(label, address), *super().tools(request, row)]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.withhold_view)
        return [
            path("<int:pk>/tahan/", view, name="articles_photo_withhold"),
            *super().get_urls(),
        ]

    def withhold_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks once, then takes the photo off every page, or gives it back."""
        photo = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm(WITHHOLDS):
            raise PermissionDenied(gettext("Only editors withhold photos and give them back."))
        if request.method == "POST":
            self._withhold(request, photo)
            return redirect("admin:articles_photo_change", pk)
        context = self.admin_site.each_context(request) | {
            "title": gettext("Give the photo back")
            if photo.withheld
            else gettext("Withhold photo"),
            "original": photo,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/photo/withhold.html", context)

    def _withhold(self, request: HttpRequest, photo: Photo) -> None:
        if request.POST.get("withheld") == "1":
            photos.withhold(photo, by=person(request))
            messages.success(request, gettext("The photo is off every page."))
            return
        try:
            photos.give_back(photo, by=person(request))
        except photos.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, gettext("The photo is back on its pages."))
