"""The customer's answer: once, whole, and only to what was shown."""

import json
from datetime import date, timedelta
from functools import partial

import pytest

from tests.kit.garage import EMAIL, VISIT, Garage
from tests.kit.snapshot import snapshot
from verksign.domain.amounts_check import amounts_agree
from verksign.domain.answers import AnswersIncomplete, JobAnswer
from verksign.domain.evidence import verify_chain
from verksign.records.models import CustomerRequest, DigitalDocument, Message
from verksign.usecases.digital import chain_of
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.registers import InvalidFields
from verksign.usecases.signing.answer import (
    AlreadyAnswered,
    ContentChanged,
    NoLongerOpen,
    Signature,
    sign,
)
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.requests import MOST_WAITING, NotAskable, TooManyRequests, ask
from verksign.usecases.signing.see import see
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.visit import UnknownLink, find

pytestmark = pytest.mark.django_db

TWO = {"Service": "included", "Torkarblad": "optional"}


def untouched(garage: Garage, document: DigitalDocument, status: str) -> bool:
    fresh = garage.reload(document)
    return fresh.status == status and fresh.answer == "" and fresh.answered_at is None


class TestSeeing:
    def test_the_button_makes_it_seen_and_pressing_again_changes_nothing(
        self, garage: Garage
    ) -> None:
        document = garage.sent()
        assert garage.view(document).state == "unopened"
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        first = garage.reload(document)
        see(token=garage.token(document), visit=VISIT, now=garage.tick())
        assert garage.reload(document).seen_at == first.seen_at
        assert garage.kinds(document).count("document.seen") == 1
        assert garage.view(document).state == "open"
        assert garage.fresh(document.service_document_id).digital_status == "seen"

    def test_a_token_that_was_never_made_shows_nothing(self, garage: Garage) -> None:
        garage.sent()
        assert find(token="0" * 22, now=garage.now) is None
        assert find(token="åäö", now=garage.now) is None
        with pytest.raises(UnknownLink):
            see(token="0" * 22, visit=VISIT, now=garage.now)


