"""Nobody is left behind: a process that holds a port or a lease leaves when the one who started it has died."""

import os
import signal
import threading
import time

LOOK_EVERY_SECONDS = 0.5
GRACE_SECONDS = 8


def leave_with(parent: int) -> None:
    """
    Stop this process soon after its parent has died, however that happened.

    Asking who the parent is works on every system and for every way to start a process; a signal at the parent's
    death is Linux's alone.
    """
    threading.Thread(target=_watch, args=(parent,), name="parentage", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
