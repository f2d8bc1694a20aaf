"""Editions of a story: seals, chain, hours, authority, and that they say what was approved."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import zip_longest

from django.db.models import Model
from django.utils.translation import gettext as _

from articles import workflow
from articles.integrity.revisions import text
from articles.models import (
    Agency,
    Author,
    Desk,
    Edition,
    EditionKind,
    Revision,
    RevisionKind,
    Section,
    Story,
    Tag,
)

SHELVES: dict[str, type[Tag | Agency | Author]] = {"tag": Tag, "agency": Agency, "author": Author}
COPIED = ("language", "headline", "short_headline", "summary", "body", "unverified")
PRINTED = ("dateline", "credit", "source", "event_date")

Successors = dict[str, dict[int, int]]
Names = dict[str, set[int]]


def successors() -> Successors:
    """What was merged into what, by kind of shelf."""
    models: dict[str, type[Model]] = {"section": Section, **SHELVES}
    return {
        shelf: dict(
            model._default_manager.exclude(successor=None).values_list("pk", "successor_id")
        )
        for shelf, model in models.items()
    }


def faults(story: Story, merged: Successors, cancelled: set[int]) -> Iterator[str]:
    """Reads only what the batch has fetched; `cancelled` are the numbers of editions that were
    taken back before their hour, as the trail tells."""
    editions = sorted(story.editions.all(), key=lambda edition: edition.number)
    revisions = {revision.pk: revision for revision in story.revisions.all()}
    addresses = {address.slug for address in story.addresses.all()}
    if [edition.number for edition in editions] != list(range(1, len(editions) + 1)):
        yield _("Story %(story)s: its editions are not numbered without a gap.") % {
            "story": story.pk
        }
    if story.desk == Desk.RELEASED and not _is_released(story, editions):
        yield _("Story %(story)s: it is released, but has no edition of its newest revision.") % {
            "story": story.pk
        }
    yield from _times(story, editions, cancelled)
    yield from _notices(story, editions)
    before, seen = "", set[int]()
    for edition in editions:
        if edition.before != before:
            yield _at(edition, _("it does not follow the edition before it."))
        before = edition.seal
        for fault in _edition(edition, revisions.get(edition.revision_id), merged):
            yield _at(edition, fault)
        if edition.kind == EditionKind.CLERICAL and edition.revision_id not in seen:
            yield _at(edition, _("its text is that of no edition before it."))
        seen.add(edition.revision_id)
        if edition.slug not in addresses:
            yield _at(edition, _("its address %(slug)s is not kept.") % {"slug": edition.slug})


def _notices(story: Story, editions: list[Edition]) -> Iterator[str]:
    corrections = story.corrections.all()
    for notice in (*corrections, *story.withdrawals.all()):
        if not notice.is_genuine:
            yield _("Story %(story)s: a notice of %(day)s is not as it was posted.") % {
                "story": story.pk,
                "day": notice.at.date(),
            }
    posted = {notice.edition_id for notice in corrections}
    for edition in editions:
        if edition.kind == EditionKind.CORRECTION and edition.pk not in posted:
            yield _at(edition, _("the notice of its correction is gone."))


def _is_released(story: Story, editions: list[Edition]) -> bool:
    newest = {revision.pk for revision in story.revisions.all() if revision.number == story.version}
    return bool(editions) and editions[-1].revision_id in newest


def _at(edition: Edition, fault: str) -> str:
    return _("Story %(story)s, edition %(number)s: %(fault)s") % {
        "story": edition.story_id,
        "number": edition.number,
        "fault": fault,
    }


def _times(story: Story, editions: list[Edition], cancelled: set[int]) -> Iterator[str]:
    """Recomputes `live_until`: the hour of its withdrawal, the start of the next edition that was
    not taken back, or empty. Only one that the trail says was taken back ends at its own start."""
    ended = {row.edition_id: row.at for row in story.withdrawals.all() if row.is_genuine}
    standing = [edition for edition in editions if edition.number not in cancelled]
    expected: dict[int, datetime | None] = {edition.pk: edition.live_from for edition in editions}
    for edition, following in zip_longest(standing, standing[1:]):
        until = following.live_from if following else None
        expected[edition.pk] = ended.get(edition.pk, until)
        if until and until < edition.live_from:
            yield _at(edition, _("it is live at the same time as the next one."))
    for edition in editions:
        until = expected[edition.pk]
        if edition.live_until != until:
            yield _at(
                edition,
                _("live_until is %(found)s instead of %(expected)s.")
                % {"found": edition.live_until or "-", "expected": until or "-"},
            )


def _edition(edition: Edition, revision: Revision | None, merged: Successors) -> Iterator[str]:
    """What is wrong with one edition, without saying which."""
    if not edition.is_genuine:
        yield _("its seal does not fit its columns.")
    elif not edition.is_whole:
        yield _("its text is not the one that was sealed.")
    if revision is None:
        yield _("its revision is not one of this story.")
    else:
        yield from _authority(edition, revision)
    named = _named(edition, merged)
    if named is None:
        yield _("what it printed cannot be read.")
        return
    if revision is not None and (names := _differences(edition, revision, named, merged)):
        yield _("it differs from its revision in %(names)s.") % {"names": names}
    yield from _shelving(edition, named)


def _authority(edition: Edition, revision: Revision) -> Iterator[str]:
    match edition.kind:
        case EditionKind.IMPORT:
            if edition.number != 1 or revision.kind != RevisionKind.IMPORT:
                yield _("it says it is an import, its revision does not.")
        case EditionKind.EMERGENCY | EditionKind.CLERICAL:
            pass  # one chief alone may, and is listed; or the text of the edition before it
        case _:
            if workflow.approval_of(revision) is None:
                yield _("nobody but its author has approved its text.")


def _named(edition: Edition, merged: Successors) -> Names | None:
    """Ids of the shelves that it names, as they stand after merges."""
    try:
        return _now(edition.names, merged)
    except (AttributeError, KeyError, TypeError):
        return None


def _now(names: dict[str, set[int]], merged: Successors) -> Names:
    return {shelf: _followed(pks, merged[shelf]) for shelf, pks in names.items()}


def _followed(pks: Iterable[int], merged: dict[int, int]) -> set[int]:
    return {merged.get(pk, pk) for pk in pks}


def _differences(edition: Edition, revision: Revision, named: Names, merged: Successors) -> str:
    """Names of the fields in which an edition is not its revision."""
    content = text(revision)
    if content is None:
        return _("everything")
    saved, printed = content.as_json(), edition.printed
    wanted = _now(
        {
            "section": {content.section or 0},
            "tag": set(content.tags),
            "agency": set(content.agencies),
            "author": {row.author for row in content.bylines},
        },
        merged,
    )
    pairs = [(name, getattr(edition, name), saved[name]) for name in COPIED]
    pairs += [(name, printed.get(name), saved[name]) for name in PRINTED]
    pairs += [("photo", edition.photo_id, content.photo)]
    pairs += [(shelf, named[shelf], pks) for shelf, pks in wanted.items()]
    return ", ".join(name for name, here, there in pairs if here != there)


def _shelving(edition: Edition, named: Names) -> Iterator[str]:
    if {edition.section_id} != named["section"]:
        yield _("it stands in another section than it names.")
    place = (edition.story_id, edition.published_at)
    for shelf, model in SHELVES.items():
        called = model._meta.verbose_name
        rows = getattr(edition, f"edition{shelf}_set").all()
        hung = {getattr(row, f"{shelf}_id") for row in rows}
        for pk in sorted(hung - named[shelf]):
            yield _("it hangs on %(shelf)s %(pk)s unnamed.") % {"shelf": called, "pk": pk}
        for pk in sorted(named[shelf] - hung):
            yield _("it is missing from %(shelf)s %(pk)s.") % {"shelf": called, "pk": pk}
        if any((row.story_id, row.published_at) != place for row in rows):
            yield _("its row on a shelf (%(shelf)s) is out of place.") % {"shelf": called}
