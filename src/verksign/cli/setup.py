"""`verksign setup`: a workshop and its first administrator, who gets a one-time address to log in by."""

import re
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from verksign.cli import prepare
from verksign.cli.arguments import Parser
from verksign.cli.refusal import Refused
from verksign.domain.access import Role
from verksign.domain.identifiers import (
    NotAnOrgNumber,
    NotAPhoneNumber,
    email_problem,
    is_vat_number,
    parse_phone,
    read_org_number,
)
from verksign.records.models import User, Workshop
from verksign.usecases.setup import (
    WorkshopProfile,
    add_member,
    create_user,
    create_workshop,
)
from verksign.wording.errors import sentence

SENDER = re.compile(r"[A-Za-z][A-Za-z0-9]{2,10}", re.ASCII)


class NotRight(Exception):
    """An answer that cannot be used; the message is the sentence for the person at the keyboard."""


def _text(typed: str) -> str:
    if not typed:
        raise NotRight(str(sentence("required")))
    return typed


def _sender(typed: str) -> str:
    if not SENDER.fullmatch(typed):
        raise NotRight("3 till 11 bokstäver a–z och siffror, med en bokstav först.")
    return typed


def _org_number(typed: str) -> str:
    try:
        return read_org_number(typed).display
    except NotAnOrgNumber:
        raise NotRight(str(sentence("not_an_org_number"))) from None


def _vat_number(typed: str) -> str:
    if typed and not is_vat_number(typed):
        raise NotRight("Momsnumret ser ut så här: SE556036079301")
    return re.sub(r"[\s-]", "", typed.upper())


def _phone(typed: str) -> str:
    try:
        return parse_phone(typed).e164
    except NotAPhoneNumber:
        raise NotRight(str(sentence("not_a_phone_number"))) from None


def _email(typed: str) -> str:
    if email_problem(typed):
        raise NotRight(str(sentence("not_an_email")))
    return typed.casefold()


@dataclass(frozen=True, slots=True)
class Question:
    flag: str
    words: str
    read: Callable[[str], str]


QUESTIONS = (
    Question("workshop", "Verkstadens namn", _text),
    Question("short-name", "Kort namn, som också är sms-avsändare", _sender),
    Question("legal-name", "Företagets namn", _text),
    Question("org-number", "Organisationsnummer", _org_number),
    Question("vat-number", "Momsregistreringsnummer (tomt om det inte finns)", _vat_number),
    Question("address", "Adress, med postnummer och ort", _text),
    Question("phone", "Telefon", _phone),
    Question("email", "E-post till verkstaden", _email),
    Question("admin", "Administratörens för- och efternamn", _text),
    Question("login", "Administratörens e-postadress, att logga in med", _email),
)


def run(argv: list[str]) -> int:
    parser = Parser("setup", "Lägg upp en verkstad och dess första administratör.")
    for question in QUESTIONS:
        parser.add_argument(f"--{question.flag}", metavar="TEXT", help=question.words)
    parser.add_argument(
        "--again", metavar="E-POST", help="skriv bara ut en ny engångsadress för den här personen"
    )
    options = parser.read(argv)
    prepare.tables()
    user = _known(options.again) if options.again else _open(_answers(options))
    print("Logga in första gången här. Adressen fungerar en gång, och bara i tre dagar:")
    print(one_time_address(user))
    return 0


def one_time_address(user: User) -> str:
    token = default_token_generator.make_token(user)
    path = reverse("staff:first-login", kwargs={"user_id": user.pk, "token": token})
    return f"{settings.URL}{path}"


def _known(email: str) -> User:
    user = User.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if user is None:
        raise Refused(f"ingen loggar in med {email}.")
    return user


def _answers(options: Namespace) -> dict[str, str]:
    """
    Return what was given as flags, and what is asked for at the keyboard.

    :raises Refused: if an answer is wrong or missing and nobody can be asked
    """
    return {question.flag: _answer(question, options) for question in QUESTIONS}


def _answer(question: Question, options: Namespace) -> str:
    given: str | None = getattr(options, question.flag.replace("-", "_"))
    if given is None and not sys.stdin.isatty():
        raise Refused(f"--{question.flag} saknas ({question.words}).")
    if given is None:
        return _ask(question)
    try:
        return question.read(given.strip())
    except NotRight as problem:
        raise Refused(f"--{question.flag}: {problem}") from problem


def _ask(question: Question) -> str:
    while True:
        try:
            return question.read(input(f"{question.words}: ").strip())
        except NotRight as problem:
            print(f"  {problem}")


def slug_of(name: str) -> str:
    """Return the name as it stands in addresses: `Åkes Däck & Bil` is `akes-dack-bil`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def _open(answers: dict[str, str]) -> User:
    """
    Make the workshop, its administrator, and that she works there: all of it or nothing.

    :raises Refused: if the workshop or the log-in exists already
    """
    slug = slug_of(answers["workshop"])
    if Workshop.objects.filter(slug=slug).exists():
        raise Refused(f"verkstaden {answers['workshop']} finns redan.")
    if User.objects.filter(email=answers["login"]).exists():
        raise Refused(
            f"{answers['login']} finns redan. En ny engångsadress: --again {answers['login']}"
        )
    now = timezone.now()
    with transaction.atomic():
        workshop = create_workshop(
            profile=WorkshopProfile(
                slug=slug,
                name=answers["workshop"],
                short_name=answers["short-name"],
                legal_name=answers["legal-name"],
                org_number=answers["org-number"],
                vat_number=answers["vat-number"],
                address=answers["address"],
                phone=answers["phone"],
                email=answers["email"],
            ),
            now=now,
        )
        user = create_user(email=answers["login"], name=answers["admin"], password=None, now=now)
        add_member(user=user, workshop=workshop, role=Role.ADMIN, now=now)
    return user
