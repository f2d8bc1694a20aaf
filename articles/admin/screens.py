"""What the screens of one story show beside its form: state, findings, what folded groups hold."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.plain_admin import person
from articles import preflight, remarks, workflow
from articles.admin import findings, moves, once, revisions, standing
from articles.admin.story_form import FIELDSETS, StoryForm
from articles.admin.wordless import Done
from articles.language import dates
from articles.models import Desk, Edition, Story
from articles.preflight import Finding
from articles.workflow import Refused

BAR = "bar"  # the tag of messages said in the bar, not above the page
OPEN_WHEN_NEW = {"shelf", "topics", "photo", "people"}
GROUP_OF = {
    field: options["classes"][0] for _label, options in FIELDSETS for field in options["fields"]
} | {"bylines-0-author": "people"}


@dataclass(frozen=True)
class Said:
    """Messages, parted into those above the page and the one in the bar."""

    above: list[Any]
    bar: str = ""

    @property
    def is_alarm(self) -> bool:
        return any(message.level >= messages.ERROR for message in self.above)


def writing(request: HttpRequest, story: Story | None, form: StoryForm) -> dict[str, Any]:
    """For the writing screen; `story` is None where one is being begun."""
    user = person(request)
    context: dict[str, Any] = {"said": _said(request), "story": story}
    context |= {"once": once.new_key(), "saved": once.saved(user)}
    if story is None:
        begin = {"title": _("New story"), "offer": moves.offer_to_begin(user)}
        return context | begin | {"open": OPEN_WHEN_NEW | _mistaken(form), "says": {}}
    standing = preflight.examine(story, workflow.newest(story))
    return (
        context
        | _standing(story, user, standing)
        | {
            "findings": findings.rows(request, story, standing, has_fields=True),
            "open": {GROUP_OF.get(one.field, "") for one in standing if not one.excuse}
            | _mistaken(form),
            "says": _says(story),
        }
    )


def _mistaken(form: StoryForm) -> set[str]:
    """The groups that hold a field with an error."""
    people = {"people"} if form.is_bound and not form.bylines.is_valid() else set()
    return people | {GROUP_OF.get(name, "") for name in form.errors}


def reading(request: HttpRequest, story: Story) -> dict[str, Any]:
    """For the same sheet in print."""
    shown = {"story": story, "sheet": revisions.sheet(story, story.content)}
    shown["once"] = once.new_key()
    standing = preflight.examine(story, workflow.newest(story))
    shown["findings"] = findings.rows(request, story, standing, has_fields=False)
    return {"said": _said(request)} | shown | _standing(story, person(request), standing)


def _standing(story: Story, user: User, found: list[Finding]) -> dict[str, Any]:
    """Where it stands, who saved it last, what readers get of it, what may be done."""
    return {
        "title": story.headline,
        "newest": workflow.newest(story),
        "live": Edition.objects.live().filter(story=story).defer("body").first(),
        "returned": story.note if story.desk == Desk.RETURNED else "",
        "excused": [one for one in found if one.excuse] if story.desk == Desk.SUBMITTED else [],
        "marks": standing.marks(story),
        "scheduled": standing.scheduled(story),
        "offer": moves.offer(story, user, found),
        "remarks": remarks.open_threads(story),
        "speaks": remarks.may_speak(user),
    }


def _said(request: HttpRequest) -> Said:
    said = list(get_messages(request))
    in_bar = [message for message in said if BAR in message.tags.split()]
    above = [message for message in said if message not in in_bar]
    return Said(above, bar=" ".join(map(str, in_bar)))


def _says(story: Story) -> dict[str, str]:
    """What each folded group holds, in a few words."""
    shelf = [str(row) for row in (story.section, *story.agencies.all()) if row]
    event = [dates.prose_date(story.event_date)] if story.event_date else []
    return {
        "shelf": ", ".join(shelf),
        "topics": " ".join(f"#{tag}" for tag in story.tags.all()),
        "photo": _photo_in_words(story),
        "event": ", ".join([*event, *_source_in_words(story)]),
        "address": story.credit or story.slug,
        "people": ", ".join(row.author.name for row in story.bylines.select_related("author")),
    }


def _source_in_words(story: Story) -> list[str]:
    doubt = [_("needs verification")] if story.unverified else []
    return [*([story.source] if story.source else []), *doubt]


def _photo_in_words(story: Story) -> str:
    if story.photo is None:
        return _("none")
    return _("attached") if story.photo_alt and story.photo_credit else _("words missing")


def say_saved(request: HttpRequest, number: int) -> None:
    messages.success(request, _("Saved as revision %(number)d.") % {"number": number}, BAR)


def say_unchanged(request: HttpRequest) -> None:
    messages.info(request, _("Nothing has changed; nothing was saved."), BAR)


def say_done(request: HttpRequest, done: Done) -> None:
    """What was done in the newsroom's words; if readers have it now, with the way to its page."""
    words: str = done.words
    if done.page:
        way = '{} <a href="{}">{}</a>'
        words = format_html(way, done.words, done.page, _("Open the page"))
    messages.success(request, words)


def say_refused(request: HttpRequest, refused: Refused, note: str) -> None:
    """Every reason; and the note that was typed, so that it is not lost."""
    for reason in refused.reasons:
        messages.error(request, reason)
    if note.strip():
        messages.info(request, _("Your note: %(note)s") % {"note": note.strip()})


def number(text: str) -> int:
    """A revision number from a form; 0 fits none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
