"""What stands between a story and its readers."""

from typing import Any

import pytest

from articles.content import Content, Credited
from articles.preflight import findings
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
    ],
)
def test_what_is_only_unwise_is_said_and_blocks_nothing(fields: dict[str, Any], where: str) -> None:
    (finding,) = findings(Content(**READY | fields))
    assert (finding.field, finding.blocks) == (where, False)


def test_a_source_stands_in_for_a_byline() -> None:
    assert findings(Content(**READY | {"bylines": (), "source": "Humas Pemprov"})) == []


def test_what_blocks_is_said_first() -> None:
    found = findings(Content(headline="J" * 111, body=BODY, summary=SUMMARY))
    assert [finding.blocks for finding in found] == [True, True, False]
