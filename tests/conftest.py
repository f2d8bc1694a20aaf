"""What every test starts from: folders of its own for media, quick passwords, an empty cache."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.utils import translation
from pytest_django import Settings

from articles import readership

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the ORM

FILES = "django.core.files.storage.FileSystemStorage"


def pytest_configure() -> None:
    project.WHITENOISE_AUTOREFRESH = True  # nothing was collected; the test server finds files


@pytest.fixture(autouse=True)
def _house(settings: Settings, tmp_path: Path) -> None:
    originals = {"location": tmp_path / "originals", "base_url": None}
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns of a folder that is not there
    settings.STORAGES = {
        "default": {"BACKEND": FILES},
        "originals": {"BACKEND": FILES, "OPTIONS": originals},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    readership.salt_of.cache_clear()


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences as they stand in the code, for tests that read them."""
    with translation.override("en"):
        yield
