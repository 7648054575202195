import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.answers import (
    AnswersIncomplete,
    AnswerSummary,
    AnswerWay,
    ChoiceNotAllowed,
    ChoiceRule,
    JobAnswer,
    LeftAlone,
    OfferedJob,
    decline_all,
    offered,
    settle,
    summary_of,
)
from verksign.domain.digital_states import DigitalStatus

ACCEPTED, LATER, DECLINED = JobAnswer.ACCEPTED, JobAnswer.LATER, JobAnswer.DECLINED
NOT_CHOSEN, ASKED = JobAnswer.NOT_CHOSEN, JobAnswer.ASKED

BRAKES = OfferedJob("brakes")
OIL = OfferedJob("oil")
WIPERS = OfferedJob("wipers", ChoiceRule.OPTIONAL)
BULB = OfferedJob("bulb", ChoiceRule.PRESELECTED)
SUMMER = OfferedJob("summer", ChoiceRule.ALTERNATIVE, "tyres")
WINTER = OfferedJob("winter", ChoiceRule.ALTERNATIVE, "tyres")


class TestIncludedJobs:
    def test_are_accepted_by_signing(self) -> None:
        outcome = settle([BRAKES, OIL], {})
        assert outcome.answers == {"brakes": ACCEPTED, "oil": ACCEPTED}
        assert outcome.status is DigitalStatus.SIGNED
        assert outcome.accepted_ids == ("brakes", "oil")
        assert not outcome.partly

    def test_go_together_when_one_is_declined(self) -> None:
        outcome = settle([BRAKES, OIL], {"oil": LATER})
        assert outcome.answers == {"brakes": LATER, "oil": LATER}
        assert outcome.status is DigitalStatus.REJECTED
        assert outcome.accepted_ids == ()
        assert not outcome.partly

    def test_cannot_be_divided(self) -> None:
        with pytest.raises(ChoiceNotAllowed) as refusal:
            settle([BRAKES, OIL], {"brakes": ACCEPTED, "oil": DECLINED})
        assert refusal.value.job_id == "oil"

    def test_cannot_be_declined_while_an_optional_job_is_accepted(self) -> None:
        with pytest.raises(ChoiceNotAllowed) as refusal:
            settle([BRAKES, WIPERS], {"brakes": DECLINED, "wipers": ACCEPTED})
        assert refusal.value.job_id == "brakes"

    @pytest.mark.parametrize("answer", [NOT_CHOSEN, ASKED])
    def test_cannot_be_left_out(self, answer: JobAnswer) -> None:
        with pytest.raises(ChoiceNotAllowed):
            settle([BRAKES, WIPERS], {"brakes": answer, "wipers": ACCEPTED})


class TestOptionalJobs:
    def test_each_need_an_answer_on_the_customers_page(self) -> None:
        with pytest.raises(AnswersIncomplete) as refusal:
            settle([BRAKES, WIPERS, BULB], {})
        assert refusal.value.missing == ("wipers", "bulb")

    def test_left_alone_are_not_chosen_where_that_is_allowed(self) -> None:
        outcome = settle([BRAKES, WIPERS, BULB], {}, left_alone=LeftAlone.NOT_CHOSEN)
        assert outcome.answers == {
            "brakes": ACCEPTED,
            "wipers": NOT_CHOSEN,
            "bulb": NOT_CHOSEN,
        }
        assert outcome.status is DigitalStatus.SIGNED
        assert outcome.partly

    @pytest.mark.parametrize("answer", [LATER, DECLINED, NOT_CHOSEN, ASKED])
    def test_not_accepted_make_the_signature_partial(self, answer: JobAnswer) -> None:
        outcome = settle([BRAKES, WIPERS], {"wipers": answer})
        assert outcome.answers == {"brakes": ACCEPTED, "wipers": answer}
        assert outcome.partly

    def test_all_declined_is_a_rejection(self) -> None:
        outcome = settle([WIPERS, BULB], {"wipers": DECLINED, "bulb": LATER})
        assert outcome.status is DigitalStatus.REJECTED

    def test_a_question_alone_is_no_answer(self) -> None:
        with pytest.raises(AnswersIncomplete) as refusal:
            settle([WIPERS, BULB], {"wipers": ASKED, "bulb": DECLINED})
        assert refusal.value.missing == ("wipers",)


