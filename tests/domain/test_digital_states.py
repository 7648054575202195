from itertools import product

import pytest

from verksign.domain.digital_states import (
    TRANSITIONS,
    ActionNotAllowed,
    DigitalAction,
    DigitalStatus,
    after,
    allowed,
    before,
)

S = DigitalStatus
A = DigitalAction

# Written a second time, by status, from the product's words: what each action makes of it.
ANSWERED_OR_CLOSED = {
    A.SIGN: S.SIGNED,
    A.REJECT: S.REJECTED,
    A.CANCEL: S.CANCELLED,
    A.EXPIRE: S.EXPIRED,
    A.REPLACE: S.REPLACED,
}
OPEN = {**ANSWERED_OR_CLOSED, A.CORRECT: S.DRAFT}
EXPECTED: dict[DigitalStatus, dict[DigitalAction, DigitalStatus]] = {
    S.DRAFT: {
        A.HAND_OVER: S.SENT,
        A.SEE: S.SEEN,
        A.FAIL: S.FAILED,
        **OPEN,
    },
    S.SENT: {A.SEE: S.SEEN, A.FAIL: S.FAILED, **OPEN},
    S.SEEN: OPEN,
    S.FAILED: {
        A.RESEND: S.DRAFT,
        A.RECEIPT: S.SENT,
        A.SEE: S.SEEN,
        **OPEN,
    },
    S.SIGNED: {},
    S.REJECTED: {},
    S.CANCELLED: {A.PROVIDER_SIGNED: S.SIGNED},
    S.EXPIRED: {A.PROVIDER_SIGNED: S.SIGNED},
    S.REPLACED: {A.PROVIDER_SIGNED: S.SIGNED},
}


class TestWholeTable:
    @pytest.mark.parametrize(("status", "action"), list(product(S, A)))
    def test_every_action_in_every_status(
        self, status: DigitalStatus, action: DigitalAction
    ) -> None:
        if action in EXPECTED[status]:
            assert after(status, action) is EXPECTED[status][action]
        else:
            with pytest.raises(ActionNotAllowed) as refusal:
                after(status, action)
            assert (refusal.value.status, refusal.value.action) == (status, action)

    @pytest.mark.parametrize("status", list(S))
    def test_allowed_is_what_the_table_says(self, status: DigitalStatus) -> None:
        assert allowed(status) == frozenset(EXPECTED[status])

    @pytest.mark.parametrize("action", list(A))
    def test_before_is_the_table_read_backwards(self, action: DigitalAction) -> None:
        assert before(action) == {status for status in S if action in EXPECTED[status]}


class TestStatuses:
    def test_are_open_or_final(self) -> None:
        assert S.open() == {S.DRAFT, S.SENT, S.SEEN, S.FAILED}
        assert S.final() == {S.SIGNED, S.REJECTED, S.CANCELLED, S.EXPIRED, S.REPLACED}

    def test_a_draft_may_become_every_other_and_begin_anew(self) -> None:
        assert {after(S.DRAFT, action) for action in allowed(S.DRAFT)} == set(S)

    def test_nothing_returns_from_a_final_status_to_an_open_one(self) -> None:
        assert not [
            status
            for (status, _), result in TRANSITIONS.items()
            if status in S.final() and result in S.open()
        ]

    def test_becomes_a_draft_again_when_it_is_sent_again_or_to_somebody_else(self) -> None:
        assert {key for key, result in TRANSITIONS.items() if result is S.DRAFT} == {
            (S.FAILED, A.RESEND),
            *((status, A.CORRECT) for status in S.open()),
        }
