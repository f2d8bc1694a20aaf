"""Saving text: the only writer of a working copy. A save that changes something is a revision."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.models import User
from articles import markup, workflow
from articles.content import Content
from articles.models import Agency, Byline, Revision, RevisionKind, Story, StoryTag
from articles.workflow import Move, Refused

SIMPLE = (
    "headline short_headline slug summary dateline body event_date source photo_alt photo_caption "
    "photo_credit credit unverified language"
).split()
RELATED = {"section": "section_id", "agency": "agency_id", "photo": "photo_id"}
ONE_LINE = (
    "headline short_headline dateline source photo_alt photo_caption photo_credit credit".split()
)
LONGEST = 200_000  # characters of HTML; thirty times a long story
MOST_TAGS = 6_000  # a story has some hundred; cleaning takes long where thousands are nested


def tidy(content: Content) -> Content:
    """As it is kept: clean HTML, one-line texts without rubbish, each shelf and person once."""
    if len(content.body) > LONGEST:
        raise Refused([_("The text has more than %(most)s characters.") % {"most": LONGEST}])
    if content.body.count("<") > MOST_TAGS:
        raise Refused([_("The text has more tags than any story. Paste it as plain text.")])
    texts: dict[str, Any] = {name: markup.one_line(getattr(content, name)) for name in ONE_LINE}
    return replace(
        content,
        **texts,
        summary=markup.one_line(content.summary),
        slug=markup.slug(content.slug),
        body=markup.clean(content.body),
        agencies=tuple(sorted(set(content.agencies))),
        tags=tuple(sorted(set(content.tags))),
        bylines=tuple(dict.fromkeys(content.bylines)),
    )


@transaction.atomic
def begin(content: Content, *, by: User, kind: RevisionKind = RevisionKind.SAVE) -> Story:
    """A new story with its first revision. Its home agency is the person's own unless they say."""
    if kind is not RevisionKind.IMPORT and not (by.is_active and by.has_perm("articles.add_story")):
        raise Refused([_("Your role does not include writing stories.")])
    content = tidy(_at_home(content, by))
    story = Story(created_by=by, created_at=clock.now(), holder=by)
    _write(story, content)
    _revise(story, content, by=by, kind=kind)
    if kind is not RevisionKind.IMPORT:  # whose one entry is story.import, when it is public
        audit.record("story.begin", by=by, subject=f"story:{story.pk}")
    return story


@transaction.atomic
def save(
    story: Story, content: Content, *, by: User, base: int, kind: RevisionKind = RevisionKind.SAVE
) -> Story:
    """Make the content the story's newest revision; one that changes nothing leaves all as it is.

    `base` is the revision it was written upon; where another was saved since, it is refused."""
    story = workflow.lock(story)
    content = tidy(_at_home(_with_fixed_address(story, content), by))
    if content == story.content:
        return story
    story = workflow.take(story, Move.EDIT, by=by, seen=base)
    _write(story, content)
    _revise(story, content, by=by, kind=kind)
    workflow.record(story, Move.EDIT, by=by)
    return story


def _with_fixed_address(story: Story, content: Content) -> Content:
    return replace(content, slug=story.slug) if story.addresses.exists() else content


def _at_home(content: Content, by: User) -> Content:
    """Fill in the person's agency; whoever sees one agency's desk only cannot write for another."""
    author = workflow.author_of(by)
    own = author.agency_id if author else None
    if content.agency is None and own is not None:
        content = replace(content, agency=own)
    if by.has_perm("articles.see_agency_desk") and not by.has_perm("articles.see_desk"):
        if own is None:
            raise Refused([_("You belong to no agency yet. Ask an admin.")])
        if content.agency not in Agency.objects.with_units(own):
            raise Refused([_("The home agency must be yours or one of its units.")])
    return content


def _write(story: Story, content: Content) -> None:
    """Put the content into the working copy's columns and rows."""
    for name in SIMPLE:
        setattr(story, name, getattr(content, name))
    for name, column in RELATED.items():
        setattr(story, column, getattr(content, name))
    story.translates_id = content.translates
    try:
        story.clean_fields(exclude=["body", "created_by", "holder", "section", "agency", "photo"])
    except ValidationError as error:
        raise Refused(_sentences(error)) from error
    story.changed_at = clock.now()
    story.save()
    story.agencies.set(content.agencies)
    StoryTag.objects.filter(content_object=story).exclude(tag__in=content.tags).delete()
    StoryTag.objects.bulk_create(
        [StoryTag(content_object=story, tag_id=tag) for tag in content.tags], ignore_conflicts=True
    )
    story.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(story=story, author_id=row.author, role=row.role, position=position)
        for position, row in enumerate(content.bylines)
    )
    story.__dict__.pop("content", None)


def _sentences(error: ValidationError) -> list[str]:
    names = {field.name: str(field.verbose_name) for field in Story._meta.fields}
    return [
        f"{names.get(name, name).capitalize()}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _revise(story: Story, content: Content, *, by: User, kind: RevisionKind) -> Revision:
    story.version += 1
    story.save(update_fields=["version"])
    revision = Revision.of(
        story, content.as_json(), number=story.version, by=by, at=story.changed_at, kind=kind
    )
    revision.save()
    return revision
