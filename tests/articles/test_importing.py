"""Pages of the old site: read to the letter, brought in once, refused with a line and a reason."""

import os
from contextlib import suppress
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry, User
from articles import importing, integrity, markup, readership, shelves
from articles.importing import DoesNotFit, Outcome
from articles.models import (
    Agency,
    CreditCode,
    Desk,
    Edition,
    EditionKind,
    Revision,
    RevisionKind,
    Section,
    Story,
    StoryViews,
    Tag,
)
from tests.factories import make_agency, make_author, make_section, make_user
from tests.race import race

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "data" / "invented-page.txt"
REAL = ROOT.parent / "shared" / "data" / "jatim-newsroom-page.txt"
WIB = ZoneInfo("Asia/Jakarta")
SHORT = """Senin, 3 Juni 2024
Judul berita
Diunggah pada : 10 Agustus 2022 14:48:56 90
Jatim Newsroom - Isi berita.
"""
pages = pytest.mark.parametrize(
    "file",
    [
        INVENTED,
        pytest.param(REAL, marks=pytest.mark.skipif(not REAL.exists(), reason="no ../shared")),
    ],
    ids=["invented", "real"],
)


def read(text: str) -> importing.Page:
    return importing.read(text.encode(), WIB)


def run(*files: Path, **options: str) -> str:
    out = StringIO()
    call_command("import_page", *files, stdout=out, **options)
    return out.getvalue()


def refused(*files: Path) -> str:
    """What the command says about the files that it refuses."""
    err = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_page", *files, stdout=StringIO(), stderr=err)
    assert error.value.returncode == 1
    return err.getvalue()


# --- Reading -------------------------------------------------------------------------------------


@pages
def test_a_page_is_taken_apart_and_its_wording_stays(file: Path) -> None:
    page = importing.read(file.read_bytes(), WIB)
    assert page.published_at == datetime(2022, 8, 10, 14, 48, 56, tzinfo=WIB)
    assert page.views == 90
    assert page.dateline == "Jatim Newsroom"
    assert page.caption.endswith("Provinsi Jatim,")
    assert len(page.paragraphs) == 12
    assert page.credit == markup.Credit(("her", "s"), "(her/s)")
    assert page.tags == ("dinsos jatim",)
    text = " ".join(page.paragraphs)
    for word in ("menyampaiakan", "managemen", "di-manage", "1.400", "UPT/Balai"):
        assert word in text
    assert page.paragraphs[1][0].islower()
    assert page.paragraphs[-1].endswith("tegasnya.")
    assert "\u00a0" not in text + page.caption


@pages
def test_cleaning_loses_no_word_of_the_page(file: Path) -> None:
    page = importing.read(file.read_bytes(), WIB)
    assert markup.plain(markup.clean(page.body)).split() == " ".join(page.paragraphs).split()


def test_the_day_of_reading_is_not_the_day_of_publication() -> None:
    assert read(SHORT).read_on == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("line", "dateline", "text"),
    [
        ("Jatim Newsroom - Isi.", "Jatim Newsroom", "Isi."),
        ("Surabaya, Jatim Newsroom – Isi.", "Surabaya, Jatim Newsroom", "Isi."),
        ("SURABAYA - Isi.", "SURABAYA", "Isi."),
        ("Jalur Malang - Batu padat.", "", "Jalur Malang - Batu padat."),
        ("Isi saja.", "", "Isi saja."),
    ],
)
def test_the_dateline_is_taken_off_the_first_paragraph(line: str, dateline: str, text: str) -> None:
    page = read(SHORT.replace("Jatim Newsroom - Isi berita.", f"\n{line}"))
    assert (page.dateline, page.paragraphs) == (dateline, (text,))


@pytest.mark.parametrize(
    "below",
    [
        "Keterangan foto\nJatim Newsroom - Isi berita.",
        "Keterangan foto\n\nJatim Newsroom - Isi berita.",
        "\nKeterangan foto\n\nJatim Newsroom - Isi berita.",
        "Keterangan foto\n\nIsi berita.",
    ],
)
def test_the_caption_stands_before_the_text(below: str) -> None:
    page = read(SHORT.replace("Jatim Newsroom - Isi berita.", below))
    assert (page.caption, page.paragraphs) == ("Keterangan foto", ("Isi berita.",))


