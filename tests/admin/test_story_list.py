"""The list of stories: what it shows, how it is narrowed, and that it stays quick."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import plain_admin
from accounts.roles import Role
from articles import publishing, workflow
from articles.models import Desk, Edition, Public, Story, StoryViews
from tests.admin.desk import signed_in
from tests.factories import (
    make_agency,
    make_edition,
    make_emergency,
    make_section,
    make_story,
    make_user,
    publish_again,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"


def test_a_row_says_state_headline_shelf_people_and_views() -> None:
    writer = make_user(name="Herlina")
    agencies, section = [make_agency("Dinsos")], make_section("Sosial")
    story = make_story(by=writer, desk=Desk.RELEASED, agencies=agencies, section=section)
    StoryViews.objects.filter(story=story).update(starting=1840)
    page = signed_in(make_user(Role.EDITOR)).get(LIST).content.decode()
    for said in ("#state-published", story.headline, "Sosial", "Dinsos", "Herlina", "1.840 kali"):
        assert said in page


def test_the_owed_move_stands_only_where_one_is_owed() -> None:
    submitted, _draft = make_story(desk=Desk.SUBMITTED), make_story()
    page = signed_in(make_user(Role.EDITOR)).get(LIST)
    owed = {story.pk: story.owed for story in page.context["cl"].result_list}
    assert [pk for pk, move in owed.items() if move] == [submitted.pk]


def test_a_row_is_marked_where_readers_lists_leave_it_out_or_an_emergency_waits() -> None:
    editor, hidden, urgent = make_user(Role.EDITOR), make_edition().story, make_emergency().story
    publishing.unlist(hidden, reason="Permintaan keluarga.", by=editor, seen=1)
    held = make_story()
    until = timezone.now() + timedelta(hours=1)
    workflow.embargo(held, until=until, by=editor, seen=1)
    rows = signed_in(editor).get(LIST).context["cl"].result_list
    marks = {story.pk: [mark.shape for mark in story.marks] for story in rows}
    assert marks == {hidden.pk: ["unlisted"], urgent.pk: ["urgent"], held.pk: [""]}
    assert {story.pk: story.owed for story in rows if story.owed} == {urgent.pk: "Tinjau"}


def test_chips_narrow_the_list() -> None:
    writer = make_user(Role.EDITOR)
    section, agency = make_section("Sosial"), make_agency("Dinsos")
    wanted = make_story(by=writer, section=section, agencies=[agency], headline="Yang dicari")
    other = make_user()
    make_story(by=other, desk=Desk.RELEASED, section=make_section("Lain"), headline="Bukan itu")
    client = signed_in(writer)
    for chip in (
        "desk=draft",
        "public=never",
        f"section={section.pk}",
        f"agency={agency.pk}",
        f"author={writer.author.pk}",
        "q=dicari",
        f"desk=draft&section={section.pk}&changed=0&q=yang",
    ):
        page = client.get(f"{LIST}?{chip}")
        assert [story.pk for story in page.context["cl"].result_list] == [wanted.pk], chip


def test_the_chips_for_readers_agree_with_what_the_rows_say() -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    editor = make_user(Role.EDITOR)

    def published(**times: datetime) -> Story:
        story = make_story(desk=Desk.RELEASED, editor=editor)
        if times:
            Edition.objects.filter(story=story).update(**times)
        return story

    make_story(), make_story(desk=Desk.SUBMITTED)
    published()
    published(live_from=now + hour)  # scheduled
    published(live_from=now - hour, live_until=now)  # withdrawn
    never = published(live_from=now - hour, live_until=now - hour)  # a schedule taken back
    Story.objects.filter(pk=never.pk).update(desk=Desk.APPROVED)
    publish_again(published(), editor=editor)
    corrected = publish_again(published(), editor=editor)  # and withdrawn
    Edition.objects.filter(pk=corrected.pk).update(live_until=timezone.now())
    later = publish_again(story := published(), editor=editor)  # live, a correction is scheduled
    Edition.objects.filter(pk=later.pk).update(live_from=now + hour)
    Edition.objects.filter(story=story, number=1).update(live_until=now + hour)
    said = {state.value: set[int]() for state in Public}
    for row in Story.objects.with_public_state():
        said[row.public].add(row.pk)
    assert all(said.values())
    client = signed_in(editor)
    for state, stories in said.items():
        shown = client.get(f"{LIST}?public={state}").context["cl"].result_list
        assert {story.pk for story in shown} == stories, state


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a+" * 5000,
        "q=" + "a" * 10_000,
        "q=%22",
        "q=%27%22%5C",
        "q=%25_%25",
        "p=999999999999999999999",
        "p=x",
        "desk=x",
        "desk=%00",
        "section=%00",
        "section=" + "9" * 40,
        "agency=x",
        "author=-1",
        "changed=zz",
        "headline__icontains=x",
        "headline=%00",
        "changed_at=x",
        "o=99.-4.x",
        "all=",
        "e=1",
        "_facets=True",
        "_popup=1",
        "_to_field=created_by__password",
    ],
)
def test_strange_addresses_are_answered(query: str) -> None:
    make_story(desk=Desk.SUBMITTED)
    answer = signed_in(make_user(Role.EDITOR)).get(f"{LIST}?{query}", follow=True)
    assert answer.status_code in {200, 400, 404}


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    client = signed_in(make_user(Role.EDITOR))
    writer, editor = make_user(), make_user(Role.EDITOR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(LIST).status_code == 200
        return len(seen)

    for desk in (Desk.DRAFT, Desk.SUBMITTED, Desk.APPROVED):
        make_story(by=writer, editor=editor, desk=desk, agencies=[make_agency()])
    client.get(LIST)  # what is remembered for good is remembered now
    few = queries()
    for number in range(27):
        desk = list(Desk)[number % 5]
        make_story(by=writer, editor=editor, desk=desk, agencies=[make_agency()])
    assert queries() == few


def test_a_long_list_counts_and_skips_at_most_a_thousand_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain_admin, "MOST_LISTED", 20)
    writer = make_user(Role.EDITOR)
    for _ in range(22):
        make_story(by=writer)
    page = signed_in(writer).get(LIST)
    paginator = page.context["cl"].paginator
    assert (paginator.is_capped, paginator.count, paginator.num_pages) == (True, 20, 1)


def test_an_empty_list_says_what_to_do() -> None:
    page = signed_in(make_user(Role.EDITOR)).get(LIST + "?q=tidakada").content.decode()
    assert 'class="calm"' in page
