"""What every answer carries, whoever asks and however it ends; and what production demands before it starts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.kit.live import environment
from tests.kit.snapshot import undone
from tests.kit.world import Who, World
from tests.rules.access_table import TABLE
from tests.rules.asking import HEADERS, Ask
from verksign.integrations import outbox
from verksign.records.models import Blob, DigitalDocument, Message
from verksign.usecases.signing.deliver import deliver
from verksign.usecases.signing.start import start

NAMES = sorted(TABLE)
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
TRUSTED_TYPES = {"require-trusted-types-for": "'script'", "trusted-types": "'none'"}
PREVIEW = {"sandbox": "", "form-action": "'none'", "frame-ancestors": "'self'"}
MAIL = {
    "default-src": "'none'",
    # Mail programs read no other styles; only the demo shows such a page, and nothing of it may act.
    "style-src": "'unsafe-inline'",
    "img-src": "'self' data:",
    "frame-ancestors": "'self'",
}
ALONE = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "sandbox": "",
}
FILES = {
    "staff:picture": "private, max-age=31536000, immutable",
    "staff:floor-picture": "private, max-age=31536000, immutable",
    "staff:attached-pdf": "no-store",
    "portal:picture": "private, max-age=86400, immutable",
    "portal:attached": "no-store",
    "portal:preview-picture": "private, max-age=86400, immutable",
}
"""Files that people have attached: what may keep them. They are opened alone, and may do nothing."""
KEPT = {
    **FILES,
    "favicon": "public, max-age=86400",
    "portal:logo": "private, max-age=86400, immutable",
    "portal:preview-logo": "private, max-age=86400, immutable",
}
VIEWED = {**ALONE, "style-src": "'unsafe-inline'"}
"""The browser's own viewer lays a picture out with a style of its own."""
POLICIES = {
    **{name: VIEWED if "picture" in name else ALONE for name in FILES},
    "portal:logo": ALONE,
    "portal:preview-logo": ALONE,
    "portal:preview": {**CSP, **TRUSTED_TYPES, **PREVIEW},
    "staff:outbox-html": MAIL,
}
IN_OUR_FRAME = {
    "portal:preview",
    "staff:outbox-html",
    "staff:preview-quote",
    "staff:preview-upsell",
    "staff:preview-confirmation",
}
"""Pages that a page of ours shows inside itself, and the address that leads to one of them."""
STAFF_PAGES = sorted(
    name
    for name, entry in TABLE.items()
    # The demo's outbox shows the messages as the customer gets them; production has none.
    if name.startswith("staff:") and "outbox" not in name and entry.get[0] == 200
)
EVIL = "evil.example"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def answers(world: World, name: str) -> Iterator[tuple[str, HttpResponse]]:
    """Every way an address answers: to whoever may, whoever may not, nobody, and with a wrong method."""
    ask = Ask.about(name, world.ours.facts)
    asked_for = {**HEADERS, "host": EVIL, "x-forwarded-host": EVIL}
    for who in (Who.ADVISER, Who.MECHANIC, Who.STRANGER, Who.NOBODY):
        client = world.client(who)
        for method in ("GET", "POST", "PUT"):
            with undone():
                yield f"{method} by {who}", ask.by(client, method, headers=asked_for)


def policy(response: HttpResponse) -> dict[str, str]:
    written = response.headers.get("Content-Security-Policy", "")
    parts = (part.strip() for part in written.split(";"))
    return {name: values for part in parts for name, _, values in [part.partition(" ")]}


def expected_policy(name: str, status: int) -> dict[str, str]:
    if status == 200 and name in POLICIES:
        return POLICIES[name]
    portal = name.startswith("portal:") and status != 405
    return {**CSP, **TRUSTED_TYPES} if portal else CSP


def expected_headers(name: str, response: HttpResponse) -> dict[str, str]:
    shown = response.status_code == 200 or "/forhandsvisning/" in response.headers.get(
        "Location", ""
    )
    framed = name in IN_OUR_FRAME and shown
    headers = {**ALWAYS, "X-Frame-Options": "SAMEORIGIN" if framed else "DENY"}
    if response.status_code == 405 or name.startswith("webhooks:"):
        return headers  # it says nothing that anybody could keep
    headers["Cache-Control"] = KEPT.get(name, "no-store") if shown else "no-store"
    if name.startswith("portal:"):
        headers["X-Robots-Tag"] = "noindex, nofollow"
    return headers


