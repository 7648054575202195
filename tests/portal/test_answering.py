import json
from dataclasses import replace

import pytest

from tests.documents import papers
from tests.kit.garage import Garage
from tests.portal.example import (
    ALL_YES,
    MIXED,
    Phone,
    company_content,
    offer,
    text_of,
    total_of_titles,
)
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import Money
from verksign.domain.prices import PriceKind
from verksign.records.models import CustomerRequest, DigitalDocument

pytestmark = pytest.mark.django_db

MIXED_TOTAL = 1_262_500


@pytest.fixture
def phone(garage: Garage) -> Phone:
    opened = Phone(offer(garage))
    opened.open()
    return opened


def unanswered(phone: Phone) -> bool:
    document = DigitalDocument.objects.get(pk=phone.document.pk)
    return document.status == DigitalStatus.SEEN and not document.answer


class TestGoOn:
    def test_shows_what_is_ordered_right_above_the_button(self, phone: Phone) -> None:
        response = phone.post("/kontrollera", MIXED)
        page = text_of(response)
        order = page[page.index("Det här beställer du") :]

        assert response.status_code == 200
        assert "12\u00a0625\u00a0kr" in order
        assert "13\u00a0447\u00a0kr" in order
        assert "Beställ – med betalningsskyldighet</button>" in order
        assert "Länkstag" not in order
        assert "Anna ringer dig före kl. 12" in page
        assert unanswered(phone)

    def test_both_consents_are_there_and_neither_is_ticked(self, phone: Phone) -> None:
        page = text_of(phone.post("/kontrollera", MIXED))

        assert 'name="start"' in page
        assert 'name="ends"' in page
        assert "checked" not in page

    def test_asks_for_every_answer_and_keeps_those_that_were_given(self, phone: Phone) -> None:
        response = phone.post(
            "/kontrollera", {"answer-2": "yes", "answer-3": "call", "ask-3": "Hej"}
        )
        page = text_of(response)

        assert response.status_code == 422
        assert "<title>Fel: " in page
        assert "Två jobb saknar svar" in page
        assert page.count("Välj ett av svaren, så vet vi vad vi ska göra.") == 2
        assert 'value="yes" checked' in page
        assert ">Hej</textarea>" in page

    def test_a_question_that_is_too_long_is_kept_and_told(self, phone: Phone) -> None:
        page = text_of(phone.post("/kontrollera", {**MIXED, "ask-3": "å" * 2001}))

        assert "Korta den till högst 2000 tecken. Nu är den 2001." in page
        assert "å" * 2001 in page
        assert "En sak behöver rättas" in page

    def test_change_brings_everything_back_and_on_again(self, phone: Phone) -> None:
        typed = {"name": "Karin Holmgren", "email": "k@mail.example", "start": "on"}
        back = text_of(phone.post("", {**MIXED, **typed}))

        assert 'value="yes-5" checked' in back
        assert "Är det bråttom?</textarea>" in back
        for name, value in typed.items():
            assert f'<input type="hidden" name="{name}" value="{value}">' in back
        again = text_of(phone.post("/kontrollera", {**MIXED, **typed}))
        assert 'value="Karin Holmgren"' in again
        assert 'name="start" checked' in again

    def test_only_questions_are_no_answer_but_may_be_sent(self, garage: Garage) -> None:
        phone = Phone(offer(garage, papers.content([papers.BRAKES, papers.LINKS])))
        phone.open()
        asked = {"answer-1": "call", "ask-1": "Hur länge håller de?", "answer-2": "no"}
        page = text_of(phone.post("/kontrollera", asked))

        assert "Du har inte sagt ja till något jobb än." in page
        assert "Bromsar fram: nya skivor och belägg: Hur länge håller de?" in page
        assert unanswered(phone)

    def test_no_to_everything_can_be_sent_without_a_name(self, garage: Garage) -> None:
        phone = Phone(offer(garage, papers.content([papers.BRAKES, papers.LINKS])))
        phone.open()
        answers = {"answer-1": "later", "answer-2": "no"}
        page = text_of(phone.post("/kontrollera", answers))

        assert "Inget blir beställt" in page
        assert "betalningsskyldighet" not in page
        assert phone.post("/bestall", {**answers, "total": "0"}).status_code == 303
        receipt = text_of(phone.get())
        assert "Du svarade inte ja på något jobb. Inget är beställt." in receipt
        assert "Inte nu" in receipt

    def test_work_by_the_hour_without_a_ceiling_says_so(self, garage: Garage) -> None:
        by_the_hour = replace(
            papers.WIPERS, price_kind=PriceKind.LOPANDE, hourly_rate=Money(124_000)
        )
        phone = Phone(offer(garage, papers.content([by_the_hour])))
        phone.open()
        page = text_of(phone.post("/kontrollera", {"answer-1": "yes"}))

        assert "Löpande räkning, 1\u00a0240\u00a0kr/tim inkl. moms, inget tak" in page
        assert "Vi räknar med</span>" in page
        assert "Inget tak. Du betalar för den tid det tar." in page
        assert "Att betala" not in page


