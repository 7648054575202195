"""The state of one SMS or e-mail, shown beside the digital status of what it carries."""

from enum import StrEnum


class MessageState(StrEnum):
    QUEUED = "queued"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNSURE = "unsure"
    STOPPED = "stopped"


class MessageAction(StrEnum):
    CLAIM = "claim"
    STOP = "stop"
    ACCEPT = "accept"
    REFUSE = "refuse"
    POSTPONE = "postpone"
    DOUBT = "doubt"
    DELIVER = "deliver"
    BOUNCE = "bounce"
    COUNT_AS_SENT = "count_as_sent"
    RESEND = "resend"


class MessageActionNotAllowed(Exception):
    def __init__(self, state: MessageState, action: MessageAction) -> None:
        super().__init__(state, action)
        self.state = state
        self.action = action


S = MessageState
A = MessageAction

TRANSITIONS: dict[tuple[MessageState, MessageAction], MessageState] = {
    (S.QUEUED, A.CLAIM): S.HANDING_OVER,
    (S.QUEUED, A.STOP): S.STOPPED,
    (S.HANDING_OVER, A.ACCEPT): S.SENT,
    (S.HANDING_OVER, A.REFUSE): S.FAILED,
    (S.HANDING_OVER, A.POSTPONE): S.QUEUED,
    (S.HANDING_OVER, A.DOUBT): S.UNSURE,
    (S.SENT, A.DELIVER): S.DELIVERED,
    (S.SENT, A.BOUNCE): S.FAILED,
    # Only a person or the other side settles a doubt; nothing here goes back by itself.
    (S.UNSURE, A.COUNT_AS_SENT): S.SENT,
    (S.UNSURE, A.DELIVER): S.DELIVERED,
    (S.UNSURE, A.BOUNCE): S.FAILED,
    (S.UNSURE, A.RESEND): S.QUEUED,
    (S.FAILED, A.RESEND): S.QUEUED,
    (S.FAILED, A.DELIVER): S.DELIVERED,
}


def after(state: MessageState, action: MessageAction) -> MessageState:
    """Return the state that follows, or raise MessageActionNotAllowed."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise MessageActionNotAllowed(state, action) from None


def allowed(state: MessageState) -> frozenset[MessageAction]:
    """Return the actions that change this state."""
    return frozenset(action for (before, action) in TRANSITIONS if before is state)


def before(action: MessageAction) -> frozenset[MessageState]:
    """Return the states that the action may start from: the WHERE of a conditional update."""
    return frozenset(state for (state, known) in TRANSITIONS if known is action)