class TestAlternatives:
    def test_choosing_one_leaves_the_others_and_is_no_partial_signature(self) -> None:
        outcome = settle([BRAKES, SUMMER, WINTER], {"winter": ACCEPTED})
        assert outcome.answers == {
            "brakes": ACCEPTED,
            "summer": NOT_CHOSEN,
            "winter": ACCEPTED,
        }
        assert not outcome.partly

    def test_only_one_of_a_group(self) -> None:
        with pytest.raises(ChoiceNotAllowed) as refusal:
            settle([SUMMER, WINTER], {"summer": ACCEPTED, "winter": ACCEPTED})
        assert refusal.value.job_id == "winter"

    def test_one_of_each_group(self) -> None:
        gold = OfferedJob("gold", ChoiceRule.ALTERNATIVE, "service")
        outcome = settle([SUMMER, WINTER, gold], {"summer": ACCEPTED, "gold": ACCEPTED})
        assert outcome.accepted_ids == ("summer", "gold")

    def test_an_unanswered_group_is_missing(self) -> None:
        with pytest.raises(AnswersIncomplete) as refusal:
            settle([BRAKES, SUMMER, WINTER], {})
        assert refusal.value.missing == ("summer", "winter")

    def test_none_of_the_group(self) -> None:
        outcome = settle([BRAKES, SUMMER, WINTER], {"summer": DECLINED})
        assert outcome.answers["winter"] is NOT_CHOSEN
        assert outcome.partly


class TestTheWhole:
    def test_refuses_a_job_that_was_not_offered(self) -> None:
        with pytest.raises(ChoiceNotAllowed) as refusal:
            settle([BRAKES], {"stranger": ACCEPTED})
        assert refusal.value.job_id == "stranger"

    def test_declining_everything_asks_for_nothing_more(self) -> None:
        outcome = decline_all([BRAKES, WIPERS, SUMMER])
        assert set(outcome.answers.values()) == {DECLINED}
        assert outcome.status is DigitalStatus.REJECTED

    def test_reads_what_was_offered_from_frozen_content(self) -> None:
        frozen = [{"id": "summer", "choice": "alternative", "group": "tyres", "title": "x"}]
        assert offered(frozen) == (SUMMER,)

    @given(
        st.dictionaries(
            st.sampled_from(["brakes", "oil", "wipers", "bulb", "summer", "winter"]),
            st.sampled_from(JobAnswer),
        ),
        st.sampled_from(LeftAlone),
    )
    def test_any_answers_are_settled_by_the_rules_or_refused(
        self, answers: dict[str, JobAnswer], left_alone: LeftAlone
    ) -> None:
        jobs = [BRAKES, OIL, WIPERS, BULB, SUMMER, WINTER]
        try:
            outcome = settle(jobs, answers, left_alone=left_alone)
        except (AnswersIncomplete, ChoiceNotAllowed):
            return
        assert list(outcome.answers) == [each.id for each in jobs]
        assert all(outcome.answers[job_id] is answer for job_id, answer in answers.items())
        assert (outcome.answers["brakes"] is ACCEPTED) == (outcome.answers["oil"] is ACCEPTED)
        assert outcome.status is (
            DigitalStatus.SIGNED if outcome.accepted_ids else DigitalStatus.REJECTED
        )
        if outcome.accepted_ids:
            assert "brakes" in outcome.accepted_ids
        assert not {"summer", "winter"} <= set(outcome.accepted_ids)


class TestSummary:
    @pytest.mark.parametrize(
        ("way", "accepted", "partly", "summary"),
        [
            (None, 0, False, None),
            (AnswerWay.LINK, 2, False, AnswerSummary.APPROVED_DIGITALLY),
            (AnswerWay.ON_SITE, 2, False, AnswerSummary.APPROVED_DIGITALLY),
            (AnswerWay.PHONE, 2, False, AnswerSummary.APPROVED_VERBALLY),
            (AnswerWay.DESK, 1, False, AnswerSummary.APPROVED_VERBALLY),
            (AnswerWay.LINK, 1, True, AnswerSummary.PARTLY),
            (AnswerWay.PHONE, 1, True, AnswerSummary.PARTLY),
            (AnswerWay.LINK, 0, False, AnswerSummary.REJECTED),
            (AnswerWay.PHONE, 0, False, AnswerSummary.REJECTED),
        ],
    )
    def test_says_how_it_was_answered(
        self,
        *,
        way: AnswerWay | None,
        accepted: int,
        partly: bool,
        summary: AnswerSummary | None,
    ) -> None:
        assert summary_of(way=way, accepted=accepted, partly=partly) is summary
