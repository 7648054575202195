"""What *Skapa serviceorder* does, by how the quote stands."""

from enum import StrEnum

from verksign.domain.digital_states import DigitalStatus


class OrderStep(StrEnum):
    MAKE = "make"
    ASK = "ask"
    ASK_AND_WITHDRAW = "ask_and_withdraw"


S = DigitalStatus

# (status of the latest sending, is an answer recorded?) → step. None: never sent.
# A failed sending is withdrawn too: its link lives, and the customer may still find it.
STEPS: dict[tuple[DigitalStatus | None, bool], OrderStep] = {
    (None, False): OrderStep.ASK,
    (None, True): OrderStep.MAKE,
    (S.DRAFT, False): OrderStep.ASK_AND_WITHDRAW,
    (S.DRAFT, True): OrderStep.MAKE,
    (S.SENT, False): OrderStep.ASK_AND_WITHDRAW,
    (S.SENT, True): OrderStep.MAKE,
    (S.SEEN, False): OrderStep.ASK_AND_WITHDRAW,
    (S.SEEN, True): OrderStep.MAKE,
    (S.FAILED, False): OrderStep.ASK_AND_WITHDRAW,
    (S.FAILED, True): OrderStep.MAKE,
    (S.SIGNED, False): OrderStep.MAKE,
    (S.SIGNED, True): OrderStep.MAKE,
    (S.REJECTED, False): OrderStep.ASK,
    (S.REJECTED, True): OrderStep.MAKE,
    (S.CANCELLED, False): OrderStep.ASK,
    (S.CANCELLED, True): OrderStep.MAKE,
    (S.EXPIRED, False): OrderStep.ASK,
    (S.EXPIRED, True): OrderStep.MAKE,
    (S.REPLACED, False): OrderStep.ASK,
    (S.REPLACED, True): OrderStep.MAKE,
}


def order_step(status: DigitalStatus | None, *, answer_recorded: bool) -> OrderStep:
    """
    Return what making an order takes.

    `answer_recorded` means a verbal answer that accepts at least one job; recording one has
    already closed an open sending.
    """
    return STEPS[status, answer_recorded]
