"""What the desk says to one another about a story: who may, who hears of it, and that it stays."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import notifying, remarks
from articles.models import Author, Job, Notification, NotificationKind, Remark, Story
from articles.workflow import Refused
from tests.factories import make_agency, make_story, make_user
from tests.race import race

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
Kind = NotificationKind


def told(remark: Remark, kind: Kind) -> set[User]:
    rows = Notification.objects.filter(key=f"remark:{remark.pk}", kind=kind)
    return {row.person for row in rows.select_related("person")}


def first(story: Story, text: str = "Dari mana angka ini?", *, by: User | None = None) -> Remark:
    return remarks.write(story, text, by=by or make_user(Role.EDITOR)).remark


# Who may, and what


def test_whoever_sees_the_story_may_remark_and_nobody_else() -> None:
    story = make_story(by=(writer := make_user()), agency=make_agency())
    for person in (writer, make_user(Role.EDITOR)):
        assert remarks.write(story, "Baik.", by=person).remark.by == person
    stranger = make_user(Role.CONTRIBUTOR, agency=make_agency())
    thread = Remark.objects.all()[0]
    for person in (stranger, make_user(), make_user(Role.ADMIN), make_user(is_active=False)):
        for verb in (
            partial(remarks.write, story, "Halo", by=person),
            partial(remarks.answer, thread, "Halo", by=person),
            partial(remarks.resolve, thread, by=person),
            partial(remarks.reopen, thread, by=person),
        ):
            with pytest.raises(Refused, match="cannot see this story"):
                verb()
    assert Remark.objects.count() == 2


@pytest.mark.parametrize("role", list(Role))
def test_every_role_that_works_on_stories_speaks_and_the_auditor_only_reads(role: Role) -> None:
    story, person = make_story(), make_user(role)
    thread = first(story)
    if role in {Role.AUDITOR, Role.ADMIN}:
        assert not remarks.may_speak(person)
        for verb in (
            partial(remarks.write, story, "Halo", by=person),
            partial(remarks.answer, thread, "Halo", by=person),
            partial(remarks.resolve, thread, by=person),
            partial(remarks.reopen, thread, by=person),
        ):
            with pytest.raises(Refused, match="none" if role == Role.AUDITOR else "cannot see"):
                verb()
    else:
        assert remarks.may_speak(person)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\x00", "a" * 2001])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        first(make_story(), text)


def test_a_text_is_kept_as_written_without_what_nobody_sees() -> None:
    assert (
        first(make_story(), " Baris satu\r\n\x00baris dua\u202e ").text == "Baris satu\nbaris dua"
    )
    assert len(first(make_story(), "a" * 2000).text) == 2000


def test_a_remark_is_never_changed_or_deleted() -> None:
    remark = first(make_story())
    remark.text = "Yang lain"
    with pytest.raises(TypeError):
        remark.save()
    with pytest.raises(TypeError):
        remark.delete()


def test_the_trail_tells_of_a_remark_and_not_what_it_says() -> None:
    story = make_story(by=(writer := make_user()))
    remark = first(story, "Rahasia")
    remarks.resolve(remark, by=writer)
    remarks.reopen(remark, by=writer)
    entries = AuditEntry.objects.filter(subject=f"remark:{remark.pk}").order_by("number")
    assert [entry.action for entry in entries] == ["remark.add", "remark.resolve", "remark.reopen"]
    assert [entry.detail for entry in entries] == [{"story": story.pk}] * 3


def test_the_same_words_at_once_are_a_second_click_and_later_they_are_said_again() -> None:
    story, by = make_story(), make_user(Role.EDITOR)
    assert first(story, "Baik.", by=by) == first(story, "Baik.", by=by)
    with clock.at(first(story, "Sudah?", by=by).at - timedelta(minutes=20)):
        earlier = first(make_story(), "Lama", by=by)
    assert first(earlier.story, "Lama", by=by) != earlier


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_the_same_time_one_counts() -> None:
    story, by = make_story(), make_user(Role.EDITOR)
    race(*[partial(remarks.write, story, "Baik.", by=by)] * 2)
    assert Remark.objects.count() == 1


# Threads


def test_threads_stand_newest_first_and_answers_as_they_came() -> None:
    story, by = make_story(), make_user(Role.EDITOR)
    one, two = first(story, "Satu", by=by), first(story, "Dua", by=by)
    for text in ("a", "b"):
        remarks.answer(one, text, by=by)
    found = remarks.threads(story)
    assert [thread.first for thread in found] == [two, one]
    assert [answer.text for answer in found[1].answers] == ["a", "b"]


def test_an_answer_to_an_answer_stands_in_the_same_thread() -> None:
    one = first(make_story())
    answer = remarks.answer(one, "Dari BPS.", by=make_user(Role.EDITOR)).remark
    again = remarks.answer(answer, "Baik.", by=one.by).remark
    assert again.thread == one


def test_a_thread_is_resolved_once_and_reopened_once() -> None:
    story = make_story(by=(writer := make_user()))
    remark = first(story)
    assert len(remarks.open_threads(story)) == 1
    remarks.resolve(remark, by=writer)
    assert remarks.open_threads(story) == []
    remark.refresh_from_db()
    assert remark.resolved_by == writer
    with pytest.raises(Refused, match="resolved already"):
        remarks.resolve(remark, by=writer)
    remarks.reopen(remark, by=writer)
    assert len(remarks.open_threads(story)) == 1
    with pytest.raises(Refused, match="open already"):
        remarks.reopen(remark, by=writer)


def test_who_answers_what_was_resolved_opens_it_again() -> None:
    story = make_story(by=(writer := make_user()))
    remark = first(story)
    remarks.resolve(remark, by=writer)
    answer = remarks.answer(remark, "Belum benar.", by=remark.by).remark
    assert len(remarks.open_threads(story)) == 1
    assert AuditEntry.objects.latest("number").action == "remark.reopen"
    assert AuditEntry.objects.latest("number").subject == f"remark:{answer.pk}"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_resolve_at_once_one_is_told_that_it_is_done() -> None:
    remark = first(make_story())
    people = [make_user(Role.EDITOR), make_user(Role.CHIEF)]
    ends = race(*[partial(remarks.resolve, remark, by=one) for one in people])
    assert sorted(type(end).__name__ for end in ends) == ["NoneType", "Refused"]


# Who hears of it


def test_whoever_works_on_the_story_is_told_but_not_who_wrote() -> None:
    writer, holder, editor = make_user(), make_user(), make_user(Role.EDITOR)
    story = make_story(by=writer)
    Story.objects.filter(pk=story.pk).update(holder=holder)
    remark = first(Story.objects.get(pk=story.pk), by=editor)
    assert told(remark, Kind.REMARK) == {writer, holder}
    assert told(remarks.answer(remark, "Dari BPS.", by=writer).remark, Kind.REMARK) == {
        holder,
        editor,
    }


@pytest.mark.parametrize("end", ["", ".", ", tolong.", "!", "…", "\nTerima kasih", "'s", "..."])
def test_somebody_is_mentioned_by_user_name_in_any_case_at_any_place(end: str) -> None:
    writer = make_user()
    named = make_user(Role.EDITOR, username="redaktur.2+jo_a-b")
    remark = first(make_story(by=writer), f"(@Redaktur.2+JO_a-b{end}", by=writer)
    assert told(remark, Kind.MENTION) == {named}
    assert [part for part, names in remark.parts if names] == ["@Redaktur.2+JO_a-b"]
    assert "".join(part for part, _names in remark.parts) == remark.text


def test_a_user_name_may_end_in_a_point() -> None:
    one, other = make_user(Role.EDITOR, username="jo"), make_user(Role.EDITOR, username="jo.")
    writer = make_user()
    assert told(first(make_story(by=writer), "Tanya @jo.", by=writer), Kind.MENTION) == {other}
    assert told(first(make_story(by=writer), "Tanya @jo,", by=writer), Kind.MENTION) == {one}


def test_an_address_mentions_nobody() -> None:
    make_user(Role.EDITOR, username="jatim.test")
    written = remarks.write(make_story(), "sari@jatim.test", by=make_user(Role.EDITOR))
    assert (list(written.remark.mentions.all()), written.unheard) == ([], [])


def test_who_is_mentioned_and_works_on_it_is_told_once_as_mentioned() -> None:
    writer = make_user(username="herlina")
    remark = first(make_story(by=writer), "@herlina, lihat ini. @herlina?")
    assert told(remark, Kind.MENTION) == {writer}
    assert told(remark, Kind.REMARK) == set()


def test_who_is_mentioned_gets_no_letter_of_another_kind_instead() -> None:
    writer = make_user(username="herlina", email="herlina@jatim.test")
    notifying.choose(writer, desk=[Kind.MENTION, Kind.REMARK], mail=[Kind.REMARK])
    first(make_story(by=writer), "@herlina, lihat ini.")
    assert not Job.objects.filter(kind="mail").exists()


def test_whom_a_mention_must_not_reach_is_not_told_nor_told_apart_from_nobody() -> None:
    stranger = make_user(Role.CONTRIBUTOR, username="tamu", agency=make_agency())
    make_user(Role.EDITOR, username="pensiun", is_active=False)
    story = make_story(agency=make_agency())
    written = remarks.write(story, "@tamu @pensiun @tidakada", by=make_user(Role.EDITOR))
    assert written.unheard == ["tamu", "pensiun", "tidakada"]
    assert not written.remark.mentions.exists()
    assert not Notification.objects.filter(person=stranger).exists()
    assert written.remark.parts == [("@tamu @pensiun @tidakada", False)]


def test_who_spoke_and_lost_sight_of_the_story_hears_no_answer() -> None:
    home = make_agency()
    person = make_user(Role.CONTRIBUTOR, agency=home)
    remark = first(make_story(agency=home), by=person)
    Author.objects.filter(user=person).update(agency=make_agency())
    answer = remarks.answer(remark, "Dari BPS.", by=make_user(Role.EDITOR)).remark
    assert person not in told(answer, Kind.REMARK)


# Queries


def test_reading_all_threads_takes_two_queries_however_many() -> None:
    story, by = make_story(), make_user(Role.EDITOR, username="redaktur")
    for n in range(4):
        remarks.answer(first(story, f"Nomor {n} @redaktur", by=by), "Ya.", by=by)
    with CaptureQueriesContext(connection) as seen:
        for thread in remarks.threads(story):
            assert thread.first.by.name
            assert thread.first.parts
    assert len(seen) == 2


def test_the_number_of_queries_does_not_grow_with_the_mentions() -> None:
    story, by = make_story(), make_user(Role.EDITOR)

    def queries(many: int) -> int:
        names = [make_user(Role.EDITOR).username for _ in range(many)]
        text = " ".join(f"@{name}" for name in names)
        with CaptureQueriesContext(connection) as seen:
            assert remarks.write(story, text, by=by).unheard == []
        return len(seen)

    queries(1)
    assert queries(1) == queries(6)


def test_an_answer_sent_twice_opens_nothing_again() -> None:
    story, editor = make_story(), make_user(Role.EDITOR)
    thread = first(story)
    remarks.answer(thread, "Sudah.", by=editor)
    remarks.resolve(thread, by=editor)
    remarks.answer(thread, "Sudah.", by=editor)
    assert Remark.objects.get(pk=thread.pk).resolved_at is not None
