from tests.documents import papers
from tests.portal.example import MIXED, company_content
from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content
from verksign.portal.choices import Replies, Reply, cards_of, first_replies, read_replies


def ids(content: Content) -> dict[int, str]:
    return {job["no"]: job["id"] for job in content["jobs"]}


class TestCardsOf:
    def test_puts_the_most_urgent_first_and_a_group_on_one_card(self) -> None:
        cards = cards_of(papers.content())

        assert [[job["no"] for job in card.jobs] for card in cards] == [[2], [3], [4, 5], [6]]

    def test_leaves_out_what_is_included(self) -> None:
        assert cards_of(papers.content([papers.SERVICE])) == []


class TestReadReplies:
    def test_reads_what_the_form_says(self) -> None:
        replies = read_replies(papers.content(), MIXED)

        assert replies.by_no == {
            2: Reply("yes", "", ""),
            3: Reply("call", "Är det bråttom?", "before_12"),
            4: Reply("yes-5", "", ""),
            6: Reply("later", "", ""),
        }

    def test_takes_a_value_that_is_none_of_the_cards_for_no_reply(self) -> None:
        posted = {"answer-2": "yes-5", "answer-4": "yes", "answer-6": "1", "answer-1": "no"}

        assert read_replies(papers.content(), posted).by_no == {}

    def test_gives_the_fields_back_as_they_came(self) -> None:
        content = papers.content()
        replies = read_replies(content, MIXED)

        assert dict(replies.fields(cards_of(content))) == MIXED


class TestJobAnswers:
    def test_choosing_one_of_a_group_leaves_the_other(self) -> None:
        content = papers.content()
        answers = read_replies(content, MIXED).job_answers(cards_of(content))
        job = ids(content)

        assert answers == {
            job[2]: JobAnswer.ACCEPTED,
            job[3]: JobAnswer.ASKED,
            job[4]: JobAnswer.NOT_CHOSEN,
            job[5]: JobAnswer.ACCEPTED,
            job[6]: JobAnswer.LATER,
        }

    def test_a_no_to_a_group_is_a_no_to_each(self) -> None:
        content = papers.content()
        answers = Replies({4: Reply("no")}).job_answers(cards_of(content))

        assert set(answers.values()) == {JobAnswer.DECLINED}
        assert len(answers) == 2


class TestFirstReplies:
    def test_nothing_is_ticked_for_a_consumer(self) -> None:
        assert first_replies(papers.content()).by_no == {}

    def test_a_company_sees_what_its_agreement_has_chosen(self) -> None:
        content = company_content()
        content["jobs"][1]["choice"] = "preselected"

        assert first_replies(content).by_no == {2: Reply("yes")}
