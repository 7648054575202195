"""What is shown in answer to a form has an address of its own, which brings back what was typed and changes nothing."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot
from tests.portal.example import ALL_YES, MIXED, Phone, company_content, offer, text_of
from verksign.records.models import CustomerRequest, DigitalDocument, Unsent
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.unsent import KEPT, MOST_PER_READER

pytestmark = pytest.mark.django_db

TYPED = {"name": "Karin Holmgren", "email": "karin.mail", "start": "on"}
MIXED_TOTAL = 1_262_500
CHOSEN = 'value="yes" checked'


@pytest.fixture
def phone(garage: Garage) -> Phone:
    opened = Phone(offer(garage))
    opened.open()
    return opened


def sent_to(phone: Phone, path: str, data: dict[str, str]) -> str:
    """Send a form and return the address that the browser is led to."""
    posted = {"content": phone.document.content_sha256, **data}
    response = phone.client.post(f"{phone.address}{path}", posted, headers=phone.headers)
    assert response.status_code == 303
    return str(response["Location"])


def seen_at(phone: Phone, address: str) -> tuple[int, str]:
    response = phone.client.get(address)
    return response.status_code, response.content.decode()


class TestAddress:
    def test_holds_a_key_and_nothing_that_was_typed(self, phone: Phone) -> None:
        for path, page in (("/kontrollera", "/kontrollera"), ("", "")):
            address = urlsplit(sent_to(phone, path, {**MIXED, **TYPED}))

            assert address.path == f"{phone.address}{page}"
            assert list(parse_qs(address.query)) == ["svar"]
            assert len(address.query) == len("svar=") + 32

    def test_may_be_opened_again_and_changes_nothing(self, phone: Phone) -> None:
        good = sent_to(phone, "/kontrollera", MIXED)
        missing = sent_to(phone, "/kontrollera", {"answer-2": "yes"})
        wrong = sent_to(phone, "/bestall", {**MIXED, **TYPED, "total": str(MIXED_TOTAL)})
        stale = sent_to(phone, "/bestall", {**MIXED, **TYPED, "total": "1"})
        phone.get()
        before = snapshot()

        for _ in range(2):
            assert seen_at(phone, good)[0] == 200
            assert "Tre jobb saknar svar" in seen_at(phone, missing)[1]
            status, page = seen_at(phone, wrong)
            assert (status, 'value="karin.mail"' in page) == (422, True)
            assert "Adressen saknar @." in page
            status, page = seen_at(phone, stale)
            assert (status, 'value="karin.mail"' in page) == (409, True)
            assert "Priset har ändrats medan du läste." in page
        assert snapshot() == before

    def test_brings_back_junk_as_text(self, phone: Phone) -> None:
        junk = {"answer-2": "call", "ask-2": "a\0b<script>", "when-2": "\0"}
        page = seen_at(phone, sent_to(phone, "/kontrollera", junk))[1]

        assert ">ab&lt;script&gt;</textarea>" in page

    def test_opens_nothing_under_another_link(self, phone: Phone, garage: Garage) -> None:
        other = Phone(offer(garage))
        other.open()
        address = sent_to(phone, "/kontrollera", {**MIXED, **TYPED})
        moved = address.replace(phone.address, other.address)
        response = other.client.get(moved)

        assert (response.status_code, response["Location"]) == (303, other.address)
        for key in ("", "x", "0" * 32, "é" * 32):
            assert other.get(f"/kontrollera?svar={key}").status_code == 303
        assert CHOSEN not in text_of(other.get(f"?{urlsplit(address).query}"))

    def test_leads_to_the_receipt_once_it_is_answered_and_what_was_typed_is_gone(
        self, phone: Phone
    ) -> None:
        address = sent_to(phone, "/kontrollera", {**MIXED, **TYPED})
        phone.order(MIXED_TOTAL, MIXED)
        response = phone.client.get(address)

        assert (response.status_code, response["Location"]) == (303, phone.address)
        assert not Unsent.objects.exists()

    def test_of_an_earlier_version_says_that_it_has_changed(
        self, phone: Phone, garage: Garage
    ) -> None:
        address = sent_to(phone, "/kontrollera", MIXED)
        page = sent_to(phone, "", MIXED)
        before = garage.reload(phone.document)
        newer = DigitalDocument.objects.get(pk=before.pk)
        DigitalDocument.objects.filter(pk=before.pk).update(status="replaced")
        newer.pk, newer.version, newer.status = None, before.version + 1, "seen"
        newer.document_id, newer.key = "VS-NYARE", "newer"
        newer.content_sha256 = "1" * 64
        newer.save(force_insert=True)

        status, changed = seen_at(phone, seen_location(phone, address))
        assert status == 409
        assert "Offerten har ändrats" in changed
        assert CHOSEN not in seen_at(phone, page)[1]
        assert "Ta fram svaren" not in text_of(phone.get())


def seen_location(phone: Phone, address: str) -> str:
    return str(phone.client.get(address)["Location"])


class TestChosenEarlier:
    def test_is_offered_and_never_ticked_by_itself(self, phone: Phone) -> None:
        assert "Ta fram svaren" not in text_of(phone.get())
        sent_to(phone, "", {"answer-2": "yes", **TYPED})
        page = text_of(phone.get())

        assert "Svar valdes här" in page
        assert f'href="{phone.address}?svar=senaste">Ta fram svaren</a>' in page
        assert "checked" not in page

    def test_brings_back_the_answers_and_nothing_personal(self, phone: Phone) -> None:
        sent_to(phone, "", {**MIXED, **TYPED})
        page = text_of(phone.get("?svar=senaste"))

        assert 'value="yes-5" checked' in page
        assert 'value="call" checked' in page
        for word in ("Karin Holmgren", "karin.mail", "Är det bråttom?", "Ta fram svaren"):
            assert word not in page

    def test_is_written_anew_under_the_page_s_own_key(self, phone: Phone) -> None:
        key = "0123456789abcdef" * 2
        for answer in ("yes", "no"):
            address = sent_to(phone, f"?svar={key}", {"answer-2": answer})
            assert address == f"{phone.address}?svar={key}"

        assert Unsent.objects.get().typed == {"answer-2": "no"}
        assert 'value="no" checked' in seen_at(phone, address)[1]

    def test_a_company_that_unticked_finds_it_unticked(self, garage: Garage) -> None:
        phone = Phone(offer(garage, company_content()))
        phone.open()
        address = sent_to(phone, "", {"answer-2": "no"})

        assert 'value="no" checked' in seen_at(phone, address)[1]

    def test_is_forgotten_after_two_days(self, phone: Phone, garage: Garage) -> None:
        address = sent_to(phone, "", MIXED)
        at = Unsent.objects.get().at
        sweep(now=at + KEPT - timedelta(seconds=1))
        assert Unsent.objects.count() == 1

        sweep(now=at + KEPT)

        assert not Unsent.objects.exists()
        assert CHOSEN not in seen_at(phone, address)[1]

    def test_the_oldest_makes_room(self, phone: Phone) -> None:
        first = sent_to(phone, "", {"answer-2": "yes"})
        for _ in range(MOST_PER_READER):
            sent_to(phone, "", {"answer-2": "no"})

        assert Unsent.objects.count() == MOST_PER_READER
        assert CHOSEN not in seen_at(phone, first)[1]

    def test_nothing_is_kept_of_what_can_no_longer_be_answered(self, phone: Phone) -> None:
        DigitalDocument.objects.update(valid_until=date(2020, 1, 31))
        for path, form in (("", MIXED), ("/kontrollera", MIXED), ("/nej", {"keep": "1"})):
            phone.post(path, form)
            phone.post("/fraga", {"keep": "1", "text": "Hej"})

        assert not Unsent.objects.exists()


class TestAskedAndDeclined:
    def test_what_is_refused_stands_at_an_address_of_its_own(self, phone: Phone) -> None:
        asked = sent_to(phone, "/fraga", {"kind": "question", "text": " ", "phone": "0701740632"})
        declined = sent_to(phone, "/nej", {"text": "å" * 2001, "reason": "price"})

        status, page = seen_at(phone, asked)
        assert (status, "Skriv din fråga här först." in page) == (422, True)
        assert 'value="0701740632"' in page
        status, page = seen_at(phone, declined)
        assert (status, "Korta den till högst 2000 tecken." in page) == (422, True)
        assert "å" * 2001 in page
        assert 'value="price" checked' in page
        assert not CustomerRequest.objects.exists()

    def test_another_device_that_comes_too_late_is_told_at_an_address_of_its_own(
        self, phone: Phone
    ) -> None:
        phone.order(MIXED_TOTAL, MIXED)
        address = sent_to(phone, "/bestall", {**ALL_YES, "total": "1", "name": "Per"})

        assert address == f"{phone.address}?besked=sen"
        assert seen_at(phone, address)[0] == 409
        assert "Offerten är redan besvarad" in seen_at(phone, address)[1]
        assert "Tack, Karin!" in text_of(phone.get())
