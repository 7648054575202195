"""The customer's pages in English: nothing of ours is left in Swedish, and what is Swedish says so."""

import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client

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
from tests.portal.swedish import swedish_in, words_of
from verksign.domain.customers import CustomerKind
from verksign.domain.terms import TermFacts, terms_for, texts_for
from verksign.portal.explained import TEXTS
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.reply import reply

pytestmark = pytest.mark.django_db

IN_ENGLISH = "?sprak=en"


def english(garage: Garage, content: object = None) -> Phone:
    """A customer whose sending speaks English."""
    document = offer(garage, content)  # type: ignore[arg-type]
    DigitalDocument.objects.filter(pk=document.pk).update(language="en")
    phone = Phone(document)
    phone.open()
    return phone


def assert_english(response: HttpResponse) -> None:
    page = text_of(response)

    assert '<html lang="en">' in page
    assert swedish_in(page) == []


def assert_says_which_language_the_contract_has(response: HttpResponse) -> None:
    assert "The contract is in Swedish, and the Swedish text applies." in text_of(response)


class TestEveryPage:
    def test_of_the_way_is_english_and_says_that_the_contract_is_not(self, garage: Garage) -> None:
        phone = english(garage)
        total = total_of_titles(
            papers.content(), *[job["title"] for job in papers.content()["jobs"]]
        )
        for response in (
            phone.get(),
            phone.post("/kontrollera", {}),
            phone.post("/kontrollera", MIXED),
            phone.post("/kontrollera", ALL_YES),
            phone.order(total, ALL_YES, name="", email="karin"),
            phone.get("/nej"),
            phone.post("/nej", {"text": "x" * 2001}),
            phone.get("/fraga"),
            phone.post("/fraga", {"kind": "question", "text": ""}),
            phone.post("/fraga", {"kind": "call", "phone": "12"}),
            phone.follow(phone.post("/fraga", {"kind": "call", "when": "15_17"})),
            phone.follow(phone.post("/fraga", {"kind": "question", "text": "Why?"})),
            phone.post("/kontrollera", {"content": "0" * 64}),
        ):
            assert_english(response)
            assert_says_which_language_the_contract_has(response)

    def test_before_it_is_opened(self, garage: Garage) -> None:
        document = offer(garage)
        DigitalDocument.objects.filter(pk=document.pk).update(language="en")

        assert_english(Phone(document).get())

    def test_of_a_company(self, garage: Garage) -> None:
        phone = english(garage, company_content())
        for response in (
            phone.get(),
            phone.post("/kontrollera", {"answer-2": "yes"}),
            phone.get("/nej"),
        ):
            assert_english(response)

    def test_after_the_answer(self, garage: Garage) -> None:
        phone = english(garage)
        phone.post("/nej", {"reason": "price"})
        document = DigitalDocument.objects.get(pk=phone.document.pk)

        assert_english(phone.get())
        # The workshop reads it, and the paper prints it, in Swedish.
        assert document.reason == "Det blev för dyrt"

    def test_of_a_receipt(self, garage: Garage) -> None:
        document = garage.seen()
        DigitalDocument.objects.filter(pk=document.pk).update(language="en")
        garage.sign(document)
        phone = Phone(document)
        assert_english(phone.get())
        garage.work()
        assert_english(phone.get())
        assert re.search(r"Work starts on \d+ \w+ at the earliest", words_of(text_of(phone.get())))

    def test_that_can_no_longer_be_answered(self, garage: Garage) -> None:
        phone = english(garage)
        cancel(document_id=phone.document.pk, by=garage.actor, now=garage.tick())

        assert_english(phone.get())
        assert "The quote is withdrawn" in text_of(phone.get())

    @pytest.mark.parametrize("path", ["/verify", "/o/abcdefghijklmnopqrstuv"])
    def test_without_a_sending_when_it_is_asked_for(self, client: Client, path: str) -> None:
        assert_english(client.get(f"{path}{IN_ENGLISH}"))  # type: ignore[arg-type]
        assert '<html lang="sv">' in text_of(client.get(path))  # type: ignore[arg-type]

    def test_of_what_went_wrong(self, garage: Garage) -> None:
        phone = english(garage)
        phone.headers = {"sec-fetch-site": "cross-site"}
        response = phone.post(f"/fraga{IN_ENGLISH}", {"kind": "call"})

        assert response.status_code == 403
        assert_english(response)


