"""Topik: what a story is about, in the desk's own words."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles import markup


class Tag(TagBase):  # type: ignore[misc] # ships no types
    """One topic however it is typed: `#Dinsos Jatim` and `dinsosjatim` share a key."""

    shelf: ClassVar[str] = "tag"

    name = models.CharField(
        _("name"), max_length=100, help_text=_("The label, as it was typed first.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of its page's address. Fixed once used."),
    )
    key = models.CharField(
        _("key"),
        max_length=100,
        unique=True,
        editable=False,
        help_text=_("The name without case, spaces and #: what makes two spellings one topic."),
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("Where its stories went when it was merged; its page leads there."),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar = ["name"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = markup.tag_key(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = markup.slug(tag) or "topik"  # a topic in another script: its address stays plain
        return slug if i is None else f"{slug}-{i}"

    def get_absolute_url(self) -> str:
        return reverse("public:tag", args=[self.slug])


class StoryTag(ItemBase):  # type: ignore[misc] # ships no types
    """A topic of the working copy."""

    content_object = models.ForeignKey(
        "articles.Story",
        models.CASCADE,
        verbose_name=_("story"),
        help_text=_("The story it is a topic of."),
    )
    tag = models.ForeignKey(
        Tag,
        models.PROTECT,
        related_name="story_tags",
        verbose_name=_("topic"),
        help_text=_("What the story is about."),
    )

    class Meta:
        verbose_name = _("topic of a story")
        verbose_name_plural = _("topics of stories")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="story_tag_once")
        ]
