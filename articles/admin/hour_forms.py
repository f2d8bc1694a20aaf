"""The moves that need an hour, typed in the site's zone."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import local, publishing, workflow
from articles.admin.move_forms import MoveForm, words
from articles.admin.widgets import native_date, native_hour
from articles.admin.wordless import Done
from articles.language import dates
from articles.models import Public


class HourForm(MoveForm):
    """A day and an hour in the site's zone."""

    day = forms.DateField(
        label=gettext_lazy("Date"),
        widget=native_date(),
        error_messages={
            "required": gettext_lazy("Give the date."),
            "invalid": gettext_lazy("This is no date. Write it as 23/11/2026."),
        },
    )
    hour = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=native_hour(),
        error_messages={
            "required": gettext_lazy("Give the time."),
            "invalid": gettext_lazy("This is no time. Write it as 14:30."),
        },
    )

    def first(self) -> dict[str, Any]:
        at = self.proposed()
        if at is None:
            return {"day": timezone.localdate(timezone=local.zone())}
        there = at.astimezone(local.zone())
        return {"day": there.date(), "hour": there.time()}

    def proposed(self) -> datetime | None:
        """The moment that stands in the fields at first: the end of an embargo that holds."""
        return self.story.embargo_at(timezone.now())

    @property
    def at(self) -> datetime:
        return datetime.combine(*self._typed, tzinfo=local.zone())

    @property
    def in_words(self) -> str:
        """What stands in the fields, `Senin, 23 November 2026 10:00 WIB`; at first the day."""
        day, hour = self._typed
        if day is None or hour is None:
            return dates.long_date(day, language=local.language()) if day else ""
        return local.moment(self.at)

    @property
    def _typed(self) -> tuple[Any, Any]:
        if self.is_bound and self.errors is not None:  # asking for the errors cleans the fields
            return self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        return self.initial.get("day"), self.initial.get("hour")

    @property
    def zone(self) -> str:
        return dates.zone_name(local.zone())


class ScheduleForm(HourForm):
    compares = True
    reason = words(
        gettext_lazy("Reason of the change"),
        gettext_lazy("Readers have the story and are told of no change; the reason is kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if workflow.public_of(self.story) is not Public.LIVE:
            del self.fields["reason"]

    def make(self, seen: int) -> Done:
        reason = self.cleaned_data.get("reason", "")
        publishing.schedule(self.story, at=self.at, reason=reason, by=self.by, seen=seen)
        return Done(_("Scheduled for %(at)s.") % {"at": local.moment(self.at)})


class RescheduleForm(HourForm):
    def proposed(self) -> datetime | None:
        scheduled = self.story.editions.future().first()
        return scheduled.live_from if scheduled else None

    def make(self, seen: int) -> Done:
        publishing.reschedule(self.story, at=self.at, by=self.by, seen=seen)
        return Done(_("Scheduled for %(at)s.") % {"at": local.moment(self.at)})


class EmbargoForm(HourForm):
    def make(self, seen: int) -> Done:
        workflow.embargo(self.story, until=self.at, by=self.by, seen=seen)
        return Done(_("Under embargo until %(at)s.") % {"at": local.moment(self.at)})