class TestOrder:
    def test_is_one_press_and_the_same_link_is_the_receipt(
        self, phone: Phone, garage: Garage
    ) -> None:
        response = phone.order(MIXED_TOTAL, MIXED, email="k@mail.example", start="on")
        document = garage.reload(phone.document)
        answer = json.loads(document.answer)

        assert (response.status_code, response["Location"]) == (303, phone.address)
        assert document.status == DigitalStatus.SIGNED
        assert document.signer_name == "Karin Holmgren"
        assert [job["answer"] for job in answer["jobs"]] == papers.ANSWERS
        assert answer["total"]["amount_ore"] == MIXED_TOTAL
        assert {consent["key"]: consent["ticked"] for consent in answer["consents"]} == {
            "start": True,
            "ends": False,
        }
        page = text_of(phone.get())
        assert "Tack, Karin! Beställningen är klar." in page
        assert "12\u00a0625\u00a0kr" in page
        assert "PDF:en görs i ordning" in page
        assert "Vi mejlar det också till k@mail.example." in page

    def test_a_question_goes_with_the_order(self, phone: Phone) -> None:
        phone.order(MIXED_TOTAL, MIXED)
        asked = CustomerRequest.objects.get()

        assert (asked.kind, asked.text, asked.when) == ("question", "Är det bråttom?", "before_12")

    def test_without_an_address_the_paper_is_handed_over(self, phone: Phone) -> None:
        phone.order(MIXED_TOTAL, MIXED)

        assert "Du får avtalet på papper när du lämnar bilen." in text_of(phone.get())

    def test_without_the_wish_to_start_the_receipt_says_when_work_begins(
        self, phone: Phone
    ) -> None:
        phone.order(MIXED_TOTAL, MIXED)

        page = text_of(phone.get())
        assert "när ångerfristen är slut" in page
        assert "Vi ses" not in page

    def test_a_double_tap_finds_its_own_receipt(self, phone: Phone, garage: Garage) -> None:
        phone.order(MIXED_TOTAL, MIXED)
        second = phone.order(MIXED_TOTAL, MIXED)

        assert (second.status_code, second["Location"]) == (303, phone.address)
        assert garage.kinds(phone.document).count("document.signed") == 1

    def test_another_device_with_other_answers_is_told(self, phone: Phone, garage: Garage) -> None:
        phone.order(MIXED_TOTAL, MIXED)
        before = garage.reload(phone.document).answer
        titles = [papers.SERVICE.title, papers.BRAKES.title, papers.LINKS.title]
        titles += [papers.CHEAPER_BATTERY.title, papers.WIPERS.title]
        second = phone.order(total_of_titles(papers.content(), *titles), ALL_YES)

        assert second.status_code == 409
        assert "Offerten är redan besvarad" in text_of(second)
        assert "Visa svaret" in text_of(second)
        assert garage.reload(phone.document).answer == before

    def test_what_is_wrong_is_told_and_everything_is_kept(self, phone: Phone) -> None:
        response = phone.order(MIXED_TOTAL, MIXED, name=" ", email="karin.mail", start="on")
        page = text_of(response)

        assert response.status_code == 422
        assert "Två saker behöver rättas" in page
        assert "Skriv för- och efternamn." in page
        assert "Adressen saknar @. Skriv den så här: namn@exempel.se" in page
        assert 'value="karin.mail"' in page
        assert 'name="start" checked' in page
        assert '<input type="hidden" name="answer-4" value="yes-5">' in page
        assert unanswered(phone)

    def test_a_total_that_is_not_the_total_is_refused(self, phone: Phone) -> None:
        for total in (MIXED_TOTAL + 1, 0):
            response = phone.order(total, MIXED)
            assert response.status_code == 409
            assert "Priset har ändrats medan du läste." in text_of(response)
            assert f'name="total" value="{MIXED_TOTAL}"' in text_of(response)
        assert unanswered(phone)

    def test_a_total_that_is_no_number_is_refused(self, phone: Phone) -> None:
        response = phone.post("/bestall", {**MIXED, "name": "Karin Holmgren", "total": "1e9"})

        assert response.status_code == 409
        assert unanswered(phone)

    def test_answers_that_are_missing_lead_back(self, phone: Phone) -> None:
        response = phone.order(MIXED_TOTAL, {"answer-2": "yes"})

        assert response.status_code == 422
        assert "Tre jobb saknar svar" in text_of(response)
        assert unanswered(phone)


class TestCompany:
    def test_sees_both_totals_and_its_own_words(self, garage: Garage) -> None:
        phone = Phone(offer(garage, company_content()))
        phone.open()
        page = text_of(phone.post("/kontrollera", {"answer-2": "yes"}))

        assert "Det här beställer ni" in page
        assert "Godkänn och beställ</button>" in page
        assert "Summa exkl. moms" in page
        assert "12\u00a0337,50\u00a0kr" in page
        assert "ångerrätt" not in page
        assert 'name="start"' not in page

    def test_must_say_that_it_may_order(self, garage: Garage) -> None:
        phone = Phone(offer(garage, company_content()))
        phone.open()
        total = total_of_titles(company_content(), papers.SERVICE.title, papers.BRAKES.title)
        refused = phone.order(total, {"answer-2": "yes"})

        assert refused.status_code == 422
        assert "Kryssa i att du får beställa för företaget" in text_of(refused)
        assert unanswered(phone)
        assert phone.order(total, {"answer-2": "yes"}, authority="on").status_code == 303
