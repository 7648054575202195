import pytest

from verksign.domain.identifiers import (
    EmailProblem,
    NotAnOrgNumber,
    NotAPhoneNumber,
    Plate,
    PlateKind,
    PlateWarning,
    VinWarning,
    clean_email,
    clean_name,
    clean_text,
    display_phone,
    email_problem,
    is_mobile,
    is_personal_number,
    is_vat_number,
    parse_phone,
    read_org_number,
    read_plate,
    read_vin,
)


class TestPlates:
    @pytest.mark.parametrize(
        ("typed", "plate"),
        [
            ("abc123", Plate("ABC123", "ABC 123", PlateKind.STANDARD)),
            (" abc-12d ", Plate("ABC12D", "ABC 12D", PlateKind.STANDARD)),
            ("KALLE Å", Plate("KALLEÅ", "KALLE Å", PlateKind.PERSONAL)),
            ("kalle a\u030a", Plate("KALLEÅ", "KALLE Å", PlateKind.PERSONAL)),
            ("AB123C", Plate("AB123C", "AB 123 C", PlateKind.DIPLOMATIC)),
            ("", Plate("", "", PlateKind.OTHER)),
        ],
    )
    def test_are_read_without_warning(self, typed: str, plate: Plate) -> None:
        assert read_plate(typed) == plate

    def test_o_at_the_end_warns_and_is_kept(self) -> None:
        plate = read_plate("ABC12O")
        assert (plate.normalised, plate.kind) == ("ABC12O", PlateKind.STANDARD)
        assert plate.warnings == (PlateWarning.O_AT_END,)

    @pytest.mark.parametrize("typed", ["B-XY 12345", "Ж123", "A", "ABC 1234 X"])
    def test_strange_ones_warn_and_are_kept(self, typed: str) -> None:
        plate = read_plate(typed)
        assert plate.kind is PlateKind.OTHER
        assert plate.warnings == (PlateWarning.UNKNOWN_FORM,)
        assert plate.normalised == typed.replace("-", "").replace(" ", "")

    @pytest.mark.parametrize("typed", ["IBC123", "ABQ123", "ABV 12D"])
    def test_letters_that_ordinary_plates_lack_make_it_personal(self, typed: str) -> None:
        assert read_plate(typed).kind is PlateKind.PERSONAL


class TestVin:
    def test_is_read_without_spaces(self) -> None:
        assert read_vin("yv1cz8256 9123 4567").normalised == "YV1CZ825691234567"

    @pytest.mark.parametrize(
        ("typed", "warnings"),
        [
            ("", ()),
            ("YV1CZ825691234567", ()),
            ("1HGCM82633A004352", ()),
            ("1HGCM82633A004353", (VinWarning.CHECK_DIGIT,)),
            ("YV1CZ82569123456", (VinWarning.LENGTH,)),
            ("YV1CZ8256912345O7", (VinWarning.ALPHABET,)),
            ("183-4711", (VinWarning.LENGTH, VinWarning.ALPHABET)),
        ],
    )
    def test_hints_and_never_refuses(self, typed: str, warnings: tuple[VinWarning, ...]) -> None:
        assert read_vin(typed).warnings == warnings


class TestOrganisationNumbers:
    @pytest.mark.parametrize("typed", ["556036-0793", "5560360793", "16556036-0793", "556036 0793"])
    def test_are_read_however_they_are_written(self, typed: str) -> None:
        number = read_org_number(typed)
        assert number.digits == "5560360793"
        assert number.display == "556036-0793"
        assert number.vat_number == "SE556036079301"
        assert not number.is_personal

    def test_an_authoritys_begins_like_a_date_and_is_none(self) -> None:
        assert not read_org_number("202100-6099").is_personal

    @pytest.mark.parametrize("typed", ["811218-9876", "19811218-9876", "701063-2391"])
    def test_a_sole_traders_is_a_personal_number(self, typed: str) -> None:
        assert read_org_number(typed).is_personal

    @pytest.mark.parametrize(
        "typed", ["", "556036-0794", "55603607", "abc", "811318-9875", "1755603607930"]
    )
    def test_refuses_what_is_none(self, typed: str) -> None:
        with pytest.raises(NotAnOrgNumber) as refusal:
            read_org_number(typed)
        assert refusal.value.text == typed


class TestPersonalNumbers:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("811218-9876", True),
            ("19811218-9876", True),
            ("811218+9876", True),
            ("19701063-2391", True),  # a co-ordination number
            ("811218-9877", False),
            ("20990231-0000", False),
            ("556036-0793", False),
            ("", False),
        ],
    )
    def test_need_a_date_and_the_right_last_digit(self, typed: str, *, right: bool) -> None:
        assert is_personal_number(typed) is right


