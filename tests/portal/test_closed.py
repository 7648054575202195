"""Links that can no longer be answered, each with its own page and a way on."""

from datetime import date, timedelta

import pytest

from tests.documents import papers
from tests.kit.garage import Garage
from tests.portal.example import MIXED, Phone, company_content, offer, text_of
from verksign.domain.answers import JobAnswer
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.verbal import record_verbal_answer

pytestmark = pytest.mark.django_db

DEEDS = {
    "/kontrollera": MIXED,
    "/bestall": {**MIXED, "total": "1262500", "name": "Karin Holmgren"},
    "/nej": {"reason": "price"},
    "/fraga": {"kind": "call", "when": "asap"},
    "": MIXED,
}


def expire(document: DigitalDocument) -> None:
    DigitalDocument.objects.filter(pk=document.pk).update(valid_until=date(2020, 1, 31))


def state(document: DigitalDocument) -> tuple[str, str]:
    fresh = DigitalDocument.objects.get(pk=document.pk)
    return fresh.status, fresh.answer


class TestWithdrawn:
    @pytest.fixture
    def phone(self, garage: Garage) -> Phone:
        phone = Phone(offer(garage))
        phone.open()
        cancel(document_id=phone.document.id, by=garage.actor, now=garage.tick())
        return phone

    def test_says_so_and_shows_nothing_of_the_quote(self, phone: Phone) -> None:
        response = phone.get()
        page = text_of(response)

        assert response.status_code == 200
        assert "Offerten är återkallad" in page
        assert "Verkstaden tog tillbaka offerten 24 november 2026 kl." in page
        assert "040-628 04 12" in page
        assert "Bromsar" not in page
        assert "ABC 12D" not in page
        assert "Karin" not in page

    @pytest.mark.parametrize("path", DEEDS)
    def test_a_deed_that_comes_too_late_is_told_and_changes_nothing(
        self, phone: Phone, path: str
    ) -> None:
        before = state(phone.document)
        response = phone.post(path, DEEDS[path])

        assert response.status_code == 409
        assert "Offerten är återkallad" in text_of(response)
        assert state(phone.document) == before
        assert not CustomerRequest.objects.exists()

    def test_its_papers_are_closed(self, phone: Phone) -> None:
        for path in ("/offert.pdf", "/avtal.pdf", "/nej", "/fraga"):
            assert phone.get(path).status_code == 302


