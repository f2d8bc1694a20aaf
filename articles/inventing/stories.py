"""Invented stories into the database, many in a statement, by the same rules as written ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from articles import editions, markup, shelves, tags
from articles.content import Content, Credited
from articles.inventing.sentences import Writer
from articles.inventing.words import AGENCIES, AUTHORS, COMMON_TAG, RARE_TAGS, SECTIONS
from articles.models import (
    Address,
    Agency,
    Approval,
    Author,
    Byline,
    Desk,
    Edition,
    EditionKind,
    Revision,
    Section,
    Story,
    StoryTag,
    StoryViews,
    Tag,
)
from articles.printed import compose

BATCH = 200  # stories a transaction: well below half a second, as SQLite has one writer
YEARS = timedelta(days=3 * 365)
TENTH = 10  # every so many stories carry the common topic


@dataclass(frozen=True)
class House:
    """Who and what stories are made with; what is missing is made first."""

    writer: User
    editor: User
    sections: list[Section]
    agencies: list[Agency]
    authors: list[Author]
    common: Tag
    tags: list[Tag]


@dataclass(frozen=True)
class Draft:
    """An invented story before it has a row."""

    content: Content
    printed: dict[str, Any]
    slug: str
    at: datetime


def invent(many: int, *, seed: int) -> Iterator[int]:
    """Makes so many published stories of the last three years. Yields how many are there so far."""
    house = _house()
    drafts = _drafts(house, Random(seed))  # noqa: S311 - invented stories
    for done in range(0, many, BATCH):
        size = min(BATCH, many - done)
        _write([next(drafts) for _ in range(size)], house)
        yield done + size


@transaction.atomic
def _house() -> House:
    return House(
        writer=_person("pabrik-penulis", "Penulis Pabrik"),
        editor=_person("pabrik-redaktur", "Redaktur Pabrik"),
        sections=[_shelf(Section, name=name) for name in SECTIONS],
        agencies=[_shelf(Agency, short_name=short, name=name) for short, name in AGENCIES.items()],
        authors=[_shelf(Author, name=name) for name in AUTHORS],
        common=tags.resolve([COMMON_TAG])[0],
        tags=tags.resolve(RARE_TAGS),
    )


def _person(username: str, name: str) -> User:
    """An account that nobody signs in with."""
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User(username=username, name=name, is_active=False)
        user.set_unusable_password()
        user.save()
        audit.record("user.add", by=None, subject=f"user:{user.pk}")
    return user


def _shelf[S: (Section, Agency, Author)](model: type[S], **names: str) -> S:
    row = model._default_manager.filter(successor=None, **names).first()
    if row is None:
        row = model(**names)
        shelves.keep(row, by=None)
    return row


def _drafts(house: House, chance: Random) -> Iterator[Draft]:
    writer, now, free = Writer(chance), timezone.now(), _Addresses()
    for number in count():
        section, agency = chance.choice(house.sections), chance.choice(house.agencies)
        authors = chance.sample(house.authors, 2)
        topics = chance.sample(house.tags, 2) + [house.common] * (number % TENTH == 0)
        content = Content(
            headline=writer.headline(),
            section=section.pk,
            agency=agency.pk,
            agencies=(agency.pk,),
            summary=writer.summary(),
            dateline="Jatim Newsroom",
            body=writer.body(),
            tags=tuple(sorted(tag.pk for tag in topics)),
            credit=f"({authors[0].name[:3].lower()}/{authors[1].name[:1].lower()})",
            bylines=(Credited(authors[0].pk, "reporter"), Credited(authors[1].pk, "editor")),
        )
        printed = compose(
            content,
            section=section,
            tags=sorted(topics, key=lambda tag: tag.pk),
            agencies=[agency],
            authors={author.pk: author for author in authors},
            photo=None,
        )
        at = now - timedelta(seconds=chance.randrange(60, int(YEARS.total_seconds())))
        yield Draft(content, printed, free.claim(content.headline), at)


class _Addresses:
    """Gives each story an address nobody has: `addresses.claim` for many."""

    def __init__(self) -> None:
        self.taken = set(Address.objects.values_list("slug", flat=True))
        self.next: dict[str, int] = {}

    def claim(self, headline: str) -> str:
        wish = markup.slug(headline)[:72].rstrip("-")
        free = wish
        while free in self.taken:
            self.next[wish] = self.next.get(wish, 1) + 1
            free = f"{wish}-{self.next[wish]}"
        self.taken.add(free)
        return free


@transaction.atomic
def _write(drafts: list[Draft], house: House) -> None:
    stories = Story.objects.bulk_create(_story(draft, house) for draft in drafts)
    revisions = Revision.objects.bulk_create(
        _revision(story, draft, house.writer) for story, draft in zip(stories, drafts, strict=True)
    )
    Approval.objects.bulk_create(
        Approval.of(revision, by=house.editor, at=revision.at) for revision in revisions
    )
    made = Edition.objects.bulk_create(
        editions.sealed(
            revision,
            kind=EditionKind.ORDINARY,
            at=draft.at,
            by=house.editor,
            printed=draft.printed,
            slug=draft.slug,
        )
        for revision, draft in zip(revisions, drafts, strict=True)
    )
    shelves.hang_all(made)
    for model, rows in _beside(stories, drafts):
        model._default_manager.bulk_create(rows)
    audit.record("story.invent", by=None, subject=f"story:{stories[0].pk}", many=len(stories))


def _story(draft: Draft, house: House) -> Story:
    content = draft.content
    return Story(
        headline=content.headline,
        section_id=content.section,
        agency_id=content.agency,
        summary=content.summary,
        dateline=content.dateline,
        body=content.body,
        credit=content.credit,
        desk=Desk.RELEASED,
        version=1,
        created_by=house.writer,
        holder=house.writer,
        created_at=draft.at,
        changed_at=draft.at,
    )


def _revision(story: Story, draft: Draft, by: User) -> Revision:
    return Revision.of(story, draft.content.as_json(), number=1, by=by, at=draft.at)


def _beside(
    stories: list[Story], drafts: list[Draft]
) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    """Rows that go with the stories, by model."""
    made = [(story.pk, draft) for story, draft in zip(stories, drafts, strict=True)]
    pairs = [(pk, draft.content) for pk, draft in made]
    yield Address, [Address(slug=draft.slug, story_id=pk) for pk, draft in made]
    yield (
        StoryTag,
        [
            StoryTag(content_object_id=pk, tag_id=tag)
            for pk, content in pairs
            for tag in content.tags
        ],
    )
    about = Story.agencies.through
    yield about, [about(story_id=pk, agency_id=content.agency) for pk, content in pairs]
    yield (
        Byline,
        [
            Byline(story_id=pk, author_id=row.author, role=row.role, position=place)
            for pk, content in pairs
            for place, row in enumerate(content.bylines)
        ],
    )
    yield StoryViews, [StoryViews(story_id=pk) for pk, _ in made]
