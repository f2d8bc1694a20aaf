"""`Story.objects.visible_to`, asked from the story's side; tests hold the two together."""

from django.db.models import Q, QuerySet

from accounts.models import User
from articles.models import Agency, Author, Story


def who_see(story: Story) -> QuerySet[User]:
    """The active people who may know of a story."""
    above = Agency.objects.with_owners(story.agency_id) if story.agency_id else []
    named = Author.objects.filter(bylines__story=story)
    theirs = Q(pk__in=[story.created_by_id, story.holder_id]) | Q(pk__in=named.values("user"))
    one_desk = holding("articles.see_agency_desk")
    sees_it = (one_desk & Q(author__agency__in=above)) | (~one_desk & theirs)
    return User.objects.filter(
        holding("articles.see_desk") | (holding("articles.view_story") & sees_it)
    )


def writers_of(story: Story) -> Q:
    """Who began it and who stands in its byline."""
    named = Author.objects.filter(bylines__story=story).exclude(user=None)
    return Q(pk=story.created_by_id) | Q(pk__in=named.values("user"))


def holding(permission: str) -> Q:
    """The active people whose role includes a permission."""
    return Q(pk__in=User.objects.with_perm(permission).values("pk"))
