from dataclasses import replace

from verksign.domain.customers import CustomerKind
from verksign.domain.terms import TermFacts, terms_for, texts_for

CONSUMER, COMPANY = CustomerKind.CONSUMER, CustomerKind.COMPANY

FACTS = TermFacts(
    seller="Ekbackens Bil AB",
    time="i dag kl. 16:00",
    payment="Kort",
    terms_profile="reparationsvillkor_2000",
    withdraw_address="https://ekbacken.se/angra",
)


def words_of(kind: CustomerKind, facts: TermFacts = FACTS) -> dict[str, str]:
    return {term.key: term.text for term in terms_for(kind, facts)}


class TestTexts:
    def test_the_consents_are_the_laws_words_in_their_version(self) -> None:
        texts = {text.key: text for text in texts_for(CONSUMER, legal_name="Ekbackens Bil AB")}
        assert texts["start"].version == "DAL-8 v1"
        assert texts["start"].text == (
            "Jag vill att arbetet påbörjas innan ångerfristen på 14 dagar har gått ut. "
            "Om jag ångrar mig betalar jag för det arbete som då har utförts."
        )
        assert texts["ends"].version == "DAL-9 v1"
        assert texts["ends"].text == (
            "Jag godkänner att ångerrätten upphör när arbetet är helt utfört."
        )

    def test_the_button_carries_the_obligation_to_pay(self) -> None:
        [button, *_] = texts_for(CONSUMER, legal_name="x")
        assert button.text == "Beställ – med betalningsskyldighet"

    def test_no_two_wordings_share_a_version(self) -> None:
        words: dict[str, set[str]] = {}
        for kind in CustomerKind:
            for text in texts_for(kind, legal_name="x"):
                words.setdefault(text.version, set()).add(text.text)
            for term in [
                *terms_for(kind, FACTS),
                *terms_for(kind, replace(FACTS, terms_profile="law_only")),
                *terms_for(kind, replace(FACTS, withdraw_address="")),
            ]:
                words.setdefault(term.version, set()).add(term.text)
        assert {version for version, known in words.items() if len(known) > 1} == set()


class TestTerms:
    def test_a_consumer_is_told_where_to_withdraw(self) -> None:
        assert "https://ekbacken.se/angra" in words_of(CONSUMER)["right"]

    def test_no_button_is_promised_where_there_is_none(self) -> None:
        right = words_of(CONSUMER, replace(FACTS, withdraw_address=""))["right"]
        assert "14 dagars ångerrätt" in right
        assert "knappen" not in right

    def test_a_company_has_its_own_time_to_complain_and_no_board(self) -> None:
        words = words_of(COMPANY)
        assert words["complaint"].startswith("Inom 14 dagar")
        assert not {"right", "arn", "more"} & set(words)

    def test_the_industrys_terms_stand_only_where_they_apply(self) -> None:
        words = words_of(CONSUMER, replace(FACTS, terms_profile="law_only"))
        assert "warranty" not in words
        assert words["terms"] == "Avtalet är på svenska."

    def test_an_empty_fact_leaves_no_empty_heading(self) -> None:
        words = words_of(CONSUMER, replace(FACTS, time="", payment=""))
        assert not {"time", "pay"} & set(words)
