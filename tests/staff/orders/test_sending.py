"""The order's own dialogs: extra jobs and the confirmation sent, and an answer written down."""

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import VISIT, Garage
from tests.kit.snapshot import snapshot
from tests.kit.upsells import answer, confirm, fresh, opened, priced, send
from tests.staff.quotes.desk import SLUG, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import (
    CustomerRequest,
    DigitalDocument,
    Job,
    ServiceDocument,
    VerbalAnswer,
)
from verksign.usecases.quotes.lines import change_line
from verksign.usecases.signing.requests import ask

pytestmark = pytest.mark.django_db

NO = JobAnswer.DECLINED
TO = {"method": "sms", "phone": "070-174 06 31", "name": "Karin Holmgren", "key": "press"}


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    return garage.order()


@pytest.fixture
def hose(garage: Garage, order: ServiceDocument) -> Job:
    return priced(garage, order, "Bromsslang")


@pytest.fixture
def desk(client: Client, adviser: Person) -> Client:
    return adviser.log_in(client)


def address(order: ServiceDocument, path: str) -> str:
    return f"/v/{SLUG}/ordrar/{order.id}/{path}"


def reprice(garage: Garage, job: Job) -> None:
    change_line(
        quote_id=job.document_id,
        line_id=job.lines.get().id,
        changes={"unit_price": "2000"},
        by=garage.actor,
        now=garage.tick(),
    )


UPSELL, SHOW, SAY = "merforsaljning/skicka", "merforsaljning/visa", "merforsaljning/svar"
CONFIRM = "bekraftelse/skicka"


