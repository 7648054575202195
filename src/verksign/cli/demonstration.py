"""The demo workshop for somebody who starts Verksign for the first time: made once, log-ins told at each start."""

import secrets
import sys
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from verksign.records.models import User, Workshop
from verksign.usecases.setup import set_password

# Loaded by name, at the first start alone: it brings with it what renders and seals.
WORKSHOP = "verksign.usecases.demo.make"
KNOWN_PASSWORD = "verksign-demo"  # noqa: S105 (published on purpose; `password` keeps it to this machine)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
PEOPLE = (
    ("anna@demo.test", "kundmottagare"),
    ("maria@demo.test", "administratör"),
    ("ali@demo.test", "mekaniker"),
    ("olof@annan.test", "en annan verkstad"),
)


def make_if_empty() -> bool:
    """Make the demo workshop unless there is a workshop already; return whether it was made."""
    if Workshop.objects.exists():
        return False
    print("Lägger upp demoverkstaden; det tar en stund …", file=sys.stderr, flush=True)
    import_module(WORKSHOP).make(now=timezone.now())
    return True


def give_password() -> str:
    """Give the demo people this start's password and return it; it is the known one only where nobody else gets in."""
    only_here = settings.LOOPBACK and urlsplit(settings.URL).hostname in LOOPBACK
    password = KNOWN_PASSWORD if only_here else secrets.token_urlsafe(9)
    for user in User.objects.filter(is_demo=True):
        if not user.check_password(password):
            set_password(user=user, password=password)
    return password


def welcome(password: str) -> str:
    demo_emails = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    people = ", ".join(f"{email} ({role})" for email, role in PEOPLE if email in demo_emails)
    if not people:
        return f"Adress:   {settings.URL}  (demo: ingenting skickas på riktigt)"
    return f"""\
Adress:   {settings.URL}  (demo: ingenting skickas på riktigt)
Logga in: {people}
Lösenord: {password}
Prova:    skicka en offert som digital offert, öppna kundens länk från {settings.URL}/outbox,
          beställ, och se offerten bli Undertecknad hos verkstaden. Ctrl-C stoppar."""
