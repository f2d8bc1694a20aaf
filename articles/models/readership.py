"""How many read. No row tells who: a visitor is a hash by a salt that dies with the day."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story


class Reason(models.TextChoices):
    """Why a hit counts or not."""

    COUNTED = "counted", _("counted")
    BOT = "bot", _("bot")
    PREFETCH = "prefetch", _("fetched ahead")
    STAFF = "staff", _("member of staff")
    FOREIGN = "foreign", _("sent by another site")
    FLOOD = "flood", _("flood")


class DaySalt(models.Model):
    """The secret of a day. Without it the day's visitors cannot be told from one another again."""

    day = models.DateField(_("day"), primary_key=True, help_text=_("In the site's zone."))
    salt = models.CharField(_("salt"), max_length=64, help_text=_("Random, 64 hex digits."))

    class Meta:
        verbose_name = _("salt of a day")
        verbose_name_plural = _("salts of days")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)


class Hit(models.Model):
    """One visitor, story and day; repeats only raise `requests`. Gone with the end of the day."""

    story = models.ForeignKey(
        Story,
        models.CASCADE,
        verbose_name=_("story"),
        help_text=_("What was read."),
    )
    day = models.DateField(_("day"), help_text=_("Of recording, in the site's zone."))
    visitor = models.CharField(
        _("visitor"),
        max_length=32,
        help_text=_("HMAC of address, browser and story by the day's salt."),
    )
    reason = models.CharField(
        _("reason"), max_length=8, choices=Reason, help_text=_("Why it counts or not.")
    )
    hour = models.DateTimeField(_("hour"), help_text=_("The hour, in UTC."))
    requests = models.PositiveIntegerField(
        _("requests"), default=1, help_text=_("How often the same visitor came.")
    )
    rolled = models.BooleanField(
        _("rolled up"), default=False, help_text=_("Already in the hourly numbers.")
    )

    class Meta:
        verbose_name = _("hit")
        verbose_name_plural = _("hits")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["story", "day", "visitor", "reason"], name="hit_once_a_day"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["story"],
                condition=models.Q(rolled=False, reason="counted"),
                name="hit_to_roll_up",
            ),
            models.Index(fields=["day"], name="hit_day"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.day} {self.reason}"


class HourlyViews(models.Model):
    """Counted hits of an hour. Days are sums of hours in the site's zone."""

    story = models.ForeignKey(
        Story, models.CASCADE, verbose_name=_("story"), help_text=_("What was read.")
    )
    hour = models.DateTimeField(_("hour"), help_text=_("In UTC."))
    views = models.PositiveIntegerField(_("views"), help_text=_("Visitors, each once a day."))

    class Meta:
        verbose_name = _("views of an hour")
        verbose_name_plural = _("views by the hour")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "hour"], name="hourly_views_once")
        ]
        indexes: ClassVar = [models.Index(fields=["hour"], name="hourly_views_hour")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.hour}: {self.views}"


class StoryViews(models.Model):
    """A story's number so far: where it started, and the sum of its hours. Never typed by hand."""

    story = models.OneToOneField(
        Story,
        models.CASCADE,
        primary_key=True,
        related_name="readership",
        verbose_name=_("story"),
        help_text=_("What was read."),
    )
    starting = models.PositiveIntegerField(
        _("starting count"), default=0, help_text=_("Brought along from an older site.")
    )
    starting_source = models.CharField(
        _("source of the starting count"),
        max_length=200,
        blank=True,
        help_text=_("Where that number stood and when it was read."),
    )
    rolled = models.PositiveIntegerField(
        _("rolled up"), default=0, help_text=_("Sum of its hourly views.")
    )

    class Meta:
        verbose_name = _("views of a story")
        verbose_name_plural = _("views of stories")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.starting + self.rolled}"


class MostRead(models.Model):
    """The most read of seven days, in order. Made anew by every roll-up, so that no page sums."""

    rank = models.PositiveSmallIntegerField(
        _("rank"), primary_key=True, help_text=_("1 is the most read.")
    )
    story = models.OneToOneField(
        Story, models.CASCADE, verbose_name=_("story"), help_text=_("What was read.")
    )
    views = models.PositiveIntegerField(_("views"), help_text=_("In seven days."))

    class Meta:
        verbose_name = _("most read")
        verbose_name_plural = _("most read")
        ordering: ClassVar = ["rank"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.rank}. {self.story_id}"
