"""What readers see of corrections: on the story's page, in lists, and in the register /ralat."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.language import dates
from articles.local import zone
from articles.models import Correction, CorrectionKind, Edition
from articles.public.cursor import Cursor
from articles.public.registers import correction_rows
from tests.factories import (
    correct,
    make_edition,
    make_edition_at,
    publish_again,
    republish,
    withdraw,
)
from tests.public.conftest import Clock, Page, Read, text

pytestmark = pytest.mark.django_db
AUGUST = datetime(2022, 8, 10, 7, 48, 56, tzinfo=UTC)
Kind = CorrectionKind


def boxes(page: Read) -> list[list[str]]:
    """Each notice's heading and paragraphs."""
    return [[text(part) for part in box] for box in page.all("div[@class='correction']")]


def bars(page: Read) -> list[str]:
    return [text(bar) for bar in page.all("p[@class='notice']")]


def test_an_erratum_stands_above_and_below_the_text_in_the_words_of_the_trade(
    read: Page, moved_to: Clock
) -> None:
    edition = make_edition_at(AUGUST, body="<p>Tubuh berita.</p>")
    moved_to(datetime(2026, 8, 11, 2, 5, tzinfo=UTC))
    words: dict[str, Any] = {"was": "28 UPT", "now": "30 UPT", "note": "Dua belum dihitung."}
    correct(edition.story, **words, substantial=True, apology="Kami mohon maaf.")
    page = read(edition.get_absolute_url())
    assert bars(page) == ["Diralat 11 Agustus 2026 09:05 WIB — lihat ralat"]
    assert page.one("p[@class='notice']//a").get("href") == "#ralat"
    assert page.all("section[@id='ralat']")
    assert boxes(page) == [
        [
            "Ralat — 11 Agustus 2026 09:05 WIB",
            "Semula: “28 UPT”. Menjadi: “30 UPT”.",
            "Dua belum dihitung.",
            "Kami mohon maaf.",
        ]
    ]
    order = ['class="trail"', 'class="notice"', "<h1>", "Tubuh berita", 'id="ralat"']
    places = [page.source.index(piece) for piece in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "bar", "heading"),
    [
        (Kind.ERRATUM, "Diralat {} — lihat ralat", "Ralat — {}"),
        (Kind.CORRECTION, "Dikoreksi {} — lihat koreksi", "Koreksi — {}"),
        (Kind.UPDATE, "Dimutakhirkan {} — lihat pemutakhiran", "Pemutakhiran — {}"),
        (Kind.VERIFICATION, "Hasil verifikasi {} — lihat hasilnya", "Hasil verifikasi — {}"),
    ],
)
def test_each_kind_of_notice_has_its_words(kind: Kind, bar: str, heading: str, read: Page) -> None:
    edition = correct(make_edition().story, kind)
    page, at = read(edition.get_absolute_url()), edition.live_from
    day = dates.short_date(timezone.localdate(at))
    told = f"{day} {dates.clock_zone(at, zone())}"
    assert bars(page) == [bar.format(told)]
    assert boxes(page)[0][0] == heading.format(told)


def test_an_update_says_what_is_new_and_quotes_nothing(read: Page) -> None:
    edition = correct(make_edition().story, Kind.UPDATE, note="Korban sudah pulang.")
    assert boxes(read(edition.get_absolute_url()))[0][1:] == ["Korban sudah pulang."]


def test_notices_stand_newest_first_and_the_bar_tells_of_the_newest(read: Page) -> None:
    edition = make_edition()
    correct(edition.story, was="satu", now="dua")
    correct(edition.story, Kind.UPDATE, note="Ada kabar baru.")
    page = read(edition.get_absolute_url())
    assert [box[0].split(" — ")[0] for box in boxes(page)] == ["Pemutakhiran", "Ralat"]
    assert len(bars(page)) == 1
    assert bars(page)[0].startswith("Dimutakhirkan ")


def test_a_story_that_came_back_says_so_and_why(read: Page) -> None:
    edition = make_edition()
    withdraw(edition.story)
    republish(edition.story, "Keluarga mengizinkan.")
    page = read(edition.get_absolute_url())
    assert bars(page)[0].startswith("Diterbitkan kembali ")
    assert boxes(page)[0][0].startswith("Diterbitkan kembali — ")
    assert boxes(page)[0][1:] == ["Keluarga mengizinkan."]


HOSTILE = "</p><script>alert(1)</script> & “<b>tebal</b>” {{ site }}"


def test_a_hostile_notice_is_text(read: Page) -> None:
    words: dict[str, Any] = dict.fromkeys(("was", "now", "note", "apology"), HOSTILE)
    edition = correct(make_edition().story, **words)
    for address in (edition.get_absolute_url(), "/ralat"):
        page = read(address)
        assert "<script>alert" not in page.source
        assert not page.all("b") or "tebal" not in [text(b) for b in page.all("b")]
        assert f"Semula: “{HOSTILE}”." in text(page.one("main"))


