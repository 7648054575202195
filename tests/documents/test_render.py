import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import papers
from tests.documents.conftest import Signed
from tests.documents.reading import (
    attachments,
    boxes_of,
    metadata,
    relationships,
    text_of,
    words_of,
)
from verksign.documents.evidence import EventRow
from verksign.documents.render import (
    EvidenceDisagrees,
    render_agreement,
    render_draft,
    render_offer,
)
from verksign.domain.answers import ChoiceRule
from verksign.domain.canonical import canonical_json, sha256_hex
from verksign.domain.content import Content, digest
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import VehicleFacts
from verksign.domain.money import Money
from verksign.domain.prices import PriceKind


def agreement(
    content: Content,
    answers: Sequence[str] = papers.ANSWERS,
    *,
    changes: Mapping[str, Any] | None = None,
    **answer: Any,
) -> bytes:
    shown = render_offer(content)
    answer_json = papers.answer(content, answers, shown, **answer)
    evidence = papers.evidence(content, shown, answer_json, **(changes or {}))
    return render_agreement(content, evidence, shown, answer_json)


class TestDraft:
    def test_says_what_it_is_on_every_page_and_at_its_head(self) -> None:
        pages = text_of(render_draft(papers.content())).split("\f")[:-1]
        words = [" ".join(page.split()) for page in pages]

        assert len(words) == 3
        assert all("Utkast, inte skickad" in page for page in words)
        assert "Utkast till offert SOF-10482" in words[0]
        assert "Det är inget bindande erbjudande, går inte att godkänna" in words[0]

    def test_cannot_be_taken_for_the_one_that_was_sent(self) -> None:
        content = papers.content()
        words = words_of(render_draft(content))

        for sent in (content["document_id"], digest(content)[:16], "Svara senast", "skrivit under"):
            assert sent not in words
        assert "Bromsar fram: nya skivor och belägg" in words

    def test_is_accessible_all_the_same(self) -> None:
        assert metadata(render_draft(papers.content()))["pdfuaid:part"] == "1"


