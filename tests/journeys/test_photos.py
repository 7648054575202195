"""A photo's way: from the phone at the lift or the desk, drawn on, to the customer's page and the paper."""

import base64

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.conftest import Sent
from tests.kit import files
from tests.kit.browser import PHONE, Complaints, OpenPage, axe
from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from tests.kit.live import Product
from tests.kit.walks import Desk, Phone, paper
from verksign.records.models import Attachment, ServiceDocument

pytestmark = pytest.mark.browser

REFUSED = "SVG går inte att bifoga. Spara bilden som JPEG eller PNG."
DROP = """
([where, name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  for (const kind of ["dragover", "drop"]) {
    document.querySelector(where).dispatchEvent(
      new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}
"""


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Torkarblad": "optional"})


def card_of(quote: ServiceDocument) -> str:
    return f"/v/demoverkstaden/offerter/{quote.pk}/"


def section(page: Page) -> Locator:
    return page.locator("#attachments")


def choose(page: Page, button: str, *chosen: FilePayload) -> None:
    with page.expect_file_chooser() as opened:
        section(page).get_by_text(button, exact=True).click()
    opened.value.set_files(list(chosen))


def shot(name: str = "IMG_0001.JPG") -> FilePayload:
    return FilePayload(name=name, mimeType="image/jpeg", buffer=files.jpeg_with_place(6))


def marks_of(quote: ServiceDocument) -> list[str]:
    return [mark["kind"] for mark in Attachment.objects.get(document=quote).marks]


