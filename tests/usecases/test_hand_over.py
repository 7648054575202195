"""*På plats*: what is answered on the workshop's own device is its own way, its own event, and dies when given back."""

import json
from datetime import timedelta

import pytest

from tests.kit.garage import EMAIL, VISIT, Garage
from verksign.domain.dates import local_date
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.evidence import verify_chain
from verksign.domain.withdrawal import last_day_to_withdraw
from verksign.records.models import CustomerRequest, DigitalDocument, Message
from verksign.usecases.digital import chain_of
from verksign.usecases.signing.answer import Signature, decline, sign
from verksign.usecases.signing.evidence import evidence_of
from verksign.usecases.signing.hand_over import (
    PaperNotReady,
    address_on_site,
    give_back,
    hand_over,
)
from verksign.usecases.signing.recipients import ON_SITE
from verksign.usecases.signing.requests import ask
from verksign.usecases.signing.see import see
from verksign.usecases.signing.start import start
from verksign.usecases.signing.visit import HandOverEnded, UnknownLink, find

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(garage: Garage) -> DigitalDocument:
    """A sending for the desk, with its PDF."""
    document = garage.send(garage.quote(), method=ON_SITE)
    start(document.id, now=garage.tick())
    return garage.reload(document)


def handed_over(garage: Garage, document: DigitalDocument) -> str:
    """Hand the device over; return the token that it shows."""
    return token_of(garage, document, nonce_of(garage, document))


def nonce_of(garage: Garage, document: DigitalDocument) -> str:
    return hand_over(document_id=document.id, by=garage.actor, now=garage.tick()).nonce


def token_of(garage: Garage, document: DigitalDocument, nonce: str) -> str:
    return address_on_site(document.id, nonce, garage.now).rpartition("/")[2]


def order(garage: Garage, document: DigitalDocument, token: str, email: str = "") -> None:
    signature = Signature(answers={}, total_ore=100_000, name="Karin Holmgren", email=email)
    sign(
        token=token,
        content_sha256=document.content_sha256,
        signature=signature,
        visit=VISIT,
        now=garage.tick(),
    )


def refuse(garage: Garage, document: DigitalDocument, token: str) -> None:
    decline(
        token=token,
        content_sha256=document.content_sha256,
        reason="",
        visit=VISIT,
        now=garage.tick(),
    )


class TestSending:
    def test_sends_nothing(self, garage: Garage, ready: DigitalDocument) -> None:
        assert (ready.status, ready.method, ready.recipient_address) == ("draft", "on_site", "")
        assert Message.objects.count() == 0

    def test_keeps_the_link_that_the_customer_has(self, garage: Garage) -> None:
        first = garage.sent()
        garage.decline(first)
        second = garage.send(garage.fresh(first.service_document_id), method=ON_SITE)
        assert (second.link_id, garage.reload(second).link.generation) == (first.link_id, 1)
        third = garage.reload(second)
        assert garage.view(third).document.id == second.id


