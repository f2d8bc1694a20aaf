"""Topics from what people type."""

import pytest

from articles import shelves, tags
from articles.models import Tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dinsos jatim", ["dinsos jatim"]),
        ("#dinsos jatim #UMKM", ["dinsos jatim", "UMKM"]),
        ("Dinsos Jatim, #dinsosjatim,\n umkm", ["Dinsos Jatim", "umkm"]),
        (' , # ,"", \u200b', []),
        ("#" * 5000, []),
    ],
)
def test_a_line_is_taken_apart_at_commas_and_hashes_only(typed: str, names: list[str]) -> None:
    assert tags.split(typed) == names


def test_spellings_are_one_topic_and_the_first_one_is_its_label() -> None:
    (tag,) = tags.resolve(["Dinsos Jatim", "#dinsosjatim", "DINSOS  JATIM"])
    assert tag.name == "Dinsos Jatim"
    assert tags.resolve(["dinsos\u00a0jatim"]) == [tag]
    assert tag.slug == "dinsos-jatim"


def test_what_join_writes_split_takes_apart_again() -> None:
    found = tags.resolve(["Dinsos Jatim", "UMKM", "Rp1,5 triliun", 'Program "Jatim\nCerdas"'])
    assert tags.resolve(tags.split(tags.join(found))) == found


def test_a_merged_topic_gives_its_successor_once() -> None:
    old, new = tags.resolve(["Depsos", "Dinsos"])
    shelves.merge(old, new, by=None)
    assert tags.resolve(["depsos", "Dinsos"]) == [new]


@pytest.mark.parametrize("name", ["panjang " * 40, "x" * 500, "ﷺ" * 60, "a" * 59 + " b"])
def test_a_topic_that_is_cut_is_found_again(name: str) -> None:
    (first,), (second,) = tags.resolve([name]), tags.resolve([name])
    assert first == second
    assert len(first.name) <= 60


def test_a_topic_in_another_script_has_a_plain_address() -> None:
    found = tags.resolve(["ꦗꦮ", "日本", "★"])
    assert sorted(tag.slug for tag in found) == ["topik", "topik-1", "topik-2"]
    assert all(tag.get_absolute_url() for tag in found)


def test_two_topics_of_one_slug_get_two_addresses() -> None:
    one, two = tags.resolve(["c++", "c"])
    assert one.slug != two.slug
    assert Tag.objects.count() == 2


def test_nothing_typed_is_no_topic() -> None:
    assert tags.resolve(["", "#", " \u200b "]) == []