class TestExpired:
    def test_offers_to_ask_for_a_new_quote_and_thanks(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        expire(phone.document)
        page = text_of(phone.get())

        assert "Offerten har gått ut" in page
        assert "Den gällde till och med 31 januari 2020. Inget är beställt." in page
        response = phone.post("/fraga", {"kind": "new_quote"})
        assert (response.status_code, response["Location"]) == (
            303,
            f"{phone.address}?klart=new_quote",
        )
        assert CustomerRequest.objects.get().kind == "new_quote"
        thanks = text_of(phone.follow(response))
        assert "Vi har fått din fråga om en ny offert och hör av oss." in thanks
        assert "Be om en ny offert</button>" not in thanks

    def test_an_order_after_the_last_day_is_refused(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        expire(phone.document)
        response = phone.order(1_262_500, MIXED)

        assert response.status_code == 409
        assert "Offerten har gått ut" in text_of(response)
        assert state(phone.document) == ("seen", "")


class TestAnsweredByTelephone:
    def test_says_so(self, garage: Garage) -> None:
        document = garage.seen()
        quote = document.service_document
        record_verbal_answer(
            quote_id=quote.id,
            spoken=Spoken(
                answers={str(job.id): JobAnswer.ACCEPTED for job in quote.jobs.all()},
                who="Karin Holmgren",
                channel="phone",
                called_by="customer",
                answered_at=garage.now - timedelta(minutes=5),
            ),
            key="verbal",
            by=garage.actor,
            now=garage.tick(),
        )
        page = text_of(Phone(document).get())

        assert "Du har redan svarat på telefon" in page
        assert "Svaret är noterat 24 november 2026 kl." in page


class TestChangedContent:
    def changed(self, garage: Garage) -> tuple[Phone, Phone]:
        """A customer with the old page in hand, and the same link with its new version."""
        old = Phone(offer(garage))
        old.open()
        cancel(document_id=old.document.id, by=garage.actor, now=garage.tick())
        new = Phone(offer(garage, papers.content([papers.SERVICE, papers.WIPERS], version=3)))
        link = old.document.link
        DigitalDocument.objects.filter(pk=new.document.pk).update(link=link)
        return old, Phone(garage.reload(new.document))

    @pytest.mark.parametrize("path", ["/kontrollera", "/bestall", "/nej", ""])
    def test_an_answer_to_the_old_version_is_refused(self, garage: Garage, path: str) -> None:
        old, new = self.changed(garage)
        before = state(new.document)
        response = old.post(path, DEEDS[path])
        page = text_of(response)

        assert response.status_code == 409
        assert "Offerten har ändrats" in page
        assert "det du hade valt är inte skickat" in page
        assert state(new.document) == before

    @pytest.mark.parametrize("kind", ["call", "question", "new_quote"])
    def test_a_wish_from_the_old_version_is_not_told_that_somebody_answered(
        self, garage: Garage, kind: str
    ) -> None:
        old, new = self.changed(garage)
        response = old.post("/fraga", {"kind": kind, "text": "Är det bråttom?", "when": "asap"})

        assert response.status_code == 409
        assert "Offerten har ändrats" in text_of(response)
        assert not new.document.requests.exists()

    @pytest.mark.parametrize("digest", ["\x00", "0" * 63 + "\x00", "å" * 64])
    def test_a_digest_that_is_none_is_another_version(self, garage: Garage, digest: str) -> None:
        phone = Phone(offer(garage))
        phone.open()
        assert phone.post("/kontrollera", {"content": digest}).status_code == 409

    def test_says_what_is_new(self, garage: Garage) -> None:
        old, _ = self.changed(garage)
        page = text_of(old.post("/kontrollera", MIXED))

        assert "Det här är nytt" in page
        assert "Borttaget" in page
        assert "Bromsar fram: nya skivor och belägg" in page
        assert "Service 12 000 mil" not in page

    def test_its_button_opens_the_new_one(self, garage: Garage) -> None:
        old, new = self.changed(garage)

        assert old.post("/visa").status_code == 303
        assert garage.reload(new.document).seen_at is not None

    def test_a_made_up_digest_tells_nothing_of_other_versions(self, garage: Garage) -> None:
        other = Phone(offer(garage, company_content()))
        phone = Phone(offer(garage))
        phone.open()
        page = text_of(phone.post("/kontrollera", {"content": other.document.content_sha256}))

        assert "Offerten har ändrats" in page
        assert "Det här är nytt" not in page


class TestDeclined:
    def test_the_link_is_the_receipt_of_the_no(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        response = phone.post("/nej", {"reason": "price", "text": "Tack ändå"})
        page = text_of(phone.get())

        assert (response.status_code, response["Location"]) == (303, phone.address)
        assert "Tack för ditt svar" in page
        assert "Vi gör inget av jobben, och du ska inte betala något." in page
        assert garage.reload(phone.document).reason == "Det blev för dyrt: Tack ändå"

    def test_warns_of_what_is_about_safety_before(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        page = text_of(phone.get("/nej"))

        assert "Tänk på Bromsar fram: nya skivor och belägg." in page
        assert "Länkstag" not in page
        assert "checked" not in page

    def test_twice_is_once(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        phone.post("/nej", {})

        assert phone.post("/nej", {}).status_code == 303
        assert garage.kinds(phone.document).count("document.rejected") == 1

    def test_an_order_and_then_a_no_is_told(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        phone.order(1_262_500, MIXED)
        response = phone.post("/nej", {})

        assert response.status_code == 409
        assert "Offerten är redan besvarad" in text_of(response)

    def test_a_reason_that_is_too_long_is_kept_and_told(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        response = phone.post("/nej", {"reason": "wait", "text": "å" * 2000})

        assert response.status_code == 422
        assert "Korta den till högst 2000 tecken. Nu är den 2016." in text_of(response)
        assert "å" * 2000 in text_of(response)
        assert 'value="wait" checked' in text_of(response)
        assert state(phone.document) == ("seen", "")
