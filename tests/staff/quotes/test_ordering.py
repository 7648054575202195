"""*Skapa serviceorder*: at once after a yes, else with an answer or a reason; never two."""

import pytest

from tests.kit.garage import Garage
from tests.staff.quotes.desk import SLUG, Card, error_of, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import ServiceDocument


def orders() -> "list[ServiceDocument]":
    return list(ServiceDocument.objects.orders())


class TestOrder:
    def test_of_a_signed_quote_is_made_at_once(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.LATER)

        response = card.press("order")

        [order] = orders()
        assert response["Location"] == f"/v/{SLUG}/ordrar/{order.id}/"
        assert [job.title for job in order.jobs.all()] == ["Service"]
        assert f"Serviceorder {order.number} är skapad av 1 godkänt jobb." in words(
            card.client.get(response["Location"])
        )

    def test_is_the_same_however_often_it_is_asked_for(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.ACCEPTED)

        places = {card.press("order")["Location"] for _ in range(2)}
        places.add(card.read("order")["Location"])
        places.add(card.save("order")["HX-Redirect"])

        assert len(places) == len(orders()) == 1

    def test_without_a_yes_asks_for_the_answer_or_a_reason(self, card: Card) -> None:
        page = words(card.peek("order"))

        assert "Offerten är inte godkänd. Skapa serviceorder ändå?" in page
        assert "Registrera svar" in page
        assert "Utan godkännande, därför att" in page
        assert not orders()

    def test_pressed_without_a_yes_asks_too(self, card: Card) -> None:
        response = card.press("order")

        assert response.status_code == 422
        assert "Offerten är inte godkänd." in words(response)
        assert not orders()

    @pytest.mark.parametrize(
        ("reason", "sentence"),
        [
            ("  ", "Skriv varför ordern görs utan godkännande."),
            ("x" * 301, "Texten är för lång."),
        ],
    )
    def test_without_approval_needs_a_reason(self, card: Card, reason: str, sentence: str) -> None:
        response = card.save("order", reason=reason)

        assert response.status_code == 422
        assert error_of(response, "order-reason").startswith(sentence)
        assert not orders()

    def test_without_approval_has_every_job_and_the_reason_on_it(self, card: Card) -> None:
        response = card.save("order", reason="Bilen står redan på lyften")

        [order] = orders()
        page = words(card.client.get(response["HX-Redirect"]))
        assert order.jobs.count() == 2
        assert "Ordern är skapad utan kundens godkännande. Skäl: Bilen står redan på lyften" in page
        assert f"Serviceorder {order.number} är skapad utan godkännande." in page
        assert "Godkänd" not in page

    def test_without_approval_withdraws_what_the_customer_has(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)
        assert "Kundens länk slutar gälla när ordern skapas." in words(card.peek("order"))

        card.save("order", reason="Kunden väntar i receptionen")

        assert garage.reload(document).status == "cancelled"

    def test_goes_by_the_signature_when_the_customer_was_quicker(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.LATER)

        response = card.save("order", reason="Kunden svarar inte")

        [order] = orders()
        assert (order.unapproved_reason, order.jobs.count()) == ("", 1)
        assert "Kunden hann svara. Ordern är skapad av de godkända jobben." in words(
            card.client.get(response["HX-Redirect"])
        )