@pytest.mark.django_db
class TestEveryAnswer:
    @pytest.mark.parametrize("name", NAMES)
    def test_carries_what_browsers_obey(self, world: World, name: str) -> None:
        for how, response in answers(world, name):
            expected = expected_headers(name, response)
            assert {key: response.headers.get(key) for key in expected} == expected, how
            assert policy(response) == expected_policy(name, response.status_code), how
            assert not (name.startswith("portal:") and response.cookies), how
            # The host that was asked for leads nowhere and stands nowhere.
            assert EVIL.encode() not in response.content, how
            assert EVIL not in str(response.headers), how

    @pytest.mark.parametrize("name", NAMES)
    def test_leads_to_no_other_site(self, world: World, name: str) -> None:
        for place in (f"https://{EVIL}/", f"//{EVIL}/", rf"/\{EVIL}/", f"javascript://{EVIL}/"):
            ask = Ask.about(name, world.ours.facts)
            more = {"next": place}
            tried = replace(ask, form={**ask.form, **more}, query={**ask.query, **more})
            for method in ("GET", "POST"):
                with undone():
                    response = tried.by(world.client(Who.ADVISER), method)
                # The customer's own address is ours too, and never made from what was asked.
                there = response.headers.get("Location", "/").removeprefix(settings.URL)
                assert there.startswith("/"), (place, there)
                assert not there.startswith(("//", "/\\")), (place, there)


@pytest.mark.django_db
class TestStaffPage:
    @pytest.mark.parametrize("name", STAFF_PAGES)
    def test_never_shows_a_customers_link(self, world: World, name: str) -> None:
        page = Ask.about(name, world.ours.facts).by(world.client(Who.ADMIN), "GET").content
        links = {
            fact: value.encode()
            for fact, value in world.ours.facts.items()
            if fact.endswith("_token") and fact != "first_token"
        }

        assert len(links) > 10
        assert [fact for fact, link in links.items() if link in page] == []


@pytest.mark.django_db
class TestTrouble:
    """The pages for what went wrong carry it too."""

    def demand(self, response: HttpResponse, status: int) -> None:
        assert response.status_code == status
        assert policy(response) == CSP
        expected = expected_headers("", response)
        assert {key: response.headers.get(key) for key in expected} == expected
        assert not response.cookies

    def test_nothing_there(self, client: Client) -> None:
        self.demand(client.get("/finns/inte"), 404)  # type: ignore[arg-type]

    def test_our_own_fault(self, world: World) -> None:
        sent = DigitalDocument.objects.filter(pk=world.ours.facts["open_document"])
        Blob.objects.filter(pk__in=sent.values("pdf")).update(sha256="0" * 64)
        client = world.client(Who.ADVISER)
        client.raise_request_exception = False

        response = Ask.about("staff:offer-pdf", world.ours.facts).by(client, "GET")

        self.demand(response, 500)

    def test_too_much(self, client: Client) -> None:
        size = str(settings.MAX_BODY_BYTES + 1)
        self.demand(client.post("/login", CONTENT_LENGTH=size), 413)  # type: ignore[arg-type]

    def test_a_form_that_is_too_old(self, world: World) -> None:
        client = world.client(Who.ADVISER, enforce_csrf_checks=True)
        self.demand(Ask.about("staff:new-quote", world.ours.facts).by(client, "POST"), 403)


@pytest.mark.django_db
class TestLinks:
    def test_are_made_of_our_own_address_whatever_host_is_asked_for(self, world: World) -> None:
        ask = Ask.about("staff:send-quote", world.ours.facts)
        assert ask.by(world.client(Who.ADVISER), "POST", headers={"host": EVIL}).status_code == 302
        message = Message.objects.get(service_document=UUID(ask.args["quote_id"]))
        assert message.document_id
        start(message.document_id, now=timezone.now())
        deliver(message.pk, now=timezone.now())

        text = outbox.message(str(message.pk)).text

        assert f"{settings.URL}/o/" in text
        assert EVIL not in text


