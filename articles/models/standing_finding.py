"""What the nightly check finds in texts that readers have."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


class Severity(models.TextChoices):
    BLOCKS = "blocks", _("Required")
    WARNS = "warns", _("Check")


class StandingFinding(models.Model):
    """Replaced every night by `preflight.recheck`; the board shows it."""

    edition = models.ForeignKey(
        Edition,
        models.CASCADE,
        related_name="standing_findings",
        verbose_name=_("edition"),
        help_text=_("The edition that readers have."),
    )
    rule = models.CharField(_("rule"), max_length=30, help_text=_("The rule that found it."))
    severity = models.CharField(
        _("severity"), max_length=6, choices=Severity, help_text=_("How grave it is.")
    )
    text = models.TextField(_("text"), help_text=_("What was found, as a sentence."))
    found = models.TextField(_("found"), blank=True, help_text=_("The words that were found."))
    at = models.DateTimeField(_("at"), help_text=_("When the check looked."))

    class Meta:
        verbose_name = _("finding in a published story")
        verbose_name_plural = _("findings in published stories")
        ordering: ClassVar = ["severity", "-edition_id", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
