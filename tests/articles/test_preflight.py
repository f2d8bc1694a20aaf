"""What stands between a story and its readers."""

from typing import Any

import pytest

from articles.content import Content, Credited
from articles.preflight import findings, wrong_weekdays
from tests.factories import BODY, SUMMARY

READY: dict[str, Any] = {
    "headline": "Panen raya di Ngawi",
    "section": 1,
    "summary": SUMMARY,
    "body": BODY,
    "bylines": (Credited(1, "reporter"),),
}
PHOTO = {"photo": 1, "photo_alt": "Petani", "photo_credit": "Foto: Dwi/JNR"}


def test_a_story_with_everything_has_no_findings() -> None:
    assert findings(Content(**READY)) == []
    assert findings(Content(**READY | PHOTO)) == []


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"headline": ""}, "headline"),
        ({"section": None}, "section"),
        ({"summary": ""}, "summary"),
        ({"body": ""}, "body"),
        ({"body": "<p> </p><hr>"}, "body"),
        ({"bylines": ()}, "bylines-0-author"),
        (PHOTO | {"photo_alt": ""}, "photo_alt"),
        (PHOTO | {"photo_credit": ""}, "photo_credit"),
    ],
)
def test_what_is_missing_keeps_the_story_from_readers(fields: dict[str, Any], where: str) -> None:
    (finding,) = findings(Content(**READY | fields))
    assert (finding.field, finding.blocks) == (where, True)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"headline": "J" * 111}, "headline"),
        ({"summary": "Terlalu pendek."}, "summary"),
        ({"summary": "p" * 201}, "summary"),
        (PHOTO | {"photo_credit": "Foto: Istimewa"}, "photo_credit"),
        (PHOTO | {"photo_caption": "Petani di sawah, Selasa (9/8/2022),"}, "photo_caption"),
        (PHOTO | {"photo_caption": "Petani di sawah, Senin (9/8/2022)"}, "photo_caption"),
        ({"summary": f"Senin (9/8/2022): {SUMMARY}"}, "summary"),
        ({"body": "<p>Ngawi, <b>Senin</b> (9/8/2022).</p>"}, "body"),
    ],
)
def test_what_is_only_unwise_is_said_and_blocks_nothing(fields: dict[str, Any], where: str) -> None:
    (finding,) = findings(Content(**READY | fields))
    assert (finding.field, finding.blocks) == (where, False)


def test_a_source_stands_in_for_a_byline() -> None:
    assert findings(Content(**READY | {"bylines": (), "source": "Humas Pemprov"})) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Senin (24/11/2026)", ["Senin"]),
        ("Senin, (24-11-2026) dan Senin 24.11.2026", ["Senin", "Senin"]),
        ("Senin, 24 November 2026", ["Senin"]),
        ("Jum'at (24/11/2026), Ahad (24/11/2026)", ["Jum'at", "Ahad"]),
        ("Monday (24/11/2026)", ["Monday"]),
        ("Selasa (24/11/2026), Selasa, 24 November 2026, Tuesday (24/11/2026)", []),
        ("Jum’at (27/11/2026), Ahad (29/11/2026)", []),
        ("Rabu (31/2/2026), Rabu (99/99/9999), Rabu, 12 Entah 2026", []),
        ("dua minggu 24/11/2026", []),
        ("", []),
    ],
)
def test_a_weekday_is_compared_with_its_date(text: str, printed: list[str]) -> None:
    assert [weekday for _day, weekday in wrong_weekdays(text)] == printed


def test_a_wrong_weekday_is_said_once_with_the_right_one() -> None:
    body = "<p>Senin (24/11/2026).</p><p>Lalu Senin, 24 November 2026.</p>"
    (finding,) = findings(Content(**READY | {"body": body}))
    assert finding.text == "24 November 2026 adalah Selasa, bukan Senin."


def test_what_blocks_is_said_first() -> None:
    found = findings(Content(headline="J" * 111, body=BODY, summary=SUMMARY))
    assert [finding.blocks for finding in found] == [True, True, False]
