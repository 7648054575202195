"""*Skicka digital offert*: what the dialog says before, and what one press does."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, error_of, facts, value_of, words
from verksign.records.models import DigitalDocument, Message, ServiceDocument
from verksign.usecases.signing.preview_pass import give_pass

PHONE = {"method": "sms", "phone": "070-174 06 31", "key": "one-press"}


class TestDialog:
    def test_says_to_whom_what_and_that_nothing_is_missing(self, card: Card) -> None:
        page = words(card.peek("skicka"))

        assert page.startswith("Skicka digital offert SOF-10001 · ABC 12D · Karin Holmgren")
        assert "DemoLund: Offert på ABC 12D är klar." in page
        assert re.search(r"1 SMS \d+ av 160 tecken", page)
        assert "Avsändare DemoLund" in page
        assert "Alla jobb har pris och pristyp." in page
        assert "Konsumentvillkor och ångerrätt följer med." in page
        assert "Skickas till Karin Holmgren , 070-174 06 31" in page

    def test_is_a_page_of_its_own_without_htmx(self, card: Card) -> None:
        page = card.read("skicka").content.decode()

        assert "<html" in page
        assert page.count("<dialog") == 1

    def test_says_what_the_ceiling_is(self, card: Card, garage: Garage) -> None:
        garage.change(card.quote, price_kind="ungefarlig")

        assert "Taket 2 300,00 kr visas för kunden." in words(card.peek("skicka"))

    def test_carries_a_new_key_each_time(self, card: Card) -> None:
        keys = {
            re.findall(r'name="key" value="([\w-]{20,40})"', card.peek("skicka").content.decode())[
                0
            ]
            for _ in range(3)
        }

        assert len(keys) == 3

    def test_names_every_gap_and_where_it_is_mended(
        self, client: Client, adviser: Person, garage: Garage
    ) -> None:
        quote = garage.quote()
        job = quote.jobs.get()
        garage.change(quote, customer_id="", valid_until="2020-01-01")
        garage.job(quote, "Utan pris", price="0")

        response = Card(adviser.log_in(client), quote.id).peek("skicka")
        page = words(response)

        assert "Det här saknas" in page
        assert "Kund saknas. Välj en kund. Rätta" in page
        assert "Giltig till har passerat. Välj ett senare datum. Rätta" in page
        assert "Utan pris: Ett jobb saknar pris." in page
        assert f"#job-{job.id}-title" not in response.content.decode()
        assert "<iframe" not in response.content.decode()

    def test_leads_to_the_price_kind_of_the_job_that_has_none(
        self, card: Card, garage: Garage
    ) -> None:
        brakes, service = (card.quote.jobs.get(title=name) for name in ("Bromsar", "Service"))
        garage.change(card.quote, price_kind="")
        card.save(f"jobb/{service.id}/", price_kind="fast")

        response = card.peek("skicka")

        assert "Bromsar: Pristyp saknas. Välj en pristyp. Rätta" in words(response)
        assert words(response).count("Pristyp saknas") == 1
        assert f'data-focus="job-{brakes.id}-price_kind"' in response.content.decode()
        card.save(f"jobb/{brakes.id}/", price_kind="ungefarlig")
        assert "Alla jobb har pris och pristyp." in words(card.peek("skicka"))

    def test_leads_to_the_price_kind_of_the_quote_when_every_job_lacks_one(
        self, card: Card, garage: Garage
    ) -> None:
        garage.change(card.quote, price_kind="")

        response = card.peek("skicka")

        assert "Alla jobb: Pristyp saknas. Välj en pristyp. Rätta" in words(response)
        assert words(response).count("Pristyp saknas") == 1
        assert 'data-focus="quote-price_kind"' in response.content.decode()

    def test_stores_nothing(self, card: Card) -> None:
        before = facts(card.quote)

        card.peek("skicka")
        card.read("forhandsvisa")

        assert facts(card.quote) == before
        assert not DigitalDocument.objects.exists()


class TestOK:
    def test_sends_and_names_the_recipient(self, card: Card) -> None:
        response = card.save("skicka", **PHONE)

        assert response["HX-Redirect"] == card.address
        document = DigitalDocument.objects.get()
        assert (document.method, document.recipient_address) == ("sms", "+46701740631")
        assert "Offerten är på väg till Karin Holmgren, 070-174 06 31." in words(card.read())

    def test_sends_by_email(self, card: Card) -> None:
        response = card.press("skicka", method="email", email="karin@mail.example", key="k")

        assert (response.status_code, response["Location"]) == (302, card.address)
        assert Message.objects.get().to == "karin@mail.example"
        assert "Offerten är på väg till Karin Holmgren, karin@mail.example." in words(card.read())

    def test_pressed_twice_sends_once(self, card: Card) -> None:
        for _ in range(2):
            assert card.save("skicka", **PHONE)["HX-Redirect"] == card.address

        assert DigitalDocument.objects.count() == Message.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "place", "sentence"),
        [
            ({"method": "sms", "phone": "070"}, "send-phone", "Numret ser inte rätt ut."),
            ({"method": "sms", "phone": ""}, "send-phone", "Numret ser inte rätt ut."),
            (
                {"method": "sms", "phone": "046-200 00 10"},
                "send-phone",
                "Numret kan inte ta emot sms.",
            ),
            ({"method": "email", "email": "karin"}, "send-email", "Adressen ser inte rätt ut."),
        ],
    )
    def test_refuses_a_recipient_that_cannot_be_and_keeps_what_was_typed(
        self, card: Card, typed: dict[str, str], place: str, sentence: str
    ) -> None:
        response = card.save("skicka", key="the-same", **typed)

        assert response.status_code == 422
        assert error_of(response, place).startswith(sentence)
        assert value_of(response, place) == typed["email" if "email" in typed else "phone"]
        assert 'value="the-same"' in response.content.decode()
        assert not DigitalDocument.objects.exists()

    def test_refuses_a_method_that_there_is_not(self, card: Card) -> None:
        response = card.save("skicka", method="pigeon", key="k")

        assert response.status_code == 422
        assert "Det sättet att skicka finns inte." in words(response)
        assert not DigitalDocument.objects.exists()

    def test_refuses_an_unfinished_quote_and_says_what_it_lacks(
        self, card: Card, garage: Garage
    ) -> None:
        garage.change(card.quote, vehicle_id="")

        response = card.save("skicka", **PHONE)

        assert response.status_code == 422
        assert "Fordon saknas. Välj ett fordon." in words(response)
        assert not DigitalDocument.objects.exists()

    def test_refuses_a_quote_that_waits_for_its_answer(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sent(quote)

        response = card.save("skicka", **PHONE)

        assert response.status_code == 422
        assert "Offerten väntar redan på kundens svar." in words(response)
        assert DigitalDocument.objects.count() == 1


class TestPreview:
    def test_is_the_customers_page_without_a_link_and_without_script(
        self, card: Card, client: Client
    ) -> None:
        response = card.read("forhandsvisa")
        assert response.status_code == 302

        page = Client().get(response["Location"])
        html = page.content.decode()

        assert page.status_code == 200
        assert "Vad vill du att vi gör?" in html
        assert "Förhandsvisning." in html
        assert "<script" not in html
        assert 'href="/o/' not in html
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        policy = page["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "form-action 'none'" in policy
        assert re.search(r"(^|; )sandbox(;|$)", policy)
        assert page["Cache-Control"] == "no-store"

    def test_of_everything_else_is_in_no_frame(self, card: Card) -> None:
        response = card.read("skicka")

        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]

    def test_leads_to_what_is_missing(self, card: Card, garage: Garage) -> None:
        garage.change(card.quote, vehicle_id="")

        assert card.read("forhandsvisa")["Location"] == f"{card.address}skicka"

    def test_is_shut_when_the_pass_is_none_of_ours_or_too_old(
        self, card: Card, garage: Garage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = give_pass(quote_id=card.quote_id, by=garage.actor)
        assert Client().get(f"/forhandsvisning/{given}").status_code == 200
        assert Client().get(f"/forhandsvisning/{given[:-1]}x").status_code == 404
        later = timezone.now().timestamp() + 16 * 60
        monkeypatch.setattr("time.time", lambda: later)
        assert Client().get(f"/forhandsvisning/{given}").status_code == 404

    def test_is_shut_for_who_has_left_the_workshop(
        self, card: Card, garage: Garage, adviser: Person
    ) -> None:
        given = give_pass(quote_id=card.quote_id, by=garage.actor)
        adviser.user.memberships.all().delete()

        assert Client().get(f"/forhandsvisning/{given}").status_code == 404
