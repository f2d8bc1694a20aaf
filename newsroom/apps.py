"""Django's admin with our site in its place, and static files without what nobody loads."""

import pkgutil
from importlib import import_module

from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models import fields

from newsroom.editor import NOT_LOADED, NOT_SHIPPED


class DeskAdminConfig(AdminConfig):
    default_site = "articles.admin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        fields.BLANK_CHOICE_LABEL = "–"  # type: ignore[misc] # as Django's documentation says
        door = import_module("articles.admin")
        for module in pkgutil.iter_modules(door.__path__):
            import_module(f"{door.__name__}.{module.name}")


class StaticFiles(StaticFilesConfig):
    """Most of CKEditor's 1,200 files belong to plugins that are switched off."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{name}/*" for name in NOT_LOADED.split(",")),
        *(f"ckeditor/{name}" for name in NOT_SHIPPED),
    ]
