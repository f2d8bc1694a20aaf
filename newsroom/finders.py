"""Static files of the apps, without what no page of ours asks for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from newsroom.editor import NOT_LOADED, NOT_SHIPPED


class WithoutUnused(AppDirectoriesFinder):
    """Most of CKEditor's 1,200 files belong to plugins that are switched off."""

    unused = (
        *(f"ckeditor/ckeditor/plugins/{name}/*" for name in NOT_LOADED.split(",")),
        *(f"ckeditor/{name}" for name in NOT_SHIPPED),
    )

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        yield from super().list([*(ignore_patterns or ()), *self.unused])
