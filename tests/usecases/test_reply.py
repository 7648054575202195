import json

import pytest

from tests.kit.garage import EMAIL, VISIT, Garage
from tests.kit.snapshot import snapshot
from verksign.domain.sms_text import count
from verksign.records.models import (
    CustomerRequest,
    DigitalDocument,
    Event,
    Message,
    Reply,
    ServiceDocument,
)
from verksign.usecases import digital
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.reply import AskerIsGone, NothingToAnswer, reply
from verksign.usecases.signing.requests import ask
from verksign.usecases.signing.see import see
from verksign.usecases.signing.talk import talk_of

pytestmark = pytest.mark.django_db

QUESTION, ANSWER = "Är länkstagen bråttom?", "Nej, du kan köra som vanligt."


@pytest.fixture
def document(garage: Garage) -> DigitalDocument:
    return garage.seen()


def put(
    garage: Garage, document: DigitalDocument, text: str = QUESTION, kind: str = "question"
) -> CustomerRequest:
    token = garage.token(document)
    ask(token=token, kind=kind, text=text, when="", visit=VISIT, now=garage.tick())
    return CustomerRequest.objects.order_by("-at").first()  # type: ignore[return-value]


def answer(garage: Garage, asked: CustomerRequest, text: str = ANSWER) -> Reply:
    return reply(request_id=asked.pk, text=text, by=garage.actor, now=garage.tick())


def sent_to(garage: Garage, quote: ServiceDocument, to: str) -> DigitalDocument:
    return garage.send(quote, to=to)


class TestReply:
    def test_stands_under_the_link_and_the_question_is_done(
        self, garage: Garage, document: DigitalDocument
    ) -> None:
        asked = put(garage, document)
        answer(garage, asked)
        asked.refresh_from_db()

        assert [(said.by, said.text) for said in talk_of(document)] == [
            ("", QUESTION),
            ("Anna Lind", ANSWER),
        ]
        assert asked.done_at == garage.now
        assert asked.done_by_id == asked.owner_id == garage.actor.user_id

    def test_a_second_press_is_the_first(self, garage: Garage, document: DigitalDocument) -> None:
        asked = put(garage, document)
        assert answer(garage, asked) == answer(garage, asked)
        assert Reply.objects.count() == Message.objects.filter(kind="reply").count() == 1
        assert garage.kinds(document).count("request.replied") == 1

    def test_is_told_by_the_sendings_channel_in_one_sms(
        self, garage: Garage, document: DigitalDocument
    ) -> None:
        answer(garage, put(garage, document))
        message = Message.objects.get(kind=Message.Kind.REPLY)

        assert (message.channel, message.to) == ("sms", "+46701740631")
        assert message.text.endswith(": Anna har svarat på din fråga om ABC 12D: {link}")
        assert count(message.text.replace("{link}", "x" * 52)).parts == 1
        assert ANSWER not in message.text
        garage.work()
        message.refresh_from_db()
        assert message.state == "sent"

    def test_is_read_in_the_mail_itself(self, garage: Garage) -> None:
        document = garage.sent(method="email")
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        asked = put(garage, document)
        answer(garage, asked, "Hej!\n\nKl. 7 <b>går bra</b> {link}")
        garage.work()
        message = Message.objects.get(kind=Message.Kind.REPLY)

        assert (message.to, message.subject) == (EMAIL, "Anna har svarat om ABC 12D")
        assert "Anna skriver: ”Hej! Kl. 7 <b>går bra</b> (link)”" in message.text
        assert "&lt;b&gt;går bra&lt;/b&gt;" in message.html
        assert message.state == "sent"

    def test_is_an_event_whose_words_are_personal(
        self, garage: Garage, document: DigitalDocument
    ) -> None:
        asked = put(garage, document)
        answer(garage, asked)
        event = Event.objects.get(kind="request.replied")

        assert event.facts == {"request": str(asked.pk)}
        assert event.personal_values["text"]["value"] == ANSWER
        assert ANSWER not in json.dumps([event.facts, event.personal])

    def test_may_be_added_to(self, garage: Garage, document: DigitalDocument) -> None:
        asked = put(garage, document)
        answer(garage, asked)
        done_at = CustomerRequest.objects.get(pk=asked.pk).done_at
        answer(garage, asked, "Ring om du undrar mer.")

        assert [said.text for said in talk_of(document)][1:] == [ANSWER, "Ring om du undrar mer."]
        assert CustomerRequest.objects.get(pk=asked.pk).done_at == done_at
        assert Message.objects.filter(kind=Message.Kind.REPLY).count() == 2

    @pytest.mark.parametrize(
        ("text", "code"), [("  ", "required"), ("\u200b", "required"), ("x" * 2001, "too_long")]
    )
    def test_without_words_or_with_too_many_changes_nothing(
        self, garage: Garage, document: DigitalDocument, text: str, code: str
    ) -> None:
        asked = put(garage, document)
        before = snapshot()
        with pytest.raises(InvalidFields) as refusal:
            answer(garage, asked, text)

        assert refusal.value.problems == {"text": code}
        assert snapshot() == before

    def test_who_wants_a_call_is_not_written_to(
        self, garage: Garage, document: DigitalDocument
    ) -> None:
        asked = put(garage, document, "", kind="call")
        before = snapshot()
        with pytest.raises(NothingToAnswer):
            answer(garage, asked)

        assert snapshot() == before
        assert talk_of(document) == []


class TestVersions:
    def test_the_talk_goes_on_under_the_same_link(
        self, garage: Garage, document: DigitalDocument
    ) -> None:
        asked = put(garage, document)
        quote = garage.fresh(document.service_document_id)
        reopen_quote(quote_id=quote.pk, by=garage.actor, now=garage.tick())
        newer = garage.sent(garage.fresh(quote))
        answer(garage, asked)

        assert newer.link_id == document.link_id
        assert [said.text for said in talk_of(newer)] == [QUESTION, ANSWER]
        assert garage.kinds(newer)[-1] == "request.replied"
        assert Message.objects.get(kind=Message.Kind.REPLY).document_id == newer.pk

    def test_a_corrected_recipient_reads_nothing_of_it_and_gets_no_answer(
        self, garage: Garage, document: DigitalDocument
    ) -> None:
        asked = put(garage, document)
        quote = garage.fresh(document.service_document_id)
        reopen_quote(quote_id=quote.pk, by=garage.actor, now=garage.tick())
        newer = sent_to(garage, garage.fresh(quote), "070-174 06 35")
        before = snapshot()
        with pytest.raises(AskerIsGone):
            answer(garage, asked)

        assert digital.find_link(garage.token(newer)) == newer.link
        assert talk_of(newer) == []
        assert snapshot() == before
