"""What every test starts from: folders of its own for media, quick passwords, an empty cache."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils import timezone, translation
from pytest_django import Settings

from articles import readership
from articles.models import Photo

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the ORM

FILES = "django.core.files.storage.FileSystemStorage"


def pytest_configure() -> None:
    project.WHITENOISE_AUTOREFRESH = True  # nothing was collected; the test server finds files


@receiver(setting_changed)
def _originals(*, setting: str, **_more: Any) -> None:
    """A field asks for its storage once, when its class is made; ours follow the settings."""
    if setting == "STORAGES":
        Photo.original.field.storage = storages["originals"]


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


@pytest.fixture
def moved_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets Django's clock, and so everybody's, to a moment; for what nobody is to wait for."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)
