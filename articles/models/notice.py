"""What readers are told when a published story was wrong: corrections and withdrawals."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import keyring
from articles.models.edition import Edition
from articles.models.frozen import Frozen
from articles.models.story import Story


class CorrectionKind(models.TextChoices):
    """Pedoman Pemberitaan Media Siber, 2012, points 2 and 4."""

    ERRATUM = "erratum", _("Erratum")
    CORRECTION = "correction", _("Correction")
    UPDATE = "update", _("Update")
    VERIFICATION = "verification", _("Result of verification")


class Ground(models.TextChoices):
    """On which a published story may be withdrawn: the same guidelines, point 5a."""

    SARA = "sara", _("ethnicity, religion, race or group")
    DECENCY = "decency", _("decency")
    CHILD = "child", _("a child's future")
    TRAUMA = "trauma", _("a victim's trauma")
    PRESS_COUNCIL = "press_council", _("a decision of the Press Council")
    UNAUTHORISED = "unauthorised", _("published without authority")


class Notice(Frozen):
    """Dated, sealed and tied to the edition that it is about."""

    story = models.ForeignKey(
        Story,
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("story"),
        help_text=_("The story it is about."),
    )
    edition = models.OneToOneField(
        Edition,
        models.PROTECT,
        related_name="%(class)s",
        verbose_name=_("edition"),
        help_text=_("The edition it came with, or that it ended."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Who decided it."),
    )
    at = models.DateTimeField(_("at"), help_text=_("When it was posted."))
    seal = models.CharField(
        _("seal"), max_length=80, help_text=_("HMAC over everything the notice says.")
    )

    purpose: ClassVar[str]
    sealed: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.at:%Y-%m-%d}"

    def sealed_values(self) -> dict[str, object]:
        names = ("story_id", "edition_id", "by_id", "at", *self.sealed)
        return {name: getattr(self, name) for name in names}

    def sign(self) -> None:
        """Give an unsaved notice its seal."""
        self.seal = keyring.sign(self.purpose, self.sealed_values())

    @property
    def is_genuine(self) -> bool:
        return keyring.fits(self.purpose, self.sealed_values(), self.seal)


class Correction(Notice):
    """Ralat, koreksi, pemutakhiran, hasil verifikasi: at the story's own address, with its time."""

    kind = models.CharField(
        _("kind"), max_length=12, choices=CorrectionKind, help_text=_("Which of the four.")
    )
    was = models.TextField(_("was"), blank=True, help_text=_("What stood there: “Semula: …”."))
    now = models.TextField(_("now"), blank=True, help_text=_("What stands there: “Menjadi: …”."))
    note = models.TextField(
        _("explanation"), blank=True, help_text=_("What readers should know besides.")
    )
    substantial = models.BooleanField(
        _("substantial"), default=False, help_text=_("The error touched the substance.")
    )
    apology = models.TextField(
        _("apology"), blank=True, help_text=_("Due when the error touched the substance.")
    )

    purpose = "correction"
    sealed = ("kind", "was", "now", "note", "substantial", "apology")

    class Meta(Notice.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="correction_newest")]


class Withdrawal(Notice):
    """Pencabutan: the page answers 410 with the reason; the story is nowhere else."""

    ground = models.CharField(
        _("ground"), max_length=13, choices=Ground, help_text=_("One of those that are allowed.")
    )
    reason = models.TextField(_("public reason"), help_text=_("What readers find in its place."))
    neutral = models.BooleanField(
        _("without its headline"),
        default=False,
        help_text=_("The headline itself does harm and is not repeated."),
    )

    purpose = "withdrawal"
    sealed = ("ground", "reason", "neutral")

    class Meta(Notice.Meta):
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="withdrawal_newest")]
