"""The worker's entry: one task that does named work. It may run twice: use cases do nothing the second time."""

import logging
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


@task
def carry_out(name: str, *args: str) -> None:
    """
    Do the work that `settings.WORK` names; the ids it is about come as texts.

    The work is imported by name when it is done: the web, which only enqueues, never loads what seals.
    """
    work = import_string(settings.WORK[name])
    try:
        work(*(UUID(arg) for arg in args), now=timezone.now())
    except Exception:
        # The task framework keeps the traceback and tries again; the log says which row it was about.
        logger.exception("Work %s failed for %s", name, ", ".join(args))
        raise
    finally:
        close_old_connections()
