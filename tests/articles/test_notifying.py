"""Who is told of what, once, on the desk and by mail; and who never is."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from accounts import clock
from accounts.models import User
from accounts.roles import Role
from articles import jobs, notifying, publishing, workflow
from articles.content import Credited
from articles.management.commands import work
from articles.models import (
    Author,
    Byline,
    Desk,
    Edition,
    Job,
    Notification,
    NotificationKind,
    Story,
)
from newsroom import environment
from tests.factories import edit, make_agency, make_story, make_user, run_due

pytestmark = pytest.mark.django_db
Kind = NotificationKind
WORKS: dict[str, jobs.Work] = {"mail": work.WORKS["mail"], "announce": work.WORKS["announce"]}


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def move(story: Story, name: str, *, by: User, note: str = "") -> Story:
    """The end of a move, whatever verb made it."""
    story = now(story)
    notifying.of_move(story, name, by=by, note=note)
    return story


def told(story: Story, kind: Kind) -> set[User]:
    rows = Notification.objects.filter(story=story, kind=kind).select_related("person")
    return {row.person for row in rows}


def byline(*people: User) -> tuple[Credited, ...]:
    return tuple(Credited(Author.objects.get(user=one).pk, "reporter") for one in people)


# Who may know


RELATIONS = ["own", "byline", "holder", "same agency", "unit's", "other's"]


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", list(Role))
def test_who_sees_a_story_is_the_same_question_from_both_sides(role: Role, relation: str) -> None:
    home = make_agency()
    unit = make_agency(parent=home)
    person = make_user(role, agency=home)
    agency = {"same agency": home, "unit's": unit}.get(relation, make_agency())
    story = make_story(agency=agency, bylines=byline(person) if relation == "byline" else ())
    if relation in {"own", "holder"}:
        column = {"own": "created_by", "holder": "holder"}[relation]
        Story.objects.filter(pk=story.pk).update(**{column: person})
    story = now(story)
    seen = Story.objects.visible_to(User.objects.get(pk=person.pk)).filter(pk=story.pk).exists()
    assert notifying.who_see(story).filter(pk=person.pk).exists() == seen


def test_a_closed_account_and_one_without_a_role_see_nothing_from_this_side_either() -> None:
    closed, bare = make_user(Role.EDITOR, is_active=False), make_user(Role.EDITOR)
    bare.groups.clear()
    assert not notifying.who_see(make_story()).filter(pk__in=[closed.pk, bare.pk]).exists()


# Who is told


def test_a_submission_is_told_to_editors_and_chiefs_and_never_to_who_made_it() -> None:
    editors = {make_user(Role.EDITOR), make_user(Role.CHIEF)}
    make_user(Role.EDITOR, is_active=False), make_user(Role.AUDITOR), make_user(Role.REPORTER)
    make_user(Role.ADMIN)
    writer = make_user(Role.EDITOR)
    move(story := make_story(by=writer, desk=Desk.SUBMITTED), "submit", by=writer)
    assert told(story, Kind.SUBMITTED) == editors


def test_a_return_is_told_to_its_writers_and_whoever_has_it_with_the_note() -> None:
    writer, named, holder = make_user(), make_user(), make_user()
    editor = make_user(Role.EDITOR)
    story = make_story(by=writer, bylines=byline(writer, named))
    Story.objects.filter(pk=story.pk).update(holder=holder)
    move(story, "return", by=editor, note="Lengkapi datanya.")
    assert told(story, Kind.RETURNED) == {writer, named, holder}
    assert Notification.objects.filter(words="Lengkapi datanya.", by=editor).count() == 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("approve", Kind.APPROVED),
        ("unschedule", Kind.UNSCHEDULED),
        ("withdraw", Kind.WITHDRAWN),
        ("cancel", Kind.CANCELLED),
    ],
)
def test_what_becomes_of_a_story_is_told_to_who_began_it_and_who_stands_with_it(
    name: str, kind: Kind
) -> None:
    writer, named = make_user(), make_user()
    story = make_story(by=writer, bylines=byline(named))
    Story.objects.filter(pk=story.pk).update(holder=make_user())
    move(story, name, by=make_user(Role.CHIEF))
    assert told(story, kind) == {writer, named}


def test_a_story_is_handed_to_one_person_who_alone_is_told() -> None:
    holder = make_user()
    story = make_story()
    Story.objects.filter(pk=story.pk).update(holder=holder)
    move(story, "hand", by=make_user(Role.EDITOR))
    assert told(story, Kind.HANDED) == {holder}


def test_moves_that_concern_nobody_else_tell_nobody() -> None:
    story = make_story()
    for name in ("edit", "embargo", "list", "readdress", "no such move"):
        move(story, name, by=make_user(Role.EDITOR))
    assert not Notification.objects.filter(story=story).exists()


def test_a_contributor_of_another_agency_is_told_nothing_though_they_stand_in_the_byline() -> None:
    stranger = make_user(Role.CONTRIBUTOR, agency=make_agency(), email="tamu@jatim.test")
    story = make_story(agency=make_agency(), bylines=byline(stranger))
    Story.objects.filter(pk=story.pk).update(holder=stranger)
    for name in ("return", "approve", "hand", "withdraw", "cancel"):
        move(story, name, by=make_user(Role.EDITOR))
    assert not Notification.objects.filter(person=stranger).exists()
    assert not Job.objects.filter(key__endswith=f":{stranger.pk}").exists()


def test_a_closed_account_is_told_nothing_whoever_asks_for_it() -> None:
    closed = make_user(Role.CHIEF, is_active=False)
    notifying.tell(Kind.JOB, User.objects.filter(pk=closed.pk), key="job:1")
    assert not Notification.objects.exists()


# Once


def test_told_twice_is_told_once_and_a_second_submission_is_told_again() -> None:
    editor, writer = make_user(Role.EDITOR), make_user()
    story = make_story(by=writer, desk=Desk.SUBMITTED)
    for _ in range(2):
        move(story, "submit", by=writer)
    rows = Notification.objects.filter(person=editor, kind=Kind.SUBMITTED)
    assert [row.read_at for row in rows] == [None]
    workflow.send_back(story, by=editor, seen=1, note="Lengkapi.")
    workflow.submit(story, by=writer, seen=1)
    move(story, "submit", by=writer)
    assert rows.all().count() == 2


def test_a_publication_is_told_once_by_its_move_and_by_its_job() -> None:
    writer = make_user()
    edition = make_story(by=writer, desk=Desk.RELEASED).editions.get()
    move(edition.story, "publish", by=edition.made_by)
    notifying.announce({"edition": edition.pk})
    rows = Notification.objects.filter(story=edition.story, kind=Kind.PUBLISHED)
    assert [row.person for row in rows] == [writer]


def scheduled(story: Story, *, by: User, ago: int, hours: int) -> Edition:
    """Scheduled hours ago for some hours later."""
    at = timezone.now() - timedelta(hours=ago)
    with clock.at(at):
        return publishing.schedule(story, at=at + timedelta(hours=hours), by=by, seen=1)


@pytest.mark.usefixtures("english")
def test_a_scheduled_edition_is_told_when_it_is_made_with_its_hour_and_when_it_starts() -> None:
    writer, editor = make_user(), make_user(Role.EDITOR)
    story = make_story(by=writer, editor=editor, desk=Desk.APPROVED)
    with clock.at(timezone.now() - timedelta(hours=3)):
        edition = scheduled(story, by=editor, ago=3, hours=2)
    move(story, "schedule", by=editor)
    assert told(story, Kind.SCHEDULED) == {writer}
    assert Notification.objects.get(kind=Kind.SCHEDULED).words.endswith("WIB")
    notifying.announce({"edition": edition.pk})
    assert told(story, Kind.PUBLISHED) == {writer}


def test_what_has_not_started_or_was_taken_back_is_not_told_as_published() -> None:
    editor = make_user(Role.EDITOR)
    ahead = make_story(editor=editor, desk=Desk.APPROVED)
    edition = publishing.schedule(ahead, at=timezone.now() + timedelta(hours=1), by=editor, seen=1)
    notifying.announce({"edition": edition.pk})
    back = make_story(editor=editor, desk=Desk.APPROVED)
    taken = scheduled(back, by=editor, ago=3, hours=1)
    Edition.objects.filter(pk=taken.pk).update(live_until=taken.live_from)
    notifying.announce({"edition": taken.pk})
    assert not Notification.objects.filter(kind=Kind.PUBLISHED).exists()


def test_what_was_withdrawn_before_a_worker_came_is_not_told_as_published() -> None:
    edition = make_story(desk=Desk.RELEASED).editions.get()
    Notification.objects.all().delete()
    Edition.objects.filter(pk=edition.pk).update(live_until=timezone.now())
    notifying.announce({"edition": edition.pk})
    assert not Notification.objects.filter(kind=Kind.PUBLISHED).exists()


def test_an_emergency_is_told_to_the_desk_as_one_and_to_the_writer_as_a_publication() -> None:
    writer, editor = make_user(), make_user(Role.EDITOR, email="redaktur@jatim.test")
    chief = make_user(Role.CHIEF, email="pemred@jatim.test")
    edition = make_story(by=writer, editor=editor, desk=Desk.RELEASED).editions.get()
    Notification.objects.all().delete()
    Job.objects.all().delete()
    Edition.objects.filter(pk=edition.pk).update(kind="emergency", made_by=make_user(Role.CHIEF))
    notifying.of_edition(Edition.objects.get(pk=edition.pk))
    assert told(edition.story, Kind.EMERGENCY) == {editor, chief}
    assert told(edition.story, Kind.PUBLISHED) == {writer}
    assert [job.payload["person"] for job in Job.objects.filter(kind="mail")] == [chief.pk]


def test_who_is_told_as_an_editor_is_not_told_once_more_as_a_writer() -> None:
    editor = make_user(Role.EDITOR, email="redaktur@jatim.test")
    edition = make_story(by=editor, desk=Desk.RELEASED).editions.get()
    Notification.objects.all().delete()
    Job.objects.all().delete()
    Edition.objects.filter(pk=edition.pk).update(kind="emergency", made_by=make_user(Role.CHIEF))
    notifying.choose(editor, desk=[Kind.EMERGENCY, Kind.PUBLISHED], mail=[Kind.PUBLISHED])
    notifying.of_edition(Edition.objects.get(pk=edition.pk))
    assert told(edition.story, Kind.EMERGENCY) >= {editor}
    assert not Job.objects.filter(kind="mail").exists()


def test_what_one_editor_has_taken_no_longer_waits_for_the_others() -> None:
    one, other, writer = make_user(Role.EDITOR), make_user(Role.EDITOR), make_user()
    story = move(make_story(by=writer, desk=Desk.SUBMITTED), "submit", by=writer)
    assert notifying.unread(other) == 1
    workflow.approve(story, by=one, seen=1)
    move(story, "approve", by=one)
    assert (notifying.unread(one), notifying.unread(other)) == (0, 0)
    assert notifying.unread(writer) == 1


# As they wish


def test_everybody_is_told_on_the_desk_and_of_some_kinds_by_mail_too() -> None:
    def mailed(role: Role) -> set[str]:
        return {wish.kind.value for wish in notifying.wishes(make_user(role)) if wish.mail}

    everybody = {"returned", "handed", "mention", "withdrawn"}
    assert mailed(Role.REPORTER) == everybody
    assert mailed(Role.EDITOR) == everybody | {"reply"}
    assert mailed(Role.CHIEF) == everybody | {"reply", "emergency"}
    assert mailed(Role.ADMIN) == set()
    assert all(wish.desk for wish in notifying.wishes(make_user(Role.CHIEF)))


def test_nobody_is_asked_about_kinds_that_never_come_to_their_role() -> None:
    offered = {wish.kind for wish in notifying.wishes(make_user(Role.REPORTER))}
    assert offered == set(Kind) - {Kind.SUBMITTED, Kind.EMERGENCY, Kind.REPLY, Kind.JOB}
    assert [wish.kind for wish in notifying.wishes(make_user(Role.ADMIN))] == [Kind.JOB]


def test_a_choice_holds_for_its_kind_and_a_second_one_replaces_it() -> None:
    story = make_story(by=(writer := make_user(email="sari@jatim.test")))
    editor = make_user(Role.EDITOR)
    notifying.choose(writer, desk=[], mail=[Kind.RETURNED])
    move(story, "return", by=editor)
    move(story, "approve", by=editor)
    assert notifying.unread(writer) == 0
    assert notifying.told(writer) == ([], [])
    assert [job.payload["person"] for job in Job.objects.filter(kind="mail")] == [writer.pk]
    assert told(story, Kind.APPROVED) == set()
    notifying.choose(writer, desk=[Kind.APPROVED], mail=[])
    Story.objects.filter(pk=story.pk).update(changed_at=timezone.now())
    move(story, "approve", by=editor)
    move(story, "return", by=editor)
    assert notifying.unread(writer) == 1
    assert Job.objects.filter(kind="mail").count() == 1


# By mail


@pytest.fixture
def returned() -> Notification:
    """A writer with an address is told that their story was returned."""
    writer = make_user(name="Sari Wening", email="sari@jatim.test")
    story = make_story(by=writer, headline="Panen raya di Ngawi")
    editor = make_user(Role.EDITOR, name="Sasmita")
    move(story, "return", by=editor, note="Lengkapi datanya.\nLalu ajukan lagi.")
    return Notification.objects.get(person=writer, kind=Kind.RETURNED)


def test_a_letter_says_what_happened_by_whom_where_and_how_to_get_no_more(
    returned: Notification, settings: Settings
) -> None:
    settings.SITE_URL = "https://berita.example"
    assert run_due(WORKS) >= 1
    [letter] = mail.outbox
    assert letter.to == ["sari@jatim.test"]
    assert letter.subject == "Dikembalikan: Panen raya di Ngawi"
    assert letter.body.splitlines()[0] == "Sasmita mengembalikan “Panen raya di Ngawi”."
    assert "> Lengkapi datanya.\n> Lalu ajukan lagi." in letter.body
    assert f"https://berita.example/admin/pemberitahuan/{returned.pk}/" in letter.body
    assert "https://berita.example/admin/pemberitahuan/pengaturan/" in letter.body
    assert "&" not in letter.body
    returned.refresh_from_db()
    assert returned.mailed_at
    assert returned.read_at is None


def test_a_letter_is_sent_once_however_often_its_job_is_done(returned: Notification) -> None:
    run_due(WORKS)
    Job.objects.filter(kind="mail").update(done_at=None)
    run_due(WORKS)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_letter(kind: Kind) -> None:
    editor = make_user(Role.EDITOR, email="redaktur@jatim.test", name="Sasmita & Co")
    for story in (make_story(headline='Harga <b>"cabai"</b>'), None):
        people = User.objects.filter(pk=editor.pk)
        key = f"{kind.value}:{story}"
        notifying.tell(kind, people, key=key, story=story, by=None, words="Kata.")
        notifying.send({"person": editor.pk, "key": key})
    about, bare = mail.outbox
    assert about.subject.endswith(': Harga <b>"cabai"</b>')
    assert '“Harga <b>"cabai"</b>”.' in about.body
    assert "“”" not in bare.body
    assert "\n\n\n" not in about.body


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_nothing_that_is_written_becomes_a_header_or_a_line_of_ours(
    returned: Notification, end: str
) -> None:
    forged = f"Judul{end}Bcc: semua@jatim.test"
    Story.objects.filter(pk=returned.story_id or 0).update(headline=forged)
    User.objects.filter(pk=returned.by_id or 0).update(name=f"Sasmita{end}{end}Klik di sini")
    run_due(WORKS)
    [letter] = mail.outbox
    message: Any = letter.message()
    assert "Bcc" not in message
    assert letter.recipients() == ["sari@jatim.test"]
    assert "Judul Bcc: semua@jatim.test" in letter.subject
    assert letter.body.splitlines()[0].startswith("Sasmita Klik di sini mengembalikan “Judul Bcc:")


def lose_sight(row: Notification) -> None:
    Story.objects.filter(pk=row.story_id or 0).update(created_by=make_user(), holder=None)
    Byline.objects.filter(story=row.story).delete()


def close(row: Notification) -> None:
    User.objects.filter(pk=row.person_id).update(is_active=False)


def take_address(row: Notification) -> None:
    User.objects.filter(pk=row.person_id).update(email="")


def read(row: Notification) -> None:
    notifying.read(row.person, row.pk)


@pytest.mark.parametrize("happens", [lose_sight, close, take_address, read])
def test_no_letter_goes_to_whom_it_no_longer_concerns(returned: Notification, happens: Any) -> None:
    happens(returned)
    run_due(WORKS)
    assert mail.outbox == []
    assert Job.objects.get(kind="mail").done_at


def test_a_closed_account_gets_no_letter_even_about_no_story() -> None:
    chief = make_user(Role.CHIEF, email="pemred@jatim.test")
    notifying.tell(Kind.JOB, User.objects.filter(pk=chief.pk), key="job:1")
    User.objects.filter(pk=chief.pk).update(is_active=False)
    notifying.send({"person": chief.pk, "key": "job:1"})
    assert mail.outbox == []


def test_who_has_no_address_gets_no_letter() -> None:
    story = make_story(by=make_user())
    move(story, "return", by=make_user(Role.EDITOR))
    assert told(story, Kind.RETURNED)
    assert not Job.objects.filter(kind="mail").exists()


def test_row_and_letter_stand_or_fall_with_the_move() -> None:
    story = make_story(by=make_user(email="sari@jatim.test"))
    with transaction.atomic():
        move(story, "return", by=make_user(Role.EDITOR))
        assert Job.objects.filter(kind="mail").exists()
        transaction.set_rollback(True)
    assert not Job.objects.filter(kind="mail").exists()
    assert not Notification.objects.filter(kind=Kind.RETURNED).exists()


class SlowServer(EmailBackend):
    """Notes whether a transaction is open while it talks; on SQLite that would stop the desk."""

    held: list[bool] = []
    fails = False

    def send_messages(self, messages: Any) -> int:
        self.held.append(connection.in_atomic_block)
        if self.fails:
            raise ConnectionRefusedError("mail server is away")
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Settings) -> Iterator[type[SlowServer]]:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.SlowServer"}}
    SlowServer.held, SlowServer.fails = [], False
    yield SlowServer
    SlowServer.held, SlowServer.fails = [], False


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_slow(
    server: type[SlowServer], returned: Notification
) -> None:
    run_due(WORKS)
    assert server.held == [False]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_a_letter_waits_for_a_mail_server_that_is_away(
    server: type[SlowServer], returned: Notification
) -> None:
    server.fails = True
    run_due(WORKS)
    job = Job.objects.get(kind="mail")
    assert (job.done_at, job.error) == (None, "ConnectionRefusedError: mail server is away")
    server.fails = False
    run_due(WORKS, at=job.due)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("url", ["smtp://", "smtp+tls://sari:rahasia@mail.example:587"])
def test_a_mail_server_that_says_nothing_holds_the_worker_a_few_seconds_only(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    assert 0 < environment.mailer("consolemail://")["OPTIONS"]["timeout"] <= 60


# To be read


def test_somebody_reads_their_own_and_nobody_elses() -> None:
    one, other = make_user(Role.EDITOR), make_user(Role.EDITOR)
    move(make_story(desk=Desk.SUBMITTED), "submit", by=make_user())
    row = Notification.objects.get(person=other, kind=Kind.SUBMITTED)
    assert notifying.read(one, row.pk) is None
    notifying.read_all(one)
    assert (notifying.unread(one), notifying.unread(other)) == (0, 1)
    assert notifying.read(other, row.pk) == row
    assert notifying.unread(other) == 0


def test_of_a_story_lost_from_sight_only_that_it_was_one_is_told() -> None:
    person = make_user(Role.CONTRIBUTOR, agency=(home := make_agency()))
    story = make_story(by=person, agency=home)
    move(story, "return", by=make_user(Role.EDITOR), note="Rahasia dinas")
    Author.objects.filter(user=person).update(agency=make_agency())
    person = User.objects.get(pk=person.pk)
    [kept], _old = notifying.told(person)
    assert not kept.in_sight
    assert notifying.unread(person) == 1


def test_after_ninety_days_they_are_gone() -> None:
    move(make_story(), "approve", by=make_user(Role.EDITOR))
    at = timezone.now()
    assert notifying.forget(at=at + timedelta(days=89)) == 0
    assert notifying.forget(at=at + timedelta(days=91)) >= 1
    assert not Notification.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_people() -> None:
    story = make_story(desk=Desk.SUBMITTED, agency=make_agency())
    by = story.created_by

    def queries() -> int:
        for _ in range(2):
            make_user(Role.EDITOR, email=f"r{User.objects.count()}@jatim.test")
        notifying.choose(make_user(Role.CHIEF), desk=[], mail=[Kind.SUBMITTED])
        Story.objects.filter(pk=story.pk).update(changed_at=timezone.now())
        fresh = now(story)
        with CaptureQueriesContext(connection) as seen:
            notifying.of_move(fresh, "submit", by=by)
        return len(seen)

    queries()
    assert queries() == queries()


def test_counting_what_is_unread_is_one_query() -> None:
    editor = make_user(Role.EDITOR)
    move(make_story(desk=Desk.SUBMITTED), "submit", by=make_user())
    with CaptureQueriesContext(connection) as seen:
        assert notifying.unread(editor) == 1
    assert len(seen) == 1


def test_a_rewritten_story_that_is_submitted_again_does_not_multiply_what_waits() -> None:
    editor, writer = make_user(Role.EDITOR), make_user()
    story = move(make_story(by=writer, desk=Desk.SUBMITTED), "submit", by=writer)
    workflow.send_back(story, by=editor, seen=1, note="Lengkapi.")
    move(story, "return", by=editor)
    story = edit(story, by=writer, headline="Judul lengkap")
    workflow.submit(story, by=writer, seen=2)
    move(story, "submit", by=writer)
    assert notifying.unread(editor) == 1


def test_a_save_leaves_what_was_submitted_unread_for_the_editors() -> None:
    editor, writer = make_user(Role.EDITOR), make_user()
    story = make_story(by=writer, desk=Desk.SUBMITTED)
    assert notifying.unread(editor) == 1
    edit(story, by=writer, headline="Judul yang lebih baik")
    assert notifying.unread(editor) == 1
    workflow.send_back(story, by=make_user(Role.EDITOR), seen=2, note="Lengkapi.")
    assert notifying.unread(editor) == 0
