"""Saving on the writing screen: one revision a save, and of several at once one wins."""

from functools import partial

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from articles.models import Agency, Author, Desk, Revision, Story, Tag
from tests.admin.desk import address, signed_in, typed
from tests.factories import edit, make_agency, make_photo, make_section, make_story, make_user
from tests.race import race

pytestmark = pytest.mark.django_db


def test_one_save_is_one_revision_with_everything_that_was_typed() -> None:
    story = make_story(by=(writer := make_user()))
    section, agency, author = make_section(), make_agency(), make_user().author
    changes = {
        "headline": "Judul\r\nbaru",
        "section": section.pk,
        "agencies": [agency.pk],
        "tags": '"dinsos jatim", lansia',
        "event_date": "2022-08-09",
        "bylines-1-author": author.pk,
        "bylines-1-role": "editor",
    }
    signed_in(writer).post(address(story), typed(story, **changes))
    story = Story.objects.get(pk=story.pk)
    assert story.version == 2
    assert story.headline == "Judul baru"
    names = Tag.objects.filter(pk__in=story.content.tags).values_list("name", flat=True)
    assert list(names) == ["dinsos jatim", "lansia"]
    assert story.content.agencies == (agency.pk,)
    assert [(row.author, row.role) for row in story.content.bylines][1] == (author.pk, "editor")
    assert Revision.objects.get(story=story, number=2).text == story.content


def test_a_save_that_changes_nothing_makes_no_revision() -> None:
    story = make_story(by=(writer := make_user()), tags=["dinsos jatim"], agencies=[make_agency()])
    answer = signed_in(writer).post(address(story), typed(story, _continue=""), follow=True)
    assert Story.objects.get(pk=story.pk).version == 1
    assert "Tidak ada yang berubah" in answer.content.decode()


def test_a_new_story_begins_with_its_writer_and_their_agency() -> None:
    writer = make_user(Role.CONTRIBUTOR, agency=(agency := make_agency()))
    client = signed_in(writer)
    add = reverse("admin:articles_story_add")
    drawn = client.get(add).content.decode()
    assert f'<option value="{Author.objects.get(user=writer).pk}" selected>' in drawn
    answer = client.post(add, typed(headline="Panen raya"))
    story = Story.objects.get()
    assert answer.headers["Location"] == address(story)
    assert (story.headline, story.agency, story.version) == ("Panen raya", agency, 1)


def test_a_new_story_can_be_submitted_with_its_first_save() -> None:
    signed_in(make_user()).post(reverse("admin:articles_story_add"), typed(_move="submit"))
    assert Story.objects.get().desk == Desk.SUBMITTED


