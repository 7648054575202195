"""Every word of one letter of each kind."""

from typing import Any

import pytest

from tests.documents.letters import LINK, NO, given_answer, letter, plain
from tests.documents.papers import SERVICE, content
from verksign.documents.mail_letters import LETTERS, UnknownLetter
from verksign.domain.sms_text import SMS_TEXTS

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
