import pytest

from verksign.domain.quick_quotes import Given, read_recipient


class TestReadRecipient:
    @pytest.mark.parametrize(
        ("typed", "given"),
        [
            ("070-174 06 31", Given("sms", "070-174 06 31")),
            (" 0701740631 ", Given("sms", "0701740631")),
            ("+46 (0)70 174 06 31", Given("sms", "+46 (0)70 174 06 31")),
            ("070-174 06 31 Karin Holmgren", Given("sms", "070-174 06 31", "Karin Holmgren")),
            ("Karin Holmgren, 070-174 06 31", Given("sms", "070-174 06 31", "Karin Holmgren")),
            ("karin@mail.example", Given("email", "karin@mail.example")),
            ("Karin H <karin@mail.example>", Given("email", "karin@mail.example", "Karin H")),
            ("", Given("sms", "")),
        ],
    )
    def test_tells_the_number_or_the_address_from_the_name(self, typed: str, given: Given) -> None:
        assert read_recipient(typed) == given

    @pytest.mark.parametrize(
        "typed", ["070-17x4 06 31", "070-174 06 31 och 070-174 06 45", "Karin"]
    )
    def test_leaves_what_is_no_one_number_for_the_sender_to_judge(self, typed: str) -> None:
        assert read_recipient(typed) == Given("sms", typed)

    def test_makes_no_name_of_an_address_on_the_web(self) -> None:
        assert read_recipient("070-174 06 31 www.elak.example/x").name == ""
