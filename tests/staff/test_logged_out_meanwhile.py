"""Nothing typed is lost because the log-in has ended meanwhile, and nobody sends what another has typed."""

import re
import time
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kit.cast import PASSWORD, Person
from tests.staff.quotes.desk import Answer
from verksign.records.models import Customer
from verksign.staff.access.carrying import KEPT_FOR, LONGEST
from verksign.staff.middleware import IDLE, SEEN_AT

NEW = "/v/demoverkstaden/kunder/ny"
OURS = {"sec-fetch-site": "same-origin"}
THEIRS = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}
TYPED = {"name": 'Åsa <Öberg> & "son"', "kind": "consumer", "notes": "rad ett\r\nrad två"}

pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """The fields of a page's first form with a button, as a browser would post them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.action = self.open = ""
        self.done = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        if self.done:
            return
        if tag == "form":
            self.action = known.get("action", "")
        if tag in {"input", "textarea"}:
            self.open = known["name"] if tag == "textarea" else ""
            self.values[known["name"]] = known.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.open and not self.done:
            self.values[self.open] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self.open = ""
        self.done = self.done or tag == "form"


def fields_of(response: Answer) -> Fields:
    return Fields(response.content.decode())


@pytest.fixture
def browser(adviser: Person) -> Client:
    """Anna's browser: it has known her, and she is logged out by now."""
    client = Client(headers=OURS)
    log_in(client)
    client.post("/logout")
    return client


def log_in(client: Client, email: str = "anna@demo.test", **more: str) -> Any:
    return client.post("/login", {"email": email, "password": PASSWORD, **more})


def enter(client: Client) -> None:
    """Log in by the page, whose token is asked for."""
    log_in(
        client, csrfmiddlewaretoken=fields_of(client.get("/login")).values["csrfmiddlewaretoken"]
    )


