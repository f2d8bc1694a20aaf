"""The news desk's first page: what readers got today, and the states. What waits: test_waiting."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from articles import emergencies
from articles.admin import board
from articles.models import Desk
from tests.admin.desk import signed_in
from tests.factories import make_edition_at, make_story, make_user

pytestmark = pytest.mark.django_db


def test_today_begins_at_midnight_in_the_sites_zone() -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = make_edition_at(midnight)
    make_edition_at(midnight - timedelta(seconds=1))
    shown = signed_in(make_user(Role.EDITOR)).get("/admin/").context["today"]
    assert [row["edition"].pk for row in shown["rows"]] == [today.pk]
    assert shown["number"] == 1


APPROVER = "Berita berikutnya muncul di sini begitu diajukan."
WRITER = "Berita yang dikembalikan kepada Anda atau perlu konfirmasi Anda muncul di sini."
EVERYBODYS = "Belum ada yang terbit hari ini."
ONES_OWN = "Belum ada yang terbit hari ini dari meja Anda."


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.CONTRIBUTOR, [WRITER, ONES_OWN]),
        (Role.REPORTER, [WRITER, ONES_OWN]),
        (Role.PHOTOGRAPHER, [WRITER, ONES_OWN]),
        (Role.AUDITOR, [EVERYBODYS]),
        (Role.EDITOR, [APPROVER, EVERYBODYS]),
        (Role.CHIEF, [APPROVER, EVERYBODYS]),
        (Role.ADMIN, []),
    ],
)
def test_an_empty_board_promises_each_role_only_what_it_may_expect(
    role: Role, said: list[str]
) -> None:
    page = signed_in(make_user(role)).get("/admin/").content.decode()
    assert [text for text in (APPROVER, WRITER, EVERYBODYS, ONES_OWN) if text in page] == said


@pytest.mark.parametrize("role", list(Role))
def test_whoever_moves_no_story_is_told_what_they_may_do_instead(role: Role) -> None:
    client = signed_in(make_user(role))
    duties = client.get("/admin/").context["duties"]
    assert [client.get(address).status_code for *_words, address in duties] == [200] * len(duties)
    accounts, trail = "/admin/accounts/user/", "/admin/accounts/auditentry/"
    stories, authors = "/admin/articles/story/", "/admin/articles/author/"
    taking_down = [reverse("admin:taking_down")]
    expected = {
        Role.ADMIN: [*taking_down, accounts, authors, trail],
        Role.AUDITOR: [stories, trail],
    }
    assert [address for *_words, address in duties] == expected.get(role, [])


def test_columns_count_everything_and_show_the_newest() -> None:
    writer = make_user(Role.EDITOR)
    for _ in range(board.IN_COLUMN + 2):
        make_story(by=writer)
    drafts = signed_in(writer).get("/admin/").context["columns"][0]
    assert (drafts.number, len(drafts.stories)) == (board.IN_COLUMN + 2, board.IN_COLUMN)


def test_a_phone_unfolds_the_state_that_the_address_names() -> None:
    client = signed_in(make_user(Role.EDITOR))
    asked = {"approved": Desk.APPROVED, "x": Desk.SUBMITTED, "\x00": Desk.SUBMITTED}
    for state, unfolded in asked.items():
        columns = client.get("/admin/", {"state": state}).context["columns"]
        assert [column.state for column in columns if column.shown] == [unfolded]


def test_the_number_of_queries_does_not_grow_with_the_stories() -> None:
    client = signed_in(make_user(Role.EDITOR))
    writer, editor = make_user(), make_user(Role.EDITOR)

    def queries() -> int:
        for desk in list(Desk)[:5]:
            make_story(by=writer, editor=editor, desk=desk)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/admin/")
        return len(seen)

    few = queries()
    assert [queries() for _ in range(4)][-1] == few


def test_an_emergency_that_nobody_else_approved_is_listed_for_those_who_approve() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = make_story(by=chief, headline="Banjir bandang di hulu")
    emergencies.publish(story, reason="Warga harus mengungsi.", by=chief, seen=1)
    assert "Warga harus mengungsi." in signed_in(editor).get("/admin/").content.decode()
    assert "Warga harus mengungsi." not in signed_in(make_user()).get("/admin/").content.decode()
    emergencies.endorse(story, by=editor, seen=1)
    assert "Warga harus mengungsi." not in signed_in(editor).get("/admin/").content.decode()