class TestOffer:
    def test_says_what_is_offered_at_what_price_and_until_when(self) -> None:
        words = words_of(render_offer(papers.content()))
        assert "Offert SOF-10482" in words
        assert "Svara senast 8 december 2026. Lämna bilen torsdag 26 november kl. 07:30." in words
        assert "2. Bromsar fram: nya skivor och belägg" in words
        assert "Ungefärligt pris, högst 6 302,00 kr" in words
        assert "Det som ingår – 4 390,00" in words
        assert "Inget är beställt förrän du har svarat Ja och skrivit under." in words
        assert "Länkstag Rabatt 10 % 2 st 389,00 700,20" in words
        assert "Låsmuttrar Rabatt 10,00 kr 4 st 24,50 88,00" in words
        assert "Kontroll av spolarmunstycken 1 st 0,00 ingår" in words
        assert "De gamla skivorna sparas tills du hämtar bilen." in words
        assert "25 % 3 512,00 878,00 4 390,00" in words

    def test_shows_the_lines_of_a_fixed_price_without_price(self) -> None:
        words = words_of(render_offer(papers.content()))
        assert "Rad Antal Arbete 0,4 tim Batteri, original 1 st" in words
        assert "2 890,00" not in words

    def test_prints_the_first_digits_of_the_content_on_every_page(self) -> None:
        content = papers.content()
        pages = text_of(render_offer(content)).split("\f")[:-1]
        assert len(pages) == 3
        assert [f"innehåll {digest(content)[:16]}" in " ".join(page.split()) for page in pages] == [
            True,
            True,
            True,
        ]

    def test_is_archivable_and_accessible(self) -> None:
        found = metadata(render_offer(papers.content()))
        assert found == {
            "pdfaid:part": "3",
            "pdfaid:conformance": "A",
            "pdfuaid:part": "1",
            "dc:title": "Offert SOF-10482, ABC 12D",
        }

    def test_ends_with_a_newline_so_that_a_seal_can_follow(self) -> None:
        assert render_offer(papers.content()).endswith(b"%%EOF\n")

    def test_is_the_same_bytes_for_the_same_content_in_another_process(self) -> None:
        content = papers.content()
        code = (
            "import hashlib, json, sys\n"
            "from verksign.documents.render import render_offer\n"
            "print(hashlib.sha256(render_offer(json.load(sys.stdin))).hexdigest())"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=canonical_json(content),
            stdout=subprocess.PIPE,
            check=True,
        )
        rendered = render_offer(content)
        render_offer(papers.content(customer="Någon annan"))
        assert render_offer(content) == rendered
        assert done.stdout.decode().strip() == sha256_hex(rendered)

    def test_speaks_to_a_company_without_vat_and_shows_both_totals(self) -> None:
        content = papers.content([papers.SERVICE], kind=CustomerKind.COMPANY, customer="Åkeri AB")
        words = words_of(render_offer(content))
        assert "Pris exkl. moms" in words
        assert "Org.nr 556012-3456" in words
        assert "Summa – 4 390,00 Moms 1 097,50 Summa, inklusive moms 5 487,50" in words
        assert "Inget är beställt förrän ni har svarat Ja" in words

    def test_says_the_hourly_rate_and_that_there_is_no_ceiling(self) -> None:
        running = replace(
            papers.SERVICE, price_kind=PriceKind.LOPANDE, hourly_rate=Money(124000), ceiling=None
        )
        words = words_of(render_offer(papers.content([running])))
        assert "Löpande räkning, 1 240,00 kr/tim inkl. moms, inget tak" in words
        assert "Summa inget tak 4 390,00" in words

    def test_adds_up_everything_unless_one_excludes_another(self) -> None:
        with_choice = papers.content([papers.SERVICE, papers.BRAKES])
        assert "Om allt väljs 10 692,00 9 870,00" in words_of(render_offer(with_choice))
        assert "Om allt väljs" not in words_of(render_offer(papers.content()))

    def test_prints_forty_jobs(self) -> None:
        jobs = [
            replace(papers.WIPERS, id=papers.job_id(number), title=f"Jobb nummer {number}x")
            for number in range(1, 41)
        ]
        words = words_of(render_offer(papers.content(jobs)))
        assert [f"{number}. Jobb nummer {number}x" in words for number in range(1, 41)] == [
            True
        ] * 40

    def test_prints_a_job_longer_than_a_page(self) -> None:
        lines = [papers.line(f"Rad nummer {number}x", "1", "st", 100) for number in range(1, 91)]
        words = words_of(render_offer(papers.content([replace(papers.SERVICE, lines=lines)])))
        assert "Rad nummer 1x" in words
        assert "Rad nummer 90x" in words

    def test_prints_a_vehicle_without_a_plate(self) -> None:
        content = papers.content(vehicle=VehicleFacts(model="Släpvagn Fogelsta"))
        pdf = render_offer(content)
        assert metadata(pdf)["dc:title"] == "Offert SOF-10482, Släpvagn Fogelsta"

    def test_breaks_a_word_that_is_wider_than_its_column(self) -> None:
        name = "karin.eleonora.margareta.holmgren-lundqvist@en-mycket-lang-adress.example"
        words = boxes_of(render_offer(papers.content(customer=name)))
        next_column = min(left for word, left, _ in words if word == "Volvo")
        pieces = [(word, right) for word, left, right in words if word in name and left < 60]
        assert len(pieces) > 2
        assert max(right for _, right in pieces) < next_column

    def test_prints_markup_as_the_text_it_is(self) -> None:
        words = words_of(render_offer(papers.content(customer="#panic() *Bo* $x$ <b>Ek</b> \\")))
        assert "#panic() *Bo* $x$ <b>Ek</b> \\" in words

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(name=st.text(min_size=1, max_size=40), told=st.text(max_size=120))
    def test_prints_any_text(self, name: str, told: str) -> None:
        content = papers.content(
            [replace(papers.SERVICE, title=name, finding=told)], customer=name, reported=told
        )
        assert render_offer(content).startswith(b"%PDF-1.7")


