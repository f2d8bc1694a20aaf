"""That editions of a story do not overlap, where the database can hold it."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint


class OnlyOnPostgreSQL(ExclusionConstraint):
    """An exclusion constraint that other databases do without; there the verb's lock holds."""

    def check(self, model: Any, connection: Any) -> list[Any]:
        """Nothing: the ranges are PostgreSQL's own and need no app of Django's."""
        return []

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        return super().constraint_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        return super().create_sql(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        return super().remove_sql(model, schema_editor)

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Editions are made by one verb under a lock, never by a form."""
