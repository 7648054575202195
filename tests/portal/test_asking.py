import pytest

from tests.kit.garage import Garage
from tests.portal.example import Phone, offer, text_of
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases.signing.reply import reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(garage: Garage) -> Phone:
    opened = Phone(offer(garage))
    opened.open()
    return opened


def after(phone: Phone, fields: dict[str, str]) -> str:
    """Send the form and return the page that the browser ends on."""
    return text_of(phone.follow(phone.post("/fraga", fields)))


class TestAsk:
    def test_a_question_reaches_the_workshop_and_answers_nothing(self, phone: Phone) -> None:
        page = after(phone, {"kind": "question", "text": "Är det bråttom?"})
        asked = CustomerRequest.objects.get()

        assert (asked.kind, asked.text) == ("question", "Är det bråttom?")
        assert "Vi har fått din fråga och hör av oss." in page
        assert DigitalDocument.objects.get(pk=phone.document.pk).status == "seen"

    def test_an_empty_question_is_told(self, phone: Phone) -> None:
        response = phone.post("/fraga", {"kind": "question", "text": "  "})

        assert response.status_code == 422
        assert "Skriv din fråga här först." in text_of(response)
        assert not CustomerRequest.objects.exists()

    def test_call_me_says_when_and_where(self, phone: Phone) -> None:
        page = after(phone, {"kind": "call", "when": "15_17"})

        assert CustomerRequest.objects.get().when == "15_17"
        assert (
            "Vi ringer dig kl. 15–17 på 070-174\u00a006\u00a031. Blir det upptaget försöker vi igen."
            in page
        )

    def test_a_question_begun_beside_it_is_neither_sent_nor_lost(self, phone: Phone) -> None:
        page = text_of(phone.post("/fraga", {"kind": "call", "when": "asap", "text": "Och så"}))

        assert CustomerRequest.objects.get().text == ""
        assert "Vi ringer dig så snart vi kan" in page
        assert ">Och så</textarea>" in page

    def test_another_number_goes_with_it(self, phone: Phone) -> None:
        page = after(phone, {"kind": "call", "when": "asap", "phone": "0701740632"})

        assert CustomerRequest.objects.get().text == "Ring 070-174 06 32"
        assert "på numret du skrev" in page

    def test_a_number_that_is_none_is_told_and_kept(self, phone: Phone) -> None:
        response = phone.post("/fraga", {"kind": "call", "when": "12_13", "phone": "12"})
        page = text_of(response)

        assert response.status_code == 422
        assert "Numret ser inte rätt ut." in page
        assert 'value="12"' in page
        assert 'value="12_13" checked' in page
        assert not CustomerRequest.objects.exists()

    def test_a_customer_reached_by_mail_without_a_number_must_give_one(
        self, garage: Garage
    ) -> None:
        document = offer(garage, method="email")
        phone = Phone(document)
        phone.open()
        DigitalDocument.objects.filter(pk=document.pk).update(
            content=document.content.replace("070-174 06 31", "")
        )
        response = phone.post("/fraga", {"kind": "call", "when": "asap"})

        assert response.status_code == 422
        assert "Skriv numret som vi ska ringa." in text_of(response)

    def test_a_kind_that_is_not_offered_changes_nothing(self, phone: Phone) -> None:
        for kind in ("new_quote", "", "sign"):
            assert phone.post("/fraga", {"kind": kind, "text": "x"}).status_code in {409, 422}
        assert not CustomerRequest.objects.exists()

    def test_too_many_are_refused_and_what_was_typed_stays(self, phone: Phone) -> None:
        for text in ("Ett?", "Två?", "Tre?", "Fyra?", "Fem?"):
            after(phone, {"kind": "question", "text": text})
        refused = phone.post("/fraga", {"kind": "question", "text": "Sex?"})

        assert refused.status_code == 422
        assert "Flera frågor väntar redan på svar." in text_of(refused)
        assert ">Sex?</textarea>" in text_of(refused)
        call = phone.post("/fraga", {"kind": "call", "when": "asap", "phone": "0701740632"})
        assert call.status_code == 422
        assert 'value="0701740632"' in text_of(call)
        assert CustomerRequest.objects.count() == 5

    def test_a_second_press_says_nothing_new(self, phone: Phone) -> None:
        for _ in range(2):
            after(phone, {"kind": "call", "when": "asap"})
            after(phone, {"kind": "question", "text": "Är det bråttom?"})

        assert [row.kind for row in CustomerRequest.objects.order_by("at", "id")] == [
            "call",
            "question",
        ]

    def test_may_be_asked_again_once_somebody_has_dealt_with_it(
        self, phone: Phone, garage: Garage
    ) -> None:
        after(phone, {"kind": "call", "when": "asap"})
        CustomerRequest.objects.update(done_at=garage.tick())
        after(phone, {"kind": "call", "when": "asap"})

        assert CustomerRequest.objects.count() == 2


class TestTalk:
    def test_the_question_and_its_reply_stand_on_the_page(
        self, phone: Phone, garage: Garage
    ) -> None:
        after(phone, {"kind": "question", "text": "Är <b>det</b> bråttom?"})
        asked = CustomerRequest.objects.get()
        reply(request_id=asked.pk, text="Nej.\nKör <i>på</i>.", by=garage.actor, now=garage.tick())

        for path in ("", "/fraga"):
            page = text_of(phone.get(path))
            assert "Är &lt;b&gt;det&lt;/b&gt; bråttom?" in page
            assert "Anna på verkstaden" in page
            assert "Nej.<br>Kör &lt;i&gt;på&lt;/i&gt;." in page

    def test_nobody_has_asked_yet(self, phone: Phone) -> None:
        assert "Inga frågor än. Skriv så svarar Anna." in text_of(phone.get("/fraga"))
        assert 'class="talk"' not in text_of(phone.get())

    def test_the_opening_page_shows_nothing_of_it(self, garage: Garage) -> None:
        fresh = Phone(offer(garage))
        fresh.post("/fraga", {"kind": "question", "text": "Är det bråttom?"})

        assert "bråttom" not in text_of(fresh.get())

    def test_may_be_asked_after_the_answer_too(self, phone: Phone) -> None:
        phone.post("/nej", {"text": "För dyrt"})
        page = after(phone, {"kind": "question", "text": "Kan ni sänka priset?"})

        assert "Att fråga ändrar inte ditt svar." in page
        assert "Kan ni sänka priset?" in text_of(phone.get())
        assert DigitalDocument.objects.get(pk=phone.document.pk).status == "rejected"