def test_who_saves_upon_an_old_revision_is_told_who_was_first_and_keeps_the_text() -> None:
    story = make_story(by=(writer := make_user(name="Herlina")))
    about = [make_agency(), make_agency()]
    ours = {"headline": "Judul saya", "body": "<p>Naskah saya.</p>"}
    data = typed(story, agencies=[agency.pk for agency in about], **ours)
    edit(story, by=make_user(Role.EDITOR, name="Sari"), headline="Judul redaktur")
    client = signed_in(writer)
    answer = client.post(address(story), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Sari" in page
    assert "Judul saya" in page
    assert "Naskah saya." in page
    assert all(f'<option value="{agency.pk}" selected>' in page for agency in about)
    assert Story.objects.get(pk=story.pk).headline == "Judul redaktur"
    assert f'href="{address(story).removesuffix("change/")}history/2/"' in page
    assert 'name="base" value="2"' in page  # told once, they may save again
    client.post(address(story), data | {"base": "2"})
    assert Story.objects.get(pk=story.pk).headline == "Judul saya"


def test_pressing_save_twice_is_no_quarrel_with_oneself() -> None:
    story = make_story(by=(writer := make_user()))
    data = typed(story, headline="Judul saya")
    client = signed_in(writer)
    answers = [client.post(address(story), data).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Story.objects.get(pk=story.pk).version == 2


@pytest.mark.django_db(transaction=True)
def test_of_four_who_save_at_once_one_wins_and_three_keep_their_text() -> None:
    story = make_story(by=make_user())
    editors = [make_user(Role.EDITOR) for _ in range(4)]
    clients = [signed_in(editor) for editor in editors]
    posts = [typed(story, headline=f"Judul nomor {n}") for n in range(4)]

    def save(number: int) -> tuple[int, str]:
        answer = clients[number].post(address(story), posts[number])
        return answer.status_code, answer.content.decode()

    answers = race(*(partial(save, number) for number in range(4)))
    assert sorted(status for status, _page in answers) == [200, 200, 200, 302]
    for number, (status, page) in enumerate(answers):
        assert status == 302 or f"Judul nomor {number}" in page
    assert Story.objects.get(pk=story.pk).version == 2


def test_after_a_conflict_the_text_may_be_saved_once_more_and_no_move_be_made() -> None:
    story = make_story(by=(writer := make_user()))
    stale = typed(story, headline="Judul saya")
    edit(story, by=make_user(Role.EDITOR), headline="Judul redaktur")
    page = signed_in(writer).post(address(story), stale).content.decode()
    assert 'name="_continue"' in page
    assert 'name="_move"' not in page
    assert 'name="_move"' in signed_in(writer).get(address(story)).content.decode()


def test_a_refusal_of_the_verb_is_a_sentence_and_nothing_is_lost() -> None:
    writer = make_user(Role.CONTRIBUTOR)  # belongs to no agency
    answer = signed_in(writer).post(
        reverse("admin:articles_story_add"), typed(headline="Judul yang diketik")
    )
    assert answer.status_code == 200
    assert "Judul yang diketik" in answer.content.decode()
    assert not Story.objects.exists()


def test_a_save_that_is_refused_leaves_no_new_topics_behind() -> None:
    story = make_story(by=(writer := make_user()))
    stale = typed(story, headline="Judul saya", tags="mutasi pejabat")
    edit(story, by=make_user(Role.EDITOR), headline="Judul redaktur")
    client = signed_in(writer)
    too_long = typed(story, body="x" * 200_001, tags="mutasi pejabat")
    for post in (stale, too_long, typed(headline="", tags="mutasi pejabat")):
        answer = client.post(address(story), post)
        assert answer.status_code == 200
        assert "mutasi pejabat" in answer.content.decode()
    nowhere = signed_in(make_user(Role.CONTRIBUTOR))  # refused by the verb: belongs to no agency
    nowhere.post(reverse("admin:articles_story_add"), typed(tags="mutasi pejabat"))
    assert not Tag.objects.exists()


@pytest.mark.parametrize("topics", ["a," * 3000, ",".join(f"topik {n}" for n in range(41))])
def test_more_topics_than_any_story_has_are_refused_and_kept(topics: str) -> None:
    story = make_story(by=(writer := make_user()))
    answer = signed_in(writer).post(address(story), typed(story, tags=topics))
    assert 'href="#id_tags"' in answer.content.decode()
    assert topics in answer.content.decode()
    assert not Tag.objects.exists()


def test_a_missing_headline_is_said_at_the_field_and_the_rest_is_kept() -> None:
    story = make_story(by=(writer := make_user()))
    page = signed_in(writer).post(
        address(story), typed(story, headline="", summary="Ringkasan yang diketik")
    )
    assert 'href="#id_headline"' in page.content.decode()
    assert "Ringkasan yang diketik" in page.content.decode()
    assert Story.objects.get(pk=story.pk).version == 1


def test_a_chosen_photo_brings_its_own_words_where_none_are_typed() -> None:
    story = make_story(by=(writer := make_user()))
    photo = make_photo(alt="Sawah", caption="Petani.", credit="Foto: Dwi/JNR")
    words = {"photo": photo.pk, "photo_caption": "Panen pagi."}
    signed_in(writer).post(address(story), typed(story, **words))
    content = Story.objects.get(pk=story.pk).content
    assert (content.photo_alt, content.photo_caption, content.photo_credit) == (
        "Sawah",
        "Panen pagi.",
        "Foto: Dwi/JNR",
    )


def test_a_photo_that_stays_does_not_fill_in_words_behind_the_back_of_an_approval() -> None:
    photo = make_photo(caption="Petani.")
    story = make_story(by=make_user(), desk=Desk.SUBMITTED, photo=photo, photo_caption="")
    signed_in(make_user(Role.EDITOR)).post(address(story), typed(story, _move="approve"))
    assert (Story.objects.get().version, Story.objects.get().desk) == (1, Desk.APPROVED)


def test_a_photo_on_offer_carries_its_words_for_the_form_to_fill_in_at_once() -> None:
    story = make_story(by=(writer := make_user()))
    make_photo(alt="Sawah", caption="“Petani”", credit="Foto: Dwi/JNR")
    page = signed_in(writer).get(address(story)).content.decode()
    assert 'data-alt="Sawah" data-caption="“Petani”" data-credit="Foto: Dwi/JNR"' in page


@pytest.mark.parametrize(
    ("typed_in", "kept"),
    [
        ("her/s", "(her/s)"),
        ("HER/S", "(her/s)"),
        (" (Her / S) ", "(her/s)"),
        ("[SAR/BUT]", "[sar/but]"),
        ("*", "(*)"),
        ("", ""),
    ],
)
def test_a_credit_code_is_kept_as_readers_get_it(typed_in: str, kept: str) -> None:
    story = make_story(by=(writer := make_user()), credit="(red)")
    signed_in(writer).post(address(story), typed(story, credit=typed_in))
    assert Story.objects.get(pk=story.pk).credit == kept


@pytest.mark.parametrize("typed_in", ["herlina/s", "(her/s", "(her/s]", "her s!", "her//s", "(())"])
def test_what_is_no_credit_code_is_said_at_its_field(typed_in: str) -> None:
    story = make_story(by=(writer := make_user()))
    page = signed_in(writer).post(address(story), typed(story, credit=typed_in)).content.decode()
    assert '<a href="#id_credit">' in page
    assert Story.objects.get(pk=story.pk).version == 1


def test_a_credit_from_before_the_rules_keeps_nobody_from_saving() -> None:
    story = make_story(by=(writer := make_user()), credit="Humas Pemprov")
    signed_in(writer).post(address(story), typed(story, headline="Judul lain"))
    story = Story.objects.get(pk=story.pk)
    assert (story.headline, story.credit) == ("Judul lain", "Humas Pemprov")


def test_an_address_once_used_is_not_changed_by_the_form() -> None:
    story = make_story(desk=Desk.RELEASED, by=(writer := make_user()))
    before = story.slug
    signed_in(writer).post(address(story), typed(story, slug="lain", headline="Lain"))
    assert Story.objects.get(pk=story.pk).slug == before


@pytest.mark.parametrize(
    "junk",
    [
        {"base": "x"},
        {"section": "\x00"},
        {"photo": "9" * 40},
        {"tags": "\x00"},
        {"headline": "x" * 10_000},
        {"agencies": ["x"]},
        {"bylines-TOTAL_FORMS": "x"},
        {"bylines-TOTAL_FORMS": "9999"},
        {"bylines-0-author": "\x00"},
        {"_move": "\x00"},
        {"_move": "return", "move_note": "\x00" * 9},
    ],
)
def test_strange_input_is_answered_and_breaks_nothing(junk: dict[str, str]) -> None:
    story = make_story(by=(writer := make_user()))
    answer = signed_in(writer).post(address(story), typed(story) | junk)
    assert answer.status_code in {200, 302}
    assert Story.objects.get(pk=story.pk).version == 1


def test_the_text_is_cleaned_however_it_is_posted() -> None:
    story = make_story(by=(writer := make_user()))
    body = '<p onclick="x()">Halo</p><script>x()</script>'
    signed_in(writer).post(address(story), typed(story, body=body))
    assert Story.objects.get(pk=story.pk).body == "<p>Halo</p>"


def test_the_form_never_writes_the_desk_or_the_home_of_another_agency() -> None:
    home, other = make_agency(), make_agency()
    writer = make_user(Role.CONTRIBUTOR, agency=home)
    story = make_story(by=writer)
    answer = signed_in(writer).post(
        address(story), typed(story, agency=other.pk, desk=Desk.APPROVED.value)
    )
    assert answer.status_code == 200
    story = Story.objects.get(pk=story.pk)
    assert (story.agency, story.desk) == (home, Desk.DRAFT)


def test_units_of_the_own_agency_may_be_home() -> None:
    home = make_agency()
    unit: Agency = make_agency(parent=home)
    writer: User = make_user(Role.CONTRIBUTOR, agency=home)
    story = make_story(by=writer)
    signed_in(writer).post(address(story), typed(story, agency=unit.pk))
    assert Story.objects.get(pk=story.pk).agency == unit
