"""`verksign check`: is everything here that a day's work needs? One line each, with what to do where it is not."""

import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.checks import INFO, run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from verksign.cli.arguments import Parser
from verksign.documents.keys import KeyFolder, NoRoot
from verksign.integrations.delivery import DeliveryError
from verksign.integrations.registry import email_channel, sms_channel
from verksign.records.models import User


class Failed(Exception):
    """The message is the sentence: what is wrong and what to do."""


def run(argv: list[str]) -> int:
    Parser("check", "Kontrollera att allt som behövs fungerar.").read(argv)
    results = [_line(name, probe) for name, probe in PROBES.items()]
    return 0 if all(results) else 1


def _line(name: str, probe: Callable[[], str]) -> bool:
    try:
        print(f"ok   {name}: {probe()}")
    except Failed as failure:
        print(f"FEL  {name}: {failure}")
        return False
    return True


def _settings() -> str:
    # What a deployment needs is no fault in a demo on one's own machine.
    found = run_checks(include_deployment_checks=not settings.DEMO)
    serious = [message for message in found if message.level > INFO and not message.is_silenced()]
    if serious:
        raise Failed("; ".join(f"{message.id} {message.msg}" for message in serious))
    return "demo" if settings.DEMO else f"produktion, {settings.URL}"


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Failed(f"går inte att nå: {str(error).strip()}") from error
    if waiting:
        raise Failed(f"{len(waiting)} ändringar väntar. Kör `verksign prepare`.")
    name = connection.settings_dict["NAME"]
    return f"{connection.display_name}, {name}"


def _people() -> str:
    try:
        demo = User.objects.filter(is_demo=True).exists()
        people = User.objects.filter(is_active=True).count()
    except DatabaseError as error:
        raise Failed("kan inte läsas. Kör `verksign prepare`.") from error
    if demo and not settings.DEMO:
        raise Failed("det finns demoanvändare. Börja i en tom mapp: VERKSIGN_DATA=/en/ny/mapp")
    if not people:
        raise Failed("ingen kan logga in. Kör `verksign setup`.")
    return f"{people} kan logga in"


def _archive() -> str:
    text = secrets.token_bytes(16)
    name = f"check/{secrets.token_hex(2)}/{secrets.token_hex(8)}"
    try:
        default_storage.save(name, ContentFile(text))
        with default_storage.open(name) as file:
            same = file.read() == text
        default_storage.delete(name)
    except OSError as error:
        raise Failed(f"går inte att skriva i: {error}") from error
    if not same:
        raise Failed("ger inte tillbaka det som skrevs. Kontrollera disken.")
    return str(settings.DATA / "blobs")


def _keys() -> str:
    for folder in (settings.SECRETS, settings.KEYS):
        _demand_private(folder)
    try:
        return f"rotens fingeravtryck {KeyFolder(settings.KEYS).root_fingerprint()}"
    except NoRoot:
        raise Failed("ingen rot än. Starta arbetaren en gång: `verksign run`.") from None


def _demand_private(folder: Path) -> None:
    for path in (folder, *folder.glob("*")):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Failed(f"andra kan läsa {path}. Kör: chmod -R go= {folder}")


def _email() -> str:
    try:
        email_channel().reachable()
    except DeliveryError as error:
        raise Failed(f"{_fault(error)}. Kontrollera VERKSIGN_SMTP_URL.") from error
    return "utkorgen (skickas inte)" if settings.DEMO else settings.EMAIL_CHANNEL


def _sms() -> str:
    try:
        sms_channel().reachable()
    except DeliveryError as error:
        raise Failed(f"{_fault(error)}. Kontrollera VERKSIGN_SMS och VERKSIGN_46ELKS_…") from error
    return "utkorgen (skickas inte)" if settings.DEMO else settings.SMS_CHANNEL


def _fault(error: DeliveryError) -> str:
    return f"svarar inte som det ska: {error.reason} {error.detail}".rstrip()


PROBES: dict[str, Callable[[], str]] = {
    "Inställningar": _settings,
    "Databas": _database,
    "Personer": _people,
    "Arkiv": _archive,
    "Nycklar": _keys,
    "E-post": _email,
    "SMS": _sms,
}
