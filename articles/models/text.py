"""Naskah: what of a story readers will get, as it stands on the desk now."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.agency import Agency
from articles.models.photo import Photo
from articles.models.section import Section
from articles.models.states import Language
from articles.models.tag import StoryTag


class Text(models.Model):
    """The columns of a story that a revision keeps, with its byline (`Story.content`)."""

    headline = models.CharField(
        _("headline"), max_length=200, help_text=_("One line; up to 110 characters read best.")
    )
    short_headline = models.CharField(
        _("short headline"),
        max_length=65,
        blank=True,
        help_text=_("For WhatsApp and narrow lists."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        blank=True,
        help_text=_("Made from the headline when empty. Fixed with the first publication."),
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("section"),
        help_text=_("The shelf of the site it stands on."),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="home_stories",
        verbose_name=_("home agency"),
        help_text=_("Whose desk it is: decides which contributors see it unpublished."),
    )
    agencies = models.ManyToManyField(
        Agency,
        blank=True,
        related_name="stories",
        verbose_name=_("agencies"),
        help_text=_("Whom it is about."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, 80 to 200 characters, without the dateline."),
    )
    dateline = models.CharField(
        _("dateline"),
        max_length=60,
        default="Jatim Newsroom",
        blank=True,
        help_text=_("Stands in bold before the first paragraph."),
    )
    body = models.TextField(_("text"), blank=True, help_text=_("What readers read."))
    event_date = models.DateField(
        _("date of the event"),
        null=True,
        blank=True,
        help_text=_("When it happened; not when it is published."),
    )
    source = models.CharField(
        _("source"),
        max_length=120,
        blank=True,
        help_text=_("If the text came from elsewhere, such as a press release."),
    )
    tags = TaggableManager(
        _("topics"),
        through=StoryTag,
        blank=True,
        help_text=_("Separated by commas; a topic may have spaces."),
    )
    photo = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("lead photo"),
        help_text=_("Stands above the text and in lists."),
    )
    photo_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What is to be seen, for those who cannot see it."),
    )
    photo_caption = models.CharField(
        _("caption"), max_length=500, blank=True, help_text=_("Who does what, where and when.")
    )
    photo_credit = models.CharField(
        _("photo credit"), max_length=120, blank=True, help_text=_("As printed: Foto: Name/JNR.")
    )
    credit = models.CharField(
        _("credit code"),
        max_length=40,
        blank=True,
        help_text=_("As printed after the text, such as (her/s): reporter, editor."),
    )
    unverified = models.BooleanField(
        _("needs verification"),
        default=False,
        help_text=_("Readers are told that the story still needs further verification."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language,
        default=Language.ID,
        help_text=_("In which it is written."),
    )
    translates = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translates"),
        help_text=_("The story of which this is a translation."),
    )

    class Meta:
        abstract = True