class TestForm:
    def test_is_sent_after_the_log_in(self, browser: Client) -> None:
        asked = browser.post(NEW, TYPED)
        carried = fields_of(asked).values["carried"]
        assert asked.status_code == 200
        assert "Det du skrev är inte borta" in asked.content.decode()
        assert asked["Cache-Control"] == "no-store"
        assert not Customer.objects.exists()

        page = fields_of(log_in(browser, carried=carried))
        assert page.action == NEW
        assert {name: page.values[name] for name in TYPED} == TYPED
        assert not Customer.objects.exists()

        browser.post(page.action, page.values)
        assert Customer.objects.get().name == TYPED["name"]

    def test_survives_a_wrong_password(self, browser: Client) -> None:
        carried = fields_of(browser.post(NEW, TYPED)).values["carried"]

        wrong = log_in(browser, carried=carried, password="fel")

        assert fields_of(wrong).values["carried"] == carried

    def test_survives_a_night(self, adviser: Person) -> None:
        client = Client(headers=OURS)
        log_in(client)
        session = client.session
        session[SEEN_AT] -= IDLE.total_seconds() + 1
        session.save()

        assert "carried" in fields_of(client.post(NEW, TYPED)).values

    def test_is_not_sent_by_somebody_else(self, browser: Client, manager: Person) -> None:
        carried = fields_of(browser.post(NEW, TYPED)).values["carried"]

        response = log_in(browser, manager.user.email, carried=carried)

        assert (response.status_code, response["Location"]) == (302, "/")
        assert not Customer.objects.exists()

    def test_of_another_site_is_not_carried(self, browser: Client) -> None:
        response = browser.post(NEW, TYPED, headers=THEIRS)

        assert response.status_code == 302
        assert response["Location"].startswith("/login?next=")

    def test_of_a_browser_that_nobody_has_logged_in_from_is_not_carried(
        self, adviser: Person
    ) -> None:
        assert Client(headers=OURS).post(NEW, TYPED).status_code == 302

    def test_with_a_file_or_a_secret_or_too_much_is_not_carried(self, browser: Client) -> None:
        for more in (
            {"file": SimpleUploadedFile("bild.jpg", b"\xff\xd8")},
            {"password": "hemligt"},
            {"notes": "a" * LONGEST},
        ):
            assert browser.post(NEW, TYPED | more).status_code == 302

    def test_that_is_made_up_or_old_is_not_sent(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carried = fields_of(browser.post(NEW, TYPED)).values["carried"]
        assert log_in(browser, carried=f"x{carried}")["Location"] == "/"
        assert log_in(browser, carried="eyJh:1:2")["Location"] == "/"

        late = time.time() + (KEPT_FOR + timedelta(minutes=1)).total_seconds()
        monkeypatch.setattr(time, "time", lambda: late)
        assert log_in(browser, carried=carried)["Location"] == "/"


class TestTokenOfBefore:
    """A log-in in another tab renews the token that this page's forms hold."""

    @pytest.fixture
    def page(self, adviser: Person) -> tuple[Client, dict[str, str]]:
        client = Client(enforce_csrf_checks=True, headers=OURS)
        enter(client)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(NEW).text)
        assert token
        client.cookies.pop("verksign")
        enter(client)
        return client, {**TYPED, "csrfmiddlewaretoken": token[1]}

    def test_does_not_lose_what_was_typed(self, page: tuple[Client, dict[str, str]]) -> None:
        client, form = page

        again = fields_of(client.post(NEW, form))
        assert not Customer.objects.exists()
        assert again.action == NEW

        client.post(NEW, again.values)
        assert Customer.objects.get().name == TYPED["name"]

    def test_is_told_to_htmx_which_has_the_form_still(
        self, page: tuple[Client, dict[str, str]]
    ) -> None:
        client, form = page

        response = client.post(NEW, form, headers=OURS | {"hx-request": "true"})

        assert (response.status_code, response["X-Token-Old"]) == (403, "1")

    def test_of_another_site_is_refused(self, page: tuple[Client, dict[str, str]]) -> None:
        client, form = page

        response = client.post(NEW, form, headers=THEIRS)

        assert response.status_code == 403
        assert "X-Token-Old" not in response
        assert not Customer.objects.exists()

    def test_does_not_go_round(self, page: tuple[Client, dict[str, str]]) -> None:
        client, form = page
        again = fields_of(client.post(NEW, form)).values

        response = client.post(NEW, again | {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]})

        assert response.status_code == 403
        assert response["X-Token-Old"] == "1"


class TestDialog:
    def test_lets_in_and_tells_the_new_token(self, browser: Client, adviser: Person) -> None:
        assert "Logga in igen" in browser.get("/login/igen").content.decode()

        response = browser.post("/login/igen", {"email": "anna@demo.test", "password": PASSWORD})

        assert (response.status_code, response.content) == (204, b"")
        assert response["X-User"] == str(adviser.user.pk)
        assert response["X-Token"]
        assert response["Cache-Control"] == "no-store"
        assert browser.get(NEW).status_code == 200

    def test_is_not_shown_to_who_is_in(self, browser: Client, adviser: Person) -> None:
        log_in(browser)

        response = browser.get("/login/igen")

        assert (response.status_code, response["X-User"]) == (204, str(adviser.user.pk))

    def test_says_what_is_wrong_and_keeps_the_address(self, browser: Client) -> None:
        for form, sentence in (
            ({"email": "anna@demo.test", "password": "fel"}, "hör inte ihop"),
            ({"email": "anna@demo.test"}, "Fyll i både"),
        ):
            response = browser.post("/login/igen", form)

            page = response.content.decode()
            assert response.status_code == 422
            assert sentence in page
            assert 'value="anna@demo.test"' in page
            assert 'aria-describedby="again-problem"' in page

    def test_counts_the_tries(self, browser: Client) -> None:
        wrong = {"email": "anna@demo.test", "password": "fel"}
        statuses = [browser.post("/login/igen", wrong).status_code for _ in range(11)]

        assert statuses == [422] * 10 + [429]
