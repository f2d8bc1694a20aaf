"""A finding may stand when somebody answers for it by name, for just these words."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import integrity, preflight, publishing, workflow
from articles.excusing import excuse, may_excuse
from articles.models import Desk, Excuse, Story
from articles.preflight import Finding
from articles.workflow import Refused
from tests.factories import edit, make_agency, make_author, make_story, make_user
from tests.race import race

pytestmark = pytest.mark.django_db
PHONE = "0812-3456-7890"
CALL = f"<p>Warga dapat menghubungi {PHONE}.</p>"
SPAM = "<p>Pemprov memerangi judi online dan slot gacor.</p>"
WORDS = "judi online, slot gacor"


def blocking(story: Story) -> list[str]:
    story = Story.objects.get(pk=story.pk)
    return [one.rule for one in preflight.blocking(story, workflow.newest(story))]


def standing(story: Story) -> list[Finding]:
    return preflight.examine(story, workflow.newest(story))


def give_reason(story: Story, by: User, reason: str = "Nomor pengaduan resmi.") -> Excuse:
    return excuse(story, "phone", PHONE, reason=reason, by=by, seen=story.version)


def confirm(story: Story, by: User) -> Excuse:
    seen = Story.objects.get(pk=story.pk).version
    return excuse(story, "gambling", WORDS, by=by, seen=seen)


def test_whoever_writes_the_story_gives_the_reason_for_a_number() -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    assert blocking(story) == ["phone"]
    give_reason(story, writer)
    assert blocking(story) == []
    (finding,) = standing(story)
    assert finding.excuse
    assert (finding.excuse.reason, finding.excuse.by) == ("Nomor pengaduan resmi.", writer)


def test_whoever_approves_confirms_the_words_of_gambling_by_name() -> None:
    story = make_story(desk=Desk.SUBMITTED, body=SPAM)
    assert blocking(story) == ["gambling"]
    confirm(story, make_user(Role.EDITOR))
    assert blocking(story) == []


def test_hidden_text_is_the_approvers_too() -> None:
    story = make_story(desk=Desk.SUBMITTED, body='<p>Warga <a href="https://a.com/">.</a></p>')
    excuse(story, "hidden", "https://a.com/", by=make_user(Role.EDITOR), seen=1)
    assert blocking(story) == []


def test_an_excuse_holds_through_edits_as_long_as_the_words_are_the_same() -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    give_reason(story, writer)
    edit(story, by=writer, headline="Judul lain", body=CALL.replace("Warga", "Siapa pun"))
    assert blocking(story) == []
    edit(story, by=writer, body=CALL.replace(PHONE, "0899-1111-2222"))
    assert blocking(story) == ["phone"]
    edit(story, by=writer, body=CALL)
    assert blocking(story) == []


def test_a_word_more_is_another_finding() -> None:
    story = make_story(desk=Desk.SUBMITTED, by=(writer := make_user()), body=SPAM)
    confirm(story, make_user(Role.EDITOR))
    edit(story, by=writer, body=f"{SPAM}<p>Maxwin.</p>")
    assert blocking(story) == ["gambling"]


def test_an_excuse_counts_in_its_own_story_only() -> None:
    give_reason(make_story(by=(writer := make_user()), body=CALL), writer)
    assert blocking(make_story(by=writer, body=CALL)) == ["phone"]


def test_an_approvers_word_does_not_count_for_a_text_they_saved_themselves() -> None:
    story = make_story(desk=Desk.SUBMITTED, body=SPAM)
    editor = make_user(Role.EDITOR)
    confirm(story, editor)
    edit(story, by=editor, headline="Judul redaktur")
    assert blocking(story) == ["gambling"]
    confirm(story, make_user(Role.EDITOR))
    assert blocking(story) == []


def test_what_is_excused_is_listed_last() -> None:
    story = make_story(by=(writer := make_user()), body=f"{CALL}<p>Resiko.</p>", section=None)
    give_reason(story, writer)
    assert [one.rule for one in standing(story)] == ["section", "spelling", "phone"]


def other(story: Story) -> User:
    return make_user(Role.REPORTER)


def writer(story: Story) -> User:
    return story.created_by


def editor(story: Story) -> User:
    return make_user(Role.EDITOR)


def photographer(story: Story) -> User:
    """Named in the byline, so that they see the story; their role does not write."""
    user = make_user(Role.PHOTOGRAPHER)
    Story.objects.filter(pk=story.pk).update(holder=user)
    return user


def left(story: Story) -> User:
    user = make_user(Role.EDITOR)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("rule", "who", "said"),
    [
        ("phone", other, "You cannot see this story."),
        ("phone", photographer, "Whoever writes the story gives the reason."),
        ("phone", left, "You cannot see this story."),
        ("gambling", writer, "Only whoever approves stories confirms this finding."),
        ("gambling", other, "You cannot see this story."),
        ("gambling", photographer, "Only whoever approves stories confirms this finding."),
    ],
)
@pytest.mark.usefixtures("english")
def test_who_may_not_is_told_so(rule: str, who: Callable[[Story], User], said: str) -> None:
    story = make_story(desk=Desk.SUBMITTED, body=CALL + SPAM)
    by = who(story)
    (finding,) = [one for one in standing(story) if one.rule == rule]
    assert "see" in said or not may_excuse(story, finding, by)  # or is shown none of it
    with pytest.raises(Refused, match=said):
        excuse(story, rule, finding.found, reason="Sebab", by=by, seen=1)
    assert not Excuse.objects.exists()


@pytest.mark.usefixtures("english")
def test_an_editor_does_not_confirm_their_own_text() -> None:
    story = make_story(by=(author := make_user(Role.EDITOR)), desk=Desk.SUBMITTED, body=SPAM)
    assert not may_excuse(story, standing(story)[0], author)
    with pytest.raises(Refused, match="You saved the newest revision"):
        confirm(story, author)


@pytest.mark.usefixtures("english")
def test_every_reason_is_told_at_once() -> None:
    story = make_story(desk=Desk.SUBMITTED, body=CALL)
    by = make_user(Role.EDITOR)
    with pytest.raises(Refused) as refused:
        excuse(story, "phone", PHONE, reason=" ", by=by, seen=7)
    assert len(refused.value.reasons) == 2
    assert "revision 7" in refused.value.reasons[0]


@pytest.mark.parametrize(
    ("rule", "found"),
    [("phone", "0899"), ("nik", PHONE), ("", ""), ("gambling", PHONE), ("nothing", "at all")],
)
@pytest.mark.usefixtures("english")
def test_a_finding_that_is_not_there_is_not_excused(rule: str, found: str) -> None:
    story = make_story(by=(by := make_user()), body=CALL)
    with pytest.raises(Refused, match="no longer has this finding"):
        excuse(story, rule, found, reason="Sebab", by=by, seen=1)


@pytest.mark.usefixtures("english")
def test_what_is_missing_is_mended_and_not_excused() -> None:
    story = make_story(by=(by := make_user()), section=None)
    with pytest.raises(Refused, match="mend the story"):
        excuse(story, "section", "", reason="Sebab", by=by, seen=1)


@pytest.mark.usefixtures("english")
def test_a_second_excuse_says_that_there_is_one() -> None:
    story = make_story(by=(by := make_user()), body=CALL)
    give_reason(story, by)
    assert not may_excuse(story, standing(story)[0], by)
    with pytest.raises(Refused, match="excused already"):
        give_reason(story, by)


def test_a_contributor_gives_reasons_for_their_own_agency_only() -> None:
    mine, other_agency = make_agency(), make_agency()
    person = make_user(Role.CONTRIBUTOR, agency=mine)
    give_reason(make_story(agency=mine, body=CALL), person)
    with pytest.raises(Refused):
        give_reason(make_story(agency=other_agency, body=CALL), person)


def test_the_trail_keeps_who_and_why_but_not_the_number() -> None:
    story = make_story(by=(by := make_user()), body=CALL)
    give_reason(story, by)
    entry = AuditEntry.objects.get(action="story.excuse")
    assert entry.detail == {"revision": 1, "rule": "phone", "note": "Nomor pengaduan resmi."}
    assert (entry.by, entry.subject) == (by, f"story:{story.pk}")


def test_an_excuse_is_never_changed() -> None:
    row = give_reason(make_story(by=(by := make_user()), body=CALL), by)
    row.reason = "Lain"
    for change in (row.save, row.delete):
        with pytest.raises(TypeError):
            change()


def test_findings_are_examined_in_two_queries() -> None:
    make_author(code="her")
    story = make_story(by=(by := make_user()), body=CALL, credit="(her/x)")
    give_reason(story, by)
    newest = workflow.newest(story)
    with CaptureQueriesContext(connection) as queries:
        found = preflight.examine(story, newest)
    assert len(queries) == 2
    assert [(one.rule, one.found) for one in found] == [("credit-code", "x"), ("phone", PHONE)]


def test_a_revision_changed_behind_our_back_is_not_read() -> None:
    story = make_story(by=make_user(), body=CALL)
    revision = workflow.newest(story)
    revision.content = {"headline": 5}
    assert [one.rule for one in preflight.examine(story, revision)] == ["phone"]


@pytest.mark.django_db(transaction=True)
def test_of_three_who_press_at_once_one_excuses_it() -> None:
    story = make_story(by=(by := make_user()), body=CALL)
    answers = race(*[partial(give_reason, story, by)] * 3)
    assert sum(isinstance(answer, Refused) for answer in answers) == 2
    assert Excuse.objects.count() == 1


def test_an_excused_story_goes_to_readers_and_the_checks_find_nothing() -> None:
    writer, editor = make_user(), make_user(Role.EDITOR)
    story = make_story(by=writer, body=CALL, desk=Desk.APPROVED, editor=editor)
    with pytest.raises(Refused):
        publishing.publish(story, by=editor, seen=1)
    give_reason(story, writer)
    assert publishing.publish(story, by=editor, seen=1).number == 1
    assert list(integrity.faults()) == []


def test_an_excuse_put_in_by_sql_is_named() -> None:
    story, editor = make_story(body=CALL), make_user(Role.EDITOR)
    Excuse(story=story, rule="phone", found=PHONE, by=editor, at=timezone.now()).save()
    assert any("phone" in fault for fault in integrity.faults())
