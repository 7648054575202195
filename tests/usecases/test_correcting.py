"""The wrong number corrected: the old link is nobody's, the right one gets the quote, the chain tells who did it."""

from datetime import timedelta

import pytest

from tests.kit.garage import PHONE, VISIT, Garage
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.evidence import verify_chain
from verksign.domain.message_states import MessageState
from verksign.integrations import outbox
from verksign.integrations.delivery import ReportedState
from verksign.records.models import (
    Alarm,
    CustomerRequest,
    DigitalDocument,
    Reply,
    ServiceDocument,
)
from verksign.usecases.digital import chain_of
from verksign.usecases.messages import claim
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.quotes.undo import undo_edit
from verksign.usecases.signing.correct import Correction, correct_recipient
from verksign.usecases.signing.evidence import evidence_of
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.reply import AskerIsGone, reply
from verksign.usecases.signing.reports import receive_report, resend_message
from verksign.usecases.signing.requests import ask
from verksign.usecases.signing.seal import seal
from verksign.usecases.signing.see import see
from verksign.usecases.signing.talk import talk_of
from verksign.usecases.signing.visit import UnknownLink, find

pytestmark = pytest.mark.django_db
RIGHT, RIGHT_E164 = "070-174 06 45", "+46701740645"


def correct(
    garage: Garage, document: DigitalDocument, *, key: str = "a-press", **typed: str
) -> DigitalDocument:
    right = Correction(**{"method": "sms", "to": RIGHT, **typed})
    corrected = correct_recipient(
        document_id=document.id, right=right, key=key, by=garage.actor, now=garage.tick()
    )
    return garage.reload(corrected)


class TestCorrecting:
    @pytest.mark.parametrize("state", ["sent", "seen"])
    def test_sends_anew_and_kills_the_old_link(self, garage: Garage, state: str) -> None:
        document = getattr(garage, state)()
        old = garage.token(document)
        document = correct(garage, document, name="Erik Ek")
        assert (document.status, document.recipient_address) == ("draft", RIGHT_E164)
        assert (document.recipient_name, document.seen_at) == ("Erik Ek", None)
        assert find(token=old, now=garage.now) is None
        with pytest.raises(UnknownLink):
            see(token=old, visit=VISIT, now=garage.tick())
        garage.work()
        document = garage.reload(document)
        sent = document.messages.get(to=RIGHT_E164)
        assert garage.token(document) in outbox.message(str(sent.id)).text
        assert document.status == "sent"
        assert garage.view(document).state == "unopened"

    def test_mends_what_failed(self, garage: Garage) -> None:
        document = garage.sent()
        message = document.messages.get()
        receive_report(
            message_id=message.id, state=ReportedState.FAILED, at=garage.now, now=garage.tick()
        )
        assert Alarm.objects.not_done().count() == 1
        correct(garage, document)
        garage.work()
        assert garage.reload(document).status == "sent"
        assert Alarm.objects.not_done().count() == 0

    def test_the_quote_remembers_the_right_number(self, garage: Garage) -> None:
        document = garage.sent()
        correct(garage, document)
        quote = ServiceDocument.objects.get(pk=document.service_document_id)
        assert quote.phone == RIGHT_E164
        assert "701740645" in quote.search

    def test_the_quote_remembers_the_right_name_and_the_card_its_own(self, garage: Garage) -> None:
        document = garage.sent()
        correct(garage, document, name="Erik Ek")
        quote = ServiceDocument.objects.get(pk=document.service_document_id)
        assert quote.contact_name == "Erik Ek"
        assert "erik ek" in quote.search
        assert quote.customer
        assert quote.customer.name == "Karin Holmgren"

        reopen_quote(quote_id=quote.id, by=garage.actor, now=garage.tick())
        garage.change(garage.fresh(quote.id), notes="Ringde igen")
        undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
        undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert garage.fresh(quote.id).contact_name == "Erik Ek"

    @pytest.mark.parametrize("name", ["", "Karin Holmgren"])
    def test_a_name_that_is_as_it_was_leaves_the_contact_alone(
        self, garage: Garage, name: str
    ) -> None:
        document = garage.sent()
        quotes = ServiceDocument.objects.filter(pk=document.service_document_id)
        quotes.update(contact_name="")
        correct(garage, document, name=name)
        assert quotes.get().contact_name == ""

    def test_undo_never_brings_the_wrong_number_back(self, garage: Garage) -> None:
        document = garage.sent()
        correct(garage, document)
        reopen_quote(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())
        quote = garage.fresh(document.service_document_id)
        garage.change(quote, notes="Ringde igen")
        undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
        undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())
        quote = garage.fresh(quote.id)
        assert (quote.notes, quote.phone) == ("", RIGHT_E164)

    def test_another_channel_will_do(self, garage: Garage) -> None:
        document = garage.sent()
        document = correct(garage, document, method="email", to="erik@mail.example")
        garage.work()
        assert garage.reload(document).method == "email"
        assert document.messages.get(channel="email").to == "erik@mail.example"

    def test_what_the_wrong_reader_asked_is_not_the_right_one_s(self, garage: Garage) -> None:
        document = garage.seen()
        ask(
            token=garage.token(document),
            kind="question",
            text="Vems bil är det?",
            when="",
            visit=VISIT,
            now=garage.tick(),
        )
        asked = CustomerRequest.objects.get()
        document = correct(garage, document)

        assert talk_of(document) == []
        with pytest.raises(AskerIsGone):
            reply(request_id=asked.pk, text="Din.", by=garage.actor, now=garage.tick())
        assert Reply.objects.count() == 0

    def test_a_second_press_does_nothing_new(self, garage: Garage) -> None:
        document = garage.sent()
        once = correct(garage, document)
        again = correct(garage, document)
        assert once.link.generation == again.link.generation == 2
        assert garage.kinds(document).count("recipient.corrected") == 1

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ({"to": PHONE}, "same_recipient"),
            ({"to": "046-13 00 00"}, "not_a_mobile_number"),
            ({"to": "hej"}, "not_a_phone_number"),
            ({"method": "email"}, "not_an_email"),
            ({"method": "on_site"}, "unknown_method"),
            ({"name": "E" * 121}, "name_too_long"),
        ],
    )
    def test_what_is_no_other_recipient_changes_nothing(
        self, garage: Garage, typed: dict[str, str], code: str
    ) -> None:
        document = garage.sent()
        with pytest.raises(BadRecipient) as refusal:
            correct(garage, document, **typed)
        assert refusal.value.code == code
        unchanged = garage.reload(document)
        assert (unchanged.link.generation, unchanged.status) == (1, "sent")
        assert "recipient.corrected" not in garage.kinds(document)

    @pytest.mark.parametrize("over", ["sign", "decline"])
    def test_is_refused_once_answered(self, garage: Garage, over: str) -> None:
        document = garage.seen()
        getattr(garage, over)(document)
        with pytest.raises(ActionNotAllowed):
            correct(garage, document)
        assert garage.reload(document).link.generation == 1

    def test_is_refused_after_the_last_day(self, garage: Garage) -> None:
        document = garage.sent()
        garage.tick(timedelta(days=20))
        with pytest.raises(ActionNotAllowed):
            correct(garage, document)


