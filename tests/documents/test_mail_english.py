"""The letters in English: every sentence of ours has its words, and the reader learns what the contract speaks."""

import re

import pytest

from tests.documents.letters import LINK, NO, company_content, given_answer, plain
from tests.documents.papers import ANSWERS, content
from verksign.documents.mail import render_mail
from verksign.documents.mail_english import ENGLISH
from verksign.documents.mail_letters import LETTERS
from verksign.domain.content import Content


class TestEnglish:
    @pytest.mark.parametrize("kind", sorted(LETTERS))
    @pytest.mark.parametrize("frozen", [content(), company_content()], ids=["consumer", "company"])
    @pytest.mark.parametrize("answers", [None, NO, ANSWERS], ids=["open", "no", "some"])
    @pytest.mark.parametrize("ticked", ["", "start ends"])
    def test_every_letter_has_its_words(
        self, kind: str, frozen: Content, answers: list[str] | None, ticked: str
    ) -> None:
        said = given_answer(frozen, answers, ticked=ticked) if answers else None
        more = {"svarande": "Anna", "svar": "Yes"}
        mail = render_mail(kind, frozen, link=LINK, answer=said, more=more, language="en")

        assert '<html lang="en" dir="ltr">' in mail.html
        assert "The contract is in Swedish, and the Swedish text applies." in mail.text
        # Names, jobs and times are typed in Swedish; every sentence around them is ours.
        sentences = {swedish for swedish, told in ENGLISH.items() if told != swedish}
        plain_ones = [each for each in sentences if "{" not in each and " " in each]
        assert [each for each in plain_ones if each in mail.text] == []
        assert "{" not in mail.text.replace(LINK, "")

    def test_days_are_english_and_prices_as_in_sweden(self) -> None:
        mail = render_mail("quote", content(), link=LINK, language="en")

        assert plain(mail.text).startswith("Quote for your Volvo V60 D4")
        assert "Hello Karin! See what we propose, with prices" in mail.text
        assert re.search(r"Answer by: [A-Z]\w+day \d+ \w+", mail.text)

    def test_an_order_says_what_is_to_be_paid(self) -> None:
        frozen = content()
        mail = render_mail("receipt", frozen, link=LINK, answer=given_answer(frozen), language="en")

        assert "To pay: " in mail.text
        assert "incl. VAT" in mail.text
        assert "Of which VAT 25" in mail.text
        assert "You have a 14-day right of withdrawal, until" in mail.text
