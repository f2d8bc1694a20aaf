"""A cache in the database that keeps JSON and nothing else: who writes to the table runs no code.

Django's own keeps pickles, and unpickles what it finds there: one row would be enough to take over
the process that holds the keys. It serves sign-in limits, so it must be shared by all processes."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import CacheEntry

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


class DatabaseCache(BaseCache):
    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        entry = self._entries(key, version).filter(expires__gt=timezone.now()).first()
        try:
            return default if entry is None else json.loads(entry.value)
        except ValueError:  # nothing that we wrote
            return default

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        CacheEntry.objects.bulk_create(
            [self._entry(key, value, timeout, version)],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["value", "expires"],
        )

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Only where there is none: of two processes that add at once, one hears True."""
        self._entries(key, version).filter(expires__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                self._entry(key, value, timeout, version).save(force_insert=True)
        except IntegrityError:
            return False
        return True

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        fresh = self._entries(key, version).filter(expires__gt=timezone.now())
        return bool(fresh.update(expires=self._expires(timeout)))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Of two that count at once each is counted; how long it stays does not change."""
        with transaction.atomic():
            rows = self._entries(key, version).filter(expires__gt=timezone.now())
            entry = rows.select_for_update().first()
            if entry is None:
                raise ValueError(f"Key {key!r} not found")  # as Django's own say
            entry.value = json.dumps(int(json.loads(entry.value)) + delta)
            entry.save(update_fields=["value"])
        return int(entry.value)

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._entries(key, version).delete()[0])

    def clear(self) -> None:
        CacheEntry.objects.all().delete()

    def _entries(self, key: str, version: int | None) -> Any:
        return CacheEntry.objects.filter(key=self.make_and_validate_key(key, version=version))

    def _entry(self, key: str, value: Any, timeout: Any, version: int | None) -> CacheEntry:
        return CacheEntry(
            key=self.make_and_validate_key(key, version=version),
            value=json.dumps(value),
            expires=self._expires(timeout),
        )

    def _expires(self, timeout: Any) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return FOR_EVER if seconds is None else timezone.now() + timedelta(seconds=seconds)


def forget() -> int:
    """Delete what has expired. Called by the worker once a day."""
    return int(CacheEntry.objects.filter(expires__lte=timezone.now()).delete()[0])
