"""Saved texts and approvals of a story, and the working copy against the newest of them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles import editing
from articles.content import Content
from articles.models import Revision, Story

COLUMNS = {name: name for name in editing.SIMPLE} | editing.RELATED


def faults(story: Story) -> Iterator[str]:
    revisions = sorted(story.revisions.all(), key=lambda revision: revision.number)
    if [revision.number for revision in revisions] != list(range(1, story.version + 1)):
        yield _("Story %(story)s: its revisions are not numbered 1 to %(newest)d.") % {
            "story": story.pk,
            "newest": story.version,
        }
    for revision in revisions:
        yield from _revision(revision)
    if revisions and (names := _strays(story, revisions[-1])):
        yield _("Story %(story)s: the working copy is not its newest revision in %(names)s.") % {
            "story": story.pk,
            "names": names,
        }


def _revision(revision: Revision) -> Iterator[str]:
    where = {"story": revision.story_id, "number": revision.number}
    if not revision.is_genuine:
        yield _("Story %(story)s, revision %(number)s: it is not as it was saved.") % where
    elif not all(approval.covers(revision) for approval in revision.approvals.all()):
        yield _("Story %(story)s, revision %(number)s: an approval is false.") % where


def text(revision: Revision) -> Content | None:
    """The revision's content, if it can still be read."""
    try:
        return revision.text
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _strays(story: Story, newest: Revision) -> str:
    """Fields of the working copy that somebody changed past `editing`: an editor would read one
    text and approve another."""
    saved = text(newest)
    if saved is None:
        return _("everything")
    return ", ".join(
        name for name, column in COLUMNS.items() if getattr(story, column) != getattr(saved, name)
    )
