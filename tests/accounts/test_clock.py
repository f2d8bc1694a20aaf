"""The verbs' time can be set back, by demo and tests alone, and never forward."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from accounts import clock

ROOT = Path(__file__).parents[2]


def test_it_tells_the_time() -> None:
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_set_back_it_stands_still_and_goes_right_again_even_after_an_error() -> None:
    yesterday = timezone.now() - timedelta(days=1)
    with clock.at(yesterday):
        assert clock.now() == yesterday
    with pytest.raises(ZeroDivisionError), clock.at(yesterday):
        _ = 1 / 0
    assert clock.now() > yesterday + timedelta(hours=23)


def test_it_is_never_set_forward() -> None:
    with (
        pytest.raises(ValueError, match="never set forward"),
        clock.at(timezone.now() + timedelta(minutes=1)),
    ):
        pass


def test_only_the_demo_sets_it() -> None:
    setting = {
        str(file.relative_to(ROOT))
        for package in ("accounts", "articles", "newsroom")
        for file in (ROOT / package).rglob("*.py")
        if "clock.at(" in file.read_text()
    }
    assert setting == {"articles/demo/loading.py", "articles/management/commands/demo.py"}
