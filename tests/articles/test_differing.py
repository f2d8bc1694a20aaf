"""Where two texts part."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup
from articles.markup import Piece
from articles.markup.differing import partings

WORDS = st.lists(st.sampled_from("satu dua tiga empat".split()), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_what_differs(before: str, after: str) -> None:
    pieces = markup.by_words(before, after)
    assert " ".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert " ".join(piece.text for piece in pieces if piece.kind != "gone") == after


def test_a_change_is_told_in_words() -> None:
    assert markup.by_words("tiba pagi hari", "tiba sore hari") == [
        Piece("same", "tiba"),
        Piece("gone", "pagi"),
        Piece("new", "sore"),
        Piece("same", "hari"),
    ]


def test_only_paragraphs_that_differ_are_told() -> None:
    before = "Satu.\n\nDua lama.\n\nTiga."
    after = "Satu.\n\nDua baru.\n\nTiga.\n\nEmpat."
    told = markup.by_paragraphs(before, after)
    assert [[piece.text for piece in paragraph] for paragraph in told] == [
        ["Dua", "lama.", "baru."],
        ["Empat."],
    ]
    assert markup.by_paragraphs(before, before.replace("\n\n", "\n")) == []


@pytest.mark.parametrize("repeated", ["a ", "a b ", "a b c "])
def test_a_text_of_the_same_words_over_and_over_does_not_hang(repeated: str) -> None:
    started = time.process_time()
    partings((repeated * 20_000 + "x").split(), ("y " + repeated * 20_000).split())
    assert time.process_time() - started < 5