class TestSwedish:
    def test_job_texts_are_marked_in_an_english_page_alone(self, garage: Garage) -> None:
        phone = english(garage)

        assert '<h3 lang="sv">Bromsar fram: nya skivor och belägg</h3>' in text_of(phone.get())
        assert ' lang="sv"' not in text_of(phone.get("?sprak=sv")).replace('<html lang="sv">', "")

    def test_a_reply_is_marked_and_its_writer_is_told_in_english(self, garage: Garage) -> None:
        phone = english(garage)
        phone.post("/fraga", {"kind": "question", "text": "Why?"})
        asked = CustomerRequest.objects.get()
        reply(request_id=asked.pk, text="Slitet.", by=garage.actor, now=garage.tick())
        page = text_of(phone.get())

        assert '<span lang="sv">Slitet.</span>' in page
        assert "Anna at the workshop" in page

    def test_the_law_stands_as_it_is_signed_with_its_meaning_beside(self, garage: Garage) -> None:
        page = text_of(english(garage).post("/kontrollera", ALL_YES))

        assert (
            '<button class="btn full" lang="sv">Beställ – med betalningsskyldighet</button>' in page
        )
        assert "<small>Order with obligation to pay</small>" in page
        assert "<small>I accept that the right of withdrawal ends" in page

    @pytest.mark.parametrize("kind", CustomerKind)
    @pytest.mark.parametrize("terms", ["reparationsvillkor_2000", ""])
    def test_every_such_text_has_a_meaning(self, kind: CustomerKind, terms: str) -> None:
        facts = TermFacts(
            seller="Ekbackens Bil AB",
            time="I dag",
            payment="Kort",
            terms_profile=terms,
            withdraw_address="",
        )
        keys = {term.key for term in terms_for(kind, facts)}
        keys |= {text.key for text in texts_for(kind, legal_name="Ekbackens Bil AB")}

        for language, told in TEXTS.items():
            assert keys - set(told) == set(), language


class TestChoice:
    def test_stays_in_the_address_through_every_deed(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        opened = phone.post(f"/visa{IN_ENGLISH}")
        assert opened["Location"].endswith(IN_ENGLISH)
        page = text_of(phone.follow(opened))

        actions = re.findall(r'(?:action|href)="(/o/[^"]*)"', page)
        assert len(actions) >= 5
        # All but the one that leads back to Swedish.
        assert [each for each in actions if not each.endswith(IN_ENGLISH)] == [
            f"{phone.address}?sprak=sv"
        ]
        asked = phone.post(f"/fraga{IN_ENGLISH}", {"kind": "call", "when": "12_13"})
        assert asked["Location"].endswith("/fraga?klart=call&nar=12_13&sprak=en")
        assert phone.post(f"/nej{IN_ENGLISH}")["Location"].endswith(IN_ENGLISH)

    def test_nothing_is_kept_in_the_browser(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.get(IN_ENGLISH)

        assert not phone.client.cookies
        assert '<html lang="sv">' in text_of(phone.get())

    def test_going_over_to_the_other_language_keeps_what_is_chosen_and_typed(
        self, garage: Garage
    ) -> None:
        phone = Phone(offer(garage))
        phone.open()
        page = text_of(phone.post("/kontrollera", MIXED))
        assert (
            f'form="check" name="keep" value="1" formaction="{phone.address}/kontrollera{IN_ENGLISH}"'
            in page
        )
        typed = {**MIXED, "name": "Karin Holmgren", "start": "on"}
        again = text_of(phone.post(f"/kontrollera{IN_ENGLISH}", typed))

        assert 'value="Karin Holmgren"' in again
        assert 'id="start" name="start" checked' in again
        assert 'name="answer-3" value="call"' in again

    @pytest.mark.parametrize(
        ("path", "typed"),
        [
            ("/fraga", {"text": "Är det bråttom?", "phone": "0701740632", "when": "15_17"}),
            ("/nej", {"text": "Det är dyrt", "reason": "price"}),
        ],
    )
    def test_going_over_sends_nothing_and_loses_nothing_beside_the_way(
        self, garage: Garage, path: str, typed: dict[str, str]
    ) -> None:
        phone = Phone(offer(garage))
        phone.open()
        switch = f'name="keep" value="1" formaction="{phone.address}{path}{IN_ENGLISH}"'
        assert switch in text_of(phone.get(path))
        again = phone.post(f"{path}{IN_ENGLISH}", {**typed, "keep": "1"})

        assert again.status_code == 200
        assert '<html lang="en">' in text_of(again)
        assert f">{typed['text']}</textarea>" in text_of(again)
        for value in [typed.get("when", "price"), typed.get("reason", "15_17")]:
            assert f'value="{value}" checked' in text_of(again)
        assert not CustomerRequest.objects.exists()
        assert not garage.reload(phone.document).answer

    def test_a_language_that_we_lack_is_the_sendings_own(self, garage: Garage) -> None:
        assert '<html lang="sv">' in text_of(Phone(offer(garage)).get("?sprak=xx"))

    def test_the_script_speaks_it_too(self, garage: Garage) -> None:
        page = text_of(english(garage).get())
        words = re.search(r'data-words="([^"]*)"', page)

        assert words
        assert json.loads(words[1].replace("&quot;", '"'))["none"] == "no answer"

    def test_the_next_page_of_the_same_thread_is_swedish_again(self, garage: Garage) -> None:
        swedish = Phone(offer(garage))
        english(garage).get()

        assert '<html lang="sv">' in text_of(swedish.get())
