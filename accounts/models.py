"""A person who signs in, and the audit trail."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts import keyring
from accounts.roles import Role


class User(AbstractUser):
    """Somebody of the staff. One field for the name: people with a single name are normal here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As it is written in full; one name is enough.")
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_("Serves to sign in and to receive notices; may stay empty."),
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("username"), name="user_username_any_case"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="user_email_any_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """One or two capitals for the account button."""
        parts = (self.name or self.username).split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()

    @property
    def roles(self) -> list[Role]:
        """The roles held, the mightiest first. One query; the rows are remembered by the caller."""
        names = {group.name for group in self.groups.all()}
        return [role for role in reversed(Role) if role.value in names]


class AuditEntry(models.Model):
    """What somebody did, chained to the entry before it. Written by `audit.record` alone."""

    number = models.BigIntegerField(
        _("number"), primary_key=True, help_text=_("Counts from 1, without gaps.")
    )
    at = models.DateTimeField(_("at"), help_text=_("When it was done."))
    by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the system itself."),
    )
    action = models.CharField(
        _("action"), max_length=40, help_text=_("The verb, such as story.publish.")
    )
    subject = models.CharField(
        _("subject"),
        max_length=80,
        db_index=True,
        help_text=_("What it was done to, such as story:12."),
    )
    detail = models.JSONField(_("detail"), default=dict, help_text=_("What else is worth keeping."))
    before = models.CharField(
        _("entry before"), max_length=80, help_text=_("The seal of the entry before.")
    )
    seal = models.CharField(
        _("seal"), max_length=80, help_text=_("HMAC over this entry and the one before.")
    )

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering: ClassVar = ["-number"]
        default_permissions = ("view",)
        indexes: ClassVar = [models.Index(fields=["action", "-number"], name="audit_action")]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"

    def sealed_values(self) -> dict[str, object]:
        return {
            "number": self.number,
            "at": self.at,
            "by": self.by_id,
            "action": self.action,
            "subject": self.subject,
            "detail": self.detail,
            "before": self.before,
        }

    @property
    def is_genuine(self) -> bool:
        return keyring.fits("audit", self.sealed_values(), self.seal)


class AuditHead(models.Model):
    """The newest entry's number and seal; its single row is the lock that makes one chain."""

    number = models.BigIntegerField(
        _("number"), default=0, help_text=_("Number of the newest entry.")
    )
    seal = models.CharField(
        _("seal"), max_length=80, blank=True, help_text=_("Seal of the newest entry.")
    )

    class Meta:
        verbose_name = _("end of the audit trail")
        verbose_name_plural = _("end of the audit trail")
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_one_row")
        ]

    def __str__(self) -> str:
        return str(self.number)


class CacheEntry(models.Model):
    """A value that expires, shared by all processes: `accounts.cache`."""

    key = models.CharField(
        _("key"), max_length=255, primary_key=True, help_text=_("With its version.")
    )
    value = models.TextField(_("value"), help_text=_("JSON."))
    expires = models.DateTimeField(
        _("expires"), db_index=True, help_text=_("After this it counts as gone.")
    )

    class Meta:
        verbose_name = _("cache entry")
        verbose_name_plural = _("cache entries")
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
