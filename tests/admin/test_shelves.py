"""Sections, topics, agencies and authors, through the door."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import shelves, tags
from articles.models import Agency, Author, CreditCode, Section, Tag
from tests.factories import make_agency, make_author, make_edition, make_section, make_user

pytestmark = pytest.mark.django_db
NO_CODES = {"codes-TOTAL_FORMS": "0", "codes-INITIAL_FORMS": "0"}


@pytest.fixture
def chief(client: Client) -> User:
    somebody = make_user(Role.CHIEF)
    client.force_login(somebody)
    return somebody


def post(client: Client, page: str, **fields: Any) -> Any:
    return client.post(f"/admin/articles/{page}/", fields)


def errors(answer: Any) -> Any:
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors


def make_tag(name: str) -> Tag:
    return tags.resolve([name])[0]


def test_a_new_section_gets_its_address_from_its_name(client: Client, chief: User) -> None:
    answer = post(client, "section/add", name="Rp1,5 Triliun", hue="bata", order="1")
    assert answer.status_code == 302
    section = Section.objects.get()
    assert section.slug == "rp1-5-triliun"
    told = AuditEntry.objects.get(subject=f"section:{section.pk}")
    assert (told.action, told.by) == ("section.add", chief)


def test_two_shelves_of_a_name_get_two_addresses(client: Client, chief: User) -> None:
    for _time in range(2):
        post(client, "author/add", name="Sari Dewi", **NO_CODES)
    addresses = Author.objects.filter(name="Sari Dewi").values_list("slug", flat=True)
    assert sorted(addresses) == ["sari-dewi", "sari-dewi-2"]


def test_an_address_may_change_until_it_is_used(client: Client, chief: User) -> None:
    section = make_section("Sosial")
    post(
        client, f"section/{section.pk}/change", name="Sosial", slug="bansos", hue="bata", order="1"
    )
    section.refresh_from_db()
    assert section.slug == "bansos"
    make_edition(section=section)
    post(client, f"section/{section.pk}/change", name="Sosial", slug="lain", hue="bata", order="1")
    section.refresh_from_db()
    assert section.slug == "bansos"


def test_a_rename_does_not_touch_the_address(client: Client, chief: User) -> None:
    tag = make_tag("dinsos jatim")
    make_edition(tags=["dinsos jatim"])
    assert post(client, f"tag/{tag.pk}/change", name="Dinas Sosial").status_code == 302
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("Dinas Sosial", "dinsos-jatim")


@pytest.mark.parametrize("typed", ["Sosial", "SOSIAL", " sosial  "])
def test_a_section_is_there_once(client: Client, chief: User, typed: str) -> None:
    make_section("Sosial")
    other = make_section("Budaya")
    words = {"name": typed, "hue": "bata", "order": "1"}
    assert "Sosial" in str(errors(post(client, "section/add", **words))["name"])
    assert "Sosial" in str(errors(post(client, f"section/{other.pk}/change", **words))["name"])
    assert Section.objects.count() == 2


def test_an_agency_is_there_once_by_its_short_name(client: Client, chief: User) -> None:
    make_agency("UPT Bina  Netra".replace("  ", " "))
    words = {"name": "Lain", "short_name": "upt bina  netra", "kind": "upt"}
    assert "UPT Bina Netra" in str(errors(post(client, "agency/add", **words))["short_name"])
    assert post(client, "agency/add", **words | {"short_name": "UPT Lain"}).status_code == 302


def test_a_section_may_change_its_own_spelling_and_take_a_merged_ones_name(
    client: Client, chief: User
) -> None:
    old, section = make_section("Sosial"), make_section("Budaya")
    shelves.merge(old, section, by=None)
    for name in ("BUDAYA", "Sosial"):
        words = {"name": name, "slug": "budaya", "hue": "bata", "order": "1"}
        assert post(client, f"section/{section.pk}/change", **words).status_code == 302


def test_one_of_two_that_share_a_name_can_still_be_described(client: Client, chief: User) -> None:
    twins = [make_section("Sosial"), make_section("Sosial")]
    words = {"name": "Sosial", "slug": "sosial", "hue": "bata", "order": "1"}
    answer = post(client, f"section/{twins[0].pk}/change", description="Warga", **words)
    assert answer.status_code == 302


@pytest.mark.parametrize("spelling", ["#Dinsos Jatim", "dinsosjatim", "  DINSOS  jatim "])
def test_another_spelling_of_a_topic_is_the_same_topic(
    client: Client, chief: User, spelling: str
) -> None:
    make_tag("dinsos jatim")
    assert "dinsos jatim" in str(errors(post(client, "tag/add", name=spelling))["name"])
    assert Tag.objects.count() == 1


def test_a_topic_of_signs_alone_is_refused(client: Client, chief: User) -> None:
    assert errors(post(client, "tag/add", name="###"))["name"]


def test_a_topic_with_a_comma_would_be_two_and_is_refused(client: Client, chief: User) -> None:
    assert "koma" in str(errors(post(client, "tag/add", name="Rp1,5 triliun"))["name"])
    assert not Tag.objects.exists()


def test_an_agency_does_not_belong_to_its_own_unit(client: Client, chief: User) -> None:
    dinsos = make_agency("Dinsos")
    unit = make_agency("UPT", parent=dinsos)
    answer = post(
        client,
        f"agency/{dinsos.pk}/change",
        name="Dinas Sosial",
        short_name="Dinsos",
        kind="dinas",
        parent=str(unit.pk),
    )
    assert errors(answer)["parent"]
    assert Agency.objects.get(pk=dinsos.pk).parent is None


def codes(*rows: tuple[str, str, str]) -> dict[str, str]:
    data = {"codes-TOTAL_FORMS": str(len(rows)), "codes-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        for name, value in zip(("code", "since", "until"), row, strict=True):
            data[f"codes-{number}-{name}"] = value
    return data


def test_an_author_comes_with_credit_codes(client: Client, chief: User) -> None:
    rows = codes(("her", "2020-01-01", "2021-12-31"), ("hr", "2022-01-01", ""))
    assert post(client, "author/add", name="Herlina", **rows).status_code == 302
    assert CreditCode.objects.count() == 2


def test_the_codes_are_plain_rows_without_a_script(client: Client, chief: User) -> None:
    page = client.get(
        f"/admin/articles/author/{make_author('Herlina', code='her').pk}/change/"
    ).text
    rows = re.findall(r'name="(codes-\w+-code)"', page)
    assert rows == ["codes-0-code", "codes-1-code"]
    assert 'name="codes-0-id"' in page
    assert "inlines.js" not in page
    assert "#1" not in page


def test_two_people_do_not_use_one_code_at_a_time(client: Client, chief: User) -> None:
    make_author("Herlina", code="her")
    answer = post(client, "author/add", name="Herman", **codes(("her", "", "")))
    assert answer.status_code == 200
    assert not Author.objects.filter(name="Herman").exists()


def test_a_code_typed_twice_is_refused_in_words(client: Client, chief: User) -> None:
    rows = codes(("her", "", ""), ("her", "2022-01-01", ""))
    answer = post(client, "author/add", name="Herlina", **rows)
    assert answer.status_code == 200
    assert answer.context["inline_admin_formsets"][0].formset.non_form_errors()
    assert not CreditCode.objects.exists()


def test_only_an_admin_says_whose_account_an_author_is(client: Client) -> None:
    somebody = make_user(Role.REPORTER)
    author = make_author("Sari")
    for role, account in ((Role.EDITOR, None), (Role.ADMIN, somebody)):
        client.force_login(make_user(role))
        Author.objects.filter(user=somebody).update(user=None)
        data = {"name": "Sari", "slug": "sari", "user": str(somebody.pk)}
        assert post(client, f"author/{author.pk}/change", **data, **NO_CODES).status_code == 302
        author.refresh_from_db()
        assert author.user == account


def test_a_chief_merges_one_shelf_into_another(client: Client, chief: User) -> None:
    edition = make_edition(tags=["bansos"])
    old, new = make_tag("bansos"), make_tag("bantuan sosial")
    page = f"tag/{old.pk}/gabung"
    assert client.get(f"/admin/articles/{page}/").status_code == 200
    assert post(client, page, into=str(new.pk)).status_code == 302
    old.refresh_from_db()
    assert old.successor == new
    assert list(shelves.on(new, type(edition).objects.current())) == [edition]
    assert AuditEntry.objects.get(action="tag.merge").by == chief
    assert "bantuan sosial" in client.get(f"/admin/articles/tag/{old.pk}/change/").text


def test_what_is_merged_is_merged_once_and_into_something_unmerged(
    client: Client, chief: User
) -> None:
    one, two, three = make_section("Satu"), make_section("Dua"), make_section("Tiga")
    shelves.merge(one, two, by=None)
    assert post(client, f"section/{one.pk}/gabung", into=str(three.pk)).status_code == 403
    assert post(client, f"section/{three.pk}/gabung", into=str(one.pk)).status_code == 200
    assert post(client, f"section/{three.pk}/gabung", into=str(three.pk)).status_code == 200
    assert post(client, f"section/{three.pk}/gabung").status_code == 200
    assert Section.objects.get(pk=three.pk).successor is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN, Role.AUDITOR, Role.CONTRIBUTOR])
def test_nobody_but_a_chief_merges(client: Client, role: Role) -> None:
    client.force_login(make_user(role))
    old, new = make_author("Sari"), make_author("Sari Dewi")
    assert post(client, f"author/{old.pk}/gabung", into=str(new.pk)).status_code == 403
    assert Author.objects.get(pk=old.pk).successor is None


def test_nothing_is_deleted(client: Client, chief: User) -> None:
    shelf: dict[str, Section | Tag | Agency | Author] = {
        "section": make_section(),
        "tag": make_tag("sepi"),
        "agency": make_agency(),
        "author": make_author(),
    }
    for name, row in shelf.items():
        assert post(client, f"{name}/{row.pk}/delete", post="yes").status_code == 403
        row.refresh_from_db()  # raises if it is gone


@pytest.mark.parametrize(
    ("role", "adds"),
    [
        (Role.CHIEF, {"section", "tag", "agency", "author"}),
        (Role.EDITOR, {"tag", "author"}),
        (Role.ADMIN, {"author"}),
        (Role.REPORTER, set()),
        (Role.CONTRIBUTOR, set()),
        (Role.AUDITOR, set()),
    ],
)
def test_who_adds_what(client: Client, role: Role, adds: set[str]) -> None:
    client.force_login(make_user(role))
    names = ("section", "tag", "agency", "author")
    answers = {name: client.get(f"/admin/articles/{name}/add/").status_code for name in names}
    assert {name for name, status in answers.items() if status == 200} == adds


@pytest.mark.parametrize("name", ["section", "tag", "agency", "author"])
def test_the_lists_ask_as_often_for_many_rows_as_for_few(
    client: Client, chief: User, name: str
) -> None:
    def fill(many: int) -> int:
        for number in range(many):
            parent = make_agency(f"Induk {many} {number}")
            make_agency(f"UPT {many} {number}", parent=parent)
            make_section()
            make_tag(f"topik {many} {number}")
            make_author(agency=parent, code=chr(97 + many) + chr(97 + number))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/admin/articles/{name}/").status_code == 200
        return len(seen)

    assert fill(2) == fill(9)


@pytest.mark.parametrize("name", ["section", "tag", "agency", "author"])
def test_strange_questions_are_no_accident(client: Client, chief: User, name: str) -> None:
    for query in ("q=%00", f"q={'a' * 9000}", "q=%27%22", "kind=%00", "p=x", "successor=x"):
        answer = client.get(f"/admin/articles/{name}/?{query}")
        assert answer.status_code in (200, 302, 400)
    for number in ("0", "99999999999999999999", "x"):
        assert client.get(f"/admin/articles/{name}/{number}/change/").status_code in (302, 404)
        assert client.get(f"/admin/articles/{name}/{number}/gabung/").status_code in (302, 404)
