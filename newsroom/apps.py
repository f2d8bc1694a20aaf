"""Django's admin with our site in its place."""

import pkgutil
from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "articles.admin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        door = import_module("articles.admin")
        for module in pkgutil.iter_modules(door.__path__):
            import_module(f"{door.__name__}.{module.name}")
