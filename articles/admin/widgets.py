"""The fields that Django does not bring: text editor, topics and agencies as chips, photos."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.templatetags.static import static
from taggit.forms import TagWidget

from articles.models import Photo, Tag

KNOWN_TAGS = 400  # offered while typing; any other can be typed


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
    """One text field without script; chips with it."""

    template_name = "admin/widgets/tags.html"

    class Media:
        js = [forms.Script("js/admin/tags.js", defer=True)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = Tag.objects.filter(successor=None).order_by("name").values_list("name", flat=True)
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"known": list(known[:KNOWN_TAGS])}


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


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def counted(name: str, most: int, placeholder: Any) -> forms.Textarea:
    """A text that wraps as it grows; a script counts its letters against what reads best."""
    attrs = {"rows": 1, "class": name, "data-count": most, "placeholder": placeholder}
    return forms.Textarea(attrs=attrs)