class TestUpsell:
    def test_shows_the_priced_jobs_ticked_and_what_the_message_says(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        garage.found(order)
        response = desk.get(address(order, UPSELL))
        page = words(response)
        assert page.count("1 000,00 kr") == 1
        assert "Vi hittade 1 sak på ABC 12D." in page
        assert "1 SMS" in page
        assert f'value="{hose.id}" checked' in response.content.decode()

    def test_one_press_sends_them_and_names_the_recipient(
        self, desk: Client, order: ServiceDocument, hose: Job
    ) -> None:
        typed = {"chosen": "1", "job": str(hose.id), **TO}
        response = desk.post(address(order, UPSELL), typed, follow=True)
        told = "Merförsäljningen (1 jobb) är på väg till Karin Holmgren, 070-174 06 31."
        assert [str(each) for each in response.context["messages"]] == [told]
        assert fresh(hose).queue == "with_customer"

    def test_a_deadline_that_is_none_is_told_beside_its_field_and_sends_nothing(
        self, desk: Client, order: ServiceDocument, hose: Job
    ) -> None:
        typed = {"chosen": "1", "job": str(hose.id), "decide_by": "snart", **TO}
        response = desk.post(address(order, UPSELL), typed)
        assert response.status_code == 422
        assert 'value="snart"' in response.content.decode()
        assert not DigitalDocument.objects.filter(purpose="upsell").exists()

    def test_none_chosen_is_told(self, desk: Client, order: ServiceDocument, hose: Job) -> None:
        response = desk.post(address(order, UPSELL), {"chosen": "1", **TO})
        assert response.status_code == 422
        assert fresh(hose).queue == "priced"

    def test_what_somebody_has_sent_meanwhile_is_told_and_nothing_goes(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        boot = priced(garage, order, "Damask")
        document = send(garage, order, [boot])
        typed = {"chosen": "1", "job": [str(hose.id), str(boot.id)], **TO}
        response = desk.post(address(order, UPSELL), typed)
        assert response.status_code == 422
        assert fresh(hose).queue == "priced"
        assert list(DigitalDocument.objects.filter(purpose="upsell")) == [document]
        page = response.content.decode()
        assert f'value="{hose.id}" checked' in page
        assert str(boot.id) not in page

    def test_another_price_than_was_read_is_told_and_sends_nothing(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        read = garage.fresh(order).version
        garage.found(order)
        typed = {"chosen": "1", "job": str(hose.id), "version": str(read), **TO}
        reprice(garage, hose)
        assert desk.post(address(order, UPSELL), typed).status_code == 422
        assert fresh(hose).queue == "priced"
        typed["version"] = str(garage.fresh(order).version)
        assert desk.post(address(order, UPSELL), typed).status_code == 302

    def test_looking_sends_nothing(self, desk: Client, order: ServiceDocument, hose: Job) -> None:
        typed = {"chosen": "1", "job": str(hose.id), "look": "1", **TO}
        assert desk.post(address(order, UPSELL), typed).status_code == 200
        assert fresh(hose).queue == "priced"

    def test_the_preview_is_the_customers_page_with_nothing_to_follow(
        self, desk: Client, order: ServiceDocument, hose: Job
    ) -> None:
        page = desk.get(address(order, SHOW), follow=True)
        assert "Vi hittade en sak till" in words(page)
        assert 'href="/o/' not in page.content.decode()


class TestConfirmation:
    def test_says_that_it_is_ordered_by_it_and_sends(
        self, desk: Client, order: ServiceDocument
    ) -> None:
        assert "Kunden beställer med den vanliga knappen." in words(
            desk.get(address(order, CONFIRM))
        )
        response = desk.post(address(order, CONFIRM), TO, follow=True)
        told = "Orderbekräftelsen är på väg till Karin Holmgren, 070-174 06 31."
        assert [str(each) for each in response.context["messages"]] == [told]

    def test_one_that_waits_is_not_sent_again(
        self, desk: Client, garage: Garage, order: ServiceDocument
    ) -> None:
        confirm(garage, order)
        before = DigitalDocument.objects.count()
        assert desk.post(address(order, CONFIRM), TO).status_code == 422
        assert DigitalDocument.objects.count() == before


SAID = {
    "key": "said",
    "who": "Karin Holmgren",
    "channel": "phone",
    "called_by": "customer",
    "day": "2026-11-24",
    "clock": "09:00",
}


class TestAnswer:
    def test_writes_down_what_was_said_of_one_and_leaves_the_rest(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        boot = priced(garage, order, "Damask")
        send(garage, order, [boot])
        assert "Damask hos kund" in words(desk.get(address(order, SAY)))
        typed = SAID | {f"job-{hose.id}": "accepted"}
        assert desk.post(address(order, SAY), typed).status_code == 302
        assert (fresh(hose).answer, fresh(boot).queue) == ("accepted", "with_customer")
        assert VerbalAnswer.objects.get().channel == "phone"

    def test_another_price_than_was_read_out_is_not_agreed_to(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        said = SAID | {f"job-{hose.id}": "accepted", "version": str(garage.fresh(order).version)}
        garage.found(order)
        reprice(garage, hose)
        assert desk.post(address(order, SAY), said).status_code == 422
        assert not VerbalAnswer.objects.exists()
        said["version"] = str(garage.fresh(order).version)
        garage.found(order)
        assert desk.post(address(order, SAY), said).status_code == 302
        assert fresh(hose).answer == "accepted"

    def test_what_was_answered_first_is_told_and_nothing_is_written(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        boot = priced(garage, order, "Damask")
        answer(garage, opened(garage, send(garage, order, [boot])), {str(boot.id): NO})
        said = SAID | {f"job-{hose.id}": "accepted", f"job-{boot.id}": "accepted"}
        assert desk.post(address(order, SAY), said).status_code == 422
        assert not VerbalAnswer.objects.exists()
        assert (fresh(hose).queue, fresh(boot).answer) == ("priced", "declined")

    def test_pressed_twice_it_is_written_once(
        self, desk: Client, order: ServiceDocument, hose: Job
    ) -> None:
        said = SAID | {f"job-{hose.id}": "accepted"}
        for _press in range(2):
            assert desk.post(address(order, SAY), said).status_code == 302
        assert VerbalAnswer.objects.count() == 1

    def test_a_yes_by_our_own_call_leads_to_the_link(
        self, desk: Client, order: ServiceDocument, hose: Job
    ) -> None:
        typed = SAID | {f"job-{hose.id}": "accepted", "called_by": "workshop"}
        response = desk.post(address(order, SAY), typed)
        assert response.status_code == 422
        assert "Skicka länken" in words(response)
        assert not VerbalAnswer.objects.exists()


class TestQuestions:
    def test_stands_on_the_orders_card_and_is_answered_there(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        document = opened(garage, send(garage, order, [hose]))
        ask(
            token=garage.token(document),
            kind="question",
            text="Hinner ni i dag?",
            when="write",
            visit=VISIT,
            now=garage.tick(),
        )
        asked = CustomerRequest.objects.get()
        page = desk.get(address(order, "")).content.decode()
        assert f'id="request-{asked.pk}"' in page
        place = f"/v/{SLUG}/offerter/{order.id}/fragor/{asked.pk}/svara"
        assert place in page
        assert desk.post(place, {"text": " "}).status_code == 422
        response = desk.post(place, {"text": "Ja, före fyra."}, follow=True)
        assert response.status_code == 200
        assert "Ja, före fyra." in words(response)


class TestOutOfReach:
    @pytest.mark.parametrize("path", [UPSELL, SAY, CONFIRM])
    def test_another_workshops_order_is_none(
        self, client: Client, stranger: Person, order: ServiceDocument, path: str
    ) -> None:
        before = snapshot()
        visitor = stranger.log_in(client)
        assert visitor.get(f"/v/andra-verkstaden/ordrar/{order.id}/{path}").status_code == 404
        posted = visitor.post(f"/v/andra-verkstaden/ordrar/{order.id}/{path}", TO)
        assert posted.status_code == 404
        assert snapshot() == before


class TestReaching:
    def test_a_sending_is_withdrawn_from_its_own_page(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        document = send(garage, order, [hose])
        place = f"/v/{SLUG}/dokument/{document.id}/"
        page = words(desk.get(place))
        assert order.number in page
        assert "Återkalla" in page
        assert "Jobben går tillbaka till Prissatt." in words(desk.get(f"{place}aterkalla"))
        assert desk.post(f"{place}aterkalla").status_code == 302
        assert garage.reload(document).status == "cancelled"
        assert fresh(hose).queue == "priced"

    def test_a_wrong_recipient_is_corrected_there(
        self, desk: Client, garage: Garage, order: ServiceDocument, hose: Job
    ) -> None:
        document = send(garage, order, [hose], to="070-174 06 99")
        place = f"/v/{SLUG}/dokument/{document.id}/mottagare"
        assert desk.get(place).status_code == 200
        typed = {"method": "sms", "phone": "070-174 06 31", "name": "Karin", "key": "right"}
        assert desk.post(place, typed).status_code == 302
        assert garage.reload(document).recipient_address == "+46701740631"

    def test_a_quotes_sending_is_reached_from_its_quote(self, desk: Client, garage: Garage) -> None:
        document = garage.send(garage.quote())
        for deed in ("paminn", "mottagare", "aterkalla"):
            assert desk.get(f"/v/{SLUG}/dokument/{document.id}/{deed}").status_code == 404
