"""A quote is written, sent by SMS, signed on a telephone and made an order, and its PDF proves itself."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kit.live import Product
from tests.kit.walks import (
    BY_ITSELF_MS,
    Desk,
    Phone,
    paper,
    sms_link,
    stay,
    stayed,
    verdict,
)

pytestmark = pytest.mark.browser

NUMBER = "070-174 06 31"


def write(desk: Desk) -> None:
    """A quote of a package and a job of its own, written in place."""
    page = desk.page
    page.get_by_role("button", name="Ny serviceoffert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Serviceoffert SOF"))
    desk.look_up("Kund", "åsa", "Åsa Östlund", becomes="Åsa Östlund")
    desk.look_up("Fordon", "abc12", "Volvo V60", becomes="ABC 12D")
    page.get_by_label("Pristyp").first.select_option(label="Ungefärligt pris")
    desk.look_up("Nytt jobb eller paket", "broms", "Bromsar fram", becomes="")
    change_line(page)
    desk.look_up("Nytt jobb eller paket", "Vindrutetorkare", "Nytt jobb ”Vind", becomes="")
    desk.look_up("Lägg till rad i Vindrutetorkare", "torkar", "Torkarblad", becomes="")
    page.get_by_label("Åtgärder för Vindrutetorkare").click()
    page.get_by_role("link", name="Fynd, val och pris").locator("visible=true").click()
    more = page.get_by_role("form", name="Fynd, val och pris för Vindrutetorkare")
    more.get_by_label("Valregel").select_option(label="valfri")
    expect(job(page, "Vindrutetorkare").get_by_text("valfri", exact=True)).to_be_visible()


def job(page: Page, title: str) -> Locator:
    return page.get_by_role("rowheader").filter(has=page.get_by_label(f"Visa rader för {title}"))


def change_line(page: Page) -> None:
    """Two discs become four: 2,2 h at 1 240 kr and 4 at 845 kr."""
    quantity = page.get_by_label("Antal, Bromsskiva")
    quantity.click()
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Enhet, Bromsskiva")).to_be_focused()
    expect(page.get_by_role("row").filter(has=quantity)).to_contain_text("3 380,00")
    expect(page.get_by_role("region", name="Pris")).to_contain_text("6 108,00 kr")


class TestSignedBySms:
    def test_from_the_desk_to_the_order(
        self, product: Product, stock: None, desk: Desk, customer: Phone
    ) -> None:
        write(desk)
        centre, listing = desk.page.context.new_page(), desk.page.context.new_page()
        centre.goto(f"{product.url}/v/demoverkstaden/")
        listing.goto(f"{product.url}/v/demoverkstaden/offerter/")
        for page in (desk.page, centre, listing):
            stay(page)

        send(desk)
        expect_everywhere("Skickad", desk, centre, listing)

        link = sms_link(desk.page.context.new_page(), product, NUMBER)
        assert customer.page.context.cookies() == []
        customer.read(link)
        expect_everywhere("Reviderad/sedd", desk, centre, listing)
        customer.check(Vindrutetorkare="Ja")
        expect(customer.page.get_by_role("listitem").filter(has_text="Att betala")).to_contain_text(
            "6 408 kr"
        )
        customer.order("Åsa Östlund")
        customer.expect_thanks("Åsa")

        expect_everywhere("Undertecknad", desk, centre, listing)
        expect(centre.get_by_role("link", name="Att göra order av 1 ")).to_be_visible()
        assert all(stayed(page) for page in (desk.page, centre, listing))
        make_order(desk)
        expect_papers_to_prove_themselves(product, desk, customer)


def send(desk: Desk) -> None:
    """*Utkast* is there until the worker comes; then *Skickad* comes by itself."""
    dialog = desk.communicate("Skicka digital offert")
    dialog.get_by_role("radio", name="SMS").check()
    expect(dialog).to_contain_text("DemoLund: Offert på ABC 12D är klar.")
    expect(dialog).to_contain_text("1 SMS")
    preview = dialog.get_by_title("Kundens sida, förhandsvisning").content_frame
    expect(preview.get_by_role("heading", level=1)).to_have_text("Vad vill du att vi gör?")
    expect(dialog).to_contain_text("Skickas till Åsa Östlund, 070-174 06 31")
    desk.product.worker.stop()
    dialog.get_by_role("button", name="OK").click()
    desk.expect_told("Offerten är på väg till Åsa Östlund, 070-174 06 31.")
    desk.expect_status("Utkast")
    stay(desk.page)
    desk.product.start_worker()


def expect_everywhere(status: str, desk: Desk, centre: Page, listing: Page) -> None:
    """The fact box, the tile and the list follow, each by itself."""
    desk.expect_status(status)
    expect(centre.get_by_role("link", name=f"{status} 1 ")).to_be_visible(timeout=BY_ITSELF_MS)
    row = listing.get_by_role("row").filter(has_text="Åsa Östlund")
    expect(row.get_by_text(status, exact=True)).to_be_visible(timeout=BY_ITSELF_MS)


def make_order(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("button", name="Skapa serviceorder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Serviceorder SO"))
    for title in ("Bromsar fram", "Vindrutetorkare"):
        heading = page.get_by_role("rowheader").filter(has_text=title)
        expect(heading.get_by_text("Godkänd", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Pris")).to_contain_text("6 408,00 kr")


def expect_papers_to_prove_themselves(product: Product, desk: Desk, customer: Phone) -> None:
    theirs = customer.page.get_by_role("link", name="Ladda ner avtalet (PDF)")
    expect(theirs).to_be_visible(timeout=BY_ITSELF_MS)
    sealed = paper(customer.page, theirs)
    desk.page.reload()
    ours = desk.page.get_by_role("region", name="Digitalt").get_by_role("link", name="Avtal, PDF")
    assert paper(desk.page, ours) == sealed

    customer.page.get_by_role("link", name="Kontrollera en PDF").click()
    expect(verdict(customer.page, product, sealed)).to_have_text("Äkta och oförändrad")
    expect(verdict(customer.page, product, one_byte_changed(sealed))).to_have_text(
        "Filen har ändrats"
    )


def one_byte_changed(pdf: bytes) -> bytes:
    """Change a byte inside the first stream: the file can still be opened."""
    at = pdf.index(b"stream") + len("stream") + 20
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
