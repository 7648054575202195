"""SMS and e-mail: queued in the transaction that calls for them, claimed once, settled by what is known."""

from verksign.usecases.messages.alarms import (
    finish_answer_alarm,
    finish_asking_alarms,
    finish_document_alarm,
    finish_job_alarm,
    finish_message_alarms,
    raise_alarm,
    raise_certificate_alarm,
)
from verksign.usecases.messages.claim import Claimed, claim
from verksign.usecases.messages.queue import queue, stop_asking
from verksign.usecases.messages.settle import move

__all__ = [
    "Claimed",
    "claim",
    "finish_answer_alarm",
    "finish_asking_alarms",
    "finish_document_alarm",
    "finish_job_alarm",
    "finish_message_alarms",
    "move",
    "queue",
    "raise_alarm",
    "raise_certificate_alarm",
    "stop_asking",
]
