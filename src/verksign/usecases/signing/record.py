"""Writing an answer down: the sending, its jobs, its chain and whoever follows it, in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verksign.domain.answers import AnswerWay, Outcome
from verksign.domain.canonical import canonical_json, sha256_hex, utc_text
from verksign.domain.content import Content
from verksign.domain.content_sums import totals_json
from verksign.domain.digital_states import DigitalAction, DigitalStatus
from verksign.domain.prices import from_content, profile, total_of
from verksign.records.models import Blob, DigitalDocument, DigitalDocumentJob
from verksign.usecases import digital, work
from verksign.usecases.signing.telling import tell
from verksign.usecases.signing.visit import Visit

FORMAT = "verksign.answer/1"
NO_BUTTON = {"version": "", "text": ""}
"""A no is not pressed on the button that carries the obligation to pay."""
CONSENT_TEXTS = ("start", "ends", "authority")
ACTIONS = {
    DigitalStatus.SIGNED: DigitalAction.SIGN,
    DigitalStatus.REJECTED: DigitalAction.REJECT,
}
KINDS = {
    (DigitalStatus.SIGNED, AnswerWay.LINK): "document.signed",
    (DigitalStatus.REJECTED, AnswerWay.LINK): "document.rejected",
    (DigitalStatus.SIGNED, AnswerWay.ON_SITE): "document.signed_on_site",
    (DigitalStatus.REJECTED, AnswerWay.ON_SITE): "document.rejected_on_site",
}
"""What is answered on the workshop's own device is an event of its own, and never looks like another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer that has passed every check."""

    outcome: Outcome
    way: AnswerWay
    name: str = ""
    email: str = ""
    consents: frozenset[str] = frozenset()
    button: str = ""
    """Key of the text on the button that was pressed."""
    reason: str = ""
    drawn: Blob | None = None
    """The drawn signature, when there is one: its digest is part of the answer."""


def record(
    document: DigitalDocument, content: Content, given: Given, *, visit: Visit, now: datetime
) -> None:
    """
    Write the answer of a held sending, once.

    :raises ActionNotAllowed: if the sending was answered or closed first
    """
    outcome = given.outcome
    answer = canonical_json(
        answer_json(content, given, shown_sha256=document.shown_sha256, now=now)
    )
    action, kind = ACTIONS[outcome.status], KINDS[outcome.status, given.way]
    digital.change(
        document,
        action,
        kind,
        at=now,
        facts={
            "content_sha256": document.content_sha256,
            "shown_sha256": document.shown_sha256,
            "answer_sha256": sha256_hex(answer),
            "accepted": len(outcome.accepted_ids),
            "of": len(outcome.answers),
            "button": content["texts"][given.button]["text"] if given.button else "",
        },
        personal=visit.personal(name=given.name, email=given.email, reason=given.reason),
        answer=answer.decode(),
        answer_sha256=sha256_hex(answer),
        answered_at=now,
        signer_name=given.name,
        signer_email=given.email,
        partly=outcome.partly,
        reason=given.reason,
        signature=given.drawn,
    )
    _answer_jobs(document, outcome, given.way)
    tell(document, content, outcome, given.way, reason=given.reason, at=now)
    work.enqueue("signing.seal", str(document.id))


def answer_json(
    content: Content,
    given: Given,
    *,
    shown_sha256: str,
    now: datetime,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The answer as it is attached to the sealed PDF and re-added by whoever checks it."""
    terms = profile(content["workshop"]["terms_profile"])
    total = total_of(from_content(content["jobs"]), given.outcome.accepted_ids, terms)
    return {
        "format": FORMAT,
        "document_id": content["document_id"],
        "version": content["version"],
        "content_sha256": sha256_hex(canonical_json(content)),
        "shown_sha256": shown_sha256,
        "answered_at": utc_text(now),
        "way": given.way,
        "method": given.way,
        "signer": {"name": given.name, "email": given.email},
        "jobs": [
            {
                "id": job["id"],
                "no": job["no"],
                "answer": given.outcome.answers[job["id"]],
                "amount_ore": job["amount_ore"],
                "ceiling_ore": job["ceiling_ore"],
            }
            for job in content["jobs"]
        ],
        "total": totals_json(total),
        "currency": "SEK",
        "consents": [
            {"key": key, **content["texts"][key], "ticked": key in given.consents}
            for key in CONSENT_TEXTS
            if key in content["texts"]
        ],
        "button": content["texts"][given.button] if given.button else NO_BUTTON,
        "reason": given.reason,
        **({"drawn_sha256": given.drawn.sha256} if given.drawn else {}),
        **(more or {}),
    }


def _answer_jobs(document: DigitalDocument, outcome: Outcome, way: AnswerWay) -> None:
    jobs = list(DigitalDocumentJob.objects.filter(document=document))
    for job in jobs:
        job.answer, job.way = outcome.answers[str(job.job)], way
    DigitalDocumentJob.objects.bulk_update(jobs, ["answer", "way"])
