"""What the writing screen offers: the newest, no more than one may see, at a constant price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from articles.admin import story_form, widgets
from articles.models import Desk
from tests.admin.desk import address, signed_in
from tests.factories import make_agency, make_photo, make_story, make_user

pytestmark = pytest.mark.django_db


def topics(user: User) -> list[str]:
    return widgets.known_topics(User.objects.get(pk=user.pk))


def test_a_topic_of_another_desk_is_offered_once_readers_have_it() -> None:
    mine, other = make_agency(), make_agency()
    contributor = make_user(Role.CONTRIBUTOR, agency=mine)
    make_story(agency=mine, tags=["panen raya"])
    make_story(agency=other, tags=["mutasi rahasia"])
    make_story(agency=other, tags=["vaksin"], desk=Desk.RELEASED)
    assert topics(contributor) == ["panen raya", "vaksin"]
    assert topics(make_user(Role.EDITOR)) == ["mutasi rahasia", "panen raya", "vaksin"]
    page = signed_in(contributor).get("/admin/articles/story/add/").content.decode()
    assert 'value="vaksin"' in page
    assert "rahasia" not in page


def test_topics_come_from_the_newest_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widgets, "STORIES_ASKED", 2)
    for name in ("lama", "baru", "terbaru"):
        make_story(tags=[name])
    assert topics(make_user(Role.EDITOR)) == ["baru", "terbaru"]


def test_the_newest_photos_are_offered_and_the_storys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_form, "PHOTOS_OFFERED", 2)
    editor = make_user(Role.EDITOR)
    oldest, old, new, newest = (make_photo(alt=f"Foto {n}") for n in range(4))
    story = make_story(by=editor, photo=oldest)
    form = signed_in(editor).get(address(story)).context["adminform"].form
    offered = [pk for pk, _label in form.fields["photo"].choices]
    assert offered == ["", newest.pk, new.pk, oldest.pk]
    assert old in form.fields["photo"].queryset  # not offered, yet it may be sent


def test_the_form_asks_as_often_in_a_large_archive_as_in_a_small_one() -> None:
    editor, agency = make_user(Role.EDITOR), make_agency()
    contributor = make_user(Role.CONTRIBUTOR, agency=agency)
    story = make_story(by=contributor, agency=agency, photo=make_photo(), tags=["awal"])
    clients = [signed_in(editor), signed_in(contributor)]

    def queries() -> list[int]:
        found = []
        for client in clients:
            client.get(address(story))
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address(story)).status_code == 200
            found.append(len(seen))
        return found

    few = queries()
    for number in range(8):
        unit = make_agency(parent=agency)
        desk = list(Desk)[number % 5]
        make_story(desk=desk, agency=unit, agencies=[unit], tags=[f"topik {number}"])
        make_photo(alt=f"Foto {number}")
    assert queries() == few
