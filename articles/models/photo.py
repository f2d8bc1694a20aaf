"""Foto: a private original, and the renditions that readers get."""

import logging
from typing import Any, ClassVar, Self

from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import keyring
from accounts.models import User
from articles.models.agency import Agency
from articles.models.author import Author

alarm = logging.getLogger("newsroom.seal")


def originals() -> Storage:
    return storages["originals"]


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, user: User) -> Self:
        """The photos a member of staff may use; of one agency's desk only, those of that agency."""
        if not user.has_perm("articles.view_photo"):
            return self.none()
        if user.has_perm("articles.see_desk") or not user.has_perm("articles.see_agency_desk"):
            return self
        return self.filter(agency__in=Agency.objects.of_desk(user))


class Photo(models.Model):
    """The file never changes: a replacement is a new photo. A story starts from its words."""

    original = models.FileField(
        _("original"),
        storage=originals,
        upload_to="%Y/%m",
        editable=False,
        help_text=_("The file as it came in. Readers never get it."),
    )
    sha256 = models.CharField(
        _("fingerprint"),
        max_length=64,
        db_index=True,
        editable=False,
        help_text=_("SHA-256 of the original."),
    )
    width = models.PositiveIntegerField(_("width"), editable=False, help_text=_("In pixels."))
    height = models.PositiveIntegerField(_("height"), editable=False, help_text=_("In pixels."))
    tone = models.CharField(
        _("tone"),
        max_length=7,
        editable=False,
        help_text=_("Its mean colour, shown while the photo loads: #rrggbb."),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_(
            "What is to be seen, for those who cannot see it. Required before publication."
        ),
    )
    caption = models.CharField(
        _("caption"), max_length=500, blank=True, help_text=_("Who does what, where and when.")
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("As printed: Foto: Name/JNR. Required before publication."),
    )
    photographer = models.ForeignKey(
        Author,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("photographer"),
        help_text=_("If it is one of ours."),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        editable=False,
        verbose_name=_("agency"),
        help_text=_("The agency of the person who brought it in."),
    )
    taken_at = models.DateTimeField(
        _("taken at"), null=True, blank=True, help_text=_("When it was taken.")
    )
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Where it was taken.")
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focus, from the left"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("What must stay visible when the photo is cut, in per cent."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focus, from the top"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("What must stay visible when the photo is cut, in per cent."),
    )
    rights = models.CharField(
        _("rights"), max_length=200, blank=True, help_text=_("Who owns it and what was agreed.")
    )
    withheld = models.BooleanField(
        _("withheld"), default=False, help_text=_("Takes the photo off every page at once.")
    )
    added_at = models.DateTimeField(
        _("added at"), auto_now_add=True, help_text=_("When it came in.")
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering: ClassVar = ["-added_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-added_at", "-id"], name="photo_newest"),
            models.Index(fields=["agency", "-added_at", "-id"], name="photo_agency"),
            models.Index(
                fields=["-added_at", "-id"],
                condition=models.Q(withheld=True),
                name="photo_withheld",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100), name="photo_focus_inside"
            )
        ]

    def __str__(self) -> str:
        return self.alt or self.caption or f"#{self.pk}"

    @property
    def rendition(self) -> "Rendition | None":
        """What a page shows: sealed for this photo. None while the photo is withheld."""
        if self.withheld:
            return None
        for row in self.renditions.all():
            if row.is_of(self):
                return row
            alarm.error("rendition %s of photo %s is false and not shown", row.pk, self.pk)
        return None


class Rendition(models.Model):
    """A re-encoded copy without metadata, under a name that nobody guesses."""

    photo = models.ForeignKey(
        Photo,
        models.CASCADE,
        related_name="renditions",
        verbose_name=_("photo"),
        help_text=_("The photo of which this is a copy."),
    )
    file = models.FileField(_("file"), upload_to="foto/", help_text=_("Below MEDIA_ROOT."))
    width = models.PositiveIntegerField(_("width"), help_text=_("In pixels."))
    height = models.PositiveIntegerField(_("height"), help_text=_("In pixels."))
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField(_("fingerprint"), max_length=64, help_text=_("SHA-256 of this file."))
    seal = models.CharField(
        _("seal"),
        max_length=80,
        help_text=_(
            "HMAC over the original's fingerprint, width, height, file name and fingerprint."
        ),
    )

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering: ClassVar = ["-width"]
        default_permissions: ClassVar[Any] = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["photo", "width"], name="rendition_once")
        ]

    def __str__(self) -> str:
        return f"{self.width}×{self.height}"

    @property
    def url(self) -> str:
        return str(self.file.url)

    def sealed_values(self, photo: Photo) -> dict[str, object]:
        return {
            "photo": photo.sha256,
            "width": self.width,
            "height": self.height,
            "file": self.file.name,
            "sha256": self.sha256,
        }

    def is_of(self, photo: Photo) -> bool:
        """Whether it is as it was made, and of this photo. Reads no file."""
        return keyring.fits("rendition", self.sealed_values(photo), self.seal)
