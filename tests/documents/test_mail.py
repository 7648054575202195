"""The letters: nothing that people type gets out, no gap anywhere, nothing fetched."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.letters import LINK, NO, Reader, company_content, given_answer, letter, plain
from tests.documents.papers import ANSWERS, SERVICE, content
from verksign.documents.mail_letters import LETTERS
from verksign.documents.mail_matter import first_name
from verksign.domain.canonical import canonical_json
from verksign.domain.content import Content

ODDITIES = re.compile(r"  | [,.!?:;)]|[,:] ?\n|\(\)|[({] |,,|\.\.|, ?\.|None|\$|\A\s|\n\n\n")


class TestReceipt:
    def test_tells_what_each_consent_means(self) -> None:
        frozen = content()
        both = letter("receipt", frozen, given_answer(frozen, ticked="start ends")).text
        assert "Du bad oss börja innan dess. Ångrar du dig betalar du därför" in both
        assert "Du har godkänt att ångerrätten upphör när arbetet är helt utfört." in both
        ends = letter("receipt", frozen, given_answer(frozen, ticked="ends")).text
        assert "Du bad oss" not in ends
        assert "Du har godkänt att ångerrätten upphör när arbetet är helt utfört." in ends

    def test_without_a_wish_to_start_the_work_waits_and_no_time_is_promised(self) -> None:
        frozen = content()
        mail = letter("receipt", frozen, given_answer(frozen, ticked=""))
        assert mail.subject == "Din beställning för ABC 12D"
        assert mail.preheader == "Avtalet är bifogat som PDF."
        assert (
            "till och med 8 december 2026. Arbetet börjar tidigast 9 december, när ångerfristen "
            "är slut. Ring oss om tiden. Ångra dig genom" in mail.text
        )
        assert "Lämna bilen" not in mail.text
        assert "Klar:" not in mail.text

    def test_a_contract_made_at_the_desk_gives_no_right_of_withdrawal(self) -> None:
        frozen = content()
        text = letter("receipt", frozen, given_answer(frozen, way="desk")).text
        assert "ånger" not in text.lower()
        assert "Avtalet och villkoren finns i den bifogade PDF:en. Spara den." in text

    def test_the_frozen_terms_hold_on_the_workshops_device_too(self) -> None:
        frozen = content()
        text = letter("receipt", frozen, given_answer(frozen, way="on_site")).text
        assert "14 dagars ångerrätt" in text

    def test_thanks_the_one_who_signed(self) -> None:
        frozen = content()
        text = letter("receipt", frozen, given_answer(frozen, signer="Jean-Luc Åberg")).text
        assert text.startswith("Tack, Jean-Luc! Beställningen är klar.\n")

    def test_of_a_fixed_price_has_no_ceiling_beside_it(self) -> None:
        frozen = content([SERVICE])
        text = letter("receipt", frozen, given_answer(frozen, ["accepted"])).text
        assert "Att betala: 4 390 kr inkl. moms\n" in plain(text)

    def test_has_no_dead_link_to_withdraw_by(self) -> None:
        mail = letter("receipt", said=given_answer(content()))
        assert "Ångra avtalet här" not in mail.text + mail.html


class TestOtherAnswers:
    def test_jobs_left_for_later_are_not_called_a_refusal(self) -> None:
        frozen = content()
        mail = letter("declined", frozen, given_answer(frozen, [*NO[:5], "later"]))
        assert mail.subject == "Ditt svar om ABC 12D"
        assert mail.preheader == "Inget är beställt."
        assert "Du svarade inte ja på något jobb. Inget är beställt." in mail.text
        assert "Torkarblad fram (inte nu)" in mail.text

    def test_a_spoken_no_is_confirmed_as_a_no(self) -> None:
        frozen = content()
        text = plain(letter("confirmation", frozen, given_answer(frozen, NO, way="desk")).text)
        assert "Vi talade i verkstaden 24 november 2026 kl. 18:42. Vi gör inget av jobben" in text
        assert "kom överens" not in text
        assert "beställt arbete" not in text

    def test_a_confirmation_of_an_answer_it_is_not_told_says_only_that(self) -> None:
        text = letter("confirmation").text
        assert text.startswith("Bekräftelse på det vi sa\n\nHej Karin! Vi har noterat ditt svar.\n")

    def test_a_call_with_a_known_time_is_told_with_it(self) -> None:
        text = plain(letter("verbal", said=given_answer(content(), way="phone")).text)
        assert text.startswith("Vi talade i telefon 24 november 2026 kl. 18:42\n")


class TestCompany:
    def test_reads_the_sum_without_vat_and_then_with_it(self) -> None:
        frozen = company_content()
        mail = letter("receipt", frozen, given_answer(frozen))
        text = plain(mail.text)
        assert mail.subject == "Er beställning för ABC 12D torsdag 26 november kl. 07:30"
        assert "Summa: 12 625 kr exkl. moms, kan bli högst 13 447 kr exkl. moms\n" in text
        assert "Moms 25 %: 3 156,25 kr\nAtt betala: 15 781,25 kr inkl. moms\n" in text
        assert "Länkstag fram, båda sidor (ni har en fråga)" in text

    @pytest.mark.parametrize("kind", sorted(LETTERS))
    def test_is_never_called_du_nor_told_a_consumers_rights(self, kind: str) -> None:
        frozen = company_content()
        for said in (None, given_answer(frozen), given_answer(frozen, NO)):
            mail = letter(kind, frozen, said)
            words = f"{mail.subject}\n{mail.preheader}\n{mail.text}"
            assert not re.search(r"\b(du|dig|din|ditt|ånger\w*|ångra)\b", words, re.IGNORECASE)
            assert "Hej Lunds" not in words

    def test_orders_by_its_own_button(self) -> None:
        text = letter("quote", company_content()).text
        assert "Inget blir beställt förrän ni själva trycker på Godkänn och beställ." in text


class TestLink:
    @pytest.mark.parametrize("kind", sorted(set(LETTERS) - {"confirmation"}))
    def test_stands_as_it_is_in_button_and_in_clear(self, kind: str) -> None:
        mail = letter(kind)
        assert mail.text.count(LINK) == 1
        assert mail.html.count(LINK) == 3
        assert Reader(mail.html).links.count(LINK) == 2
        assert LINK not in mail.subject + mail.preheader

    def test_is_not_in_a_letter_without_a_page(self) -> None:
        mail = letter("confirmation", said=given_answer(content(), way="phone"))
        assert LINK not in mail.text + mail.html
        assert "Fungerar inte knappen?" not in mail.html

    def test_nobody_can_type_one_of_their_own(self) -> None:
        frozen = content()
        frozen["jobs"][0]["title"] = "Se {link} här"
        mail = letter("receipt", frozen, given_answer(frozen))
        assert mail.text.count(LINK) == 1
        assert mail.html.count(LINK) == 3
        assert "Se (link) här: " in mail.text


HOSTILE = "<img src=x onerror=alert(1)> & \"Bil\" 'n' $heading"
SHOWN_TEXTS = [
    ("workshop", "name"),
    ("workshop", "legal_name"),
    ("workshop", "org_number"),
    ("workshop", "address"),
    ("workshop", "phone"),
    ("workshop", "email"),
    ("vehicle", "model"),
    ("vehicle", "plate_display"),
    ("adviser", "first_name"),
]


class TestTypedText:
    @pytest.mark.parametrize("kind", sorted(LETTERS))
    @pytest.mark.parametrize(("part", "name"), SHOWN_TEXTS)
    def test_is_text_wherever_it_stands(self, kind: str, part: str, name: str) -> None:
        frozen: Any = content()
        before = letter(kind, frozen, given_answer(frozen)).html
        frozen[part][name] = HOSTILE
        page = letter(kind, frozen, given_answer(frozen)).html
        assert "<img" not in page
        assert '"Bil"' not in page
        assert Reader(page).tags == Reader(before).tags

    def test_of_a_job_is_text(self) -> None:
        frozen = content()
        for job in frozen["jobs"]:
            job["title"] = HOSTILE
        mail = letter("receipt", frozen, given_answer(frozen))
        assert "<img" not in mail.html
        assert HOSTILE in unescape(mail.html)
        assert HOSTILE in mail.text

    def test_never_makes_a_line_of_its_own(self) -> None:
        frozen = content()
        frozen["vehicle"]["plate_display"] = "ABC\r\nBcc: x@y.example\n12D"
        frozen["workshop"]["name"] = "Ek\u2028backen\u202e\x00"
        frozen["drop_off"] = "torsdag\n\n\tkl. 7"
        quote = letter("quote", frozen)
        assert quote.subject == "Offert för ABC Bcc: x@y.example 12D från Ek backen"
        mail = letter("receipt", frozen, given_answer(frozen))
        assert mail.subject == "Din beställning för ABC Bcc: x@y.example 12D torsdag kl. 7"
        assert "\nLämna bilen: Torsdag kl. 7\n" in mail.text

    def test_leaves_the_frozen_content_as_it_was(self) -> None:
        frozen = content()
        frozen["drop_off"] = "{snart}"
        before = canonical_json(frozen)
        letter("receipt", frozen, given_answer(frozen))
        assert canonical_json(frozen) == before

    @pytest.mark.parametrize(
        ("name", "first"),
        [
            ("Karin Holmgren", "Karin"),
            ("Jean-Luc", "Jean-Luc"),
            ("D’Arcy Åkesson", "D’Arcy"),
            ("Åsa", "Åsa"),
            ("Holmgren, Karin", ""),
            ("www.x.example vinst", ""),
            ("0701740631", ""),
            ("<b>Karin</b>", ""),
            ("", ""),
        ],
    )
    def test_only_a_name_is_greeted(self, name: str, first: str) -> None:
        assert first_name(name) == first


class TestPage:
    @pytest.mark.parametrize("kind", sorted(LETTERS))
    def test_fetches_nothing_and_runs_nothing(self, kind: str) -> None:
        page = letter(kind, said=given_answer(content())).html
        tags = set(Reader(page).tags)
        assert not tags & {"img", "script", "link", "iframe", "form", "video", "svg"}
        assert not re.search(r"https?:|url\(|@import|\bon\w+=", page)

    @pytest.mark.parametrize("kind", sorted(LETTERS))
    def test_reads_the_same_as_the_text(self, kind: str) -> None:
        mail = letter(kind, said=given_answer(content()))
        read = Reader(mail.html).read
        assert read[0] == mail.preheader
        words = [
            re.sub(r"\W+", " ", part.replace(LINK, "")).split()
            for part in (" ".join(read[2:]).replace(HINT, ""), mail.text)
        ]
        assert words[0] == words[1]

    def test_leads_to_telephone_and_address(self) -> None:
        frozen = content()
        assert Reader(letter("confirmation", frozen).html).links == [
            "tel:+46406280412",
            "mailto:verkstad@ekbacken.example",
        ]
        frozen["workshop"]["phone_e164"] = ""
        frozen["workshop"]["email"] = 'a"?bcc=b@c.example'
        assert Reader(letter("confirmation", frozen).html).links == [
            "mailto:a%22%3Fbcc%3Db@c.example"
        ]


HINT = "Fungerar inte knappen? Kopiera den här adressen:"
OPTIONAL = [
    ("drop_off",),
    ("ready",),
    ("customer", "name"),
    ("adviser", "first_name"),
    ("vehicle", "model"),
    ("vehicle", "plate_display"),
    ("vehicle", "vin"),
    ("workshop", "legal_name"),
    ("workshop", "org_number"),
    ("workshop", "address"),
    ("workshop", "phone"),
    ("workshop", "phone_e164"),
    ("workshop", "email"),
]


SAYINGS = st.fixed_dictionaries(
    {
        "answers": st.sampled_from([ANSWERS, NO, [*NO[:5], "asked"]]),
        "way": st.sampled_from(["link", "on_site", "phone", "desk"]),
        "signer": st.sampled_from(["Karin Holmgren", "", "070-174"]),
        "ticked": st.sampled_from(["", "start", "ends", "start ends"]),
    }
)


class TestMissingValues:
    @given(
        st.sampled_from(sorted(LETTERS)),
        st.sampled_from([content, company_content]),
        st.sets(st.sampled_from(OPTIONAL)),
        st.none() | SAYINGS,
    )
    def test_leave_no_gap(
        self,
        kind: str,
        make: Callable[[], Content],
        missing: set[tuple[str, ...]],
        saying: dict[str, Any] | None,
    ) -> None:
        frozen: Any = make()
        said = given_answer(frozen, **saying) if saying else None
        for *parts, name in missing:
            place = frozen[parts[0]] if parts else frozen
            place[name] = ""
        mail = letter(kind, frozen, said)
        for text in (mail.subject, mail.preheader, plain(mail.text).replace(f":\n{LINK}", "")):
            assert text
            assert "{" not in text
            assert not ODDITIES.search(text), text
        body = mail.html.partition("<body")[2]
        assert "{" not in body.replace(LINK, "")
        assert not re.search(r"<(p|h1|td|th|a)\b[^>]*>\s*</", body)
