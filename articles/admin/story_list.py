"""The list of stories: chips to narrow it, rows that know what this person owes them."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.plain_admin import person
from articles import readership, workflow
from articles.admin import board, moves
from articles.models import Agency, Author, Byline, Desk, Public, Section, Story

MOST_COUNTED = 1000  # beyond it the list says "the newest 1.000": nobody turns fifty pages
ABOUT = Story.agencies.through


class Chip(SimpleListFilter):
    """A filter that takes only what it offers: anything else in the address is refused."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(key) for key, _label in self.lookup_choices}:
            raise IncorrectLookupParameters
        return self.narrow(queryset, value)

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        raise NotImplementedError


class DeskChip(Chip):
    title = _("state")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(Desk.choices)

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(desk=value)


class PublicChip(Chip):
    title = _("for readers")
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(Public.choices)

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(public=value)


class SectionChip(Chip):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(Section.objects.filter(successor=None).values_list("pk", "name"))

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(section=value)


class AgencyChip(Chip):
    title = _("agency")
    parameter_name = "agency"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        used = Exists(ABOUT.objects.filter(agency=OuterRef("pk")))
        return list(Agency.objects.filter(used).values_list("pk", "short_name"))

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(pk__in=ABOUT.objects.filter(agency=int(value)).values("story"))


class AuthorChip(Chip):
    title = _("author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        used = Exists(Byline.objects.filter(author=OuterRef("pk")))
        return list(Author.objects.filter(used).values_list("pk", "name"))

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(pk__in=Byline.objects.filter(author=int(value)).values("story"))


class ChangedChip(Chip):
    title = _("changed")
    parameter_name = "changed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return [("0", _("today")), ("6", _("in seven days")), ("29", _("in thirty days"))]

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return stories.filter(changed_at__gte=midnight - timedelta(days=int(value)))


CHIPS: Any = [DeskChip, PublicChip, SectionChip, AgencyChip, AuthorChip, ChangedChip]


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts at most so many rows, and so never skips more: nobody leafs through an archive."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())

    @property
    def is_capped(self) -> bool:
        return self.count > MOST_COUNTED

    @cached_property
    def num_pages(self) -> int:
        shown = min(self.count, MOST_COUNTED)
        return max(1, -(-shown // self.per_page))


class StoryList(ChangeList):
    """Rows that know which move this person owes them: the row template sees no request."""

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        stories = super().get_queryset(request, *args, **kwargs)
        return readership.with_views(board.with_rows(stories))  # type: ignore[arg-type]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list: Any = list(self.result_list)
        workflow.remember_newest(self.result_list)
        for story in self.result_list:
            story.owed = moves.owed(story, person(request))


def searchable(term: str) -> str:
    """What of a query is looked for: ten words, two hundred characters."""
    return " ".join(term.replace("\x00", "")[:200].split()[:10])
