from itertools import product

import pytest

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_making import OrderStep, order_step
from verksign.domain.order_states import WorkStatus, order_status

S = DigitalStatus
W = WorkStatus

WITHOUT_ANSWER = {
    None: OrderStep.ASK,
    S.DRAFT: OrderStep.ASK_AND_WITHDRAW,
    S.SENT: OrderStep.ASK_AND_WITHDRAW,
    S.SEEN: OrderStep.ASK_AND_WITHDRAW,
    S.FAILED: OrderStep.ASK_AND_WITHDRAW,
    S.SIGNED: OrderStep.MAKE,
    S.REJECTED: OrderStep.ASK,
    S.CANCELLED: OrderStep.ASK,
    S.EXPIRED: OrderStep.ASK,
    S.REPLACED: OrderStep.ASK,
}


class TestMakingAnOrder:
    @pytest.mark.parametrize("status", [None, *S])
    def test_without_a_recorded_answer(self, status: DigitalStatus | None) -> None:
        assert order_step(status, answer_recorded=False) is WITHOUT_ANSWER[status]

    @pytest.mark.parametrize("status", [None, *S])
    def test_of_a_recorded_answer_is_made_at_once(self, status: DigitalStatus | None) -> None:
        assert order_step(status, answer_recorded=True) is OrderStep.MAKE

    def test_never_leaves_an_open_sending_behind(self) -> None:
        asked = {
            status
            for status in S
            if order_step(status, answer_recorded=False) is OrderStep.ASK_AND_WITHDRAW
        }
        assert asked == S.open()


class TestOrderStatus:
    @pytest.mark.parametrize(("one", "other"), list(product(W, W)))
    def test_the_most_active_job_wins(self, one: WorkStatus, other: WorkStatus) -> None:
        ranked = [W.ONGOING, W.UPCOMING, W.STOPPED, W.FINISHED]
        expected = next(status for status in ranked if status in {one, other})
        assert order_status([one, other]) is expected

    def test_without_jobs_it_is_upcoming(self) -> None:
        assert order_status([]) is W.UPCOMING
