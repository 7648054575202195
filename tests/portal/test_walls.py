from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from tests.documents import papers
from tests.kit.garage import Garage
from tests.portal.example import MIXED, Phone, offer, text_of
from verksign.domain.tokens import link_token, token_digest
from verksign.portal import walls
from verksign.portal.trouble import server_error
from verksign.records.models import DigitalDocument, Link

pytestmark = pytest.mark.django_db

DEEDS = ["", "/visa", "/kontrollera", "/bestall", "/nej", "/fraga"]
SCRIPT = "<script>alert(1)</script>"
FROZEN = [
    *(
        "Bromsar fram",
        "Skivorna har",
        "Bromssträckan",
        "Bromsskivor",
        "Det gnisslar",
        "Startbatteri",
    ),
    *("startbatteri", "Batteriet orkar", "Volvo", "SOF-10482", "ABC 12D", "torsdag", "samma dag"),
    *("Anna", "kundmottagare", "Ekbackens", "Ekbacksgatan", "verkstad@", "Med kort", "Garanti"),
    *("Beställ –", "Jag vill", "Jag godkänner", "Två val", "Du ingår", "Inget blir"),
]
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


class TestWhereADeedComesFrom:
    @pytest.mark.parametrize("path", DEEDS)
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
            {"sec-fetch-site": "cross-site", "origin": "http://localhost:8000"},
            {"origin": "https://elsewhere.example"},
            {"origin": "null"},
            {"origin": "http://localhost:8000.elsewhere.example"},
            {},
        ],
    )
    def test_a_stranger_is_refused_and_nothing_changes(
        self, garage: Garage, path: str, headers: dict[str, str]
    ) -> None:
        phone = Phone(offer(garage), headers=headers)
        before = garage.reload(phone.document)
        events = garage.kinds(phone.document)
        response = phone.post(path, {**MIXED, "total": "1262500", "name": "Karin Holmgren"})

        assert response.status_code == 403
        assert "Inget är skickat" in text_of(response)
        assert garage.reload(phone.document).status == before.status
        assert garage.kinds(phone.document) == events

    @pytest.mark.parametrize(
        "headers",
        [{"sec-fetch-site": "same-origin"}, {"origin": "http://localhost:8000"}],
    )
    def test_our_own_page_is_let_through(self, garage: Garage, headers: dict[str, str]) -> None:
        assert Phone(offer(garage), headers=headers).post("/visa").status_code == 303

    def test_the_verify_page_asks_the_same(self, client: Client) -> None:
        assert client.post("/verify", headers={"origin": "null"}).status_code == 403


