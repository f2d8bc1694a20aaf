"""Berita: the working copy on the desk. Readers never get a column of it."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.content import Content, Credited
from articles.models.agency import Agency
from articles.models.author import Author
from articles.models.byline import Byline
from articles.models.edition import Edition
from articles.models.states import Desk, Public
from articles.models.tag import StoryTag
from articles.models.text import Text


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: User) -> Self:
        """The stories a member of staff may know of. Every staff door starts here."""
        if user.has_perm("articles.see_desk"):
            return self
        if not user.has_perm("articles.view_story"):
            return self.none()
        if user.has_perm("articles.see_agency_desk"):
            return self.filter(agency__in=Agency.objects.of_desk(user))
        # Each by its own index. Joined by OR, PostgreSQL walks the archive; and it guesses how much
        # an author wrote only when it is told which one.
        author = Author.objects.filter(user=user).values_list("pk", flat=True).first()
        named = Byline.objects.order_by().filter(author=author).values("story")
        mine = Story.objects.order_by()
        held, begun = mine.filter(holder=user).values("pk"), mine.filter(created_by=user)
        return self.filter(pk__in=named.union(held, begun.values("pk")))

    def with_public_state(self, at: datetime | None = None) -> Self:
        """Adds `public`, a value of Public: a label for the desk; readers are not shown by it."""
        at = at or timezone.now()
        editions = Edition.objects.filter(story=OuterRef("pk"))
        return self.annotate(
            public=Case(
                When(
                    Exists(editions.future(at)),
                    Value(Public.SCHEDULED),
                ),
                When(Exists(editions.current(at)), Value(Public.LIVE)),
                When(Exists(editions.started(at)), Value(Public.WITHDRAWN)),
                default=Value(Public.NEVER),
                output_field=models.CharField(),
            )
        )


class Story(Text):  # type: ignore[django-manager-missing] # of StoryTag: no types
    """Text is written by `editing`, the desk's state by `workflow`, nothing by anybody else."""

    desk = models.CharField(
        _("state"),
        max_length=10,
        choices=Desk,
        default=Desk.DRAFT,
        editable=False,
        help_text=_("Where it stands on the desk."),
    )
    version = models.PositiveIntegerField(
        _("revision"), default=0, editable=False, help_text=_("Number of the newest revision.")
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="held_stories",
        verbose_name=_("held by"),
        help_text=_("Who has it now."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        editable=False,
        help_text=_("What the last move said, such as why it was returned."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Before this hour no edition may start."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="begun_stories",
        verbose_name=_("begun by"),
        help_text=_("Who began it."),
    )
    created_at = models.DateTimeField(
        _("begun at"), default=timezone.now, editable=False, help_text=_("When it was begun.")
    )
    changed_at = models.DateTimeField(
        _("changed at"),
        default=timezone.now,
        editable=False,
        help_text=_("The last save or move."),
    )

    objects = StoryQuerySet.as_manager()
    public: str  # annotated by with_public_state

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering: ClassVar = ["-changed_at", "-pk"]
        permissions: ClassVar = [
            ("submit_story", "Can submit a story"),
            ("return_story", "Can return a story"),
            ("approve_story", "Can approve a story"),
            ("confirm_story", "Can confirm a story in whose byline they stand"),
            ("publish_story", "Can publish a story"),
            ("hand_story", "Can hand a story to somebody"),
            ("embargo_story", "Can set an embargo"),
            ("lift_embargo", "Can lift an embargo"),
            ("correct_story", "Can correct a published story"),
            ("cancel_story", "Can cancel a story that was never published"),
            ("emergency_story", "Can publish alone in an emergency"),
            ("withdraw_story", "Can withdraw a published story"),
            ("withdraw_unauthorised", "Can withdraw what was published without authority"),
            ("republish_story", "Can publish a withdrawn story again"),
            ("see_desk", "Sees all unpublished stories"),
            ("see_agency_desk", "Sees unpublished stories of their own agency"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-changed_at", "-id"], name="story_changed"),
            models.Index(fields=["desk", "-changed_at", "-id"], name="story_desk"),
            models.Index(fields=["agency", "-changed_at", "-id"], name="story_agency"),
            models.Index(fields=["section", "-changed_at", "-id"], name="story_section"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(desk__in=Desk.values), name="story_desk_known"),
        ]

    def __str__(self) -> str:
        return self.headline

    def embargo_at(self, at: datetime) -> datetime | None:
        """Until when no new text may reach readers, if an embargo stands at a moment."""
        until = self.embargo_until
        return until if until is not None and at < until else None

    @cached_property
    def content(self) -> Content:
        """The working copy as one value. A query each for agencies, topics and byline."""
        return Content(
            headline=self.headline,
            short_headline=self.short_headline,
            slug=self.slug,
            section=self.section_id,
            agency=self.agency_id,
            agencies=tuple(sorted(agency.pk for agency in self.agencies.all())),
            summary=self.summary,
            dateline=self.dateline,
            body=self.body,
            event_date=self.event_date,
            source=self.source,
            tags=tuple(sorted(row.tag_id for row in StoryTag.objects.filter(content_object=self))),
            photo=self.photo_id,
            photo_alt=self.photo_alt,
            photo_caption=self.photo_caption,
            photo_credit=self.photo_credit,
            credit=self.credit,
            unverified=self.unverified,
            language=self.language,
            translates=self.translates_id,
            bylines=tuple(Credited(row.author_id, row.role) for row in self.bylines.all()),
        )

    @property
    def standing(self) -> list[tuple[str, str]]:
        """Both facts as (shape, word): what the public has, then the desk's, if they differ."""
        desk, public = Desk(self.desk), Public(self.public)
        if public is Public.NEVER or (public is Public.WITHDRAWN and desk is not Desk.RELEASED):
            first = [] if public is Public.NEVER else [(public.value, str(public.label))]
            return [*first, (desk.value, str(desk.label))]
        shown = [(public.value, str(public.label))]
        if desk is Desk.RELEASED:
            return shown
        word = {
            Desk.DRAFT: gettext("has unpublished changes"),
            Desk.SUBMITTED: gettext("change submitted"),
            Desk.RETURNED: gettext("change returned"),
            Desk.APPROVED: gettext("change approved"),
        }.get(desk, str(desk.label))
        return [*shown, (desk.value, word)]
