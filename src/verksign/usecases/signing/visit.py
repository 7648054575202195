"""The customer's side of a sending: always found by the token, never by a document's id."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import F, Q

from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content
from verksign.domain.dates import valid_until_passed
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.prices import Totals, from_content, profile, total_of
from verksign.domain.tokens import looks_like_token, token_digest
from verksign.records.models import DigitalDocument, Link, VerbalAnswer, Workshop
from verksign.usecases import digital
from verksign.usecases.signing.said import spoken_instead

BURST = timedelta(seconds=10)

type State = Literal[
    "unopened",
    "open",
    "signed",
    "rejected",
    "withdrawn",
    "replaced",
    "expired",
    "verbal",
]

_FINAL: dict[DigitalStatus, State] = {
    DigitalStatus.SIGNED: "signed",
    DigitalStatus.REJECTED: "rejected",
    DigitalStatus.CANCELLED: "withdrawn",
    DigitalStatus.REPLACED: "replaced",
    DigitalStatus.EXPIRED: "expired",
}


class UnknownLink(Exception):
    """No such link was ever made, or it has been replaced by a corrected one."""


class HandOverEnded(UnknownLink):
    """The workshop's own device has had its time: it shows the sending no more, nor takes an answer."""

    def __init__(self, document: DigitalDocument) -> None:
        super().__init__(document.id)
        self.language = document.language
        self.answered = bool(document.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where an act came from, as far as it can be told."""

    ip: str = ""
    forwarded: str = ""
    """The chain that proxies wrote, unverified."""
    agent: str = ""

    def personal(self, **more: str) -> dict[str, str]:
        return {"ip": self.ip, "forwarded": self.forwarded, "agent": self.agent[:300], **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerView:
    document: DigitalDocument
    content: Content
    content_sha256: str
    state: State
    answers: dict[str, JobAnswer]
    """By job id, once answered."""
    total: Totals | None
    """Of what was accepted, once answered."""
    verbal: VerbalAnswer | None
    on_site: bool = False
    """It is read on the workshop's own device, which is to be given back."""

    @property
    def workshop(self) -> Workshop:
        """As it is today; few pages show anything of it, and it is fetched for those."""
        return self.document.workshop


def find(*, token: str, now: datetime) -> CustomerView | None:
    """
    What the link shows now; None for a token that we never made. Changes nothing.

    :raises HandOverEnded: if it is the workshop's own device's, and its time is over
    """
    document = _shown(token)
    if document is None:
        return None
    on_site = is_on_site(document, token, now=now)
    content: Content = json.loads(document.content)
    answers = _answers(document)
    verbal = _verbal(document)
    return CustomerView(
        document=document,
        content=content,
        content_sha256=document.content_sha256,
        state="verbal" if verbal else state_of(document, now=now),
        answers=answers,
        total=accepted_total(content, answers) if answers else None,
        verbal=verbal,
        on_site=on_site,
    )


def is_on_site(document: DigitalDocument, token: str, *, now: datetime) -> bool:
    """
    Return whether the token is the one of the workshop's own device.

    :raises HandOverEnded: if it is, and its time is over
    """
    on_site = digital.is_on_site(document.link, token)
    if on_site and digital.on_site_ended(document.link, now):
        raise HandOverEnded(document)
    return on_site


def _shown(token: str) -> DigitalDocument | None:
    """
    The newest version under the link, with its link.

    Asked for at once, and put in order here: the versions are few, and ordering costs more than reading them.
    """
    if not looks_like_token(token):
        return None
    digest = token_digest(token)
    found = _newest_of(Q(link__digest=digest))
    # The workshop's own device, and whoever guesses: both are rare.
    return found or _newest_of(Q(link__on_site_digest=digest))


def _newest_of(links: Q) -> DigitalDocument | None:
    found = DigitalDocument.objects.filter(links).select_related("link")
    return max(found, key=lambda document: document.version, default=None)


def newest(link: Link) -> DigitalDocument | None:
    return (
        DigitalDocument.objects.filter(link=link)
        .select_related("workshop", "service_document")
        .order_by("-version")
        .first()
    )


def state_of(document: DigitalDocument, *, now: datetime) -> State:
    """Validity is judged by the clock, not by whether the sweep has been round to expire it."""
    status = DigitalStatus(document.status)
    if status in _FINAL:
        return _FINAL[status]
    if valid_until_passed(document.valid_until, now):
        return "expired"
    return "open" if document.seen_at else "unopened"


def shown_state(document: DigitalDocument, *, now: datetime) -> State:
    """What the link shows: an answer by word of mouth stands before the sending's own state."""
    return "verbal" if _verbal(document) else state_of(document, now=now)


def accepted_total(content: Content, answers: dict[str, JobAnswer]) -> Totals:
    accepted = [job_id for job_id, answer in answers.items() if answer is JobAnswer.ACCEPTED]
    return total_of(
        from_content(content["jobs"]), accepted, profile(content["workshop"]["terms_profile"])
    )


def count_access(*, link: Link, now: datetime) -> None:
    """
    The only thing that opening a link changes: fetching is not reading.

    A burst counts as one, so that reading stays as quick as reading is.
    """
    if link.last_access_at is None or now - link.last_access_at >= BURST:
        Link.objects.filter(pk=link.pk).update(accesses=F("accesses") + 1, last_access_at=now)


def _answers(document: DigitalDocument) -> dict[str, JobAnswer]:
    if not document.answer:
        return {}
    return {job["id"]: JobAnswer(job["answer"]) for job in json.loads(document.answer)["jobs"]}


def _verbal(document: DigitalDocument) -> VerbalAnswer | None:
    """Not asked for while the sending is open: what is said closes it in the same transaction."""
    if document.status == DigitalStatus.SIGNED or document.status in DigitalStatus.open():
        return None
    return spoken_instead(document)
