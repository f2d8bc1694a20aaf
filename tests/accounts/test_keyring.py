"""Seals: what they hold for, and what they refuse to cover."""

from typing import Any

import pytest

from accounts import keyring


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, "NUL \0", {1, 2}])
def test_what_has_no_single_spelling_is_not_sealed(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        keyring.sign("edition", value)
    assert not keyring.fits("edition", value, "x:y")


def test_a_seal_holds_for_one_purpose_and_one_value() -> None:
    seal_ = keyring.sign("edition", {"a": 1, "b": None})
    assert keyring.fits("edition", {"b": None, "a": 1}, seal_)
    assert not keyring.fits("approval", {"a": 1, "b": None}, seal_)
    for other in ({"a": True, "b": None}, {"a": "1", "b": None}, {"a": 1}):
        assert not keyring.fits("edition", other, seal_)
    for rubbish in ("", ":", "é:é", seal_[:-1], seal_ + "0"):
        assert not keyring.fits("edition", {"a": 1, "b": None}, rubbish)