class TestSigning:
    def test_writes_answer_events_jobs_and_quote(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs=TWO))
        garage.sign(document, email=EMAIL, Torkarblad=JobAnswer.ACCEPTED)
        document = garage.reload(document)
        assert (document.status, document.partly) == ("signed", False)
        answer = json.loads(document.answer)
        assert answer["total"]["amount_ore"] == 200_000
        assert answer["signer"] == {"name": "Karin Holmgren", "email": EMAIL}
        assert answer["button"]["text"] == "Beställ – med betalningsskyldighet"
        assert amounts_agree(json.loads(document.content), answer)
        assert list(document.jobs.order_by("no").values_list("answer", "way")) == [
            ("accepted", "link"),
            ("accepted", "link"),
        ]
        quote = garage.fresh(document.service_document_id)
        assert (quote.digital_status, quote.answer) == ("signed", "approved_digitally")
        assert verify_chain(chain_of(document)) is None

    def test_who_never_pressed_visa_offerten_is_not_said_to_have_seen_it(
        self, garage: Garage
    ) -> None:
        document = garage.sent()
        garage.sign(document)
        document = garage.reload(document)
        assert (document.status, document.seen_at) == ("signed", None)
        assert not document.events.filter(kind="document.seen").exists()

    def test_part_of_it_is_signed_and_said_to_be_in_part(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs=TWO))
        garage.sign(document, Torkarblad=JobAnswer.LATER)
        document = garage.reload(document)
        assert (document.status, document.partly) == ("signed", True)
        assert garage.fresh(document.service_document_id).answer == "partly"

    def test_nothing_accepted_is_a_no(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs={"Torkarblad": "optional"}))
        garage.sign(document, Torkarblad=JobAnswer.LATER)
        document = garage.reload(document)
        assert document.status == "rejected"
        assert garage.fresh(document.service_document_id).answer == "rejected"

    def test_every_offered_job_needs_an_answer(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs=TWO))
        with pytest.raises(AnswersIncomplete):
            garage.sign(document)
        assert untouched(garage, document, "seen")

    def test_a_question_beside_a_yes_becomes_a_row_for_staff(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs=TWO))
        garage.sign(document, Torkarblad=JobAnswer.ASKED)
        request = CustomerRequest.objects.get()
        assert (request.kind, request.owner_id) == ("call", garage.actor.user_id)
        assert garage.reload(document).partly

    def test_another_content_or_another_total_is_refused(self, garage: Garage) -> None:
        document = garage.seen()
        for digest, total in (("0" * 64, 100_000), (document.content_sha256, 99_999)):
            signature = Signature(answers={}, total_ore=total, name="Karin Holmgren")
            with pytest.raises(ContentChanged):
                sign(
                    token=garage.token(document),
                    content_sha256=digest,
                    signature=signature,
                    visit=VISIT,
                    now=garage.tick(),
                )
        assert untouched(garage, document, "seen")

    @pytest.mark.parametrize(
        ("name", "email", "problems"),
        [
            ("", "", {"name": "name_missing"}),
            ("\u202e\u200b", "", {"name": "name_missing"}),
            ("12345", "", {"name": "name_missing"}),
            ("K" * 200, "", {"name": "too_long"}),
            ("Karin Holmgren", "karin.mail.example", {"email": "email_without_at"}),
        ],
    )
    def test_a_bad_name_or_address_is_refused_beside_its_field(
        self, garage: Garage, name: str, email: str, problems: dict[str, str]
    ) -> None:
        document = garage.seen()
        with pytest.raises(InvalidFields) as refusal:
            sign(
                token=garage.token(document),
                content_sha256=document.content_sha256,
                signature=Signature(answers={}, total_ore=100_000, name=name, email=email),
                visit=VISIT,
                now=garage.tick(),
            )
        assert refusal.value.problems == problems
        assert untouched(garage, document, "seen")

    def test_somebody_must_say_that_they_may_order_for_a_company(self, garage: Garage) -> None:
        customer = garage.customer(kind="company", name="Bergs Bygg AB")
        document = garage.seen(garage.quote(customer=customer))
        total = garage.view(document).content["totals"]["included"]["amount_ore"]
        with pytest.raises(InvalidFields) as refusal:
            sign(
                token=garage.token(document),
                content_sha256=document.content_sha256,
                signature=Signature(answers={}, total_ore=total, name="Bo Berg"),
                visit=VISIT,
                now=garage.tick(),
            )
        assert refusal.value.problems == {"authority": "authority_missing"}
        assert untouched(garage, document, "seen")

    def test_a_second_press_is_told_that_it_has_its_answer(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs=TWO))
        garage.sign(document, Torkarblad=JobAnswer.LATER)
        events = garage.kinds(document)
        with pytest.raises(AlreadyAnswered) as same:
            garage.sign(document, Torkarblad=JobAnswer.LATER)
        with pytest.raises(AlreadyAnswered) as other:
            garage.sign(document, Torkarblad=JobAnswer.ACCEPTED)
        with pytest.raises(AlreadyAnswered):
            garage.decline(document)
        assert (same.value.same, other.value.same) == (True, False)
        assert garage.kinds(document) == events

    def test_another_person_with_the_same_answer_is_told_who_came_first(
        self, garage: Garage
    ) -> None:
        document = garage.seen()
        garage.sign(document)
        with pytest.raises(AlreadyAnswered) as other:
            sign(
                token=garage.token(document),
                content_sha256=document.content_sha256,
                signature=Signature(answers={}, total_ore=100_000, name="Bo Holmgren"),
                visit=VISIT,
                now=garage.tick(),
            )
        assert not other.value.same
        assert garage.reload(document).signer_name == "Karin Holmgren"

    def test_the_answer_is_judged_by_the_clock_and_not_by_the_sweep(self, garage: Garage) -> None:
        document = garage.seen()
        garage.tick(timedelta(days=15))
        assert garage.view(document).state == "expired"
        with pytest.raises(NoLongerOpen) as refusal:
            garage.sign(document)
        assert refusal.value.state == "expired"
        assert untouched(garage, document, "seen")
        sweep(now=garage.tick())
        assert garage.reload(document).status == "expired"

    def test_the_last_minute_of_the_last_day_is_in_time(self, garage: Garage) -> None:
        document = garage.seen()
        garage.now = garage.now.replace(day=8, month=12, hour=22, minute=59)
        garage.sign(document)
        assert garage.reload(document).status == "signed"

    def test_a_withdrawn_and_a_replaced_quote_cannot_be_signed(self, garage: Garage) -> None:
        withdrawn = garage.seen()
        cancel(document_id=withdrawn.id, by=garage.actor, now=garage.tick())
        replaced = garage.seen()
        reopen_quote(quote_id=replaced.service_document_id, by=garage.actor, now=garage.tick())
        for document, state in ((withdrawn, "withdrawn"), (replaced, "replaced")):
            with pytest.raises(NoLongerOpen) as refusal:
                garage.sign(document)
            assert refusal.value.state == state
            assert garage.reload(document).answer == ""

    def test_a_script_in_the_name_is_kept_as_text_without_what_steers(self, garage: Garage) -> None:
        document = garage.seen()
        sign(
            token=garage.token(document),
            content_sha256=document.content_sha256,
            signature=Signature(
                answers={}, total_ore=100_000, name="Karin\u202e <script>alert(1)</script> 🚗"
            ),
            visit=VISIT,
            now=garage.tick(),
        )
        assert garage.reload(document).signer_name == "Karin <script>alert(1)</script> 🚗"


