"""Who stands in a byline, and the letters by which the desk credits them."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.agency import Agency
from articles.models.shelf import Shelf


class Author(Shelf):
    shelf = "author"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("The account of this person, if they have one."),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="authors",
        verbose_name=_("agency"),
        help_text=_("Where this person works now; decides which desk a contributor sees."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering: ClassVar = ["name"]


class CreditCodeQuerySet(models.QuerySet["CreditCode"]):
    def on(self, day: date) -> Self:
        """The codes that meant somebody on a day."""
        begun = models.Q(since=None) | models.Q(since__lte=day)
        return self.filter(begun, models.Q(until=None) | models.Q(until__gte=day))


class CreditCode(models.Model):
    """The letters in `(her/s)` and whom they meant from when until when."""

    author = models.ForeignKey(
        Author,
        models.CASCADE,
        related_name="codes",
        verbose_name=_("author"),
        help_text=_("Whom the letters mean."),
    )
    code = models.CharField(
        _("credit code"),
        max_length=5,
        validators=[
            RegexValidator(r"^([a-z]{1,5}|\*)$", _("One to five lower-case letters, or *."))
        ],
        help_text=_("One to five lower-case letters, or *."),
    )
    since = models.DateField(
        _("since"), null=True, blank=True, help_text=_("First day; empty: from the beginning.")
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day; empty: still in use.")
    )

    objects = CreditCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit code")
        verbose_name_plural = _("credit codes")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(until=None),
                name="credit_code_one_open",
                violation_error_message=_("Somebody else uses this credit code now."),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="credit_code_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return self.code
