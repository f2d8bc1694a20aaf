"""The list before publication: with a way to each field, and a word that lets a finding stand."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from articles import excusing, preflight, workflow
from articles.models import Desk, Excuse, Story
from tests.admin.desk import address, signed_in, typed
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db
PHONE = "0812-3456-7890"
CALL = f"<p>Warga dapat menghubungi {PHONE}.</p>"
SPAM = "<p>Pemprov memerangi judi online.</p>"
BUTTON = re.compile(r'name="_excuse" value="([^"]*)"')


def drawn(story: Story, user: User) -> str:
    return signed_in(user).get(address(story)).content.decode()


def press(story: Story, user: User, value: str, **changes: str) -> str:
    data = typed(story, _excuse=value, **changes)
    return signed_in(user).post(address(story), data, follow=True).content.decode()


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def approver() -> User:
    """Somebody who approves and does not write."""
    user = make_user(Role.AUDITOR)
    user.user_permissions.add(Permission.objects.get(codename="approve_story"))
    return User.objects.get(pk=user.pk)


def test_a_finding_says_how_grave_it_is_where_it_is_and_what_to_do() -> None:
    story = make_story(by=(writer := make_user()), section=None, headline="Resiko banjir")
    page = drawn(story, writer)
    assert '<li class="blocks"><b>Wajib</b> <a href="#id_section">Pilih rubrik.</a>' in page
    assert '<li class="warns"><b>Periksa</b> <a href="#id_headline">' in page
    assert "<small>Rubrik menentukan di mana pembaca menemukan berita ini.</small>" in page
    assert not BUTTON.findall(page)


def test_the_reason_is_given_in_the_form_which_saves_first() -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    assert BUTTON.findall(drawn(story, writer)) == [f"phone|{PHONE}"]
    typing = {"headline": "Judul terakhir", "excuse_phone": "Nomor resmi."}
    page = press(story, writer, f"phone|{PHONE}", **typing)
    assert (now(story).headline, now(story).version) == ("Judul terakhir", 2)
    assert Excuse.objects.get().reason == "Nomor resmi."
    assert re.search(r'<li class="excused"><b>Dengan alasan</b>[^<]*\s*<small>“Nomor resmi.”', page)
    assert not BUTTON.findall(page)


def test_a_text_that_lost_the_number_in_the_same_breath_needs_no_excuse() -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    page = press(story, writer, f"phone|{PHONE}", body="<p>Bersih.</p>", excuse_phone="Resmi.")
    assert now(story).version == 2
    assert not Excuse.objects.exists()
    assert "Temuan ini tidak ada lagi dalam naskah." in page


def test_a_reason_that_is_missing_is_asked_for_and_one_that_was_refused_is_not_lost() -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    assert "Tulis alasan" in press(story, writer, f"phone|{PHONE}")
    assert "Resmi sekali." in press(story, writer, "phone|0899", excuse_phone="Resmi sekali.")


def test_a_reason_stays_when_the_form_is_drawn_again() -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    page = press(story, writer, f"phone|{PHONE}", headline="", excuse_phone="Nomor resmi.")
    assert re.search(r'<textarea name="excuse_phone"[^>]*>Nomor resmi.</textarea>', page)
    assert not Excuse.objects.exists()


def test_only_an_approver_who_did_not_save_it_is_offered_to_confirm() -> None:
    story = make_story(by=(writer := make_user(Role.EDITOR)), desk=Desk.SUBMITTED, body=SPAM)
    assert not BUTTON.findall(drawn(story, writer))
    page = drawn(story, editor := make_user(Role.EDITOR))
    assert BUTTON.findall(page) == ["gambling|judi online"]
    assert "Saya telah membaca temuan ini: “judi online”." in page
    page = press(story, editor, "gambling|judi online")
    assert '<li class="excused"><b>Dikonfirmasi</b>' in page
    assert now(story).version == 1


def test_whoever_approves_without_writing_confirms_on_the_page_they_read() -> None:
    story = make_story(desk=Desk.SUBMITTED, body=SPAM, section=None)
    client = signed_in(reader := approver())
    page = client.get(address(story)).content.decode()
    assert "reading" in page
    assert BUTTON.findall(page) == ["gambling|judi online"]
    assert 'href="#id_' not in page
    client.post(address(story), {"_excuse": "gambling|judi online", "base": "1"})
    assert Excuse.objects.get().by == reader


def test_who_only_reads_is_offered_nothing_and_refused() -> None:
    story = make_story(desk=Desk.SUBMITTED, body=SPAM)
    client = signed_in(make_user(Role.AUDITOR))
    assert not BUTTON.findall(client.get(address(story)).content.decode())
    data = {"_excuse": "gambling|judi online", "base": "1"}
    page = client.post(address(story), data, follow=True).content.decode()
    assert '<li class="error">' in page
    assert not Excuse.objects.exists()


def test_a_page_drawn_for_an_older_revision_excuses_nothing() -> None:
    story = make_story(desk=Desk.SUBMITTED, body=SPAM)
    data = {"_excuse": "gambling|judi online", "base": "7"}
    signed_in(approver()).post(address(story), data)
    assert not Excuse.objects.exists()


@pytest.mark.parametrize("value", ["", "|", "phone", "phone|\x00", "x" * 5000, "phone|0899|x"])
def test_a_button_that_nobody_drew_excuses_nothing(value: str) -> None:
    story = make_story(by=(writer := make_user()), body=CALL)
    assert '<li class="error">' in press(story, writer, value, excuse_phone="a\x00b")
    assert not Excuse.objects.exists()


def test_who_may_excuse_what_is_told_without_a_query_a_finding() -> None:
    story = make_story(by=make_user(), body=CALL + SPAM + "<p>3578014101900001</p>")
    found = preflight.examine(story, workflow.newest(story))
    by = User.objects.get(pk=story.created_by_id)
    by.has_perm("articles.approve_story")  # remembered on the person for the whole page
    with CaptureQueriesContext(connection) as queries:
        told = [excusing.may_excuse(story, one, by) for one in found]
    assert told == [True, True, False]
    assert not queries.captured_queries


def queries_for_excuses(story: Story, user: User) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(story)).status_code == 200
    return sum('FROM "articles_excuse"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("desk", [Desk.SUBMITTED, Desk.APPROVED])
def test_the_screen_asks_for_the_findings_once_also_where_it_offers_to_publish(desk: Desk) -> None:
    story = make_story(desk=desk, body=CALL)
    assert queries_for_excuses(story, make_user(Role.EDITOR)) == 1


def test_under_an_embargo_too() -> None:
    story, editor = make_story(desk=Desk.APPROVED, body=CALL), make_user(Role.EDITOR)
    until = timezone.now() + timedelta(days=1)
    workflow.embargo(story, until=until, by=editor, seen=story.version)
    assert queries_for_excuses(story, editor) == 1


@pytest.mark.parametrize("reader", [lambda: make_user(Role.EDITOR), approver])
def test_whoever_approves_sees_first_which_number_was_excused_by_whom_and_why(
    reader: Callable[[], User],
) -> None:
    story = make_story(by=(writer := make_user(name="Herlina Maharsi")), body=CALL)
    excusing.excuse(story, "phone", PHONE, reason="Nomor posko resmi.", by=writer, seen=1)
    workflow.submit(story, by=writer, seen=1)
    page = drawn(story, reader())  # the writing screen, and the sheet in print
    row = page[page.index('<li class="excused">') :]
    row = row[: row.index("</li>")]
    assert "Dengan alasan" in row
    assert PHONE in row
    assert "“Nomor posko resmi.”" in row
    assert "– Herlina Maharsi," in row
    assert page.index('<li class="excused">') < page.index('value="approve"')
    above = page[page.index('class="excused-above"') : page.index('class="sheet"')]  # on a phone
    assert PHONE in above
    assert "“Nomor posko resmi.” – Herlina Maharsi" in above
    draft = make_story(by=writer, body=CALL)
    excusing.excuse(draft, "phone", PHONE, reason="Resmi.", by=writer, seen=1)
    assert "excused-above" not in drawn(draft, writer)  # nobody approves a draft
