"""`verksign worker`: carries out tasks, and starts what stands in the schedule."""

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from verksign.cli import prepare
from verksign.cli.arguments import Parser
from verksign.cli.parentage import leave_with
from verksign.documents.keys import KeyFolder


def run(argv: list[str]) -> int:
    parser = Parser("worker", "Starta bara arbetaren, som också sköter schemat.")
    parser.add_argument("--prepared", action="store_true", help="databasen är redan klar")
    parser.add_argument("--parent", type=int, help="sluta när den här processen är borta")
    options = parser.read(argv)
    if not options.prepared:
        prepare.tables()
    if options.parent:
        leave_with(options.parent)
    KeyFolder(settings.KEYS).ensure_root(timezone.now())
    call_command("ox_worker", interval=settings.WORKER_INTERVAL_SECONDS, verbosity=0)
    return 0
