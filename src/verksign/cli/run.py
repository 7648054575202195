"""`verksign run`: everything, as one process tree. This process stays small: what needs Django is done by children."""

import subprocess

from django.conf import settings

from verksign.cli import port
from verksign.cli.arguments import Parser
from verksign.cli.supervisor import Child, Supervisor, command


def run(argv: list[str]) -> int:
    parser = Parser("run", "Starta allt: webb, arbetare och schema. Ctrl-C stoppar.")
    parser.read(argv)
    port.refuse_if_taken(settings.HOST, settings.PORT)
    prepared = subprocess.run(command("prepare"), stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if prepared.returncode:
        return prepared.returncode
    return Supervisor(
        [
            Child("web", command("web", "--prepared")),
            Child("worker", command("worker", "--prepared")),
        ],
        ready=lambda: port.answers(settings.HOST, settings.PORT),
        greet=lambda: print(f"Verksign är igång.\n{prepared.stdout}", flush=True),
    ).run()
