"""`verksign web`: the web door behind granian."""

import os
import subprocess
from functools import partial
from importlib import import_module
from typing import Any

from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from verksign.cli import port
from verksign.cli.arguments import Parser
from verksign.cli.parentage import leave_with
from verksign.cli.supervisor import command

APPLICATION = "verksign.config.wsgi"
# Long enough for a page, short enough for a person who waits after Ctrl-C.
STOP_SECONDS = 5


def run(argv: list[str]) -> int:
    parser = Parser("web", "Starta bara webben.")
    parser.add_argument("--prepared", action="store_true", help="databas och filer är redan klara")
    parser.add_argument("--parent", type=int, help="sluta när den här processen är borta")
    options = parser.read(argv)
    port.refuse_if_taken(settings.HOST, settings.PORT)
    if not options.prepared:
        prepared = subprocess.run(command("prepare"), check=False)  # noqa: S603 (our own interpreter)
        if prepared.returncode:
            return prepared.returncode
    if options.parent:
        leave_with(options.parent)
    server = Server(
        target=f"{APPLICATION}:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        # The proxy in front speaks HTTP/2 and TLS with the world; HTTP/1 is what it speaks with us.
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_WORKERS,
        blocking_threads=settings.BLOCKING_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        # Its warnings doubt the 16 threads, which are meant: slow uploads must not hang the site.
        log_level=LogLevels.error,
    )
    server.serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)
    return 0


def _load(parent: int) -> Any:
    """Return the application, in a web process that leaves when its master is gone."""
    leave_with(parent)
    return import_module(APPLICATION).application
