"""argparse that speaks Swedish: what the person at the keyboard reads when she asks for help or types wrong."""

import argparse
from collections.abc import Iterable, Sequence
from typing import NoReturn

WRONG = 2


class _Formatter(argparse.HelpFormatter):
    def start_section(self, heading: str | None) -> None:
        words = {"positional arguments": "argument", "options": "val"}
        super().start_section(words.get(heading or "", heading))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Användning: ")


class Parser(argparse.ArgumentParser):
    def __init__(self, command: str, description: str) -> None:
        super().__init__(
            prog=f"verksign {command}".strip(),
            description=description,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.add_argument("-h", "--help", action="help", help="visa den här texten")

    def read(self, argv: Sequence[str]) -> argparse.Namespace:
        options, unknown = self.parse_known_args(argv)
        if unknown:
            self.error(" ".join(unknown))
        return options

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG, f"{self.format_usage()}Förstod inte: {message}\n")
