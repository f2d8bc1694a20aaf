"""Edisi: what readers get, from an hour until an hour. Sealed and frozen."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import seal
from articles.models.frozen import Frozen
from articles.models.overlap import OnlyOnPostgreSQL
from articles.models.photo import Photo
from articles.models.sealed import SealedIterable
from articles.models.section import Section


class EditionKind(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    CORRECTION = "correction", _("correction")
    COSMETIC = "cosmetic", _("cosmetic")
    EMERGENCY = "emergency", _("emergency")
    RETURNED = "returned", _("returned after withdrawal")
    IMPORT = "import", _("import")
    CLERICAL = "clerical", _("clerical")  # the same text: its address or its place in lists


class EditionQuerySet(models.QuerySet["Edition"]):
    left_out = 0  # false rows that `live` met when it was read

    def started(self, at: datetime | None = None) -> Self:
        """Those that readers have or had: their hour came, and none took them back before."""
        begun = self.filter(live_from__lte=at or timezone.now())
        return begun.exclude(live_until=F("live_from"))

    def current(self, at: datetime | None = None) -> Self:
        """Rows whose hour it is, unverified.

        A later edition that has started replaces an earlier one, whatever the earlier one's
        `live_until` says."""
        at = at or timezone.now()
        later = Edition.objects.filter(story=OuterRef("story"), number__gt=OuterRef("number"))
        ends = Q(live_until=None) | Q(live_until__gt=at)
        return self.filter(ends, ~Exists(later.started(at)), live_from__lte=at)

    def live(self, at: datetime | None = None) -> Self:
        """What a reader may see at a moment, seals verified. Every reader's door starts here.

        Only iterating verifies: `count`, `exists` and `values` must not decide what is shown."""
        rows = self.current(at)
        rows._iterable_class = SealedIterable
        return rows

    def future(self, at: datetime | None = None) -> Self:
        """Scheduled ones, unverified: not a reader's business."""
        return self.filter(live_from__gt=at or timezone.now(), live_until=None)

    def for_listing(self) -> Self:
        """Rows of a list, newest first. A relation we forgot to join raises instead of querying."""
        return (
            self.filter(listed=True)
            .select_related("section", "photo")
            .prefetch_related("photo__renditions")
            .defer("body")
            .order_by("-published_at", "-story_id")
            .fetch_mode(models.FETCH_RAISE)
        )


class Edition(Frozen):
    """Made by `publishing` from an approved revision. Only `live_until` and shelving change."""

    story = models.ForeignKey(
        "articles.Story",
        models.PROTECT,
        related_name="editions",
        verbose_name=_("story"),
        help_text=_("The story it is an edition of."),
    )
    number = models.PositiveIntegerField(_("number"), help_text=_("Counts from 1 in each story."))
    revision = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        related_name="editions",
        verbose_name=_("revision"),
        help_text=_("The approved text it was made from."),
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=EditionKind, help_text=_("Why it was made.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
        help_text=_("Who published it."),
    )
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why, where a reason is due."))
    language = models.CharField(_("language"), max_length=2, help_text=_("Of its text."))
    slug = models.SlugField(_("address"), max_length=80, help_text=_("Last part of its address."))
    headline = models.CharField(_("headline"), max_length=200, help_text=_("As published."))
    short_headline = models.CharField(
        _("short headline"), max_length=65, blank=True, help_text=_("As published.")
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("As published."))
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        related_name="editions",
        verbose_name=_("section"),
        help_text=_("Where it is shelved now; a merge of sections moves it."),
    )
    photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        related_name="editions",
        verbose_name=_("lead photo"),
        help_text=_("Whose renditions are shown."),
    )
    body = models.TextField(_("text"), help_text=_("Clean HTML, as published."))
    body_sha256 = models.CharField(
        _("fingerprint of the text"), max_length=64, help_text=_("SHA-256 of the HTML.")
    )
    printed = models.JSONField(
        _("printed"),
        help_text=_("What is shown from other tables, as it read that day: articles.printed."),
    )
    listed = models.BooleanField(_("listed"), default=True, help_text=_("Stands in lists."))
    unverified = models.BooleanField(
        _("needs verification"), default=False, help_text=_("Published with that warning.")
    )
    published_at = models.DateTimeField(
        _("published at"), help_text=_("First publication of the story.")
    )
    live_from = models.DateTimeField(_("live from"), help_text=_("Readers get it from this hour."))
    live_until = models.DateTimeField(
        _("live until"),
        null=True,
        blank=True,
        help_text=_("Until this hour; empty: no end is known."),
    )
    before = models.CharField(
        _("edition before"),
        max_length=80,
        blank=True,
        help_text=_("Seal of the story's edition before this one."),
    )
    seal = models.CharField(
        _("seal"), max_length=80, help_text=_("HMAC over what articles.seal.SEALED names.")
    )

    objects = EditionQuerySet.as_manager()
    has_replies: bool  # annotated by addresses.resolve

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        default_permissions = ()
        ordering: ClassVar = ["story_id", "-number"]
        indexes: ClassVar = [
            models.Index(fields=["language", "-published_at", "-story"], name="edition_newest"),
            models.Index(
                fields=["language", "section", "-published_at", "-story"], name="edition_section"
            ),
            models.Index(
                fields=["live_from"], condition=Q(kind="emergency"), name="edition_emergency"
            ),
            # For the desk. Partial, and none begins with `live_until`: SQLite would read the whole
            # archive by it where it should read a list by the indexes above.
            models.Index(fields=["live_from"], condition=Q(live_until=None), name="edition_open"),
            models.Index(
                fields=["story", "number"],
                condition=Q(live_until__gt=F("live_from")),
                name="edition_ended",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(live_until=None), name="edition_one_open"
            ),
            models.UniqueConstraint(
                fields=["published_at", "headline"],
                condition=Q(kind="import"),
                name="edition_import_once",
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_start",
            ),
            OnlyOnPostgreSQL(
                name="edition_no_overlap",
                expressions=[
                    (models.Func("story", "story", models.Value("[]"), function="int8range"), "&&"),
                    (models.Func("live_from", "live_until", function="tstzrange"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("public:story", args=[self.slug])

    @property
    def is_genuine(self) -> bool:
        """Whether the row is as it was sealed. Reads no body."""
        return seal.edition_fits(self)

    @property
    def is_whole(self) -> bool:
        """Whether the row and its body are as they were sealed."""
        return self.is_genuine and seal.body_hash(self.body) == self.body_sha256

    @property
    def is_cancelled(self) -> bool:
        """A schedule that was taken back: it ended at its own start and nobody ever got it."""
        return self.live_until == self.live_from

    @property
    def updated_at(self) -> datetime | None:
        """The last change that readers are told of; None while it reads as first published."""
        told = self.printed.get("updated_at")
        return datetime.fromisoformat(told) if told else None

    @property
    def names(self) -> dict[str, set[int]]:
        """Ids of the shelves that the sealed `printed` puts it on, by kind of shelf."""
        printed = self.printed
        return {
            "section": {printed["section"]["id"]},
            "tag": {row["id"] for row in printed["tags"]},
            "agency": {row["id"] for row in printed["agencies"]},
            "author": {row["id"] for row in printed["bylines"]},
        }
