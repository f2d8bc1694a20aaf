"""What a role does not show or allow, it does not show by any door."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from articles.models import Agency, Desk, Story
from tests.admin.desk import address, signed_in, typed
from tests.factories import make_agency, make_photo, make_story, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"
SECRET = "Rahasia dapur dinas lain"


@pytest.fixture
def home() -> Agency:
    return make_agency("Dinsos")


@pytest.fixture
def contributor(home: Agency) -> User:
    return make_user(Role.CONTRIBUTOR, agency=home)


@pytest.fixture
def other() -> Story:
    writer = make_user(Role.CONTRIBUTOR, agency=make_agency("Dishub"))
    return make_story(by=writer, headline=SECRET, desk=Desk.SUBMITTED)


def test_a_contributor_sees_the_stories_of_their_agency_and_its_units_only(
    contributor: User, home: Agency, other: Story
) -> None:
    unit = make_user(Role.CONTRIBUTOR, agency=make_agency("UPT", parent=home))
    make_story(by=unit, headline="Berita unit")
    page = signed_in(contributor).get(LIST).content.decode()
    assert "Berita unit" in page
    assert SECRET not in page


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        LIST,
        LIST + "?q=Rahasia",
        LIST + "?desk=submitted",
        LIST + "{pk}/change/",
        LIST + "{pk}/history/",
        LIST + "{pk}/delete/",
        LIST + "{pk}/",
        "/admin/autocomplete/?app_label=articles&model_name=story&field_name=translates&term=Rahasia",
    ],
)
def test_a_story_of_another_agency_leaks_by_no_door(
    contributor: User, other: Story, path: str
) -> None:
    answer = signed_in(contributor).get(path.format(pk=other.pk), follow=True)
    assert SECRET not in answer.content.decode().replace("q=Rahasia", "")
    assert answer.status_code in {200, 403, 404}


def test_nobody_posts_to_a_story_they_cannot_see(contributor: User, other: Story) -> None:
    signed_in(contributor).post(address(other), typed(other, headline="Diambil alih"))
    signed_in(contributor).post(address(other), typed(other, _move="approve"))
    assert (Story.objects.get().headline, Story.objects.get().desk) == (SECRET, Desk.SUBMITTED)


def test_counts_and_columns_of_the_board_are_of_what_one_may_see(
    contributor: User, other: Story
) -> None:
    page = signed_in(contributor).get("/admin/")
    assert [column.number for column in page.context["columns"]] == [0, 0, 0, 0]
    page = signed_in(make_user(Role.EDITOR)).get("/admin/")
    assert sum(column.number for column in page.context["columns"]) == 1


def test_a_contributor_without_an_agency_sees_nothing(other: Story) -> None:
    page = signed_in(make_user(Role.CONTRIBUTOR)).get(LIST).content.decode()
    assert SECRET not in page


def test_a_reporter_sees_their_own_stories_and_those_whose_byline_names_them(other: Story) -> None:
    reporter = make_user(Role.REPORTER)
    make_story(by=reporter, headline="Berita sendiri")
    page = signed_in(reporter).get(LIST).content.decode()
    assert "Berita sendiri" in page
    assert SECRET not in page


def test_a_contributor_chooses_only_their_own_agency_as_home(
    contributor: User, other: Story
) -> None:
    page = signed_in(contributor).get(LIST + "add/").content.decode()
    home = page[page.index('id="id_agency"') :]
    assert "Dishub" not in home[: home.index("</select>")]


def test_a_contributor_is_offered_the_photos_of_their_own_agency_only(
    contributor: User, home: Agency
) -> None:
    make_photo(alt="Foto milik dinas lain")
    make_photo(by=make_user(Role.CONTRIBUTOR, agency=home), alt="Foto sendiri")
    page = signed_in(contributor).get(LIST + "add/").content.decode()
    assert "Foto sendiri" in page
    assert "Foto milik dinas lain" not in page


def test_an_auditor_reads_everything_and_changes_nothing(other: Story) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    page = client.get(address(other)).content.decode()
    assert SECRET in page
    assert 'type="submit" name=' not in page
    assert client.post(address(other), typed(other, headline="Diubah")).status_code == 403
    assert client.post(address(other), typed(other, _move="approve")).status_code == 403
    assert client.get(LIST + "add/").status_code == 403
    assert (Story.objects.get().headline, Story.objects.get().desk) == (SECRET, Desk.SUBMITTED)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PHOTOGRAPHER])
def test_neither_admin_nor_photographer_touches_the_copy(role: Role, other: Story) -> None:
    client = signed_in(make_user(role))
    assert SECRET not in client.get(address(other), follow=True).content.decode()
    client.post(address(other), typed(other, headline="Diubah"))
    assert Story.objects.get().headline == SECRET


def test_a_photographer_in_the_byline_reads_and_confirms_without_changing() -> None:
    photographer = make_user(Role.PHOTOGRAPHER)
    writer = make_user()
    story = make_story(by=writer, desk=Desk.SUBMITTED)
    rows = {"bylines-1-author": photographer.author.pk, "bylines-1-role": "photographer"}
    signed_in(writer).post(address(story), typed(story, **rows))
    client: Client = signed_in(photographer)
    assert 'value="approve"' in client.get(address(story)).content.decode()
    client.post(address(story), {"_move": "approve", "base": "1"})
    assert Story.objects.get().desk == Desk.SUBMITTED  # drawn for an older revision
    client.post(address(story), {"_move": "approve", "base": "2"})
    assert Story.objects.get().desk == Desk.APPROVED


@pytest.mark.parametrize("role", list(Role))
def test_nobody_deletes_a_story(role: Role) -> None:
    story = make_story()
    url = reverse("admin:articles_story_delete", args=[story.pk])
    signed_in(make_user(role)).post(url, {"post": "yes"})
    assert Story.objects.exists()


@pytest.mark.parametrize("pk", ["0", "9" * 30, "x", "%00", "-1", "1'--"])
def test_unknown_ids_lead_to_the_board(pk: str) -> None:
    answer = signed_in(make_user(Role.EDITOR)).get(f"{LIST}{pk}/change/")
    assert answer.status_code in {302, 404}


def test_a_nul_in_what_is_looked_for_finds_nothing() -> None:
    where = "/admin/autocomplete/?app_label=articles&model_name=story&field_name=photo"
    assert signed_in(make_user(Role.EDITOR)).get(f"{where}&term=a%00b").status_code == 404