class TestWhatEveryPageCarries:
    def test_nobody_on_the_way_may_keep_or_list_it(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        garage.work()
        for path in ("", "/nej", "/fraga", "/offert.pdf"):
            response = phone.get(path)
            assert response["Cache-Control"] == "no-store"
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert response["Referrer-Policy"] == "same-origin"
            assert response["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
            assert "default-src 'none'" in response["Content-Security-Policy"]
            assert "require-trusted-types-for 'script'" in response["Content-Security-Policy"]
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")

    def test_no_page_has_a_style_a_script_or_an_address_of_its_own(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        for page in (phone.get(), phone.post("/kontrollera", MIXED), phone.get("/fraga")):
            text = text_of(page)
            assert " style=" not in text
            assert "<style" not in text
            assert "<script>" not in text
            assert " onclick" not in text
            assert "//" not in text.replace("http://www.w3.org", "").replace("http://localhost", "")

    def test_four_requests_make_a_page(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        text = text_of(phone.get())

        assert text.count('<link rel="stylesheet"') + text.count("<script") == 3
        assert "<img" not in text
        assert '<link rel="icon" href="data:' in text

    def test_the_style_sheets_stay_within_their_budget(self) -> None:
        found = [finders.find(path) for path in ("verksign/tokens.css", "portal/customer.css")]

        assert sum(Path(str(path)).stat().st_size for path in found) <= 14 * 1024


class TestEscaping:
    @pytest.mark.parametrize("words", FROZEN)
    def test_nothing_frozen_becomes_markup(self, garage: Garage, words: str) -> None:
        document = offer(garage)
        assert words in document.content
        text = document.content.replace(words, SCRIPT)
        DigitalDocument.objects.filter(pk=document.pk).update(content=text)
        phone = Phone(document)
        pages = [phone.get()]
        phone.open()
        pages += [phone.get(), phone.get("/nej"), phone.get("/fraga")]
        pages += [phone.post("/kontrollera", {}), phone.post("/kontrollera", MIXED)]
        phone.order(1_262_500, MIXED)
        pages.append(phone.get())
        texts = [text_of(page) for page in pages]

        assert any(ESCAPED in text for text in texts)
        assert not any(SCRIPT in text for text in texts)

    @pytest.mark.parametrize("field", ["ask-3", "name", "email"])
    def test_nothing_typed_becomes_markup(self, garage: Garage, field: str) -> None:
        phone = Phone(offer(garage))
        phone.open()
        for path in ("/kontrollera", "/bestall", ""):
            page = text_of(phone.post(path, {**MIXED, "name": "", "total": "0", field: SCRIPT}))
            assert SCRIPT not in page
            assert ESCAPED in page

    def test_neither_does_a_reason(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        phone.post("/nej", {"text": SCRIPT})

        assert SCRIPT not in text_of(phone.get())
        assert ESCAPED in text_of(phone.get())


class TestUnknownLink:
    @pytest.mark.parametrize("path", DEEDS)
    def test_one_page_for_all_that_are_none_of_ours(self, garage: Garage, path: str) -> None:
        document = offer(garage)
        token = Garage.token(document)
        client = Client()
        made_up = [token[:-1] + ("a" if token[-1] != "a" else "b"), "abc", token + "x", "å" * 22]
        pages = {
            client.post(f"/o/{wrong}{path}", headers={"sec-fetch-site": "same-origin"}).content
            for wrong in made_up
        }

        assert len(pages) == 1
        page = pages.pop().decode()
        assert "Länken fungerar inte" in page
        assert "Ekbacken" not in page
        assert "ABC" not in page

    def test_is_a_404(self, client: Client) -> None:
        assert client.get("/o/abcdefghijklmnopqrstuv").status_code == 404

    def test_a_corrected_recipient_kills_the_old_link(
        self, garage: Garage, settings: LazySettings
    ) -> None:
        phone = Phone(offer(garage))
        old = phone.address
        link = phone.document.link
        token = link_token(settings.LINK_KEYS[link.key_number], link.id, 2)
        Link.objects.filter(pk=link.pk).update(generation=2, digest=token_digest(token))

        assert phone.client.get(old).status_code == 404
        assert phone.client.get(f"/o/{token}").status_code == 200


class TestHowOften:
    def test_deeds_on_one_link_are_counted(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        for _ in range(walls.DEEDS_BY_LINK.times):
            assert phone.post("/visa").status_code == 303
        refused = phone.post("/visa")

        assert refused.status_code == 429
        assert "Det är många som försöker just nu." in text_of(refused)
        assert Phone(offer(garage)).post("/visa").status_code == 303

    def test_what_the_page_keeps_by_itself_uses_up_no_deed(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        for _ in range(walls.DEEDS_BY_LINK.times + 1):
            assert phone.post("").status_code == 200

        assert phone.post("/visa").status_code == 303

    def test_fetching_papers_is_counted(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        for _ in range(walls.PAPERS_BY_LINK.times):
            assert phone.get("/offert.pdf").status_code == 200

        assert phone.get("/offert.pdf").status_code == 429
        assert phone.get().status_code == 200

    def test_guessing_links_is_counted(self, garage: Garage, client: Client) -> None:
        for place in range(walls.MISSES_BY_ADDRESS.times):
            assert client.get(f"/o/{place:022}").status_code == 404
        assert client.get(f"/o/{999:022}").status_code == 429
        assert Phone(offer(garage)).get().status_code == 200

    def test_behind_a_trusted_proxy_the_visitor_is_counted(
        self, client: Client, settings: LazySettings
    ) -> None:
        settings.TRUSTED_PROXIES = 1
        for place in range(walls.MISSES_BY_ADDRESS.times + 1):
            client.get(f"/o/{place:022}", headers={"x-forwarded-for": "192.0.2.1"})
        spoofed = {"x-forwarded-for": "203.0.113.9, 192.0.2.1"}
        other = {"x-forwarded-for": "192.0.2.1, 203.0.113.9"}

        assert client.get(f"/o/{999:022}", headers=spoofed).status_code == 429
        assert client.get(f"/o/{999:022}", headers=other).status_code == 404


class TestEvidenceOfAVisit:
    def test_keeps_peer_chain_and_agent(self, garage: Garage, settings: LazySettings) -> None:
        settings.TRUSTED_PROXIES = 1
        phone = Phone(offer(garage))
        phone.headers |= {"x-forwarded-for": "10.0.0.1, 192.0.2.44", "user-agent": "Safari 26"}
        phone.open()
        seen = phone.document.events.get(kind="document.seen").personal_values

        assert seen["ip"]["value"] == "192.0.2.44"
        assert seen["forwarded"]["value"] == "10.0.0.1, 192.0.2.44"
        assert seen["agent"]["value"] == "Safari 26"


class TestOurFault:
    def test_says_whether_the_answer_was_sent(self, garage: Garage) -> None:
        phone = Phone(offer(garage), client=Client(raise_request_exception=False))
        phone.open()
        DigitalDocument.objects.filter(pk=phone.document.pk).update(content="{")
        order, check = phone.order(1_262_500, MIXED), phone.post("/kontrollera", MIXED)

        assert (order.status_code, check.status_code) == (500, 500)
        assert "Vi vet inte om svaret kom fram." in text_of(order)
        assert "Ditt svar är inte skickat." in text_of(check)
        assert order["Cache-Control"] == "no-store"

    def test_elsewhere_it_is_the_common_page(self, rf: RequestFactory) -> None:
        response = server_error(rf.get("/v/demoverkstaden/"))

        assert response.status_code == 500
        assert "Felet är noterat." in text_of(response)


class TestPapers:
    def test_the_offer_is_the_frozen_file(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        document = garage.reload(phone.document)
        response = phone.get("/offert.pdf")

        assert document.pdf is not None
        assert response.content == document.pdf.read()
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'inline; filename="Offert SOF-10482.pdf"'

    def test_the_agreement_comes_when_it_is_sealed(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        assert phone.get("/avtal.pdf").status_code == 302
        phone.order(1_262_500, MIXED)
        waiting = phone.get("/avtal.pdf")
        assert waiting.status_code == 404
        assert "PDF:en är inte klar än" in text_of(waiting)
        garage.work()
        response = phone.get("/avtal.pdf")
        document = garage.reload(phone.document)

        assert document.sealed is not None
        assert response.content == document.sealed.read()
        assert response["Content-Disposition"] == 'inline; filename="Avtal SOF-10482.pdf"'
        page = text_of(phone.get())
        assert "Ladda ner avtalet (PDF)" in page
        assert document.sealed.sha256 in page

    def test_a_no_has_a_paper_too(self, garage: Garage) -> None:
        phone = Phone(offer(garage, papers.content([papers.SERVICE])))
        phone.open()
        phone.post("/nej", {})
        garage.work()

        assert phone.get("/avtal.pdf")["Content-Disposition"] == (
            'inline; filename="Svar SOF-10482.pdf"'
        )
