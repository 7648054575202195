"""The digital status of a sending, and the only table that says how it may change."""

from enum import StrEnum
from typing import Self


class DigitalStatus(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    SEEN = "seen"
    FAILED = "failed"
    SIGNED = "signed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REPLACED = "replaced"

    @classmethod
    def open(cls) -> frozenset[Self]:
        """Return the statuses in which the customer may still answer."""
        return frozenset({cls.DRAFT, cls.SENT, cls.SEEN, cls.FAILED})

    @classmethod
    def final(cls) -> frozenset[Self]:
        return frozenset(cls) - cls.open()


class DigitalAction(StrEnum):
    HAND_OVER = "hand_over"
    SEE = "see"
    FAIL = "fail"
    RESEND = "resend"
    RECEIPT = "receipt"
    SIGN = "sign"
    REJECT = "reject"
    CANCEL = "cancel"
    EXPIRE = "expire"
    REPLACE = "replace"
    CORRECT = "correct"
    PROVIDER_SIGNED = "provider_signed"


class ActionNotAllowed(Exception):
    def __init__(self, status: DigitalStatus, action: DigitalAction) -> None:
        super().__init__(status, action)
        self.status = status
        self.action = action


S = DigitalStatus
A = DigitalAction

TRANSITIONS: dict[tuple[DigitalStatus, DigitalAction], DigitalStatus] = {
    (S.DRAFT, A.HAND_OVER): S.SENT,
    (S.DRAFT, A.SEE): S.SEEN,
    (S.DRAFT, A.FAIL): S.FAILED,
    (S.DRAFT, A.SIGN): S.SIGNED,
    (S.DRAFT, A.REJECT): S.REJECTED,
    (S.DRAFT, A.CANCEL): S.CANCELLED,
    (S.DRAFT, A.EXPIRE): S.EXPIRED,
    (S.DRAFT, A.REPLACE): S.REPLACED,
    (S.DRAFT, A.CORRECT): S.DRAFT,
    (S.SENT, A.SEE): S.SEEN,
    (S.SENT, A.FAIL): S.FAILED,
    (S.SENT, A.SIGN): S.SIGNED,
    (S.SENT, A.REJECT): S.REJECTED,
    (S.SENT, A.CANCEL): S.CANCELLED,
    (S.SENT, A.EXPIRE): S.EXPIRED,
    (S.SENT, A.REPLACE): S.REPLACED,
    (S.SENT, A.CORRECT): S.DRAFT,
    # No FAIL: a bounce after somebody has read it is an event and a warning.
    (S.SEEN, A.SIGN): S.SIGNED,
    (S.SEEN, A.REJECT): S.REJECTED,
    (S.SEEN, A.CANCEL): S.CANCELLED,
    (S.SEEN, A.EXPIRE): S.EXPIRED,
    (S.SEEN, A.REPLACE): S.REPLACED,
    (S.SEEN, A.CORRECT): S.DRAFT,
    (S.FAILED, A.RESEND): S.DRAFT,
    (S.FAILED, A.RECEIPT): S.SENT,
    (S.FAILED, A.SEE): S.SEEN,
    (S.FAILED, A.SIGN): S.SIGNED,
    (S.FAILED, A.REJECT): S.REJECTED,
    (S.FAILED, A.CANCEL): S.CANCELLED,
    (S.FAILED, A.EXPIRE): S.EXPIRED,
    (S.FAILED, A.REPLACE): S.REPLACED,
    (S.FAILED, A.CORRECT): S.DRAFT,
    # An outside provider has the last word: what the customer signed there is signed.
    (S.CANCELLED, A.PROVIDER_SIGNED): S.SIGNED,
    (S.EXPIRED, A.PROVIDER_SIGNED): S.SIGNED,
    (S.REPLACED, A.PROVIDER_SIGNED): S.SIGNED,
}


def after(status: DigitalStatus, action: DigitalAction) -> DigitalStatus:
    """Return the status that follows, or raise ActionNotAllowed."""
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise ActionNotAllowed(status, action) from None


def allowed(status: DigitalStatus) -> frozenset[DigitalAction]:
    """Return the actions that change this status."""
    return frozenset(action for (before, action) in TRANSITIONS if before is status)


def before(action: DigitalAction) -> frozenset[DigitalStatus]:
    """Return the statuses that the action may start from: the WHERE of a conditional update."""
    return frozenset(status for (status, known) in TRANSITIONS if known is action)
