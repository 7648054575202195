"""The kit keeps its promises: what it forbids is refused, what it empties is empty."""

import socket

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page

from tests.kit.browser import Complaints, assert_accessible
from tests.kit.cast import PASSWORD, Person
from tests.kit.live import Product
from tests.kit.sockets import OutsideWorld
from verksign.records.models import User


class TestSockets:
    def test_refuse_another_machine(self) -> None:
        with pytest.raises(OutsideWorld):
            socket.create_connection(("192.0.2.1", 80), timeout=1)

    def test_refuse_to_look_up_a_name(self) -> None:
        with pytest.raises(OutsideWorld):
            socket.getaddrinfo("example.test", 443)


class TestFlush:
    @pytest.mark.django_db(transaction=True)
    def test_empties_the_tables_and_leaves_the_guard(self, adviser: Person) -> None:
        call_command("flush", interactive=False, verbosity=0)

        assert User.objects.count() == 0
        assert guards() == {
            "records_event_no_delete",
            "records_event_no_update",
            "records_verbalanswer_no_delete",
            "records_verbalanswer_no_update",
        }


def guards() -> set[str]:
    known = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.browser
class TestComplaints:
    def test_hear_the_console_scripts_and_third_parties(
        self, page: Page, complaints: Complaints
    ) -> None:
        page.context.route(
            "**/*", lambda route: route.fulfill(body="<p>", content_type="text/html")
        )
        page.goto("http://192.0.2.1/")
        page.evaluate("console.log('hm')")
        page.evaluate("setTimeout(() => missing())")
        page.wait_for_timeout(50)

        assert [line.split(" (")[0] for line in complaints.unexpected()] == [
            "asks a third party: http://192.0.2.1/",
            "console log: hm",
            "script: missing is not defined",
        ]
        complaints.heard.clear()


@pytest.mark.browser
class TestProduct:
    def test_shows_an_accessible_page_of_the_test_s_own_database(
        self, product: Product, adviser: Person, page: Page
    ) -> None:
        page.goto(f"{product.url}/login")
        assert_accessible(page)
        page.get_by_label("E-post").fill(adviser.user.email)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in").click()

        assert page.url == f"{product.url}/v/demoverkstaden/"
