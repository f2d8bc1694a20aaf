"""In place of a withdrawn story: who decided, when and why. 410, never a bare 404."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.models import Edition, Ground, Withdrawal
from articles.public import notices
from articles.public.page import show

alarm = logging.getLogger("newsroom.seal")


@dataclass(frozen=True)
class Told:
    """What readers may know of a withdrawal, and what they have of the story now."""

    withdrawal: Withdrawal
    now: Edition | None = None

    @cached_property
    def edition(self) -> Edition | None:
        """The one that was withdrawn; None when it is not as it was sealed."""
        edition = self.withdrawal.edition
        if edition.is_genuine:
            return edition
        alarm.error("withdrawn edition %s of story %s is false", edition.pk, edition.story_id)
        return None

    @property
    def headline(self) -> str:
        """Empty where it does harm itself."""
        return "" if self.withdrawal.neutral or not self.edition else self.edition.headline

    @property
    def decided_by(self) -> str:
        """The office, not the person. Without authority is the one ground that others have too."""
        if self.withdrawal.ground == Ground.UNAUTHORISED:
            return _("The editorial office")
        return _("Editor-in-chief")

    @property
    def returned_at(self) -> datetime | None:
        """When readers got it back, if they have it."""
        came = notices.returns(self.now) if self.now else ()
        return min((at for at in came if at > self.withdrawal.at), default=None)


def withdrawn(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    context = {"told": Told(withdrawal)}
    return show(request, "public/withdrawn.html", context, status=HTTPStatus.GONE)
