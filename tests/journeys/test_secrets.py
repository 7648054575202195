"""
What would let somebody answer for a customer or get in lies in no table and in no log.

Whoever steals a copy of the database or reads the logs must not have the links, the keys or the passwords.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import connection
from django.utils import timezone

from tests.kit.cast import NOW, PASSWORD, Person
from tests.kit.garage import EMAIL, Garage
from tests.kit.live import Product, wait_until
from verksign.records.models import DigitalDocument, Message
from verksign.usecases.setup import create_user

WRONG_PASSWORD = "ett-annat-lösenord-som-är-fel"
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
TOTAL = re.compile(r'name="total" value="(\d+)"')


class ByTheClock(Garage):
    def tick(self, step: object = None) -> datetime:
        self.now = timezone.now()
        return self.now


@dataclass
class Browser:
    """Somebody at a browser that talks to the running product."""

    client: httpx.Client

    def post(self, place: str, data: dict[str, str], page: str = "") -> httpx.Response:
        """Send a form; its token stands on `page`."""
        token = FORM_TOKEN.search(self.client.get(page).text) if page else None
        more = {"csrfmiddlewaretoken": token[1]} if token else {}
        return self.client.post(place, data={**data, **more})


@dataclass
class Walk:
    """A quote from the dialog to the sealed copy, with every mistake that is logged on the way."""

    product: Product
    garage: Garage
    adviser: Person
    document: DigitalDocument = field(init=False)
    first_token: str = field(init=False)

    def walk(self) -> None:
        for step in (self.send, self.answer, self.report, self.first_log_in):
            headers = {"sec-fetch-site": "same-origin"}
            with httpx.Client(base_url=self.product.url, headers=headers, timeout=20) as client:
                step(Browser(client))

    def send(self, staff: Browser) -> None:
        for password in (WRONG_PASSWORD, PASSWORD):
            typed = {"email": self.adviser.user.email, "password": password}
            staff.post("/login", typed, page="/login")
        quote = self.garage.quote()
        card = f"/v/{self.adviser.workshop.slug}/offerter/{quote.pk}/"
        form = {"method": "email", "email": EMAIL, "key": "a-press"}
        assert staff.post(f"{card}skicka", form, page=f"{card}skicka").status_code == 302
        self.document = DigitalDocument.objects.select_related("link").get()
        wait_until(lambda: Message.objects.filter(state="sent").exists(), seconds=20)

    def answer(self, customer: Browser) -> None:
        place = f"/o/{self.token}"
        cross = {"sec-fetch-site": "cross-site"}
        assert customer.client.get(place).status_code == 200
        assert customer.client.post(f"{place}/visa", headers=cross).status_code == 403
        assert customer.client.get(f"{place}/finns-inte").status_code == 404
        assert customer.client.get(f"{place}/visa").status_code == 303
        assert customer.post(f"{place}/visa", {}).status_code == 303
        seen = {"content": self.document.content_sha256}
        checked = customer.post(f"{place}/kontrollera", seen).headers["location"]
        total = TOTAL.search(customer.client.get(checked).text)
        assert total
        answer = {**seen, "total": total[1], "name": "Karin Holmgren", "email": EMAIL}
        stale = customer.post(f"{place}/bestall", {**answer, "total": "1"}).headers["location"]
        assert customer.client.get(stale).status_code == 409
        assert customer.post(f"{place}/bestall", answer).status_code == 303
        wait_until(self.is_sealed, seconds=30)
        wait_until(lambda: Message.objects.filter(kind="receipt", state="sent").exists())
        assert customer.client.get(f"{place}/avtal.pdf").status_code == 200

    def report(self, gateway: Browser) -> None:
        place = f"/in/46elks/{settings.REPORT_SECRET}/{self.document.pk}"
        assert gateway.client.post(place).status_code == 204
        assert gateway.client.get(place).status_code == 405
        assert gateway.client.post(f"{place}/mer").status_code == 404

    def first_log_in(self, newcomer: Browser) -> None:
        user = create_user(email="ny@demo.test", name="Ny", password=None, now=NOW)
        self.first_token = default_token_generator.make_token(user)
        place = f"/login/forsta/{user.pk}/{self.first_token}"
        assert newcomer.client.get(place).status_code == 200
        assert newcomer.client.post(place).status_code == 403  # without the form's token

    @property
    def token(self) -> str:
        return self.garage.token(self.document)

    def is_sealed(self) -> bool:
        return DigitalDocument.objects.filter(sealed__isnull=False).exists()

    def secrets(self) -> dict[str, str]:
        keys = {
            f"link key {number} as {form}": written
            for number, key in settings.LINK_KEYS.items()
            for form, written in (("hex", key.hex()), ("base64", b64encode(key).decode()))
        }
        return {
            "the link": self.token,
            "the first log-in": self.first_token,
            "the gateway's secret": settings.REPORT_SECRET,
            "the signing secret": settings.SECRET_KEY,
            "a password": PASSWORD,
            "a wrong password": WRONG_PASSWORD,
            "a private key": "PRIVATE KEY",
            **keys,
        }


def dump() -> str:
    """Return every row of every table, also of those that no model of ours knows."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(rows)


class TestWalkedQuote:
    def test_leaves_no_secret_in_database_or_logs(self, product: Product, adviser: Person) -> None:
        walk = Walk(product, ByTheClock(adviser.actor), adviser)
        walk.walk()

        rows, log = dump(), product.web.log.read_text() + product.worker.log.read_text()
        # What is looked through is what it should be.
        assert walk.document.document_id in rows
        for place in ("/o/…/visa", "/in/46elks/…", "/login/forsta/"):
            assert place in log, place
        found = {
            name
            for name, secret in walk.secrets().items()
            if secret in rows or secret in log or secret.encode().hex() in rows
        }
        assert found == set()