ASK = """
import json, sys, django
django.setup()
from django.test import Client
hosts = json.loads(sys.argv[1])
asked = [Client().get("/logout", headers={"host": host}, secure=True) for host in hosts]
print(json.dumps([[each.status_code, each.headers.get("Strict-Transport-Security", "")] for each in asked]))
"""
PRODUCTION = {"VERKSIGN_MODE": "production", "VERKSIGN_URL": "https://svar.verkstad.test"}
HSTS = "max-age=31536000"


def python(data: Path, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run Python with the product's own settings, as an installation would."""
    return subprocess.run(
        [sys.executable, *words],
        env=environment(
            VERKSIGN_DATA=str(data),
            DJANGO_SETTINGS_MODULE="verksign.config.settings",
            **variables,
        ),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the static files that error pages name."""
    folder = tmp_path_factory.mktemp("installation")
    done = python(folder, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return folder


def asked(data: Path, *hosts: str, **variables: str) -> list[tuple[int, str]]:
    done = python(data, "-c", ASK, json.dumps(hosts), **variables)
    assert done.returncode == 0, done.stderr
    return [(status, hsts) for status, hsts in json.loads(done.stdout)]


class TestHost:
    def test_that_is_not_ours_is_refused_by_a_demo_on_this_machine(self, data: Path) -> None:
        assert asked(data, "127.0.0.1:8000", "localhost:8000", EVIL) == [
            (405, ""),
            (405, ""),
            (400, ""),
        ]

    def test_that_is_not_ours_is_refused_in_production(self, data: Path) -> None:
        hosts = ("svar.verkstad.test", EVIL, "127.0.0.1", f"svar.verkstad.test.{EVIL}")

        assert asked(data, *hosts, **PRODUCTION) == [
            (405, HSTS),
            (400, HSTS),
            (400, HSTS),
            (400, HSTS),
        ]


class TestProduction:
    def test_passes_djangos_deploy_check_without_a_warning(self, data: Path) -> None:
        check = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")

        done = python(data, *check, **PRODUCTION)

        assert done.returncode == 0, done.stderr
        assert "System check identified no issues" in done.stdout

    def test_keeps_cookies_to_tls_and_to_the_server(self, data: Path) -> None:
        names = [
            f"{kind}_COOKIE_{what}"
            for kind in ("SESSION", "CSRF")
            for what in ("SECURE", "HTTPONLY", "SAMESITE")
        ]
        show = (
            f"from django.conf import settings as s; print([getattr(s, name) for name in {names}])"
        )

        done = python(data, "-c", show, **PRODUCTION)

        assert done.stdout.strip() == "[True, True, 'Lax', True, True, 'Lax']"

    @pytest.mark.parametrize(
        ("variables", "words"),
        [
            ({"VERKSIGN_URL": ""}, "VERKSIGN_URL is missing"),
            ({"VERKSIGN_URL": "http://svar.verkstad.test"}, "must begin with https://"),
            ({"VERKSIGN_MODE": "prod"}, "must be demo or production"),
            ({"VERKSIGN_SMS": "pigeon"}, "must be one of outbox, 46elks"),
            (
                {"VERKSIGN_DATABASE_URL": "mysql://localhost/verksign"},
                "must look like postgresql://",
            ),
        ],
    )
    def test_refuses_to_start_with(
        self, tmp_path: Path, variables: dict[str, str], words: str
    ) -> None:
        load = "import verksign.config.settings"

        done = python(tmp_path, "-c", load, **{**PRODUCTION, **variables})

        assert done.returncode != 0
        assert "BadEnvironment" in done.stderr
        assert words in done.stderr


class TestDemo:
    def test_never_sends_for_real(self, data: Path) -> None:
        show = "from django.conf import settings as s; print(s.EMAIL_CHANNEL, s.SMS_CHANNEL)"
        real = {"VERKSIGN_SMTP_URL": "smtp://mail.test", "VERKSIGN_SMS": "46elks"}

        assert python(data, "-c", show, **real).stdout.split() == ["outbox", "outbox"]
        assert python(data, "-c", show, **real, **PRODUCTION).stdout.split() == ["smtp", "46elks"]
