"""*Skriv ut* of a quote that is not sent: a draft that says so, and of which nothing is kept."""

from tests.documents.reading import words_of
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, words
from verksign.records.models import Blob, DigitalDocument, ServiceDocument


class TestDraft:
    def test_is_printed_as_it_stands_and_nothing_is_kept(self, card: Card) -> None:
        response = card.read("utkast.pdf")

        assert response["Content-Disposition"] == (
            'inline; filename="Utkast SOF-10001, inte skickad.pdf"'
        )
        assert response["Cache-Control"] == "no-store"
        printed = words_of(response.content)
        assert "Utkast till offert SOF-10001" in printed
        assert "Karin Holmgren" in printed
        assert (Blob.objects.count(), DigitalDocument.objects.count()) == (0, 0)

    def test_is_printed_with_the_latest_edit(self, card: Card) -> None:
        card.save("andra", reported="Det gnisslar fram")

        assert "Det gnisslar fram" in words_of(card.read("utkast.pdf").content)

    def test_that_lacks_something_says_what_on_the_card(
        self, card: Card, quote: ServiceDocument
    ) -> None:
        card.save("andra", customer_id="")

        response = card.read("utkast.pdf")

        assert response["Location"] == card.address
        assert "Kund saknas. Välj en kund." in words(card.read())

    def test_is_offered_while_nothing_is_with_the_customer(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        assert "Skriv ut utkastet" in words(card.read())

        garage.sent(quote)

        page = words(card.read())
        assert "Skriv ut utkastet" not in page
        assert "Skriv ut den skickade" in page
