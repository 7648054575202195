"""Empties the tables between tests, also those whose triggers refuse it; only tests know this command."""

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connection

from verksign.records import triggers

# A product that runs beside the test may hold a row just then, or be chosen to wait for us while we wait for it.
TRIES = 5


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        triggers.remove(connection)
        try:
            self._flush(**options)
        finally:
            triggers.install(connection)

    def _flush(self, **options: Any) -> None:
        for left in reversed(range(TRIES)):
            try:
                super().handle(**options)
            except CommandError:
                if not left:
                    raise
                time.sleep(0.2)
            else:
                return
