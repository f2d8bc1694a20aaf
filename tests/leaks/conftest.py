"""Short reports: what is false is told at every address."""

import logging

import pytest


@pytest.fixture(autouse=True)
def _calm() -> None:
    logging.disable(logging.ERROR)
