"""Who stands with the story: rows of person and role, in the order of the page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.content import Credited
from articles.models import Author, BylineRole, Story

PREFIX = "bylines"
MOST = 20


class BylineRow(forms.Form):
    """One person; a row without one counts for nothing."""

    role = forms.ChoiceField(
        choices=BylineRole.choices, initial=BylineRole.REPORTER, label=_("Role"), required=False
    )
    author = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Person"))

    def __init__(self, *args: Any, people: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"].choices = people  # type: ignore[attr-defined]


if TYPE_CHECKING:
    RowFormSet = forms.BaseFormSet[BylineRow]
else:
    RowFormSet = forms.BaseFormSet


class BylineRows(RowFormSet):
    @property
    def credited(self) -> tuple[Credited, ...]:
        """The rows that name somebody, in order."""
        return tuple(
            Credited(author, form.cleaned_data["role"] or BylineRole.REPORTER.value)
            for form in self.forms
            if (author := form.cleaned_data.get("author"))
        )


def rows_of(
    story: Story, data: Mapping[str, Any] | None, begun_with: list[dict[str, Any]]
) -> BylineRows:
    """The formset of a story; `begun_with` fills it where nothing is saved yet. One query each."""
    rows = begun_with
    if story.pk:
        rows = [{"author": row.author_id, "role": row.role} for row in story.bylines.all()]
    named = [row["author"] for row in rows]
    authors = Author.objects.filter(Q(successor=None) | Q(pk__in=named)).order_by("name")
    people: list[tuple[Any, str]] = [("", "–"), *authors.values_list("pk", "name")]
    kind: Any = forms.formset_factory(
        BylineRow, formset=BylineRows, extra=1, max_num=MOST, absolute_max=MOST
    )
    found: BylineRows = kind(data, prefix=PREFIX, initial=rows, form_kwargs={"people": people})
    return found
