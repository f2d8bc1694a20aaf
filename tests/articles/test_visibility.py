"""Which unpublished stories each role may know of."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.roles import Role
from articles import workflow
from articles.content import Credited
from articles.models import Author, Desk, Story
from tests.factories import make_agency, make_story, make_user

pytestmark = pytest.mark.django_db


def seen(person: User) -> set[Story]:
    person = User.objects.get(pk=person.pk)
    return set(Story.objects.visible_to(person))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF, Role.AUDITOR])
def test_editors_chiefs_and_auditors_see_every_desk(role: Role) -> None:
    stories = {make_story(), make_story(desk=Desk.RELEASED), make_story(agency=make_agency())}
    assert seen(make_user(role)) == stories


def test_an_admin_sees_no_story() -> None:
    make_story(desk=Desk.RELEASED)
    assert seen(make_user(Role.ADMIN)) == set()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.PHOTOGRAPHER])
def test_reporters_and_photographers_see_what_is_theirs(role: Role) -> None:
    person = make_user(role)
    author = workflow.author_of(person)
    assert author
    make_story(), make_story(desk=Desk.RELEASED)
    named = make_story(bylines=(Credited(author.pk, "photographer"),))
    handed = make_story()
    Story.objects.filter(pk=handed.pk).update(holder=person)
    begun = make_story()
    Story.objects.filter(pk=begun.pk).update(created_by=person, holder=None)
    assert seen(person) == {named, handed, begun}


def test_a_contributor_sees_their_agency_and_the_units_below_it() -> None:
    mine, other = make_agency(), make_agency()
    unit = make_agency(parent=mine)
    below = make_agency(parent=unit)
    person = make_user(Role.CONTRIBUTOR, agency=mine)
    inside = {make_story(agency=agency) for agency in (mine, unit, below)}
    make_story(agency=other), make_story()
    assert seen(person) == inside


def test_a_contributor_of_a_unit_does_not_see_the_agency_above() -> None:
    above = make_agency()
    person = make_user(Role.CONTRIBUTOR, agency=make_agency(parent=above))
    make_story(agency=above)
    assert seen(person) == set()


def test_a_contributor_who_moves_loses_the_old_desk_and_the_drafts_stay_with_it() -> None:
    old, new = make_agency(), make_agency()
    person = make_user(Role.CONTRIBUTOR, agency=old)
    story = make_story(by=person)
    assert seen(person) == {story}
    Author.objects.filter(user=person).update(agency=new)
    assert seen(person) == set()
    assert seen(make_user(Role.CONTRIBUTOR, agency=old)) == {story}


def test_a_contributor_without_an_agency_sees_nothing() -> None:
    make_story()
    assert seen(make_user(Role.CONTRIBUTOR)) == set()


def test_a_circle_of_agencies_left_by_sql_ends_all_the_same() -> None:
    one = make_agency()
    two = make_agency(parent=one)
    type(one).objects.filter(pk=one.pk).update(parent=two)
    story = make_story(agency=two)
    assert seen(make_user(Role.CONTRIBUTOR, agency=one)) == {story}


def test_who_has_no_role_or_a_closed_account_sees_nothing() -> None:
    make_story()
    closed = make_user(Role.EDITOR, is_active=False)
    bare = make_user()
    bare.groups.clear()
    assert seen(closed) == seen(bare) == set()
    assert not Story.objects.visible_to(AnonymousUser()).exists()  # type: ignore[arg-type]
