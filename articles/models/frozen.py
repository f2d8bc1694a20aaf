"""Rows that are written once."""

from typing import Any, NoReturn

from django.db import models


class Frozen(models.Model):
    """History is appended, never edited: a second save and any delete raise."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"a {self._meta.object_name} is written once")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"a {self._meta.object_name} is never deleted")