class TestAgreement:
    def test_says_what_was_ordered_and_what_was_not(self, signed: Signed) -> None:
        words = words_of(signed.agreement)
        assert "Avtal SOF-10482" in words
        assert "Beställt 24 november 2026 kl. 18:42." in words
        assert "1. Service 12 000 mil – Fast pris Ingår – 4 390,00" in words
        assert "Säkerhet nu Ungefärligt pris Ja 6 302,00 5 480,00" in words
        assert "Ungefärligt pris Fråga 2 189,83 1 904,20" in words
        assert "Fast pris Ej vald – 3 555,00" in words
        assert "Högsta pris Inte nu – 503,00" in words
        assert "Att betala 13 447,00 12 625,00" in words
        assert "Beställare Verkstad" in words

    def test_prints_the_stored_facts_on_the_evidence_page(self, signed: Signed) -> None:
        words = words_of(signed.agreement)
        assert "Karin Holmgren, skrivet av den som svarade" in words
        assert "Godkänd via länk till 070-••• •• 31" in words
        assert "24 november 2026 kl. 18:42:07 svensk tid (2026-11-24 17:42:07 UTC)" in words
        assert "192.0.2.44" in words
        assert "Safari 26, iPhone" in words
        assert "Beställ – med betalningsskyldighet (text DAL-4 v1)" in words
        assert "12 625,00 kr inkl. moms, kan bli högst 13 447,00 kr" in words
        assert "Ikryssad ruta ”Jag vill att arbetet påbörjas" in words
        assert "Inte ikryssad ruta ”Jag godkänner att ångerrätten upphör" in words
        assert "24 nov 18:20:37 Kunden öppnade offerten Tryckte på Visa offerten" in words
        assert "strax efter beställningen" in words

    def test_prints_the_digests_of_what_it_carries(self, signed: Signed) -> None:
        printed = words_of(signed.agreement).replace(" ", "")
        assert digest(signed.content) in printed
        assert sha256_hex(signed.shown) in printed
        assert sha256_hex(signed.answer) in printed
        assert "3a" * 32 in printed

    def test_has_room_for_a_dozen_events_on_one_page(self) -> None:
        rows = [
            EventRow(at=papers.ISSUED, words=f"Händelse {number}x", detail="Via sms")
            for number in range(1, 13)
        ]
        content = papers.content()
        pages = text_of(
            agreement(content, consents=papers.CONSENTS, changes={"events": rows})
        ).split("\f")
        (page,) = [page for page in pages if "Bevissida" in page]
        assert "Händelse 1x" in page
        assert "Händelse 12x" in page

    def test_carries_what_was_shown_and_answered_byte_for_byte(self, signed: Signed) -> None:
        assert attachments(signed.agreement) == {
            "offert.pdf": signed.shown,
            "svar.json": signed.answer,
            "innehall.json": canonical_json(signed.content),
        }
        assert relationships(signed.agreement) == {
            "offert.pdf": "/Source",
            "svar.json": "/Data",
            "innehall.json": "/Data",
        }

    def test_is_archivable_and_accessible(self, signed: Signed) -> None:
        found = metadata(signed.agreement)
        assert (found["pdfaid:part"], found["pdfaid:conformance"], found["pdfuaid:part"]) == (
            "3",
            "A",
            "1",
        )

    def test_says_so_when_something_was_not_recorded(self) -> None:
        words = words_of(
            agreement(papers.content(), changes={"ip": "", "agent": "", "chain_head": ""})
        )
        assert "IP-adress inte registrerat" in words
        assert "Webbläsare inte registrerat" in words
        assert "Sista länk i händelsekedjan uppgift saknas" in words

    def test_gives_a_consumer_the_withdrawal_form_filled_in(self, signed: Signed) -> None:
        last = " ".join(text_of(signed.agreement).split("\f")[-2].split())
        assert "Ångerblankett" in last
        assert "SOF-10482, ABC 12D, dokument VS-7F3K-92QD" in last
        assert "Ångerfristen löper ut 8 december 2026." in last

    def test_gives_the_form_by_the_frozen_terms_also_on_the_workshops_device(self) -> None:
        consumer = papers.content([papers.SERVICE])
        assert "Ångerblankett" in words_of(agreement(consumer, ["accepted"], way="on_site"))

    def test_gives_no_form_to_a_company_nor_for_a_contract_made_at_the_desk(self) -> None:
        company = papers.content([papers.SERVICE], kind=CustomerKind.COMPANY)
        consumer = papers.content([papers.SERVICE])
        assert "Ångerblankett" not in words_of(agreement(company, ["accepted"]))
        assert "Ångerblankett" not in words_of(agreement(consumer, ["accepted"], way="desk"))

    @pytest.mark.parametrize("of", ["content", "shown", "answer"])
    def test_refuses_evidence_of_other_bytes(self, of: str) -> None:
        with pytest.raises(EvidenceDisagrees) as refused:
            agreement(papers.content(), changes={f"{of}_sha256": "0" * 64})
        assert refused.value.of == of

    def test_keeps_an_emoji_in_the_answer_and_prints_a_box(self) -> None:
        pdf = agreement(papers.content(customer="Karin 🚗"), signer="Karin 🚗")
        assert "Karin □, skrivet av den som svarade" in words_of(pdf)
        assert "Karin 🚗" in attachments(pdf)["svar.json"].decode()
        assert "Karin 🚗" in attachments(pdf)["innehall.json"].decode()

    def test_prints_an_arabic_name(self) -> None:
        pdf = agreement(papers.content(customer="علي حسن"), signer="علي حسن")
        assert "□" not in text_of(pdf)
        # The reader gives the letters in the order they stand on the paper.
        assert {"ع", "ل", "ي", "ح", "س", "ن"} <= set(text_of(pdf))


