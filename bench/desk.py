"""The desk's part: who works there, what lies before them, which pages they open."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts import people
from accounts.models import User
from accounts.roles import Role
from articles import editing, shelves, workflow
from articles.models import Agency, Author, Desk, Photo, Story

ON_DESK, PHOTOS = 200, 5000


def pages() -> dict[str, Callable[[], Any]]:
    """What an editor and a contributor open, by name. Fills the desk first."""
    people.sync_roles()
    agency = Agency.objects.order_by("pk")[0]
    editor, contributor = _person(Role.EDITOR, agency), _person(Role.CONTRIBUTOR, agency)
    for number in range(ON_DESK):
        _work(number, agency, editor=editor, contributor=contributor)
    Photo.objects.bulk_create(
        (
            Photo(original="x.jpg", sha256=f"{n:064d}", width=9, height=9, tone="#555555")
            for n in range(PHOTOS)
        ),
        batch_size=500,
    )
    return _opened("editor", editor) | _opened("contributor", contributor)


def _person(role: Role, agency: Agency) -> User:
    user = User.objects.create(username=role.value, name=f"{role.value} uji")
    people.set_roles(user, [role], by=None)
    shelves.keep(Author(name=user.name, user=user, agency=agency), by=None)
    return user


def _work(number: int, agency: Agency, *, editor: User, contributor: User) -> None:
    """A story of the contributor's agency: in turn a draft, submitted, approved."""
    like = Story.objects.filter(desk=Desk.RELEASED).order_by("pk")[number].content
    content = replace(like, headline=f"{like.headline[:90]} {number}", agency=agency.pk, slug="")
    story = editing.begin(content, by=contributor)
    if number % 3:
        workflow.submit(story, by=contributor, seen=1)
    if number % 3 == 2:
        workflow.approve(story, by=editor, seen=1)


def _opened(name: str, user: User) -> dict[str, Callable[[], Any]]:
    client, stories = Client(), reverse("admin:articles_story_changelist")
    client.force_login(user)
    draft = Story.objects.filter(desk=Desk.DRAFT).order_by("pk")[0]
    addresses = {
        "board": reverse("admin:index"),
        "stories": stories,
        "published": f"{stories}?public=published",
        "drafts": f"{stories}?desk=draft",
        "form": reverse("admin:articles_story_change", args=[draft.pk]),
    }

    def get(address: str) -> Callable[[], Any]:
        return lambda: client.get(address)

    return {f"{name}: {page}": get(address) for page, address in addresses.items()}
