"""`verksign demo`: the demo workshop, for somebody who wants to look around."""

from django.conf import settings

from verksign.cli import demonstration, prepare
from verksign.cli.arguments import Parser
from verksign.cli.refusal import Refused


def run(argv: list[str]) -> int:
    Parser("demo", "Lägg upp demoverkstaden i en tom databas.").read(argv)
    if not settings.DEMO:
        raise Refused("demoverkstaden hör inte hemma i produktion (VERKSIGN_MODE=production).")
    prepare.tables()
    if not demonstration.make_if_empty():
        print("Det finns redan en verkstad; demoverkstaden läggs bara upp i en tom databas.")
        return 1
    print(demonstration.welcome(demonstration.give_password()))
    return 0
