"""Django's admin with our site in its place."""

import pkgutil
from importlib import import_module

from django.contrib.admin.apps import AdminConfig
from django.db.models import fields


class DeskAdminConfig(AdminConfig):
    default_site = "articles.admin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        fields.BLANK_CHOICE_LABEL = "–"  # as Django's documentation says
        door = import_module("articles.admin")
        for module in pkgutil.iter_modules(door.__path__):
            import_module(f"{door.__name__}.{module.name}")
