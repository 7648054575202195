"""Who pays, whom the quote is for and in which language: on the card, and on the paper."""

from tests.documents.reading import words_of
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, value_of, words
from verksign.records.models import ServiceDocument


class TestPayer:
    def test_is_looked_up_among_the_customers_and_stands_on_the_card(
        self, card: Card, garage: Garage
    ) -> None:
        firm = garage.customer(name="Lunds Leasing AB", kind="company", org_number="556036-0793")
        found = card.peek("sok/betalare", q="leasing").content.decode()
        assert f'name="payer_id" value="{firm.id}"' in found

        response = card.save("andra", payer_id=str(firm.id))

        assert value_of(response, "quote-payer_id") == "Lunds Leasing AB"
        assert card.quote.payer_id == firm.id
        assert card.quote.customer is not None
        assert card.quote.customer.name == "Karin Holmgren"

    def test_is_the_customer_again_when_told_so(self, card: Card, garage: Garage) -> None:
        card.save("andra", payer_id=str(garage.customer(name="Lunds Leasing AB").id))
        assert "Kunden betalar själv" in words(card.peek("sok/betalare"))

        card.save("andra", payer_id="")

        assert card.quote.payer_id is None

    def test_that_there_is_not_is_refused(self, card: Card) -> None:
        response = card.save("andra", payer_id="01a20d3f-4736-7611-8ac2-0e3c4878643d")

        assert response.status_code == 422
        assert card.quote.payer_id is None

    def test_and_the_driver_stand_on_the_paper(self, card: Card, garage: Garage) -> None:
        firm = garage.customer(name="Lunds Leasing AB", kind="company", org_number="556036-0793")
        card.save("andra", payer_id=str(firm.id))
        card.save("andra", contact_name="Bo Ek")

        printed = words_of(card.read("utkast.pdf").content)

        assert "Kontakt: Bo Ek" in printed
        assert "Betalas av: Lunds Leasing AB, 556036-0793" in printed

    def test_is_frozen_with_the_rest(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        firm = garage.customer(name="Lunds Leasing AB")
        garage.change(quote, payer_id=str(firm.id))

        content = garage.view(garage.sent(quote)).content

        assert content["customer"]["payer"] == {"name": "Lunds Leasing AB", "org_number": ""}
        assert "contact" not in content["customer"]

    def test_that_is_not_set_leaves_the_content_as_it_was(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        content = garage.view(garage.sent(quote)).content

        assert {"contact", "payer"} & set(content["customer"]) == set()


class TestLanguage:
    def test_is_chosen_on_the_card(self, card: Card) -> None:
        assert card.quote.language == "sv"

        card.save("andra", language="en")

        assert card.quote.language == "en"

    def test_that_we_do_not_speak_is_refused(self, card: Card) -> None:
        assert card.save("andra", language="de").status_code == 422
        assert card.quote.language == "sv"