class TestVatNumbers:
    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("SE556036079301", True),
            ("se 556036-0793 01", True),
            ("SE556036079401", False),
            ("SE556036079302", False),
            ("DK12345678", False),
        ],
    )
    def test_are_the_organisation_number_between_se_and_01(
        self, typed: str, *, right: bool
    ) -> None:
        assert is_vat_number(typed) is right


class TestPhone:
    @pytest.mark.parametrize(
        "typed", ["070-174 06 31", "0701740631", "+46 70 174 06 31", "0046701740631"]
    )
    def test_is_stored_one_way(self, typed: str) -> None:
        number = parse_phone(typed)
        assert number.e164 == "+46701740631"
        assert number.display == "070-174 06 31"
        assert number.is_mobile

    @pytest.mark.parametrize(
        ("typed", "mobile"),
        [
            ("040-628 04 12", False),
            ("010-123 45 67", False),
            ("020-123 456", False),
            ("+45 20 12 34 56", True),
            ("inte ett nummer", False),
        ],
    )
    def test_only_mobiles_take_sms(self, typed: str, *, mobile: bool) -> None:
        assert is_mobile(typed) is mobile

    @pytest.mark.parametrize(
        "typed", ["", "070", "070-174 06 3", "hej", "+46", "070-174 06 311 22"]
    )
    def test_refuses_what_is_no_number(self, typed: str) -> None:
        with pytest.raises(NotAPhoneNumber) as refusal:
            parse_phone(typed)
        assert refusal.value.text == typed

    def test_a_foreign_number_is_shown_with_its_country(self) -> None:
        assert parse_phone("+4520123456").display == "+45 20 12 34 56"

    def test_a_stored_number_is_shown_and_anything_else_left(self) -> None:
        assert display_phone("+46701740631") == "070-174 06 31"
        assert display_phone("") == ""
        assert display_phone("ring växeln") == "ring växeln"


class TestEmail:
    @pytest.mark.parametrize(
        "typed", ["a@b.se", "karin.ek+bil@mail.ekbacken.se", " k@åkeri.se ", "o'neil@x.travel"]
    )
    def test_right_ones_have_no_problem(self, typed: str) -> None:
        assert email_problem(typed) is None

    @pytest.mark.parametrize("typed", ["", "karin", "karin.ekbacken.se"])
    def test_without_at(self, typed: str) -> None:
        assert email_problem(typed) is EmailProblem.NO_AT

    @pytest.mark.parametrize(
        "typed",
        [
            *("@b.se", "a@", "a@b", "a@b.s", "a@b.1", "a b@c.se", "a..b@c.se", ".a@c.se"),
            *("a@b..se", "a@-b.se", "a@b.se.", "a@b@c.se", "a@b.se,c@d.se", "a@b.se\nBcc: c"),
            *("x" * 65 + "@b.se", "a@" + "b" * 64 + ".se", "<a@b.se>", "å@b.se"),
        ],
    )
    def test_other_faults(self, typed: str) -> None:
        assert email_problem(typed) is EmailProblem.OTHER

    def test_is_stored_as_mail_servers_read_it(self) -> None:
        assert clean_email(" Karin@ÅKERI.se ") == "Karin@xn--keri-poa.se"


class TestCleaning:
    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("  Karin \t Ek ", "Karin Ek"),
            ("Karin\nEk", "Karin Ek"),
            ("A\u030asa", "Åsa"),
            ("Ka\u202erin\u2066\u200b\ufeff", "Karin"),
            ("Karin\x00\x1b", "Karin"),
            ("Karin http://evil.example/x?y=1 Ek", "Karin Ek"),
            ("Karin www.evil.example", "Karin"),
            ("Karin evil.example/login", "Karin"),
            ("Blocket.se AB", "Blocket.se AB"),
            ("Bil & Däck / Service", "Bil & Däck / Service"),
            ("👩\u200d🔧 Karin", "👩\u200d🔧 Karin"),
        ],
    )
    def test_a_name_is_one_harmless_line(self, typed: str, name: str) -> None:
        assert clean_name(typed) == name

    def test_a_text_keeps_its_lines(self) -> None:
        assert clean_text(" a\r\nb\rc\u202e\x07\n\n") == "a\nb\nc"

    def test_a_tab_still_parts_two_words(self) -> None:
        assert clean_text("Bromsskiva\t2 st") == "Bromsskiva 2 st"
