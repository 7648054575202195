import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.money import format_kronor
from verksign.domain.sms_text import (
    GSM7,
    GSM7_EXTENSION,
    LINK,
    SMS_TEXTS,
    Encoding,
    MissingValue,
    SenderProblem,
    SmsCount,
    count,
    fill,
    names_in,
    put_link,
    sender_problem,
    suggested_sender,
    to_gsm7,
)

EXAMPLE = {
    "verkstad": "Ekbacken",
    "regnr": "ABC 12D",
    "svara_senast": "25/11 kl 12",
    "länk": "https://offert.ekbacken.se/a/".ljust(52, "x"),
    "telefon": "040-628 04 12",
    "lämna": "26/11 kl 7:30",
    "svarande": "Anna",
    "antal": "3 saker",
    "svara_före": "10:40",
}


class TestCount:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", SmsCount(Encoding.GSM7, 0, 1, 160)),
            ("åäöÅÄÖéÉü§", SmsCount(Encoding.GSM7, 10, 1, 160)),
            ("a" * 160, SmsCount(Encoding.GSM7, 160, 1, 160)),
            ("a" * 161, SmsCount(Encoding.GSM7, 161, 2, 153)),
            ("a" * 306, SmsCount(Encoding.GSM7, 306, 2, 153)),
            ("a" * 307, SmsCount(Encoding.GSM7, 307, 3, 153)),
            ("€" * 80, SmsCount(Encoding.GSM7, 160, 1, 160)),
            # 76 of them fill 152 of 153: the 77th is not divided.
            ("€" * 153, SmsCount(Encoding.GSM7, 306, 3, 153)),
            ("á" * 70, SmsCount(Encoding.UCS2, 70, 1, 70, ("á",))),
            ("½" + "a" * 70, SmsCount(Encoding.UCS2, 71, 2, 67, ("½",))),
            ("😀" * 35, SmsCount(Encoding.UCS2, 70, 1, 70, ("😀",))),
            ("😀" * 67, SmsCount(Encoding.UCS2, 134, 3, 67, ("😀",))),
            ("½á½", SmsCount(Encoding.UCS2, 3, 1, 70, ("½", "á"))),
        ],
    )
    def test_tells_encoding_characters_and_parts(self, text: str, expected: SmsCount) -> None:
        assert count(text) == expected

    def test_the_alphabet_has_its_128_places_less_escape(self) -> None:
        assert len(GSM7) == 127
        assert len(GSM7_EXTENSION) == 10

    @given(st.text(st.sampled_from([*sorted(GSM7 | GSM7_EXTENSION), "😀", "á"]), max_size=400))
    def test_parts_hold_the_text_and_no_more_than_needed(self, text: str) -> None:
        counted = count(text)
        assert counted.characters <= counted.parts * counted.per_part
        # At most one unit is lost at the end of each part.
        assert counted.characters > (counted.parts - 1) * (counted.per_part - 1) or not text
        assert (counted.encoding is Encoding.UCS2) == bool(counted.offending)


class TestToGsm7:
    def test_an_amount_with_no_break_spaces_stays_in_gsm7(self) -> None:
        amount = format_kronor(1_234_550)
        assert count(amount).encoding is Encoding.UCS2
        assert to_gsm7(amount) == "12 345,50 kr"
        assert count(to_gsm7(amount)) == SmsCount(Encoding.GSM7, 12, 1, 160)

    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("”Hej” – sa ’hon’…", "\"Hej\" - sa 'hon'..."),
            ("a\u0308ven", "även"),
            ("zero\u200bwidth", "zerowidth"),
            ("4 × 2", "4 x 2"),
            ("á 😀", "á 😀"),
        ],
    )
    def test_makes_typography_plain_and_leaves_the_rest(self, text: str, plain: str) -> None:
        assert to_gsm7(text) == plain


class TestFill:
    def test_puts_the_values_in(self) -> None:
        assert fill("{verkstad}: {länk}", EXAMPLE) == f"Ekbacken: {EXAMPLE['länk']}"

    @pytest.mark.parametrize("values", [{"a": "1"}, {"a": "1", "b": ""}])
    def test_refuses_a_gap(self, values: dict[str, str]) -> None:
        with pytest.raises(MissingValue) as refusal:
            fill("{a} och {b}", values)
        assert refusal.value.name == "b"

    def test_a_value_is_never_a_template(self) -> None:
        assert fill("Hej {kund}!", {"kund": "{telefon}"}) == "Hej {telefon}!"

    def test_the_link_is_put_in_when_the_message_is_handed_over(self) -> None:
        stored = fill("Se {länk} nu", {"länk": LINK})
        assert stored == "Se {länk} nu"
        assert put_link(stored, "https://x.se/a/1") == "Se https://x.se/a/1 nu"


class TestDefaultTexts:
    @pytest.mark.parametrize(
        ("key", "characters"),
        [
            ("quote", 156),
            ("version", 137),
            ("reminder", 159),
            ("receipt", 155),
            ("receipt_without_time", 150),
            ("declined", 93),
            ("withdrawn", 94),
            ("verbal", 153),
            ("confirmation", 80),
            ("reply", 103),
            ("upsell", 144),
            ("upsell_today", 153),
            ("upsell_by", 139),
            ("upsell_reminder", 139),
            ("order", 140),
            ("order_reminder", 141),
        ],
    )
    def test_fit_in_one_part(self, key: str, characters: int) -> None:
        assert count(fill(SMS_TEXTS[key], EXAMPLE)) == SmsCount(Encoding.GSM7, characters, 1, 160)

    def test_name_only_what_the_editor_knows(self) -> None:
        assert {name for text in SMS_TEXTS.values() for name in names_in(text)} == set(EXAMPLE)

    def test_each_can_be_answered_by_phone_or_leads_to_the_page(self) -> None:
        for text in SMS_TEXTS.values():
            assert {"telefon", "länk"} & names_in(text)


class TestSender:
    @pytest.mark.parametrize(
        ("sender", "problem"),
        [
            ("Ekbacken", None),
            ("Bil24", None),
            ("EkbackensBi", None),
            ("Ek", SenderProblem.TOO_SHORT),
            ("", SenderProblem.TOO_SHORT),
            ("EkbackensBil", SenderProblem.TOO_LONG),
            ("Ek backen", SenderProblem.BAD_CHARACTER),
            ("Åkeriet", SenderProblem.BAD_CHARACTER),
            ("Ek\nbacken", SenderProblem.BAD_CHARACTER),
            ("24Bil", SenderProblem.STARTS_WITH_DIGIT),
        ],
    )
    def test_is_three_to_eleven_plain_letters(
        self, sender: str, problem: SenderProblem | None
    ) -> None:
        assert sender_problem(sender) is problem

    @pytest.mark.parametrize(
        ("name", "sender"),
        [
            ("Ekbackens Bilverkstad", "EkbackensBi"),
            ("Åkes Bil & Däck", "AkesBilDack"),
            ("24 Bil", "Bil"),
            ("Ö", ""),
        ],
    )
    def test_is_suggested_from_the_name(self, name: str, sender: str) -> None:
        assert suggested_sender(name) == sender
