"""The two facts about a story, and the languages it can be in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Desk(models.TextChoices):
    """The desk's state of the working copy."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    RELEASED = "released", _("Released")
    CANCELLED = "cancelled", _("Cancelled")


class Public(models.TextChoices):
    """What the public has: read from the editions, stored nowhere."""

    NEVER = "never", _("Not published")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Language(models.TextChoices):
    ID = "id", _("Indonesian")
    EN = "en", _("English")