class TestDeclining:
    def test_keeps_the_reason_and_says_no_to_every_job(self, garage: Garage) -> None:
        document = garage.seen(garage.quote(jobs=TWO))
        garage.decline(document, "Det blev för dyrt 😢")
        document = garage.reload(document)
        assert (document.status, document.reason) == ("rejected", "Det blev för dyrt 😢")
        assert set(document.jobs.values_list("answer", flat=True)) == {"declined"}

    def test_a_quote_that_was_declined_may_be_changed_and_sent_anew(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.decline(garage.seen(quote))
        garage.job(quote, "Billigare", price="10")
        assert garage.sent(quote).version == 2


class TestAsking:
    def test_a_call_is_a_row_and_the_quote_stays_open(self, garage: Garage) -> None:
        document = garage.seen()
        ask(
            token=garage.token(document),
            kind="call",
            text="",
            when="before_12",
            visit=VISIT,
            now=garage.tick(),
        )
        request = CustomerRequest.objects.get()
        assert (request.kind, request.when, request.done_at) == ("call", "before_12", None)
        assert garage.reload(document).status == "seen"
        garage.sign(document)
        assert garage.reload(document).status == "signed"

    def test_refuses_an_empty_question_and_a_flood(self, garage: Garage) -> None:
        document = garage.seen()
        token = garage.token(document)
        with pytest.raises(InvalidFields):
            ask(token=token, kind="question", text=" ", when="", visit=VISIT, now=garage.tick())
        assert CustomerRequest.objects.count() == 0
        for number in range(MOST_WAITING):
            text = f"Ring {number}"
            ask(token=token, kind="call", text=text, when="asap", visit=VISIT, now=garage.tick())
        with pytest.raises(TooManyRequests):
            ask(token=token, kind="call", text="", when="asap", visit=VISIT, now=garage.tick())
        assert CustomerRequest.objects.count() == MOST_WAITING

    @pytest.mark.parametrize("kind", ["call", "question"])
    def test_refuses_what_is_asked_under_a_link_that_has_come_to_show_something_else(
        self, garage: Garage, kind: str
    ) -> None:
        put = partial(ask, kind=kind, text="Hej?", when="", visit=VISIT)
        withdrawn, unopened, expired = garage.seen(), garage.sent(), garage.seen()
        cancel(document_id=withdrawn.id, by=garage.actor, now=garage.tick())
        DigitalDocument.objects.filter(pk=expired.pk).update(valid_until=date(2020, 1, 31))
        before = snapshot()
        for document in (withdrawn, unopened, expired):
            with pytest.raises(NotAskable):
                put(token=garage.token(document), now=garage.tick())
        with pytest.raises(NotAskable):
            put(token=garage.token(garage.reload(unopened)), kind="new_quote", now=garage.tick())

        assert snapshot() == before


class TestSealing:
    def test_the_sealed_agreement_is_kept_and_sent_to_the_address_given(
        self, garage: Garage
    ) -> None:
        document = garage.seen()
        garage.sign(document, email=EMAIL)
        garage.work()
        document = garage.reload(document)
        assert document.sealed is not None
        assert document.sealed.read().startswith(b"%PDF-1.7")
        receipt = Message.objects.get(kind="receipt")
        assert (receipt.channel, receipt.to, receipt.state) == ("email", EMAIL, "sent")
        assert garage.kinds(document)[-2:] == ["document.sealed", "message.sent"]

    def test_without_an_address_nothing_is_mailed(self, garage: Garage) -> None:
        document = garage.seen()
        garage.sign(document)
        garage.work()
        assert garage.reload(document).sealed is not None
        assert Message.objects.exclude(kind="quote").count() == 0

    def test_a_no_is_sealed_too(self, garage: Garage) -> None:
        document = garage.seen()
        garage.decline(document, "😢 För dyrt")
        garage.work()
        assert garage.reload(document).sealed is not None
