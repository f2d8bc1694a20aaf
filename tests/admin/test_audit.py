"""Jejak audit, through the door: in words, and no more of a story than one may see."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import audit, people
from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import photos, shelves, workflow
from articles.models import Desk
from tests.admin.desk import signed_in
from tests.factories import make_agency, make_photo, make_section, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LIST = "/admin/accounts/auditentry/"


@pytest.fixture
def admin(client: Client) -> User:
    somebody = make_user(Role.ADMIN, username="admin")
    client.force_login(somebody)
    return somebody


def page_of(client: Client, action: str) -> str:
    """The newest entry of an action, as a page."""
    entry = AuditEntry.objects.filter(action=action).latest("number")
    return client.get(f"{LIST}{entry.pk}/change/").text


def told(client: Client, action: str) -> str:
    """The detail of the newest entry of an action, as its page says it."""
    field = '<div class="form-row field-more">'
    return (
        page_of(client, action)
        .partition(field)[2]
        .partition('class="readonly">')[2]
        .partition("<")[0]
    )


def test_the_trail_is_read_searched_and_sifted(client: Client, admin: User) -> None:
    audit.record("story.publish", by=admin, subject="story:12")
    audit.record("story.submit", by=admin, subject="story:13")

    def shown(query: str) -> list[str]:
        return [row.subject for row in client.get(f"{LIST}?{query}").context["cl"].result_list]

    assert shown("q=story:12") == ["story:12"]
    assert shown("subject=story:13") == ["story:13"]
    assert shown("action=story.publish") == ["story:12"]


def test_it_is_not_written_through_the_door(client: Client, admin: User) -> None:
    entry = AuditEntry.objects.latest("number")
    page = reverse("admin:accounts_auditentry_change", args=[entry.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"action": "x"}).status_code == 403
    assert client.get(reverse("admin:accounts_auditentry_add")).status_code == 403
    gone = reverse("admin:accounts_auditentry_delete", args=[entry.pk])
    assert client.post(gone, {"post": "yes"}).status_code == 403


def test_a_falsified_entry_says_so(client: Client, admin: User) -> None:
    entry = AuditEntry.objects.latest("number")
    page = reverse("admin:accounts_auditentry_change", args=[entry.pk])
    assert "is as it was written" in client.get(page).text
    AuditEntry.objects.filter(pk=entry.pk).update(subject=f"user:{'9' * 40}")
    assert "was changed afterwards" in client.get(page).text
    assert client.get(LIST).status_code == 200


def test_people_stories_and_shelves_are_called_by_name() -> None:
    chief = make_user(Role.CHIEF, name="Endah Wulanjati")
    story = make_story(headline="Harga cabai turun", section=make_section("Ekonomi"))
    photos.withhold(make_photo(alt="Petani memanen"), by=chief)
    shelves.merge(make_agency("Dinas Lama"), make_agency("Dinas Baru"), by=chief)
    client = signed_in(chief)
    page = client.get(LIST).text
    for name in ("Endah Wulanjati", "Harga cabai turun", "Petani memanen", "Dinas Lama"):
        assert name in page
    assert f"Story {story.pk}: Harga cabai turun" in page_of(client, "story.begin")
    assert told(client, "agency.merge") == "merged into: Dinas Baru"


@pytest.mark.parametrize("role", [Role.CHIEF, Role.AUDITOR, Role.ADMIN])
def test_a_headline_is_shown_to_those_who_may_see_the_story(role: Role) -> None:
    story = make_story(headline="Rahasia", desk=Desk.SUBMITTED)
    workflow.send_back(story, by=make_user(Role.EDITOR), seen=1, note="Sebut sumbernya.")
    client = signed_in(make_user(role))
    may = role is not Role.ADMIN
    page = client.get(f"{LIST}?subject=story:{story.pk}").text
    assert ("Rahasia" in page, f"Story {story.pk}" in page) == (may, not may)
    page = page_of(client, "story.return")
    assert ("Rahasia" in page) == ("Sebut sumbernya." in page) == may


def test_detail_is_said_in_words() -> None:
    admin = make_user(Role.ADMIN)
    make_story(desk=Desk.SUBMITTED)
    photo = make_photo()
    photo.place = "Ngawi"
    photos.reword(photo, ["place", "taken_at"], by=admin)
    people.set_roles(make_user(Role.REPORTER), [Role.EDITOR, Role.AUDITOR], by=admin)
    client = signed_in(admin)
    assert told(client, "story.submit") == "revision 1; state: Submitted"
    assert told(client, "photo.change") == "changed: place, taken at"
    assert told(client, "user.roles") == "roles before: Reporter; roles now: Auditor, Editor"
    assert told(client, "photo.add") == f"fingerprint: {photo.sha256}"
    assert told(client, "story.begin") == "–"


@pytest.mark.parametrize(
    "detail",
    [{"desk": "moon"}, {"after": ["king"]}, {"fields": ["x"]}, {"into": "y"}, {"revision": None}],
)
def test_what_has_no_words_stands_as_it_is_written(
    client: Client, admin: User, detail: dict[str, Any]
) -> None:
    audit.record("comet.land", by=None, subject="comet", **detail)
    said = told(client, "comet.land")
    assert all(str(value).strip("[]'") in said for value in detail.values())


def test_the_list_asks_as_often_for_many_entries_as_for_few() -> None:
    chief = make_user(Role.CHIEF)
    client = signed_in(chief)

    def fill(many: int) -> int:
        for number in range(many):
            make_story()
            make_photo(by=chief)
            shelves.merge(make_section(), make_section(f"Baru {many} {number}"), by=chief)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(LIST).status_code == 200
        return len(seen)

    assert fill(1) == fill(6)
