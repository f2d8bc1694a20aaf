"""How the code hangs together: who may import whom, which driver, and words for every field."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db.backends.postgresql import psycopg_any
from django.db.models import Field, Model
from django.utils.functional import Promise
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
OURS = [
    model for name in ("accounts", "articles") for model in apps.get_app_config(name).get_models()
]
DJANGOS_OWN = {field.name for field in AbstractUser._meta.local_fields} - {"email"}


def test_nothing_imports_upwards_or_sideways() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_the_driver_of_postgresql_is_psycopg2() -> None:
    assert not psycopg_any.is_psycopg3


def fields_of(model: type[Model]) -> "list[Field[object, object]]":
    skipped = DJANGOS_OWN if issubclass(model, AbstractUser) else set()
    return [
        field
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if not field.auto_created and field.name not in skipped
    ]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_and_field_has_words_that_are_translated(model: type[Model]) -> None:
    names = [model._meta.verbose_name, model._meta.verbose_name_plural]
    assert all(isinstance(name, Promise) for name in names)
    bare = {
        field.name
        for field in fields_of(model)
        for words in (field.verbose_name, field.help_text)
        if not (isinstance(words, Promise) and str(words))
    }
    assert bare == set()
