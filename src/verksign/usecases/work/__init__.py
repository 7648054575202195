"""Work for the worker: a row in the same transaction as the change that calls for it."""

from django.conf import settings
from django.utils.module_loading import import_string


def enqueue(name: str, *args: str) -> None:
    """
    Ask the worker to do the named work (`settings.WORK`), once this transaction commits.

    Only a nudge: the sweep finds what a lost task left behind. Arguments are ids as texts, since a task's are JSON.
    """
    import_string(settings.WORK_TASK).enqueue(name, *args)
