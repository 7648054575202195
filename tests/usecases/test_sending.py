"""From OK to *Skickad*: frozen, rendered, handed over once."""

import json

import pytest

from tests.kit.cast import Person
from tests.kit.garage import PHONE, Garage
from verksign.domain.access import NotPermitted
from verksign.domain.canonical import canonical_json, sha256_hex
from verksign.domain.completeness import ProblemCode, QuoteIncomplete
from verksign.domain.evidence import verify_chain
from verksign.domain.message_states import MessageState
from verksign.integrations import outbox
from verksign.records.models import DigitalDocument, History, Message, ServiceDocument
from verksign.usecases.digital import AlreadyOpen, chain_of
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.registers import ChangedMeanwhile, InvalidFields
from verksign.usecases.signing.deliver import deliver
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.send import Wanted, send_quote
from verksign.usecases.signing.visit import find

pytestmark = pytest.mark.django_db


def everything() -> tuple[int, int, int]:
    return (
        DigitalDocument.objects.count(),
        Message.objects.count(),
        History.objects.filter(code="quote.sent").count(),
    )


class TestSendQuote:
    def test_freezes_the_content_as_a_draft_and_queues_one_message(self, garage: Garage) -> None:
        quote = garage.quote()
        document = garage.send(quote)
        content = json.loads(document.content)
        assert document.status == "draft"
        assert document.content_sha256 == sha256_hex(canonical_json(content))
        assert content["totals"]["included"]["amount_ore"] == 100_000
        assert content["customer"]["name"] == "Karin Holmgren"
        message = Message.objects.get()
        assert (message.kind, message.channel, message.to) == ("quote", "sms", "+46701740631")
        assert (message.state, "{link}" in message.text) == (MessageState.QUEUED, True)
        quote = garage.fresh(quote)
        assert (quote.digital_status, quote.current_id) == ("draft", document.id)
        assert garage.kinds(document) == ["sending.created"]

    def test_a_second_press_with_the_same_key_finds_the_first_sending(self, garage: Garage) -> None:
        quote = garage.quote()
        first = garage.send(quote, key="once")
        assert garage.send(quote, key="once") == first
        assert everything() == (1, 1, 1)

    def test_what_was_previewed_is_what_goes_out(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.change(quote, notes="En kollega skrev")
        with pytest.raises(ChangedMeanwhile):
            send_quote(
                quote_id=quote.id,
                method="sms",
                to=PHONE,
                key="k",
                by=garage.actor,
                now=garage.now,
                version=quote.version,
            )
        assert everything() == (0, 0, 0)

    def test_another_quotes_key_sends_nothing(self, garage: Garage) -> None:
        garage.send(garage.quote(), key="once")
        with pytest.raises(ChangedMeanwhile):
            garage.send(garage.quote(), key="once")
        assert everything() == (1, 1, 1)

    def test_a_second_sending_waits_for_the_first_to_be_answered(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.send(quote)
        with pytest.raises(AlreadyOpen):
            garage.send(quote)
        assert everything() == (1, 1, 1)

    @pytest.mark.parametrize(
        ("method", "to", "code"),
        [
            ("sms", "12", "not_a_phone_number"),
            ("sms", "046-200 00 10", "not_a_mobile_number"),
            ("sms", "", "not_a_phone_number"),
            ("email", "karin.mail.example", "not_an_email"),
            ("email", "", "not_an_email"),
            ("brevduva", "070-174 06 31", "unknown_method"),
        ],
    )
    def test_refuses_an_address_that_cannot_be_one_and_sends_nothing(
        self, garage: Garage, method: str, to: str, code: str
    ) -> None:
        quote = garage.quote()
        with pytest.raises(BadRecipient) as refusal:
            send_quote(
                quote_id=quote.id, method=method, to=to, key="k", by=garage.actor, now=garage.now
            )
        assert refusal.value.code == code
        assert everything() == (0, 0, 0)

    @pytest.mark.parametrize("key", ["", "k" * 41])
    def test_refuses_a_key_that_no_dialog_made(self, garage: Garage, key: str) -> None:
        quote = garage.quote()
        with pytest.raises(InvalidFields):
            send_quote(
                quote_id=quote.id,
                method="sms",
                to=PHONE,
                key=key,
                by=garage.actor,
                now=garage.now,
            )
        assert everything() == (0, 0, 0)

    def test_refuses_a_quote_without_jobs_and_sends_nothing(self, garage: Garage) -> None:
        quote = garage.quote()
        quote.jobs.all().delete()
        with pytest.raises(QuoteIncomplete) as refusal:
            garage.send(quote)
        assert [problem.code for problem in refusal.value.problems] == [ProblemCode.NO_JOBS]
        assert everything() == (0, 0, 0)

    def test_refuses_a_quote_that_is_signed(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.sign(garage.seen(quote))
        with pytest.raises(QuoteLocked) as refusal:
            garage.send(quote)
        assert refusal.value.reason == "answered"
        assert everything() == (1, 1, 1)

    def test_a_stranger_finds_no_such_quote(self, garage: Garage, stranger: Person) -> None:
        quote = garage.quote()
        with pytest.raises(ServiceDocument.DoesNotExist):
            send_quote(
                quote_id=quote.id,
                method="sms",
                to=PHONE,
                key="k",
                by=stranger.actor,
                now=garage.now,
            )
        assert everything() == (0, 0, 0)

    @pytest.mark.parametrize("role", ["mechanic", "reader"])
    def test_only_those_who_may_send_send(
        self, garage: Garage, role: str, request: pytest.FixtureRequest
    ) -> None:
        quote, person = garage.quote(), request.getfixturevalue(role)
        with pytest.raises(NotPermitted):
            send_quote(
                quote_id=quote.id, method="sms", to=PHONE, key="k", by=person.actor, now=garage.now
            )
        assert everything() == (0, 0, 0)


class TestHandingOver:
    def test_the_frozen_pdf_is_kept_before_the_message_goes(self, garage: Garage) -> None:
        document = garage.sent()
        assert document.status == "sent"
        assert document.pdf is not None
        assert document.pdf.read().startswith(b"%PDF-1.7")
        assert document.shown_sha256 == document.pdf.sha256
        assert garage.kinds(document) == ["sending.created", "pdf.frozen", "message.sent"]
        assert verify_chain(chain_of(document)) is None

    def test_the_customer_gets_the_link_and_the_database_never_holds_it(
        self, garage: Garage
    ) -> None:
        document = garage.sent()
        message = Message.objects.get()
        handed_over = outbox.message(str(message.id))
        assert f"/o/{garage.token(document)}" in handed_over.text
        assert handed_over.sender == "DemoLund"
        assert handed_over.handed_over == 1
        assert garage.token(document) not in message.text

    def test_no_message_goes_out_without_a_stored_pdf(self, garage: Garage) -> None:
        garage.send(garage.quote())
        message = Message.objects.get()
        deliver(message.id, now=garage.tick())
        message.refresh_from_db()
        assert (message.state, message.attempts) == (MessageState.QUEUED, 0)


class TestANewVersion:
    def test_goes_out_under_the_same_link_and_replaces_what_was_sent(self, garage: Garage) -> None:
        quote = garage.quote()
        first = garage.sent(quote)
        reopen_quote(quote_id=quote.id, by=garage.actor, now=garage.tick())
        garage.job(quote, "Torkarblad", price="300")
        second = garage.sent(quote)
        assert garage.reload(first).status == "replaced"
        assert (second.version, second.link_id) == (2, first.link_id)
        assert garage.view(first).document == second
        assert Message.objects.filter(kind="version").count() == 1
        assert garage.fresh(quote).digital_status == "sent"

    def test_to_another_address_the_old_link_dies(self, garage: Garage) -> None:
        quote = garage.quote()
        wrong = garage.sent(quote)
        old_token = garage.token(wrong)
        reopen_quote(quote_id=quote.id, by=garage.actor, now=garage.tick())
        right = garage.send(garage.fresh(quote), to="070-174 06 32")
        assert right.link_id == wrong.link_id
        assert find(token=old_token, now=garage.now) is None
        view = find(token=garage.token(right), now=garage.now)
        assert view is not None
        assert view.document == right

    def test_what_was_queued_of_the_old_one_is_stopped(self, garage: Garage) -> None:
        quote = garage.quote()
        first = garage.send(quote)
        reopen_quote(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert garage.reload(first).status == "replaced"
        assert Message.objects.get().state == MessageState.STOPPED
        garage.work()
        assert Message.objects.get().state == MessageState.STOPPED


class TestPutRightOnTheWayOut:
    """What the dialog lets one put right is put right on the quote too, and counted as an edit of it."""

    def send(self, garage: Garage, quote: ServiceDocument, **wanted: str) -> DigitalDocument:
        return send_quote(
            quote_id=quote.id,
            method="sms",
            to=PHONE,
            key="a-press",
            by=garage.actor,
            now=garage.tick(),
            wanted=Wanted(**wanted),
        )

    def test_the_driver_gets_it_and_the_payer_does_not(self, garage: Garage) -> None:
        document = self.send(garage, garage.quote(), name="Erik Ek")
        quote = garage.fresh(document.service_document_id)
        assert (document.recipient_name, quote.contact_name) == ("Erik Ek", "Erik Ek")

    def test_the_last_day_is_the_one_that_was_chosen(self, garage: Garage) -> None:
        document = self.send(garage, garage.quote(), valid_until="2026-12-24")
        assert json.loads(document.content)["valid_until"] == "2026-12-24"
        assert f"{document.valid_until}" == "2026-12-24"

    def test_nothing_new_is_no_edit(self, garage: Garage) -> None:
        quote = garage.quote()
        self.send(garage, quote, name="Karin Holmgren", valid_until=str(quote.valid_until))
        assert garage.fresh(quote).version == quote.version

    @pytest.mark.parametrize("day", ["i morgon", "2026-13-01"])
    def test_what_is_no_day_sends_nothing(self, garage: Garage, day: str) -> None:
        quote = garage.quote()
        with pytest.raises(InvalidFields) as refusal:
            self.send(garage, quote, valid_until=day)
        assert refusal.value.problems == {"valid_until": "not_a_date"}
        assert everything() == (0, 0, 0)

    def test_a_day_that_has_passed_sends_nothing(self, garage: Garage) -> None:
        quote = garage.quote()
        with pytest.raises(QuoteIncomplete):
            self.send(garage, quote, valid_until="2026-11-01")
        assert everything() == (0, 0, 0)
        assert garage.fresh(quote).valid_until == quote.valid_until

    def test_speaks_the_customer_s_language(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.change(quote, language="en")
        document = self.send(garage, garage.fresh(quote))
        assert (document.language, "The quote for ABC 12D" in Message.objects.get().text) == (
            "en",
            True,
        )
