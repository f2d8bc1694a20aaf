"""On which shelves an edition hangs. Unsealed: what the edition itself names decides."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


class Shelved(models.Model):
    """That an edition hangs on a shelf. Carries the order of the shelf's list; unsealed."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, verbose_name=_("edition"), help_text=_("What hangs there.")
    )
    story = models.ForeignKey(
        "articles.Story", models.CASCADE, verbose_name=_("story"), help_text=_("Its story.")
    )
    published_at = models.DateTimeField(
        _("published at"), help_text=_("As the edition's; orders the list.")
    )

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.object_name} {self.edition_id}"


def _hung_on(shelf: str) -> dict[str, Any]:
    return {
        "constraints": [
            models.UniqueConstraint(fields=["edition", shelf], name=f"edition_{shelf}_once")
        ],
        "indexes": [
            models.Index(fields=[shelf, "-published_at", "-story"], name=f"edition_{shelf}_list")
        ],
    }


class EditionTag(Shelved):
    tag = models.ForeignKey(
        "articles.Tag", models.PROTECT, verbose_name=_("topic"), help_text=_("The topic.")
    )

    class Meta(Shelved.Meta):
        verbose_name = _("topic of an edition")
        verbose_name_plural = _("topics of editions")
        constraints = _hung_on("tag")["constraints"]
        indexes = _hung_on("tag")["indexes"]


class EditionAgency(Shelved):
    agency = models.ForeignKey(
        "articles.Agency", models.PROTECT, verbose_name=_("agency"), help_text=_("The agency.")
    )

    class Meta(Shelved.Meta):
        verbose_name = _("agency of an edition")
        verbose_name_plural = _("agencies of editions")
        constraints = _hung_on("agency")["constraints"]
        indexes = _hung_on("agency")["indexes"]


class EditionAuthor(Shelved):
    author = models.ForeignKey(
        "articles.Author", models.PROTECT, verbose_name=_("author"), help_text=_("The author.")
    )

    class Meta(Shelved.Meta):
        verbose_name = _("author of an edition")
        verbose_name_plural = _("authors of editions")
        constraints = _hung_on("author")["constraints"]
        indexes = _hung_on("author")["indexes"]
