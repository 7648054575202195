"""A mechanic with a telephone: what he finds reaches the workshop once, whatever the network and the log-in do."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.kit import files
from tests.kit.browser import Complaints, assert_accessible
from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.live import Product, wait_until
from verksign.records.models import Attachment, Job, ServiceDocument
from verksign.usecases.orders.close import close_order

pytestmark = pytest.mark.browser

KEPT = "Sparad i telefonen. Den skickas när nätet är tillbaka, du kan skriva nästa."
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """
  [...document.querySelectorAll("main a, main button, main select, main label:has(input), nav a, summary")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 48)
    .map((each) => each.outerHTML)
"""


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    return garage.order(jobs={"Service": "included"})


@pytest.fixture
def lift(phone: Page, product: Product, mechanic: Person) -> Page:
    """Ali's telephone, logged in."""
    session = mechanic.log_in(Client()).cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": product.url}]
    )
    return phone


def page_of(product: Product, order: ServiceDocument) -> str:
    return f"{product.url}/v/demoverkstaden/ordrar/{order.pk}/anmarkning"


def shot(seed: int) -> FilePayload:
    return FilePayload(
        name=f"IMG_{seed}.JPG", mimeType="image/jpeg", buffer=files.jpeg_with_place(seed)
    )


def write(page: Page, text: str, *photos: FilePayload) -> None:
    for number, photo in enumerate(photos, start=1):
        page.locator("#camera").set_input_files([photo])
        expect(page.get_by_role("img", name=f"Bild {number}")).to_be_visible()
    page.get_by_text("Bör göras snart").click()
    page.get_by_label("Vad har du sett?").fill(text)


def send(page: Page) -> None:
    page.get_by_role("button", name="Skicka till Anna").click()


def found() -> list[tuple[str, int]]:
    """Each finding with the number of its photos."""
    return [
        (job.finding, Attachment.objects.filter(job=job.pk).count())
        for job in Job.objects.found().order_by("position")
    ]


class TestFinding:
    def test_goes_in_the_ordinary_way_and_is_seen_on_the_order(
        self, lift: Page, product: Product, order: ServiceDocument
    ) -> None:
        lift.goto(page_of(product, order))
        assert lift.evaluate(SMALL) == []
        assert lift.evaluate(SIDEWAYS) == 0
        write(lift, "Damask sprucken", shot(6), shot(3))
        lift.get_by_role("button", name="Ta bort bild 2").click()
        lift.get_by_role("button", name="Höger fram").click()
        assert_accessible(lift)
        send(lift)
        expect(lift.get_by_role("heading", name="Damask sprucken, höger fram")).to_be_visible()
        assert found() == [("Damask sprucken, höger fram", 1)]
        assert lift.evaluate(SMALL) == []
        assert lift.evaluate(SIDEWAYS) == 0


class TestWithoutNetwork:
    def test_two_findings_wait_outlive_the_tab_and_arrive_once(
        self, lift: Page, product: Product, order: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("ERR_INTERNET_DISCONNECTED")
        context = lift.context
        lift.goto(page_of(product, order))
        context.set_offline(True)
        for text, photos in (("Läckage", [shot(6), shot(3)]), ("Glapp", [shot(4)])):
            write(lift, text, *photos)
            send(lift)
            expect(lift.get_by_label("Vad har du sett?")).to_have_value("")
            expect(lift.locator("#kept")).to_have_text(KEPT)
        expect(lift.locator("#waiting-list li")).to_have_count(2)
        assert_accessible(lift)
        assert lift.evaluate(SIDEWAYS) == 0
        assert found() == []
        lift.close()

        context.set_offline(False)
        again = context.new_page()
        again.goto(f"{product.url}/v/demoverkstaden/lyft/")
        wait_until(lambda: found() == [("Läckage", 2), ("Glapp", 1)], seconds=30)
        expect(again.locator("#waiting")).to_be_hidden()
        again.reload()
        expect(again.get_by_role("heading", name="Dagens ordrar")).to_be_visible()
        assert found() == [("Läckage", 2), ("Glapp", 1)]

    def test_an_answer_that_was_lost_doubles_nothing(
        self, lift: Page, product: Product, order: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("ERR_FAILED")
        lost: list[str] = []

        def lose(route: Route) -> None:
            if route.request.method == "POST" and len(lost) < 2:
                route.fetch()
                lost.append(route.request.url)
                route.abort()
            else:
                route.continue_()

        lift.goto(page_of(product, order))
        lift.route("**/anmarkning", lose)
        write(lift, "Läckage", shot(6), shot(3))
        send(lift)
        expect(lift.locator("#waiting-list li")).to_have_count(1)
        expect(lift.locator("#waiting-list li")).to_have_count(0)
        assert found() == [("Läckage", 2)]
        assert len(lost) == 2

    def test_logging_out_says_how_many_would_be_lost(
        self, lift: Page, product: Product, order: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("ERR_INTERNET_DISCONNECTED")
        lift.goto(f"{product.url}/v/demoverkstaden/lyft/")
        lift.goto(page_of(product, order))
        lift.context.set_offline(True)
        write(lift, "Läckage")
        send(lift)
        expect(lift.locator("#kept")).to_have_text(KEPT)
        lift.evaluate(
            """() => {
              const form = document.createElement("form");
              form.action = document.getElementById("waiting").dataset.logout;
              form.method = "post";
              document.body.append(form);
              form.requestSubmit();
            }"""
        )
        dialog = lift.get_by_role("dialog", name="Allt är inte skickat")
        expect(dialog).to_contain_text("1 anmärkning är inte skickad.")
        dialog.get_by_role("button", name="Stanna kvar").click()
        expect(lift.locator("#waiting-list li")).to_have_count(1)


class TestMeanwhile:
    def test_the_session_ended_it_is_sent_after_the_log_in(
        self, lift: Page, product: Product, order: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("401")
        lift.goto(page_of(product, order))
        Session.objects.all().delete()
        write(lift, "Läckage", shot(6))
        send(lift)
        dialog = lift.locator("#again")
        dialog.get_by_label("Lösenord").fill(PASSWORD)
        assert found() == []
        dialog.get_by_role("button", name="Logga in").click()
        expect(lift.locator("#waiting-list li")).to_have_count(0)
        assert found() == [("Läckage", 1)]

    def test_the_order_was_closed_the_text_is_kept_to_copy(
        self,
        lift: Page,
        product: Product,
        order: ServiceDocument,
        garage: Garage,
        complaints: Complaints,
    ) -> None:
        complaints.expect("409")
        lift.goto(page_of(product, order))
        close_order(order_id=order.pk, by=garage.actor, now=garage.tick())
        write(lift, "Läckage")
        send(lift)
        row = lift.locator("#waiting-list li")
        expect(row).to_contain_text("Ordern är avslutad. Öppna den igen först.")
        expect(row.get_by_label("Texten")).to_have_value("Läckage")
        assert_accessible(lift)
        row.get_by_role("button", name="Kasta").click()
        expect(lift.locator("#waiting")).to_be_hidden()
        assert found() == []
