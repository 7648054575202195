"""Makes an installation ready to start: tables up to date, static files collected, and in demo something to look at."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from verksign.cli import demonstration
from verksign.cli.arguments import Parser
from verksign.cli.refusal import NotYet, Refused
from verksign.records.models import User, Workshop

# Any number, the same in every process: who migrates this database holds it.
MIGRATION_LOCK = 0x5645524B


def run(argv: list[str]) -> int:
    Parser("prepare", "Gör databas och filer klara att användas.").read(argv)
    tables()
    static_files()
    print(_demo_greeting() if settings.DEMO else _production_greeting())
    return 0


def _demo_greeting() -> str:
    demonstration.make_if_empty()
    return demonstration.welcome(demonstration.give_password())


def _production_greeting() -> str:
    lines = [f"Adress: {settings.URL}  (lyssnar på {settings.HOST}, port {settings.PORT})"]
    if not Workshop.objects.exists():
        lines.append("Det finns ingen verkstad än: kör `verksign setup`.")
    return "\n".join(lines)


def tables() -> None:
    """
    Bring the tables up to date; several processes may try at once.

    :raises NotYet: if the database is out of reach
    :raises Refused: if it holds demo people in production
    """
    try:
        with _alone():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise NotYet(
            f"databasen går inte att nå ({str(error).strip()}). Kontrollera VERKSIGN_DATABASE_URL."
        ) from error
    if not settings.DEMO:
        refuse_demo_people()


def refuse_demo_people() -> None:
    """
    :raises Refused: if a demo person, whose password everybody knows, could log in
    """
    people = User.objects.filter(is_demo=True).order_by("email").values_list("email", flat=True)
    if people:
        raise Refused(
            f"databasen har demoanvändare ({', '.join(people)}). Börja i en tom mapp: VERKSIGN_DATA=/en/ny/mapp"
        )


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
    else:
        with _locked(settings.DATA / "migrate.lock"):
            yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def static_files() -> None:
    """Collect the pages' files, if they are not those that were collected last."""
    stamp = settings.DATA / "static.stamp"
    with _locked(settings.DATA / "static.lock"):
        wanted = _fingerprint()
        if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            return
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(wanted, encoding="ascii")


def _fingerprint() -> str:
    """Names, sizes and times of the files: reading them all would cost a start more than it saves."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
