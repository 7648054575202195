"""The letters: every word of one of each kind, nothing that people type gets out, no gap anywhere."""

import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.papers import ANSWERS, CONSENTS, SERVICE, answer, content
from verksign.documents.mail import Mail, render_mail
from verksign.documents.mail_letters import LETTERS, UnknownLetter
from verksign.documents.mail_matter import first_name
from verksign.domain.canonical import canonical_json
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.sms_text import SMS_TEXTS

LINK = "{link}"
NO = ["declined"] * 6
ODDITIES = re.compile(r"  | [,.!?:;)]|[,:] ?\n|\(\)|[({] |,,|\.\.|, ?\.|None|\$|\A\s|\n\n\n")


def company_content() -> Content:
    return content(kind=CustomerKind.COMPANY, customer="Lunds Budservice AB")


def given_answer(
    frozen: Content, answers: list[str] = ANSWERS, *, ticked: str = "start", **changes: Any
) -> dict[str, Any]:
    consents = [{**consent, "ticked": consent["key"] in ticked.split()} for consent in CONSENTS]
    written = json.loads(answer(frozen, answers, consents=consents, **changes))
    return dict(written)


def letter(kind: str, frozen: Content | None = None, said: Mapping[str, Any] | None = None) -> Mail:
    return render_mail(kind, frozen or content(), link=LINK, answer=said)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


class Reader(HTMLParser):
    """What a person reads, where the links lead, what is fetched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.read: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._unread = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._unread += tag in {"style", "title"}
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self._unread and data.strip():
            self.read.append(data.strip())


FOOT = """\
--
Ekbackens Bilverkstad AB, org.nr 556677-8899
Ekbacksgatan 8, 211 20 Malmö
040-628 04 12, verkstad@ekbacken.example
"""
QUOTE = f"""\
Offert för din Volvo V60 D4

Hej Karin! Se vad vi föreslår, med priser, och svara på varje jobb för sig.

Bil: Volvo V60 D4, ABC 12D
Svara senast: Tisdag 8 december
Priserna gäller till: 8 december 2026

Visa offerten:
{LINK}

Inget blir beställt förrän du själv trycker på Beställ.

Frågor? Svara på det här mejlet eller ring oss. Hälsningar Anna

{FOOT}Du får mejlet för att du har bett om en offert (nr SOF-10482).
"""
VERSION = f"""\
Offerten har ändrats

Hej Karin! Se vad som är nytt och svara på den nya.

Bil: Volvo V60 D4, ABC 12D
Svara senast: Tisdag 8 december
Priserna gäller till: 8 december 2026

Visa den nya offerten:
{LINK}

Inget blir beställt förrän du själv trycker på Beställ.

Frågor? Svara på det här mejlet eller ring oss. Hälsningar Anna

{FOOT}Du får mejlet för att du har bett om en offert (nr SOF-10482).
"""
VERBAL = f"""\
Vi talade i telefon

Hej Karin! Här är det vi kom överens om. Det gäller när du har godkänt det.

Bil: Volvo V60 D4, ABC 12D
Svara senast: Tisdag 8 december
Priserna gäller till: 8 december 2026

Läs och godkänn:
{LINK}

Stämmer det inte? Ring oss på 040-628 04 12. Hälsningar Anna

{FOOT}Du får mejlet för att du har bett om en offert (nr SOF-10482).
"""
AGREED = """\
Bil: Volvo V60 D4, ABC 12D
Service 12 000 mil: 4 390 kr, fast pris
Bromsar fram: nya skivor och belägg: 5 480 kr, ungefärligt pris
Startbatteri: likvärdigt AGM 80 Ah: 2 755 kr, fast pris
Att betala: 12 625 kr inkl. moms, kan bli högst 13 447 kr
Varav moms 25 %: 2 525 kr
Inte beställt: Länkstag fram, båda sidor (du har en fråga), \
Startbatteri: original AGM 80 Ah (valdes bort), Torkarblad fram (inte nu)
Lämna bilen: Torsdag 26 november kl. 07:30
Klar: Samma dag kl. 16:00
"""
RECEIPT = f"""\
Tack, Karin! Beställningen är klar.

Du beställde 24 november 2026 kl. 18:42. Avtalet, villkoren och blanketten för ångerrätt finns \
i den bifogade PDF:en. Spara den.