def test_an_update_time_is_that_of_the_last_change_that_readers_are_told_of(
    read: Page, moved_to: Clock
) -> None:
    edition = make_edition_at(AUGUST)
    page = read(edition.get_absolute_url())
    assert "Diperbarui" not in page.source
    assert not page.all("meta[@property='article:modified_time']")
    moved_to(datetime(2026, 8, 11, 2, 5, tzinfo=UTC))
    correct(edition.story)
    moved_to(datetime(2026, 8, 12, 2, 5, tzinfo=UTC))
    publish_again(edition.story)
    page = read(edition.get_absolute_url())
    assert "Diperbarui: Selasa, 11 Agustus 2026 09:05 WIB" in text(page.one("p[@class='meta']"))
    modified = page.one("meta[@property='article:modified_time']").get("content")
    assert modified == "2026-08-11T09:05:00+07:00"


def states(page: Read) -> list[str]:
    return [text(state) for state in page.all("p//span[@class='state']")]


@pytest.mark.parametrize(
    ("kind", "marks"),
    [(Kind.ERRATUM, ["Diralat"]), (Kind.CORRECTION, ["Diralat"]), (Kind.UPDATE, [])],
)
def test_lists_mark_what_was_wrong(kind: Kind, marks: list[str], read: Page) -> None:
    edition = correct(make_edition().story, kind)
    for address in ("/", "/berita", edition.section.get_absolute_url()):
        assert states(read(address)) == marks


# The register


def rows(page: Read) -> list[list[str]]:
    """What each entry says: its kind, headline and paragraphs."""
    kinds, said = page.all("article//span[@class='state']"), page.all("article/div")
    pairs = zip(kinds, said, strict=True)
    return [[text(kind), *(text(part) for part in parts)] for kind, parts in pairs]


def test_the_register_lists_corrections_the_newest_first_with_what_changed(read: Page) -> None:
    assert "Belum ada berita terbit yang diralat" in read("/ralat").source
    first, second = make_edition(), make_edition()
    correct(first.story, was="40 orang", now="14 orang", text={"headline": "Judul pertama"})
    correct(second.story, Kind.UPDATE, note="Ada kabar.", text={"headline": "Judul kedua"})
    page = read("/ralat")
    assert rows(page) == [
        ["Pemutakhiran", "Judul kedua", "Ada kabar."],
        ["Ralat", "Judul pertama", "Semula: “40 orang”. Menjadi: “14 orang”."],
    ]
    assert f"{first.get_absolute_url()}#ralat" in page.links("/berita/")
    assert page.one("link[@rel='canonical']").get("href", "").endswith("/ralat")


def test_the_register_says_nothing_of_what_readers_may_not_read(
    read: Page,
) -> None:
    edition = correct(make_edition().story, was="nama anak", now="seorang anak")
    withdraw(edition.story)
    assert "nama anak" not in read("/ralat").source
    assert not correction_rows().exists()  # so they take no places on a page either
    republish(edition.story)
    assert "nama anak" in read("/ralat").source


def test_a_false_correction_or_one_of_a_false_edition_is_not_in_the_register(read: Page) -> None:
    one, two = correct(make_edition().story), correct(make_edition().story)
    Correction.objects.filter(edition=one).update(was="slot gacor")
    Edition.objects.filter(pk=two.pk).update(headline="slot gacor")
    page = read("/ralat")
    assert rows(page) == []
    assert "gacor" not in page.source


def make_corrections(number: int) -> Edition:
    edition = correct(make_edition().story)
    like = Correction.objects.get()
    for n in range(1, number):
        another = publish_again(edition.story)
        fields = {"kind": like.kind, "was": f"lama {n:02}", "now": "baru", "by": like.by}
        row = Correction(story=edition.story, edition=another, at=like.at + timedelta(n), **fields)
        row.sign()
        row.save()
    return edition


def test_the_register_goes_on_page_by_page_without_gap_or_repeat(read: Page) -> None:
    make_corrections(25)
    seen, address = [], "/ralat"
    for _ in range(2):
        page = read(address)
        seen += [row[2] for row in rows(page)]
        onward = page.all("a[@rel='next']")
        address = f"/ralat{onward[0].get('href')}" if onward else ""
    assert address == ""
    assert len(seen) == len(set(seen)) == 25
    assert seen[0] == "Semula: “lama 24”. Menjadi: “baru”."


def test_a_page_of_the_register_beyond_its_end_helps_and_is_not_indexed(read: Page) -> None:
    page = read(f"/ralat?sebelum={Cursor(AUGUST, 1)}")
    assert "Tidak ada berita yang lebih lama" in page.source
    assert "noindex" in page.one("meta[@name='robots']").get("content", "")
    assert "/ralat" in page.links("/ralat")


@pytest.mark.parametrize("address", ["/ralat", "/pencabutan"])
def test_a_damaged_cursor_of_a_register_is_told_so(address: str, client: Client) -> None:
    for cursor in ("", "x", "1-1\x00", "1 OR 1=1", "9" * 10_000):
        response = client.get(address, {"sebelum": cursor})
        assert response.status_code == 400
        assert "Tautan ini rusak" in response.text


def test_many_false_corrections_in_front_do_not_empty_the_register(read: Page) -> None:
    make_corrections(22)
    genuine = Correction.objects.earliest("at")
    Correction.objects.exclude(pk=genuine.pk).update(note="slot gacor")
    assert len(rows(read("/ralat"))) == 1


@pytest.mark.parametrize("number", [2, 12])
def test_the_register_costs_at_most_three_queries_however_long(
    number: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_corrections(number)
    with django_assert_max_num_queries(3):
        assert client.get("/ralat").status_code == 200