@pytest.mark.parametrize(
    ("end", "printed", "last"),
    [
        ("Selesai. (jal)", "(jal)", "Selesai."),
        ("Selesai.\n\n(*)", "(*)", "Selesai."),
        ("Selesai.” [sar/but]", "[sar/but]", "Selesai.”"),
        ("Selesai (jal)", "", "Selesai (jal)"),
        ("Bantuan dari PKK (Pokja).", "", "Bantuan dari PKK (Pokja)."),
    ],
)
def test_the_credit_code_is_taken_off_the_end(end: str, printed: str, last: str) -> None:
    page = read(SHORT + end)
    assert (page.credit.printed if page.credit else "") == printed
    assert page.paragraphs[-1] == last


def test_tags_stand_in_one_line_or_in_several() -> None:
    page = read(SHORT + "\n#dinsos jatim #SPBE\n#Pemprov Jatim\n#\n")
    assert page.tags == ("dinsos jatim", "SPBE", "Pemprov Jatim")


def test_tags_are_parted_by_commas_too() -> None:
    page = read(SHORT + "\n#dinsos jatim, #umkm, pangan\n")
    assert page.tags == ("dinsos jatim", "umkm", "pangan")


def test_a_counter_with_dots_is_read() -> None:
    assert read(SHORT.replace(" 90\n", " 12.090\n")).views == 12_090