{AGREED}
Visa kvittot:
{LINK}

Du har 14 dagars ångerrätt, till och med 8 december 2026. Du bad oss börja innan dess. \
Ångrar du dig betalar du därför för det arbete som då är gjort. Ångra dig genom att ringa \
040-628 04 12, mejla verkstad@ekbacken.example eller använda standardblanketten i PDF:en.

Frågor? Svara på det här mejlet eller ring oss. Hälsningar Anna

{FOOT}Du får mejlet för att du har beställt arbete hos oss (SOF-10482).
"""
DECLINED = f"""\
Tack för ditt svar

Hej Karin! Vi gör inget av jobben, och du ska inte betala något.

Bil: Volvo V60 D4, ABC 12D

Visa ditt svar:
{LINK}

Ändrar du dig? Ring oss, så skickar vi en ny offert. Hälsningar Anna

{FOOT}Du får mejlet för att du har bett om en offert (nr SOF-10482).
"""
CONFIRMATION = f"""\
Bekräftelse på det vi sa

Hej Karin! Vi har noterat ditt svar. Vi talade i telefon 24 november 2026 kl. 18:42. \
Här är det vi kom överens om.

{AGREED}
Du har 14 dagars ångerrätt, till och med 8 december 2026. Ångra dig genom att ringa \
040-628 04 12, mejla verkstad@ekbacken.example eller använda standardblanketten.

Stämmer det inte? Ring oss på 040-628 04 12. Hälsningar Anna

{FOOT}Du får mejlet för att du har beställt arbete hos oss (SOF-10482).
"""


class TestWords:
    @pytest.mark.parametrize(
        ("kind", "said", "subject", "preheader", "text"),
        [
            (
                "quote",
                None,
                "Offert för ABC 12D från Ekbackens Bilverkstad",
                "Se jobb och priser. Svara senast tisdag 8 december.",
                QUOTE,
            ),
            (
                "version",
                None,
                "Ändrad offert för ABC 12D",
                "Den gamla gäller inte längre.",
                VERSION,
            ),
            (
                "verbal",
                None,
                "Bekräfta det vi sa om ABC 12D",
                "Läs och godkänn skriftligt.",
                VERBAL,
            ),
            (
                "receipt",
                given_answer(content()),
                "Din beställning för ABC 12D torsdag 26 november kl. 07:30",
                "Avtalet är bifogat som PDF. Lämna bilen torsdag 26 november kl. 07:30.",
                RECEIPT,
            ),
            (
                "declined",
                given_answer(content(), NO),
                "Du tackade nej: ABC 12D",
                "Vi gör inget av jobben.",
                DECLINED,
            ),
            (
                "confirmation",
                given_answer(content(), way="phone", ticked=""),
                "Bekräftelse på det vi sa om ABC 12D",
                "Stämmer det inte? Ring 040-628 04 12.",
                CONFIRMATION,
            ),
        ],
    )
    def test_one_of_each_kind(
        self, kind: str, said: dict[str, Any] | None, subject: str, preheader: str, text: str
    ) -> None:
        mail = letter(kind, said=said)
        assert mail.subject == subject
        assert plain(mail.preheader) == preheader
        assert plain(mail.text) == text

    def test_each_kind_of_letter_has_its_sms(self) -> None:
        assert set(LETTERS) <= set(SMS_TEXTS)

    def test_refuses_a_kind_it_does_not_know(self) -> None:
        with pytest.raises(UnknownLetter) as refusal:
            letter("poem")
        assert refusal.value.kind == "poem"

    def test_only_included_jobs_are_not_asked_about_one_by_one(self) -> None:
        frozen = content([SERVICE])
        assert "Hej Karin! Se vad vi föreslår, med priser.\n" in letter("quote", frozen).text
        assert "Att betala: 4 390 kr inkl. moms\n" in plain(letter("verbal", frozen).text)


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

    def test_a_contract_made_in_the_workshop_gives_no_right_of_withdrawal(self) -> None:
        frozen = content()
        for way in ("on_site", "desk"):
            text = letter("receipt", frozen, given_answer(frozen, way=way)).text
            assert "ånger" not in text.lower()
            assert "Avtalet och villkoren finns i den bifogade PDF:en. Spara den." in text

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