class TestRejected:
    @pytest.fixture
    def words(self) -> str:
        return words_of(
            agreement(
                papers.content(),
                ["declined"] * 6,
                reason="För dyrt 😡",
                changes={"method": "Nej via länk", "withdrawal_ends": None},
            )
        )

    def test_says_no_with_the_reason(self, words: str) -> None:
        assert "Nej till offert SOF-10482" in words
        assert (
            "Avvisad. Kunden tackade nej 24 november 2026 kl. 18:42. Inget är beställt. "
            "Skäl: ”För dyrt □”" in words
        )
        assert "Beställt 0,00" in words
        assert "Att betala inget är beställt" in words
        assert "strax efter svaret" in words

    def test_is_neither_an_agreement_nor_signed(self, words: str) -> None:
        assert "Avtal SOF-10482" not in words
        assert "Beställare" not in words
        assert "Ingen underskrift" in words
        assert "Ångerblankett" not in words

    def test_says_that_no_reason_was_given(self) -> None:
        words = words_of(agreement(papers.content(), ["declined"] * 6))
        assert "Skäl inget skäl angavs" in words


class TestRecordedVerbally:
    @pytest.fixture
    def words(self) -> str:
        return words_of(
            agreement(
                papers.content(),
                ["accepted", "accepted", "later", "declined", "declined", "declined"],
                way="phone",
                changes={
                    "method": "Muntligt godkänd, telefon",
                    "recorded_by": "Anna Nyberg",
                    "call": "Kunden ringde",
                    "ip": "",
                    "agent": "",
                },
            )
        )

    def test_says_that_it_was_said_and_by_whom_it_was_written(self, words: str) -> None:
        assert "Muntligt godkännande SOF-10482" in words
        assert "Muntligt godkänd, telefon, 24 november 2026 kl. 18:42." in words
        assert "Det är ingen underskrift." in words
        assert "Karin Holmgren, enligt verkstaden" in words
        assert "Inskrivet av Anna Nyberg" in words
        assert "Samtalet Kunden ringde" in words
        assert "Anteckning inte registrerat" in words
        assert "Knappen som trycktes ingen, svaret gavs muntligt" in words

    def test_shows_nothing_that_looks_like_a_signature(self, words: str) -> None:
        assert "Beställare" not in words
        assert "Avtal SOF-10482" not in words
        assert "Ingen underskrift" in words

    def test_is_printed_though_nothing_had_been_sent(self) -> None:
        content = papers.content([replace(papers.SERVICE, choice=ChoiceRule.INCLUDED)])
        answer = papers.answer(content, ["accepted"], None, way="desk")
        evidence = papers.evidence(content, None, answer, method="Muntligt godkänd, disk")
        pdf = render_agreement(content, evidence, None, answer)
        assert "ingen fil hör till svaret" in words_of(pdf)
        assert set(attachments(pdf)) == {"svar.json", "innehall.json"}
