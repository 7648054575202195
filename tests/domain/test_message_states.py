from itertools import product

import pytest

from verksign.domain.message_states import (
    MessageAction,
    MessageActionNotAllowed,
    MessageState,
    after,
    allowed,
    before,
)

S = MessageState
A = MessageAction

EXPECTED: dict[MessageState, dict[MessageAction, MessageState]] = {
    S.QUEUED: {A.CLAIM: S.HANDING_OVER, A.STOP: S.STOPPED},
    S.HANDING_OVER: {
        A.ACCEPT: S.SENT,
        A.REFUSE: S.FAILED,
        A.POSTPONE: S.QUEUED,
        A.DOUBT: S.UNSURE,
    },
    S.SENT: {A.DELIVER: S.DELIVERED, A.BOUNCE: S.FAILED},
    S.DELIVERED: {},
    S.FAILED: {A.RESEND: S.QUEUED, A.DELIVER: S.DELIVERED},
    S.UNSURE: {
        A.COUNT_AS_SENT: S.SENT,
        A.DELIVER: S.DELIVERED,
        A.BOUNCE: S.FAILED,
        A.RESEND: S.QUEUED,
    },
    S.STOPPED: {},
}


class TestWholeTable:
    @pytest.mark.parametrize(("state", "action"), list(product(S, A)))
    def test_every_action_in_every_state(self, state: MessageState, action: MessageAction) -> None:
        if action in EXPECTED[state]:
            assert after(state, action) is EXPECTED[state][action]
        else:
            with pytest.raises(MessageActionNotAllowed) as refusal:
                after(state, action)
            assert (refusal.value.state, refusal.value.action) == (state, action)

    @pytest.mark.parametrize("state", list(S))
    def test_allowed_is_what_the_table_says(self, state: MessageState) -> None:
        assert allowed(state) == frozenset(EXPECTED[state])

    @pytest.mark.parametrize("action", list(A))
    def test_before_is_the_table_read_backwards(self, action: MessageAction) -> None:
        assert before(action) == {state for state in S if action in EXPECTED[state]}


class TestPromises:
    def test_a_delivered_message_is_never_downgraded(self) -> None:
        assert allowed(S.DELIVERED) == frozenset()

    def test_only_a_queued_message_can_be_claimed_or_stopped(self) -> None:
        assert before(A.CLAIM) == before(A.STOP) == {S.QUEUED}

    def test_an_unsure_message_never_goes_back_by_itself(self) -> None:
        assert A.CLAIM not in allowed(S.UNSURE)
        assert A.POSTPONE not in allowed(S.UNSURE)
