"""Brings the demo's content in through the verbs, each story dated back to when it was written.

An audit entry `demo.story` marks each story that is in, so that loading again changes nothing,
whatever became of the story since."""

import math
import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from accounts import audit, clock
from accounts.models import AuditEntry, User
from articles import editing, publishing, readership, tags, workflow
from articles.content import Content, Credited
from articles.demo import reading
from articles.demo.reading import Written
from articles.models import Agency, Author, Photo, Section, Story

MARK = "demo.story"
FADE = 30  # hours in which a story loses two thirds of its readers


def is_complete() -> bool:
    """Whether every story was brought in. One query."""
    return len(_marked()) == len(reading.names())


def _marked() -> set[str]:
    wanted = [f"demo:{name}" for name in reading.names()]
    found = AuditEntry.objects.filter(action=MARK, subject__in=wanted)
    return {subject.removeprefix("demo:") for subject in found.values_list("subject", flat=True)}


def load() -> int:
    """Brings in what is missing, the oldest first, each whole or not at all. How many it was."""
    now, there = timezone.now(), _marked()
    missing = [written for written in reading.stories() if written.name not in there]
    for written in missing:
        _bring_in(written, now)
    if missing:
        readership.rank()
    return len(missing)


@transaction.atomic
def _bring_in(written: Written, now: datetime) -> None:
    ready = now - timedelta(hours=written.head["hours_ago"])
    story = _Course(written, ready).run(now)
    if written.head["views"]:
        readership.bring_in_hours(story.pk, _spread(written, ready, now))
    audit.record(MARK, by=None, subject=f"demo:{written.name}", story=story.pk)


class _Course:
    """A story on its way over the desk, to the state its file names, reached when it is `ready`."""

    def __init__(self, written: Written, ready: datetime) -> None:
        self.written, self.ready = written, ready
        self.writer = User.objects.get(username=written.head["by"])
        self.editor = _editor(written, self.writer)

    def run(self, now: datetime) -> Story:
        state = self.written.head["state"]
        if state == "draft":
            return self._begun(0)
        if state == "submitted":
            return self._submitted(self._begun(2), 0)
        story = self._submitted(self._begun(3), 1.5)
        if state == "returned":
            with clock.at(self.ready):
                note = self.written.head["note"]
                return workflow.send_back(story, by=self.editor, seen=1, note=note)
        with clock.at(self._before(0.2 if state != "approved" else 0)):
            workflow.approve(story, by=self.editor, seen=1)
        if state != "approved":
            with clock.at(self.ready):
                publishing.publish(story, by=self.editor, seen=1)
        if state == "published_edited":
            with clock.at(self.ready + (now - self.ready) * 0.8):
                self._edit(story)
        return story

    def _before(self, hours: float) -> datetime:
        return self.ready - timedelta(hours=hours)

    def _begun(self, hours: float) -> Story:
        with clock.at(self._before(hours)):
            return editing.begin(_content(self.written, self.ready), by=self.writer)

    def _submitted(self, story: Story, hours: float) -> Story:
        with clock.at(self._before(hours)):
            return workflow.submit(story, by=self.writer, seen=1)

    def _edit(self, story: Story) -> None:
        story = Story.objects.get(pk=story.pk)
        change = self.written.head["edit"]
        body = story.body.replace(change["old"], change["new"])
        editing.save(story, replace(story.content, body=body), by=self.writer, base=1)


def _editor(written: Written, writer: User) -> User:
    """The editor in the byline, if they have an account and did not write it; else another."""
    named = [row["author"] for row in written.head["bylines"] if row["role"] == "editor"]
    editors = User.objects.filter(groups__name="editor").exclude(pk=writer.pk).order_by("username")
    return editors.filter(name__in=named).first() or editors[0]


def _content(written: Written, ready: datetime) -> Content:
    head = written.head
    event = written.event(timezone.localdate(ready))
    agencies = dict(Agency.objects.values_list("short_name", "pk"))
    authors = dict(Author.objects.values_list("name", "pk"))
    photo = _photo(head["photo"])
    return Content(
        headline=head["headline"],
        short_headline=head["short_headline"],
        section=Section.objects.get(name=head["section"]).pk,
        agency=agencies[head["agency"]],
        agencies=tuple(agencies[name] for name in head["agencies"]),
        summary=head["summary"],
        dateline="Jatim Newsroom",
        body=written.body(event),
        event_date=event,
        source=head["source"],
        tags=tuple(tag.pk for tag in tags.resolve(head["tags"])),
        photo=photo.pk if photo else None,
        photo_alt=photo.alt if photo else "",
        photo_caption=head["caption"],
        photo_credit=photo.credit if photo else "",
        credit=f"({head['credit']})",
        bylines=tuple(Credited(authors[row["author"]], row["role"]) for row in head["bylines"]),
    )


def _photo(file: str | None) -> Photo | None:
    if file is None:
        return None
    words = next(row for row in reading.rows("photos") if row["file"] == file)
    return Photo.objects.filter(alt=words["alt"]).latest("pk")


def _spread(written: Written, start: datetime, end: datetime) -> dict[datetime, int]:
    """The story's views over its hours: many at first, few at night, the same at every loading."""
    chance = random.Random(written.name)  # noqa: S311 - invented figures
    hours = [
        start + timedelta(hours=n) for n in range(math.ceil((end - start).total_seconds() / 3600))
    ]
    weights = [
        math.exp(-n / FADE) * _awake(hour) * chance.uniform(0.6, 1.4) + 0.01
        for n, hour in enumerate(hours)
    ]
    total, sums = sum(weights), [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    shares = [round(written.head["views"] * part / total) for part in sums]
    return {h: b - a for h, (a, b) in zip(hours, pairwise(shares), strict=True) if b > a}


def _awake(hour: datetime) -> float:
    return 0.1 if timezone.localtime(hour).hour < 5 else 1
