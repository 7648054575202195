"""The log-in pages in English: asked for by a press, remembered by the browser, and nothing typed is lost for it."""

import re

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse

from tests.kit.cast import PASSWORD, Person
from verksign.staff.access.language import COOKIE

SWEDISH = re.compile(r"[åäöÅÄÖ]")
TYPED = {"email": "anna@demo.test", "password": "fel", "next": "/v/demoverkstaden/kunder/"}


class TestLanguage:
    def test_is_swedish_until_english_is_asked_for(self, client: Client, db: None) -> None:
        page = client.get("/login").content.decode()

        assert '<html lang="sv">' in page
        assert 'href="?sprak=en" lang="en"' in page
        assert COOKIE not in client.cookies

    def test_is_remembered_by_the_browser_until_the_other_is_asked_for(
        self, client: Client, db: None
    ) -> None:
        page = client.get("/login?sprak=en").content.decode()
        assert '<html lang="en">' in page
        assert not SWEDISH.search(page)
        assert client.cookies[COOKIE]["httponly"]

        assert '<html lang="en">' in client.get("/login").content.decode()
        assert '<html lang="en">' in client.post("/login", TYPED).content.decode()
        client.get("/login?sprak=sv")
        assert '<html lang="sv">' in client.get("/login").content.decode()

    @pytest.mark.parametrize("language", ["xx", "", "EN", "\x00"])
    def test_that_we_do_not_have_changes_nothing(
        self, client: Client, db: None, language: str
    ) -> None:
        response = client.get("/login", {"sprak": language})

        assert '<html lang="sv">' in response.content.decode()
        assert COOKIE not in response.cookies

    def test_link_keeps_where_one_was_going(self, client: Client, db: None) -> None:
        page = client.get("/login?next=/v/demoverkstaden/kunder/").content.decode()

        assert 'href="?next=%2Fv%2Fdemoverkstaden%2Fkunder%2F&amp;sprak=en"' in page

    def test_is_a_button_that_keeps_what_was_typed_and_logs_nobody_in(
        self, client: Client, adviser: Person
    ) -> None:
        assert 'formaction="/login?sprak=en"' in client.post("/login", TYPED).content.decode()

        response = client.post("/login?sprak=en", {**TYPED, "password": PASSWORD})
        page = response.content.decode()

        assert response.status_code == 200
        assert '<html lang="en">' in page
        assert 'value="anna@demo.test"' in page
        assert 'name="next" value="/v/demoverkstaden/kunder/"' in page
        assert PASSWORD not in page
        assert "_auth_user_id" not in client.session

    def test_keeps_what_was_carried_from_an_ended_session(
        self, client: Client, adviser: Person
    ) -> None:
        client.post("/login", {**TYPED, "password": PASSWORD})
        client.post("/logout")
        new = client.post(
            "/v/demoverkstaden/kunder/ny",
            {"name": "Åsa Öberg"},
            headers={"Sec-Fetch-Site": "same-origin"},
        ).content.decode()
        carried = re.search(r'name="carried" value="([^"]+)"', new)
        assert carried

        page = client.post("/login?sprak=en", {"carried": carried[1]}).content.decode()
        assert f'name="carried" value="{carried[1]}"' in page
        assert not SWEDISH.search(page)

    def test_is_of_the_first_log_in_too(self, client: Client, adviser: Person) -> None:
        token = default_token_generator.make_token(adviser.user)
        address = reverse("staff:first-login", args=[adviser.user.id, token])
        page = client.get(f"{address}?sprak=en").content.decode()

        assert "Choose a password" in page
        assert not SWEDISH.search(page)

    def test_of_the_dialog_over_a_page_is_the_pages_own(
        self, client: Client, adviser: Person
    ) -> None:
        adviser.log_in(client).post("/v/demoverkstaden/jag", {"language": "en"})
        page = client.get("/v/demoverkstaden/").content.decode()
        assert 'data-again="/login/igen?sprak=en"' in page

        other = Client()
        dialog = other.get("/login/igen?sprak=en").content.decode()
        assert not SWEDISH.search(dialog)
        # Nobody chose it: whoever logs in next on that computer is asked in Swedish.
        assert '<html lang="sv">' in other.get("/login").content.decode()

    def test_ends_where_somebody_is_logged_in(self, client: Client, adviser: Person) -> None:
        client.get("/login?sprak=en")
        adviser.log_in(client)

        assert '<html lang="sv">' in client.get("/v/demoverkstaden/").content.decode()