@pytest.mark.parametrize("ends", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_a_byte_order_mark_and_other_line_ends_do_not_matter(ends: str) -> None:
    data = b"\xef\xbb\xbf" + SHORT.replace("\n", ends).encode()
    assert importing.read(data, WIB) == read(SHORT)


UNFIT = {
    "empty": (b"", 1),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", 3),
    "NUL": (SHORT.replace("Isi", "I\x00si").encode(), 4),
    "Latin-1": (SHORT.replace("Judul", "Judul é").encode("latin-1"), 2),
    "UTF-16": (SHORT.encode("utf-16"), 1),
    "huge": (SHORT.encode() + b"a" * 2_000_000, 1),
    "no day of reading": (SHORT.removeprefix("Senin, 3 Juni 2024\n").encode(), 1),
    "no headline": (SHORT.replace("Judul berita\n", "").encode(), 2),
    "headline only": (b"Senin, 3 Juni 2024\n", 1),
    "long headline": (SHORT.replace("Judul", "Judul " * 40).encode(), 2),
    "no stamp": (b"Senin, 3 Juni 2024\nJudul\nIsi berita.\n", 3),
    "31 February": (SHORT.replace("10 Agustus", "31 Februari").encode(), 3),
    "a month of its own": (SHORT.replace("Agustus", "Agustober").encode(), 3),
    "25 o'clock": (SHORT.replace("14:48:56", "25:48:56").encode(), 3),
    "the year 1": (SHORT.replace("2022", "0001").encode(), 3),
    "no counter": (SHORT.replace(" 90\n", "\n").encode(), 3),
    "a counter in words": (SHORT.replace(" 90\n", " banyak\n").encode(), 3),
    "published after it was read": (SHORT.replace("2022", "2024").encode(), 3),
    "no text": (SHORT.split("Jatim")[0].encode(), 3),
    "tags only": (SHORT.replace("Jatim Newsroom - Isi berita.", "#dinsos").encode(), 3),
    "a dash only": (SHORT.replace("Isi berita.", "...").encode(), 4),
    "long caption": (SHORT.replace("Jatim Newsroom", "K" * 501 + "\nJatim Newsroom").encode(), 4),
}


@pytest.mark.parametrize(("data", "line"), UNFIT.values(), ids=UNFIT)
def test_what_does_not_fit_names_its_line(data: bytes, line: int) -> None:
    with pytest.raises(DoesNotFit) as error:
        importing.read(data, WIB)
    assert error.value.line == line
    assert error.value.reason


WEIRD = st.text(max_size=60) | st.sampled_from(
    ["#", "(a/b)", "Jatim Newsroom - ", "Diunggah pada :"]
)


@given(st.lists(WEIRD, max_size=6), st.integers(0, 4))
def test_lines_of_anything_are_read_or_refused(lines: list[str], place: int) -> None:
    written = SHORT.splitlines()
    written[place:place] = lines
    data = "\n".join(written).encode()
    with suppress(DoesNotFit):
        page = importing.read(data, WIB)
        assert page.headline
        assert page.paragraphs
        assert len(page.headline) <= 200
        assert len(page.caption) <= 500


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    for file in (data, SHORT.encode() + data):
        with suppress(DoesNotFit):
            importing.read(file, WIB)


# --- Bringing in ---------------------------------------------------------------------------------


@pytest.fixture
def house(db: None) -> Agency:
    make_section("Pemerintahan", order=1)
    make_agency("Bappeda", name="Badan Perencanaan Pembangunan Daerah Provinsi Jawa Timur")
    return make_agency("Dinsos", name="Dinas Sosial Provinsi Jawa Timur")


@pages
def test_a_page_becomes_story_revision_and_edition(file: Path, house: Agency) -> None:
    make_author("Herlina", code="her")
    assert "/berita/" in run(file)
    edition = Edition.objects.live().get()
    page = importing.read(file.read_bytes(), WIB)
    assert edition.kind == EditionKind.IMPORT
    assert edition.published_at == edition.live_from == page.published_at
    assert edition.headline == page.headline
    assert edition.body.count("<p>") == 12
    assert edition.printed["credit"] == "(her/s)"
    assert edition.printed["caption"] == page.caption
    assert edition.printed["photo"] is None
    assert [row["name"] for row in edition.printed["bylines"]] == ["Herlina"]
    assert [row["name"] for row in edition.printed["tags"]] == ["dinsos jatim"]
    assert edition.revision.kind == RevisionKind.IMPORT
    story = Story.objects.with_public_state().get()
    assert (story.desk, story.public) == (Desk.RELEASED, "published")
    assert readership.shown(story.pk) == 90
    assert list(integrity.faults()) == []


def test_the_starting_count_tells_where_it_stood(house: Agency) -> None:
    run(INVENTED)
    assert StoryViews.objects.get().starting == 90
    source = StoryViews.objects.get().starting_source
    assert source == "90 pada Senin, 3 Juni 2024, berkas invented-page.txt"


def test_importing_again_changes_nothing(house: Agency) -> None:
    run(INVENTED)
    assert "tidak ada yang berubah" in run(INVENTED, INVENTED)
    assert (Story.objects.count(), Revision.objects.count(), Edition.objects.count()) == (1, 1, 1)
    assert readership.shown(Story.objects.get().pk) == 90


def test_another_text_under_the_same_headline_and_time_is_said_and_left(
    house: Agency, tmp_path: Path
) -> None:
    run(INVENTED)
    changed = tmp_path / "page.txt"
    changed.write_text(INVENTED.read_text().replace("paperless", "tanpa kertas"))
    assert "teks lain" in run(changed)
    assert "paperless" in Edition.objects.get().body


def test_the_longest_name_in_the_headline_wins_and_merged_agencies_are_left_out(
    house: Agency,
) -> None:
    page = importing.read(INVENTED.read_bytes(), WIB)
    assert "Bappeda" in page.headline
    assert importing.recognised(page) == house.pk  # `Dinas Sosial` is longer than `Bappeda`
    Agency.objects.filter(pk=house.pk).update(successor=make_agency("Dinas Baru"))
    assert importing.recognised(page) == Agency.objects.get(short_name="Bappeda").pk


def test_no_agency_is_guessed_from_part_of_a_word(db: None) -> None:
    make_section()
    make_agency("Isi", name="Ini Lain")
    assert importing.recognised(read(SHORT.replace("Isi berita", "Pengisian"))) is None


def test_letters_mean_who_had_them_on_that_day(db: None) -> None:
    make_section()
    before, after = make_author("Yang Dahulu"), make_author("Yang Sekarang")
    CreditCode.objects.create(author=before, code="her", until=date(2022, 12, 31))
    CreditCode.objects.create(author=after, code="her", since=date(2023, 1, 1))
    make_author("Sasmita", code="s")
    story = importing.bring_in(
        read(SHORT + "Selesai. (her/s/tak)"),
        by=importing.importer(),
        section=importing.default_section(),
        file="a.txt",
    )[1].story
    named = [(row.author.name, row.role) for row in story.bylines.all()]
    assert named == [("Yang Dahulu", "reporter"), ("Sasmita", "editor")]
    assert story.credit == "(her/s/tak)"


def test_one_bad_file_keeps_no_other_out_and_leaves_nothing_of_itself(
    house: Agency, tmp_path: Path
) -> None:
    bad = tmp_path / "buruk.txt"
    bad.write_text(SHORT.replace("10 Agustus", "31 Februari") + "#topik baru")
    said = refused(bad, INVENTED, tmp_path / "tidak-ada.txt", tmp_path)
    assert "buruk.txt, baris 3: " in said
    assert "tidak-ada.txt: " in said
    assert Edition.objects.count() == 1
    assert not Tag.objects.filter(key="topikbaru").exists()


def test_a_page_from_the_future_is_refused_whole(house: Agency, tmp_path: Path) -> None:
    file = tmp_path / "esok.txt"
    file.write_text(SHORT.replace("2022", "2999").replace("2024", "2999") + "#topik baru")
    refused(file)
    assert (Story.objects.count(), Tag.objects.count()) == (0, 0)


def test_a_file_under_a_name_that_nobody_can_print_comes_in(house: Agency, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/laman-\xff.txt"))
    file.write_text(SHORT)
    assert "laman-.txt: " in run(file)


def test_the_importer_is_an_account_that_nobody_signs_in_with(house: Agency) -> None:
    run(INVENTED)
    user = User.objects.get(username="impor")
    assert Story.objects.get().created_by == user
    assert not user.is_active
    assert not user.has_usable_password()
    assert not user.roles


def test_who_imports_and_into_which_section_can_be_said(house: Agency) -> None:
    section, editor = make_section("Arsip", order=9), make_user("editor", username="bejo")
    run(INVENTED, by="bejo", section=section.slug)
    edition = Edition.objects.get()
    assert (edition.made_by, edition.section) == (editor, section)
    for wrong in ({"by": "tidakada"}, {"section": "tidakada"}):
        with pytest.raises(CommandError):
            run(INVENTED, **wrong)


def test_a_site_without_sections_gets_one(db: None) -> None:
    run(INVENTED)
    assert Edition.objects.get().section.name == "Berita"


@pytest.mark.django_db(transaction=True)
def test_four_first_imports_at_once_share_the_account_and_the_section() -> None:
    made = race(*[lambda: (importing.importer().pk, importing.default_section().pk)] * 4)
    assert made == [(User.objects.get().pk, Section.objects.get().pk)] * 4
    assert AuditEntry.objects.count() == 2


def test_imports_go_to_berita_wherever_it_stands_in_the_menu(house: Agency) -> None:
    make_section("Pertama", order=1)
    berita = make_section("Berita", order=9)
    run(INVENTED)
    assert Edition.objects.get().section == berita


def test_imports_follow_a_merge_of_berita(house: Agency) -> None:
    kabar = make_section("Kabar")
    shelves.merge(make_section("Berita"), kabar, by=None)
    run(INVENTED)
    assert Edition.objects.get().section == kabar


def test_outcomes_are_told_apart(house: Agency) -> None:
    by, section = importing.importer(), importing.default_section()
    outcomes = [
        importing.bring_in(read(text), by=by, section=section, file="a.txt")[0]
        for text in (SHORT, SHORT, SHORT.replace("Isi", "Lain"))
    ]
    assert outcomes == [Outcome.BROUGHT_IN, Outcome.THERE, Outcome.DIFFERS]


@pages
def test_the_page_of_an_import_reads_as_the_old_one_did(
    file: Path, house: Agency, client: Client
) -> None:
    run(file)
    page = client.get(Edition.objects.get().get_absolute_url()).content.decode()
    expected = (
        Edition.objects.get().headline,
        'datetime="2022-08-10T14:48:56+07:00"',
        "Rabu, 10 Agustus 2022 14:48 WIB",
        "Dilihat 90 kali",
        "Provinsi Jatim,",
        "<strong>Jatim Newsroom</strong>",
        "(her/s)",
        "#dinsos jatim",
    )
    places = [page.find(text, page.find("<h1")) for text in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert 'href="/topik/dinsos-jatim"' in page
