"""The verksign command. Each subcommand is a module found by name, so that `verksign verify` starts without Django."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version

from verksign.cli.arguments import WRONG
from verksign.cli.refusal import REFUSED, Refused


@dataclass(frozen=True, slots=True)
class Command:
    module: str
    help: str
    needs_tables: bool = False


COMMANDS = {
    "run": Command("verksign.cli.run", "starta allt: webb, arbetare och schema"),
    "web": Command("verksign.cli.web", "starta bara webben"),
    "worker": Command(
        "verksign.cli.worker", "starta bara arbetaren, som också sköter schemat", needs_tables=True
    ),
    "prepare": Command(
        "verksign.cli.prepare",
        "gör databas och filer klara (run, web och setup gör det själva)",
        needs_tables=True,
    ),
    "setup": Command(
        "verksign.cli.setup",
        "lägg upp den första verkstaden och dess administratör",
        needs_tables=True,
    ),
    "demo": Command("verksign.cli.demo", "lägg upp demoverkstaden", needs_tables=True),
    "verify": Command("verksign.cli.verify", "kontrollera en förseglad PDF"),
    "check": Command(
        "verksign.cli.check", "kontrollera att allt som behövs fungerar", needs_tables=True
    ),
}
# Named, not imported: nothing of the settings may load before a subcommand needs it.
SETTINGS = "verksign.config.settings"
ENVIRONMENT = "verksign.config.environment"


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    name = words[0] if words else ""
    if name in COMMANDS:
        return _run(COMMANDS[name], words[1:])
    if name in {"-h", "--help"}:
        print(_help())
        return 0
    if name == "--version":
        print(f"Verksign {version('verksign')}")
        return 0
    print(_help(), file=sys.stderr)
    return WRONG


def _help() -> str:
    lines = [f"  {name:<9} {command.help}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "Verksign: bindande svar från verkstadens kunder.",
            "",
            "Användning: verksign KOMMANDO …",
            "",
            *lines,
            "",
            "`verksign KOMMANDO --help` berättar mer. `verksign --version` visar versionen.",
        ]
    )


def _run(command: Command, words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    bad_environment: type[Exception] = import_module(ENVIRONMENT).BadEnvironment
    try:
        if command.needs_tables:
            import_module("django").setup()
        run: Callable[[list[str]], int] = import_module(command.module).run
        return run(words)
    except Refused as refusal:
        return _say(refusal, refusal.code)
    except bad_environment as refusal:
        return _say(refusal, REFUSED)
    except KeyboardInterrupt:
        return 130


def _say(refusal: Exception, code: int) -> int:
    print(f"Verksign startar inte: {refusal}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
