"""Short reports: what is false is told at every address."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _calm() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
