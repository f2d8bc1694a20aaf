"""The board with everything on it: for axe, by the keyboard, without script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from articles import emergencies, publishing, workflow
from articles.models import Desk, Story
from tests.admin.test_troubles import failing, found_in
from tests.factories import approved_anew, make_edition, make_emergency, make_story, make_user
from tests.journeys.conftest import House
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)


def fill(chief: User) -> Story:
    """Something of everything; the one to approve is answered."""
    editor, now = make_user(Role.EDITOR), timezone.now()
    for desk in list(Desk)[:5]:
        make_story(desk=desk, editor=editor)
    for ahead in (timedelta(minutes=1), timedelta(days=2)):
        story = make_story(desk=Desk.APPROVED, editor=editor)
        publishing.schedule(story, at=now + ahead, by=editor, seen=1)
        workflow.embargo(make_story(), until=now + ahead, by=editor, seen=1)
    hidden = make_story(desk=Desk.RELEASED, editor=editor)
    publishing.unlist(hidden, reason="Permintaan keluarga.", by=editor, seen=1)
    approved_anew(hidden, editor=editor)
    make_emergency()
    emergencies.publish(make_story(), reason="Bahaya.", by=chief, seen=1)
    failing(), failing("dua", lapsed_at=now), found_in(make_edition())
    return Story.objects.filter(desk=Desk.SUBMITTED).latest("pk")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF])
def test_the_board_with_everything_on_it_is_accessible(house: House, role: Role) -> None:
    user = make_user(role)
    fill(user if role is Role.CHIEF else make_user(Role.CHIEF))
    assert violations(house, user, ["/admin/"]) == []


def test_the_board_is_worked_by_keyboard_on_a_phone_without_script(house: House) -> None:
    chief = make_user(Role.CHIEF)
    fill(chief)
    viewport = {"width": 360, "height": 800}
    person = house.person(chief, java_script_enabled=False, viewport=viewport)
    page = person.open("/admin/")
    page.get_by_role("link", name="Disetujui").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**state=approved#desk")
    assert page.locator(".column.shown h3").all_inner_texts() != []
    page.locator(".troubles button[value=dismiss]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/#jobs")
    assert page.get_by_text("Tugas ditutup").is_visible()
    page.locator(".waiting .move").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