class TestHandOver:
    def test_counts_as_seen_and_tells_who_did_it(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        token = handed_over(garage, ready)
        document = garage.reload(ready)
        view = find(token=token, now=garage.now)
        assert view
        assert (document.status, view.state) == ("seen", "open")
        event = document.events.get(kind="document.handed_over")
        assert event.personal_values["by"]["value"] == garage.actor.name

    def test_waits_for_the_paper(self, garage: Garage) -> None:
        document = garage.send(garage.quote(), method=ON_SITE)
        with pytest.raises(PaperNotReady):
            handed_over(garage, document)
        assert garage.kinds(document) == ["sending.created"]

    def test_works_for_what_was_sent_by_sms_too(self, garage: Garage) -> None:
        document = garage.sent()
        token = handed_over(garage, document)
        assert token != garage.token(document)
        assert find(token=garage.token(document), now=garage.now)
        order(garage, document, token)
        assert garage.kinds(document)[-1] == "document.signed_on_site"

    @pytest.mark.parametrize("over", ["sign", "decline"])
    def test_is_refused_once_answered(self, garage: Garage, over: str) -> None:
        document = garage.seen()
        getattr(garage, over)(document)
        with pytest.raises(ActionNotAllowed):
            handed_over(garage, document)
        assert garage.reload(document).link.on_site_digest is None

    def test_is_refused_after_the_last_day(self, garage: Garage, ready: DigitalDocument) -> None:
        garage.tick(timedelta(days=20))
        with pytest.raises(ActionNotAllowed):
            handed_over(garage, ready)

    def test_a_second_hand_over_kills_the_first_ones_token(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        first, second = handed_over(garage, ready), handed_over(garage, ready)
        assert find(token=first, now=garage.now) is None
        assert find(token=second, now=garage.now)


class TestAnswer:
    def test_carries_its_way_into_the_evidence(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        order(garage, ready, handed_over(garage, ready))
        document = garage.reload(ready)
        answer = json.loads(document.answer)
        evidence = evidence_of(document, root_fingerprint="")
        assert answer["way"] == "on_site"
        assert [row.words for row in evidence.events][-2:] == [
            "Enheten lämnades över till kunden",
            "Undertecknad på arbetsplatsens enhet",
        ]
        assert evidence.events[-2].detail == f"Av {garage.actor.name}"
        assert evidence.method == "Godkänd på arbetsplatsens enhet"
        assert document.answered_at
        # The terms that were read and ordered by promise it, here as under the link.
        assert evidence.withdrawal_ends == last_day_to_withdraw(local_date(document.answered_at))
        assert verify_chain(chain_of(document)) is None

    def test_a_no_is_an_event_of_its_own_too(self, garage: Garage, ready: DigitalDocument) -> None:
        refuse(garage, ready, handed_over(garage, ready))
        assert garage.kinds(ready)[-1] == "document.rejected_on_site"

    def test_by_the_link_that_was_sent_is_by_link(self, garage: Garage) -> None:
        document = garage.sent()
        handed_over(garage, document)
        garage.sign(document)
        assert json.loads(garage.reload(document).answer)["way"] == "link"

    def test_the_receipt_goes_by_e_mail_if_there_is_an_address(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        order(garage, ready, handed_over(garage, ready), email=EMAIL)
        garage.work()
        assert [(row.kind, row.to) for row in Message.objects.all()] == [("receipt", EMAIL)]

    def test_no_message_goes_without_one(self, garage: Garage, ready: DigitalDocument) -> None:
        order(garage, ready, handed_over(garage, ready))
        garage.work()
        assert garage.reload(ready).sealed_id is not None
        assert Message.objects.count() == 0


class TestTime:
    """An hour from the hand-over, to the second, however it is asked."""

    def test_the_offer_is_shown_until_the_hour_is_over(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        token = handed_over(garage, ready)
        at = garage.now
        assert find(token=token, now=at + timedelta(minutes=59, seconds=59))
        with pytest.raises(HandOverEnded):
            find(token=token, now=at + timedelta(hours=1))

    def test_reading_does_not_lengthen_it(self, garage: Garage, ready: DigitalDocument) -> None:
        token = handed_over(garage, ready)
        at = garage.now
        see(token=token, visit=VISIT, now=at + timedelta(minutes=59))
        with pytest.raises(HandOverEnded):
            find(token=token, now=at + timedelta(hours=1))

    def test_no_deed_is_taken_after_it(self, garage: Garage, ready: DigitalDocument) -> None:
        token = handed_over(garage, ready)
        garage.tick(timedelta(hours=1))
        before = garage.kinds(ready)
        with pytest.raises(HandOverEnded):
            order(garage, ready, token)
        with pytest.raises(HandOverEnded):
            refuse(garage, ready, token)
        with pytest.raises(HandOverEnded):
            see(token=token, visit=VISIT, now=garage.now)
        with pytest.raises(HandOverEnded):
            ask(token=token, kind="call", text="", when="asap", visit=VISIT, now=garage.now)
        assert (garage.reload(ready).status, garage.kinds(ready)) == ("seen", before)
        assert not CustomerRequest.objects.exists()

    def test_the_link_that_was_sent_goes_on(self, garage: Garage) -> None:
        document = garage.sent()
        handed_over(garage, document)
        garage.tick(timedelta(hours=1))
        assert find(token=garage.token(document), now=garage.now)

    def test_a_new_hand_over_has_an_hour_of_its_own(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        handed_over(garage, ready)
        garage.tick(timedelta(minutes=59))
        token = handed_over(garage, ready)
        assert find(token=token, now=garage.now + timedelta(minutes=59))

    def test_the_device_can_be_given_back_after_it(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        nonce = nonce_of(garage, ready)
        garage.tick(timedelta(hours=2))
        give_back(document_id=ready.id, nonce=nonce, by=garage.actor, now=garage.now)
        link = garage.reload(ready).link
        assert (link.on_site_digest, link.on_site_until) == (None, None)
        assert garage.kinds(ready)[-1] == "document.given_back"


class TestGiveBack:
    def test_nothing_can_be_done_from_the_device_s_history(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        nonce = nonce_of(garage, ready)
        token = token_of(garage, ready, nonce)
        give_back(document_id=ready.id, nonce=nonce, by=garage.actor, now=garage.tick())
        assert find(token=token, now=garage.now) is None
        with pytest.raises(UnknownLink):
            order(garage, ready, token)
        assert garage.reload(ready).status == "seen"

    def test_a_second_time_does_nothing(self, garage: Garage, ready: DigitalDocument) -> None:
        nonce = nonce_of(garage, ready)
        for _ in range(2):
            give_back(document_id=ready.id, nonce=nonce, by=garage.actor, now=garage.tick())
        assert garage.kinds(ready).count("document.given_back") == 1

    def test_leaves_the_device_that_has_it_since_alone(
        self, garage: Garage, ready: DigitalDocument
    ) -> None:
        first, second = nonce_of(garage, ready), nonce_of(garage, ready)
        give_back(document_id=ready.id, nonce=first, by=garage.actor, now=garage.tick())
        assert find(token=token_of(garage, ready, second), now=garage.now)
        assert "document.given_back" not in garage.kinds(ready)
