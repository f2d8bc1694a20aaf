"""The fields that Django does not bring: text editor, topics and agencies as chips, photos."""

from collections.abc import Iterable
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.db.models import Q
from django.templatetags.static import static
from taggit.forms import TagWidget

from accounts.models import User
from articles.models import Edition, EditionTag, Language, Photo, Story, StoryTag, Tag

TOPICS_OFFERED, STORIES_ASKED = 400, 100  # while one types; any other topic can be typed


class StoryText(CKEditorWidget):  # type: ignore[misc]
    """CKEditor with our shim right after it, showing the text as readers will see it."""

    def __init__(self) -> None:
        super().__init__(template_name="admin/widgets/editor.html")

    @property
    def media(self) -> forms.Media:
        own: list[Any] = [
            "ckeditor/ckeditor/ckeditor.js",
            "js/admin/ckeditor-csp.js",
            forms.Script("js/admin/ckeditor-words.js", defer=True),
        ]
        return super().media + forms.Media(js=own)  # type: ignore[no-any-return]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.config["contentsCss"] = [static("css/admin/sheet.css")]
        return super().get_context(name, value, attrs)  # type: ignore[no-any-return]


def story_text_widget() -> forms.Widget:
    """The seam: whatever edits a story's text is returned here and named nowhere else."""
    return StoryText()


class Topics(TagWidget):  # type: ignore[misc]
    """One text field without script; chips with it. `known` is offered while one types."""

    template_name = "admin/widgets/tags.html"
    known: Iterable[str] = ()

    class Media:
        js = [forms.Script("js/admin/tags.js", defer=True)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"known": self.known}


def known_topics(user: User) -> list[str]:
    """Topics of the newest stories on this person's desk and on readers' lists."""
    desk = Story.objects.visible_to(user).order_by("-changed_at", "-pk").values("pk")
    live = Edition.objects.current().filter(language=Language.ID, listed=True)
    printed = live.order_by("-published_at", "-story_id").values("pk")
    used = StoryTag.objects.filter(content_object__in=desk[:STORIES_ASKED]).values("tag")
    shown = EditionTag.objects.filter(edition__in=printed[:STORIES_ASKED]).values("tag")
    topics = Tag.objects.filter(Q(pk__in=used) | Q(pk__in=shown), successor=None)
    return list(topics.order_by("name").values_list("name", flat=True)[:TOPICS_OFFERED])


class Chooser(forms.SelectMultiple):
    """A plain list without script; with it a field that finds, and chips."""

    template_name = "admin/widgets/chooser.html"

    class Media:
        js = [forms.Script("js/admin/chooser.js", defer=True)]


class PhotoSelect(forms.Select):
    """Each choice carries its picture's address and words, so that a script can show them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos: dict[int, Photo] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        photo = self.photos.get(value) if isinstance(value, int) else None
        if photo is not None:
            words = {"alt": photo.alt, "caption": photo.caption, "credit": photo.credit}
            option["attrs"] |= {f"data-{name}": text for name, text in words.items()}
            if photo.rendition is not None:
                option["attrs"]["data-src"] = photo.rendition.url
        return option


def native_date() -> forms.DateInput:
    """The browser's own field; its value must be ISO, whatever the locale prints."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def native_hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def counted(name: str, most: int, placeholder: Any) -> forms.Textarea:
    """A text that wraps as it grows; a script counts its letters against what reads best."""
    attrs = {"rows": 1, "class": name, "data-count": most, "placeholder": placeholder}
    return forms.Textarea(attrs=attrs)