class TestUpload:
    def test_several_at_once_and_the_one_that_is_refused_loses_nothing(
        self, desk: Desk, quote: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("422")
        page = desk.page
        desk.open(card_of(quote))
        page.get_by_label("Åtgärder för Torkarblad").click()
        page.get_by_role("link", name="Lägg till bild eller PDF").click()
        expect(section(page).get_by_label("Hör till")).to_have_value(
            str(quote.jobs.get(title="Torkarblad").pk)
        )
        expect(page.locator("#attach-files")).to_be_focused()
        page.get_by_label("Kontakt/förare").fill("Bo, halvskriv")
        choose(
            page,
            "Välj filer",
            shot(),
            FilePayload(name="logga.jpg", mimeType="image/svg+xml", buffer=b"<svg/>"),
            FilePayload(name="Protokoll.pdf", mimeType="application/pdf", buffer=files.pdf(2)),
        )

        beside = page.get_by_role("listitem").filter(has_text="logga.jpg")
        expect(beside).to_contain_text(REFUSED)
        expect(section(page).get_by_role("heading", name="Torkarblad")).to_be_visible()
        expect(section(page).get_by_text("Protokoll.pdf").first).to_be_visible()
        expect(page.get_by_role("region", name="Bilder").get_by_role("img")).to_have_count(1)
        expect(page.get_by_label("Kontakt/förare")).to_have_value("Bo, halvskriv")

        words = section(page).get_by_label("Vad visar bilden?")
        words.fill("Torkarbladet är sprucket")
        with page.expect_response("**/bilagor/*/"):
            words.press("Enter")
        expect(section(page).get_by_text("Beskriv bilden")).to_have_count(0)
        expect(section(page).get_by_role("img", name="Torkarbladet är sprucket")).to_be_visible()
        assert axe(page) == []

    def test_dropped_on_a_job_it_belongs_to_the_job(
        self, desk: Desk, quote: ServiceDocument
    ) -> None:
        page = desk.page
        job = quote.jobs.get(title="Torkarblad")
        desk.open(card_of(quote))
        data = base64.b64encode(files.jpeg(320, 240)).decode()
        page.evaluate(DROP, [f"#job-{job.pk} .job-row", "a.jpg", "image/jpeg", data])

        expect(page.locator(f"#job-{job.pk}-pictures").get_by_role("img")).to_be_visible()
        assert Attachment.objects.get(document=quote).job == job.pk

    def test_whoever_was_logged_out_meanwhile_logs_in_and_tries_again(
        self, desk: Desk, quote: ServiceDocument, complaints: Complaints
    ) -> None:
        complaints.expect("the server responded with a status of 401")
        page = desk.page
        desk.open(card_of(quote))
        section(page).get_by_role("heading", name="Bilder och bilagor").click()
        expect(section(page).get_by_text("Välj filer", exact=True)).to_be_visible()
        Session.objects.all().delete()
        page.locator("#attach-files").set_input_files([shot()])

        refused = page.get_by_role("listitem").filter(has_text="IMG_0001.JPG")
        expect(refused).to_contain_text("Du är utloggad. Logga in och försök igen.")
        dialog = page.get_by_role("dialog", name="Logga in igen")
        dialog.get_by_label("Lösenord").fill(PASSWORD)
        dialog.get_by_role("button", name="Logga in").click()
        expect(dialog).to_have_count(0)
        refused.get_by_role("button", name="Försök igen").click()
        expect(section(page).get_by_role("img")).to_be_visible()

    def test_a_telephone_takes_the_picture_itself(
        self, product: Product, adviser: Person, open_page: OpenPage, quote: ServiceDocument
    ) -> None:
        page = open_page(PHONE)
        hand = Desk(page, product)
        hand.sit_down(adviser)
        hand.open(card_of(quote))
        section(page).get_by_role("heading", name="Bilder och bilagor").click()
        camera = section(page).locator("input[capture]")
        expect(camera).to_have_attribute("accept", "image/*")
        choose(page, "Ta bild", shot())

        expect(section(page).get_by_role("img")).to_be_visible()
        row = Attachment.objects.get(document=quote)
        assert (row.width, row.height) == (720, 960)
        assert axe(page) == []


class TestDrawing:
    def test_an_arrow_by_pointer_and_a_ring_by_keyboard(
        self, desk: Desk, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.attach(quote, alt="Skivan")
        page = desk.page
        desk.open(card_of(quote))
        section(page).get_by_role("link", name="Rita på Skivan").click()
        dialog = desk.dialog("Rita på bilden")
        canvas = dialog.get_by_role("application", name="Rita här")
        canvas.hover()  # the dialog has come to rest
        box = canvas.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5, steps=4)
        page.mouse.up()
        expect(canvas.locator("g")).to_have_count(1)
        canvas.press("r")
        canvas.press("ArrowLeft")
        canvas.press("Shift+ArrowDown")
        expect(canvas.locator("g")).to_have_count(2)
        canvas.press("p")
        canvas.press("Delete")
        expect(canvas.locator("g")).to_have_count(2)
        assert axe(page) == []
        dialog.get_by_role("button", name="Spara bilden").click()

        expect(dialog).to_have_count(0)
        assert marks_of(quote) == ["arrow", "ring"]
        ring = Attachment.objects.get(document=quote).marks[1]
        assert ring == {"kind": "ring", "x1": 0.39, "y1": 0.4, "x2": 0.59, "y2": 0.61}


class TestCustomer:
    def test_sees_the_photo_saves_the_pdf_and_finds_both_in_the_paper(
        self, garage: Garage, quote: ServiceDocument, sent: Sent, customer: Phone
    ) -> None:
        photo = garage.attach(quote, job=quote.jobs.get(title="Torkarblad"), alt="Sprucket blad")
        report = garage.attach(quote, files.pdf(), name="Protokoll.pdf")
        offer = sent(garage.fresh(quote))
        customer.read(offer.link)
        page = customer.page

        card = page.get_by_role("article").filter(has_text="Torkarblad")
        picture = card.get_by_role("img", name="Sprucket blad")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)  # noqa: FBT003
        assert picture.evaluate("image => image.naturalWidth") > 0
        with page.expect_download() as saved:
            page.get_by_role("link", name="Protokoll.pdf").click()
        assert saved.value.suggested_filename == "Protokoll.pdf"
        assert saved.value.path().read_bytes() == report.blob.read()
        pdf = paper(page, page.get_by_role("link", name="Visa offerten som PDF"))
        photo.refresh_from_db()
        assert photo.page
        assert photo.page.read() in pdf
        card.get_by_role("link", name="Större bild").click()
        expect(page.locator("img")).to_have_js_property("complete", True)  # noqa: FBT003
        assert page.url.endswith(f"/bild/{photo.blob.sha256}.jpg")