class TestEvidence:
    def test_tells_from_where_to_where_and_by_whom(self, garage: Garage) -> None:
        document = garage.sent()
        document = correct(garage, document)
        garage.work()
        garage.sign(garage.reload(document))
        rows = evidence_of(garage.reload(document), root_fingerprint="").events
        (row,) = [row for row in rows if row.words == "Mottagaren rättades"]
        assert row.detail == (
            f"Från 070-••• •• 31 till 070-••• •• 45 av {garage.actor.name}, Via sms"
        )
        assert verify_chain(chain_of(document)) is None


class TestWhatComesLate:
    def test_a_report_about_the_wrong_number_says_nothing_of_the_right_one(
        self, garage: Garage
    ) -> None:
        document = garage.sent()
        message = document.messages.get()
        correct(garage, document)
        for state in (ReportedState.FAILED, ReportedState.DELIVERED):
            receive_report(message_id=message.id, state=state, at=garage.now, now=garage.tick())
        assert garage.reload(document).status == "draft"

    def test_the_wrong_number_s_message_cannot_be_sent_again(self, garage: Garage) -> None:
        document = garage.sent()
        message = document.messages.get()
        receive_report(
            message_id=message.id, state=ReportedState.FAILED, at=garage.now, now=garage.tick()
        )
        correct(garage, document)
        with pytest.raises(ActionNotAllowed):
            resend_message(message_id=message.id, by=garage.actor, now=garage.tick())

    def test_a_queued_message_to_the_wrong_number_is_stopped(self, garage: Garage) -> None:
        document = garage.send(garage.quote())
        message = document.messages.get()
        correct(garage, document)
        message.refresh_from_db()
        assert message.state == MessageState.STOPPED
        assert claim(message.id, now=garage.tick()) is None

    def test_the_copy_of_an_older_version_never_carries_the_new_link(self, garage: Garage) -> None:
        """Declined by the one who had it; then changed and sent to somebody else; then the copy goes out."""
        first = garage.sent(method="email")
        garage.decline(first)
        second = garage.send(garage.fresh(first.service_document_id), method="sms", to=RIGHT)
        garage.work()
        seal(first.id, now=garage.tick())
        garage.work()
        copy = first.messages.get(kind="declined")
        second = garage.reload(second)
        assert second.link_id == first.link_id
        assert garage.token(second) not in outbox.message(str(copy.id)).text

    def test_a_reopened_quote_goes_to_the_corrected_number(self, garage: Garage) -> None:
        document = correct(garage, garage.sent())
        reopen_quote(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())
        again = garage.send(garage.fresh(document.service_document_id), to=RIGHT)
        assert again.link.generation == 2
