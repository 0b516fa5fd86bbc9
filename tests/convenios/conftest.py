"""Only some rules in use: the same fixture as the reminders'."""

from tests.avisos.conftest import solo

__all__ = ["solo"]
