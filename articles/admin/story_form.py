"""The writing screen's form: everything of a story as one Content, based on a known revision."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.plain_admin import ModelForm
from articles import editing, markup, preflight, tags, workflow
from articles.admin import widgets
from articles.admin.bylines import rows_of
from articles.content import Content
from articles.models import Agency, Photo, Section, Story

FIELDSETS: Any = [
    (gettext_lazy("Text"), {"classes": ["sheet"], "fields": ["headline", "summary", "body"]}),
    (
        gettext_lazy("Section and agencies"),
        {"classes": ["shelf"], "fields": ["section", "agencies", "agency"]},
    ),
    (gettext_lazy("Topics"), {"classes": ["topics"], "fields": ["tags"]}),
    (
        gettext_lazy("Photo"),
        {"classes": ["photo"], "fields": ["photo", "photo_alt", "photo_caption", "photo_credit"]},
    ),
    (
        gettext_lazy("Event and source"),
        {"classes": ["event"], "fields": ["event_date", "source", "unverified"]},
    ),
    (
        gettext_lazy("Short headline and address"),
        {"classes": ["address"], "fields": ["short_headline", "slug", "dateline", "credit"]},
    ),
]
PHOTOS_OFFERED = 60
MOST_TOPICS, LONGEST_TOPICS = 40, 4000  # of a story, and characters of their line


class StoryForm(ModelForm):
    """`person` and `refused` are set by the admin for the request; see StoryAdmin.get_form."""

    person: User
    refused: tuple[str, ...] = ()
    is_stale = False  # somebody else saved meanwhile: saved once more it may be, moved it may not

    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    slug = forms.CharField(max_length=200, required=False)  # whatever is typed becomes one

    class Media:  # here, not on the ModelAdmin, whose media the list would load too
        css = {"all": ["css/admin/keep.css"]}
        js = [
            forms.Script("js/admin/desk.js", defer=True),
            forms.Script("js/admin/rows.js", defer=True),
            forms.Script("js/admin/once.js", defer=True),
            forms.Script("js/admin/keep.js", defer=True),  # last: it reads what the others draw
        ]

    class Meta:
        model = Story
        fields = [name for _label, options in FIELDSETS for name in options["fields"]]
        widgets = {
            "headline": widgets.counted(
                "headline", preflight.HEADLINE, gettext_lazy("Write the headline")
            ),
            "summary": widgets.counted(
                "summary",
                preflight.SUMMARY[1],
                gettext_lazy("One or two sentences, without the dateline"),
            ),
            "body": widgets.story_text_widget(),
            "tags": widgets.Topics(),
            "agencies": widgets.Chooser(),
            "photo": widgets.PhotoSelect(),
            "photo_alt": widgets.lines(2),
            "photo_caption": widgets.lines(2),
            "event_date": widgets.native_date(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.fields["base"].initial = self.instance.version
        own = workflow.author_of(self.person)
        begun_with = [{"author": own.pk, "role": "reporter"}] if own else []
        self.bylines = rows_of(self.instance, self.data if self.is_bound else None, begun_with)
        self._limit_shelves()
        self._limit_photos()
        self.fields["tags"].widget.known = widgets.known_topics(self.person)
        self.fields["tags"].validators.append(MaxLengthValidator(LONGEST_TOPICS))
        self._name_slug()

    def _name_slug(self) -> None:
        """Named as the model names it; fixed once a reader may have it."""
        field, column = self.fields["slug"], Story._meta.get_field("slug")
        field.label, field.help_text = capfirst(column.verbose_name), column.help_text
        if self.instance.pk and (used := self.instance.addresses.order_by("-since").first()):
            field.disabled = True
            field.help_text = _("Fixed with the first publication.")
            field.widget.attrs["placeholder"] = used.slug

    def _limit_shelves(self) -> None:
        """Merged shelves are not offered, unless the story still stands there."""
        story = self.instance
        self._choices("section", Section.objects.filter(Q(successor=None) | Q(pk=story.section_id)))
        unmerged = Agency.objects.filter(Q(successor=None) | Q(pk=story.agency_id))
        homes = unmerged
        if not self.person.has_perm("articles.see_desk") and self.person.has_perm(
            "articles.see_agency_desk"
        ):
            homes = unmerged.filter(pk__in=Agency.objects.of_desk(self.person))
        self._choices("agency", homes)
        kept = story.agencies.values("pk") if story.pk else []
        self._choices("agencies", Agency.objects.filter(Q(successor=None) | Q(pk__in=kept)))

    def _choices(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _limit_photos(self) -> None:
        """Any photo the person may see is valid; the newest and the story's own are offered."""
        photos, chosen = Photo.objects.prefetch_related("renditions"), self.instance.photo_id
        usable = photos.visible_to(self.person).filter(withheld=False)
        offered = list(usable.order_by("-added_at", "-pk")[:PHOTOS_OFFERED])
        if chosen and all(photo.pk != chosen for photo in offered):
            offered += photos.filter(pk=chosen)
        field: Any = self.fields["photo"]
        field.queryset = usable | photos.filter(pk=chosen)
        field.widget.photos = {photo.pk: photo for photo in offered}
        field.choices = [("", "–"), *((photo.pk, str(photo)) for photo in offered)]

    def clean_slug(self) -> str:
        return markup.slug(self.cleaned_data["slug"])

    def clean_tags(self) -> list[str]:
        names: list[str] = self.cleaned_data["tags"]
        if len(names) > MOST_TOPICS:
            raise ValidationError(
                _("A story has at most %(most)d topics; these are %(number)d.")
                % {"most": MOST_TOPICS, "number": len(names)}
            )
        return names

    def clean_credit(self) -> str:
        """As readers get it: `(her/s)`. What is kept from before these rules may stay."""
        typed = self.cleaned_data["credit"]
        if not typed or "credit" not in self.changed_data:
            return str(typed)
        printed = markup.printed_credit(typed)
        if printed is None:
            raise ValidationError(_("Write credit codes as in (her/s): up to five letters each."))
        return printed

    def clean(self) -> None:
        super().clean()
        for reason in self.refused:
            self.add_error(None, reason)
        if not self.bylines.is_valid():
            self.add_error(None, _("Check the people: a row is not valid."))
        if self.instance.pk and not self.errors:
            self._refuse_stale()

    def _refuse_stale(self) -> None:
        """In the admin's transaction: of two who save at once, the second is told of the first."""
        newest = workflow.lock(self.instance)
        if self.cleaned_data["base"] == newest.version:
            return
        known = tags.are_known(self.cleaned_data["tags"])  # a refused save must not make topics
        if known and editing.tidy(self.content) == newest.content:
            return
        self.is_stale = True
        self.add_error(None, _stale(newest))
        # Told once, the person may save again: their text then follows the one they were told of.
        posted: Any = self.data
        self.data = posted.copy()
        self.data["base"] = str(newest.version)  # type: ignore[index]

    @cached_property
    def content(self) -> Content:
        """What was typed, as the value that `editing` keeps. Makes topics that are new."""
        typed = self.cleaned_data
        chosen = _pk(typed["photo"]) != self.initial.get("photo")
        words = typed["photo"] if chosen else None  # a photo newly chosen lends its own words
        plain = [name for name in editing.SIMPLE if name in typed and name[:6] != "photo_"]
        return Content(
            **{name: typed[name] for name in plain},
            section=_pk(typed["section"]),
            agency=_pk(typed["agency"]),
            agencies=tuple(agency.pk for agency in typed["agencies"]),
            tags=tuple(tag.pk for tag in tags.resolve(typed["tags"])),
            photo=_pk(typed["photo"]),
            photo_alt=typed["photo_alt"] or (words.alt if words else ""),
            photo_caption=typed["photo_caption"] or (words.caption if words else ""),
            photo_credit=typed["photo_credit"] or (words.credit if words else ""),
            language=self.instance.language,
            translates=self.instance.translates_id,
            bylines=self.bylines.credited,
        )


def _pk(row: Any) -> int | None:
    return row.pk if row is not None else None


def _stale(story: Story) -> SafeString:
    newest = workflow.newest(story)
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        _(
            "%(who)s saved revision %(number)d while you were writing. Your text stands here and "
            "is not saved. Read theirs first; if you then save, yours becomes the revision after."
        )
        % {"who": newest.by, "number": newest.number},
        reverse("admin:articles_story_revision", args=[story.pk, newest.number]),
        _("Read revision %(number)d in a new tab") % {"number": newest.number},
    )
