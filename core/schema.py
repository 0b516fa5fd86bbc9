"""Creating the tables of an app at once, instead of rendering every model for each of them.

Each operation of a migration makes Django build all related models again, and here everything is
related to the people who wrote it: the first `migrate` took most of a minute. The first migration
of an app holds its operations inside one `Esquema`, which builds the models once. Migrations that
change a table afterwards are ordinary ones.
"""

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class Esquema(Operation):
    """The models of an app's first migration: its state step by step, its tables in one go."""

    reversible = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (type(self).__name__, [self.operations], {})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered again, once, when the tables are made
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def models(self, app_label, apps):
        names = [op.name for op in self.operations if isinstance(op, CreateModel)]
        return [apps.get_model(app_label, name) for name in names]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models(app_label, to_state.apps):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models(app_label, from_state.apps)):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self):
        return "Crea las tablas de la aplicación"
