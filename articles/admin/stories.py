"""Stories in the admin: Django's own change form, saved by `editing` and moved by `workflow`."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from accounts.plain_admin import CappedPaginator, ModelAdmin, person
from articles import editing, workflow
from articles.admin import findings, once, pressing, revisions, screens, timeline
from articles.admin.story_form import FIELDSETS, StoryForm
from articles.admin.story_list import CHIPS, StoryList, searchable
from articles.models import Desk, Story
from articles.workflow import Refused

# CKEditor writes style attributes and shows spacers from data addresses; scripts stay as strict.
EDITOR_CSP = settings.SECURE_CSP | {
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
}


@admin.register(Story)
class StoryAdmin(ModelAdmin):
    form = StoryForm
    fieldsets = FIELDSETS
    list_filter = CHIPS
    list_display = ["headline"]
    search_fields = ["headline", "summary"]
    list_per_page = 20
    list_max_show_all = 0
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    # Who may

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        return Story.objects.visible_to(person(request)).with_public_state()

    def has_change_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.desk != Desk.CANCELLED)

    def has_delete_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return False

    @property
    def media(self) -> Media:
        return Media()  # neither list nor form needs Django's scripts; widgets bring their own

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Nothing is ever deleted: whatever is not found was never there, or is not theirs."""
        messages.warning(request, _("There is no such story, or it is not for your desk."))
        return redirect("admin:articles_story_changelist")

    # The list

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[StoryList]:
        return StoryList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in {chip.parameter_name for chip in CHIPS}  # nothing else narrows the list

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Story], search_term: str
    ) -> tuple[QuerySet[Story], bool]:
        return super().get_search_results(request, queryset, searchable(search_term))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return super().changelist_view(request, {"title": _("Stories")} | (extra_context or {}))

    # The writing screen

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        return db_field.formfield(**kwargs)  # without Django's frame of icons

    def get_form(
        self, request: HttpRequest, obj: Story | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form knows for whom it is drawn, and what a first try was refused for."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.person = person(request)
        form.refused = getattr(request, "refused", ())
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        author = workflow.author_of(person(request))
        return {"agency": author.agency_id} if author else {}

    @method_decorator(csp_override(EDITOR_CSP))  # type: ignore[arg-type]
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        story = self.get_object(request, object_id) if object_id else None
        if story is not None and not self.has_change_permission(request, story):
            return self._read(request, story)
        try:
            return self._sent_once(request, object_id, form_url, extra_context)
        except Refused as refused:  # rolled back; drawn once more with what was typed
            reasons = refused.reasons
        except OperationalError:  # somebody else writes, for longer than we wait
            reasons = [_("The database is busy. Your text stands here; save once more.")]
        request.refused = reasons  # type: ignore[attr-defined]
        draw: Any = self._changeform_view  # type: ignore[attr-defined] # without a transaction
        return draw(request, object_id, form_url, extra_context)

    @once.counted
    def _sent_once(self, request: HttpRequest, *args: Any) -> Any:
        return super().changeform_view(request, *args)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Story | None = None,
    ) -> HttpResponse:
        """Beside the form stands the story as it is kept, not as it was typed: read it anew."""
        kept = self.get_object(request, str(obj.pk)) if obj is not None and obj.pk else None
        context |= screens.writing(request, kept, context["adminform"].form)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Story, form: Any, change: bool) -> None:
        """Nothing: text is written by `editing`, once, in save_related."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        by, story = person(request), form.instance
        if change:
            saved = editing.save(story, form.content, by=by, base=form.cleaned_data["base"])
        else:
            saved = editing.begin(form.content, by=by)
        if saved.version != story.version:
            screens.say_saved(request, saved.version)
        elif not {"_move", findings.PRESSED} & request.POST.keys():
            screens.say_unchanged(request)
        story.pk, story.version = saved.pk, saved.version

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[Any]:
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the verbs write the audit trail."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the verbs write the audit trail."""

    def response_add(
        self, request: HttpRequest, obj: Story, post_url_continue: str | None = None
    ) -> HttpResponse:
        return pressing.press(request, obj)

    def response_change(self, request: HttpRequest, obj: Story) -> HttpResponse:
        return pressing.press(request, obj)

    # Reading

    def _read(self, request: HttpRequest, story: Story) -> HttpResponse:
        """For those who cannot change it: the sheet in print, and the moves they still may make."""
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        if request.method == "POST":
            return self._move_unread(request, story)
        return self._page(request, "reading", screens.reading(request, story))

    @transaction.atomic
    def _move_unread(self, request: HttpRequest, story: Story) -> HttpResponse:
        moves_it = request.POST.get("_move") and workflow.moves_for(story, person(request))
        if not moves_it and findings.PRESSED not in request.POST:
            raise PermissionDenied
        story.version = screens.number(request.POST.get("base", ""))
        return pressing.press(request, story)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        story = self.get_object(request, object_id)
        if story is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self._page(request, "history", timeline.history(story))

    def revision_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """A revision as it was saved, to read."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        story = self.get_object(request, object_id)
        found = revisions.revision(story, number) if story else None
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self._page(request, "revision", found)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.revision_view)
        address = "<path:object_id>/history/<int:number>/"
        return [path(address, view, name="articles_story_revision"), *super().get_urls()]

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        common = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/articles/story/{name}.html", common | context)
