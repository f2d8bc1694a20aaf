"""The list of stories: chips to narrow it, rows that know what this person owes them."""

from datetime import timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.plain_admin import person
from articles import emergencies, readership
from articles.admin import moves, rows
from articles.models import Agency, Author, Byline, Desk, Edition, Public, Section, Story
from articles.models.edition import EditionQuerySet

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
    """Starts from the editions that can make a story so, never from the archive."""

    title = _("for readers")
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(Public.choices)

    def narrow(self, stories: Any, value: str) -> Any:
        return stories.filter(_likely(value)).with_public_state().filter(public=value)


def _likely(public: str) -> Q:
    """All in that state and few others. Nearly every story is live: those are found walking."""
    match public:
        case Public.SCHEDULED:
            return _in(Edition.objects.future())
        case Public.WITHDRAWN:
            later = Edition.objects.filter(story=OuterRef("story"), number__gt=OuterRef("number"))
            following = Subquery(later.filter(live_until=None).values("number")[:1])
            ended = Edition.objects.filter(live_until__gt=F("live_from"))
            return _in(ended.annotate(following=following).filter(following=None))
        case Public.NEVER:  # released means that an edition was made
            return Q(desk__in=set(Desk) - {Desk.RELEASED})
    return Q()


def _in(editions: EditionQuerySet) -> Q:
    """Asked first, as these are few: inside the other query PostgreSQL would ask them last."""
    return Q(pk__in=list(editions.order_by().values_list("story", flat=True)))


class SectionChip(Chip):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        return list(Section.objects.filter(successor=None).values_list("pk", "name"))

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(section=value)


def _of_desk(request: HttpRequest, rows: QuerySet[Any]) -> Exists:
    """Whether a story that this person sees has such a row: others' stories name nobody here."""
    return Exists(rows.filter(story__in=Story.objects.visible_to(person(request)).order_by()))


class AgencyChip(Chip):
    title = _("agency")
    parameter_name = "agency"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        used = _of_desk(request, ABOUT.objects.filter(agency=OuterRef("pk")))
        return list(Agency.objects.filter(used).values_list("pk", "short_name"))

    def narrow(self, stories: QuerySet[Any], value: str) -> QuerySet[Any]:
        return stories.filter(pk__in=ABOUT.objects.filter(agency=int(value)).values("story"))


class AuthorChip(Chip):
    title = _("author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, Any]]:
        used = _of_desk(request, Byline.objects.order_by().filter(author=OuterRef("pk")))
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


class StoryList(ChangeList):
    """A page of ids from an index; then, for those alone, what their rows say and owe."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        page = list(self.result_list.values_list("pk", flat=True))
        stories = rows.with_rows(Story.objects.filter(pk__in=page))
        found = readership.with_views(stories).in_bulk()
        self.result_list: Any = [found[pk] for pk in page if pk in found]
        rows.remember(self.result_list, emergencies.waiting())
        for story in self.result_list:
            story.owed = moves.owed(story, person(request))


def searchable(term: str) -> str:
    """What of a query is looked for: ten words, two hundred characters."""
    return " ".join(term.replace("\x00", "")[:200].split()[:10])
