import secrets
from dataclasses import dataclass
from datetime import datetime

from verksign.domain.access import Actor
from verksign.domain.canonical import canonical_json, from_utc_text, sha256_hex
from verksign.domain.content import Content
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.document_ids import RANDOM_BYTES, document_id
from verksign.domain.drafts import Purpose
from verksign.records.models import DigitalDocument, DigitalDocumentJob, ServiceDocument
from verksign.usecases.digital.events import append
from verksign.usecases.digital.links import link_for


class AlreadyOpen(Exception):
    """A sending of this quote is waiting for its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    name: str
    method: str
    """sms or email."""
    address: str
    """E.164 number or e-mail address."""


def new_document_id() -> str:
    """A fresh readable id, VS-7F3K-92QD."""
    return document_id(secrets.token_bytes(RANDOM_BYTES))


def next_version(quote: ServiceDocument, purpose: str) -> int:
    last = (
        DigitalDocument.objects.filter(service_document=quote, purpose=purpose)
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )
    return (last or 0) + 1


def open_sending(
    quote: ServiceDocument,
    content: Content,
    *,
    recipient: Recipient,
    key: str,
    by: Actor,
    now: datetime,
) -> DigitalDocument:
    """
    Make the sending of frozen content, in status Utkast; `quote` must be held.

    Of extra jobs several may wait at once, since each job is in one of them at most; they show nothing on their order.

    :raises AlreadyOpen: if one of this purpose is waiting for its answer
    """
    purpose = content["purpose"]
    alone = purpose != Purpose.UPSELL
    same = DigitalDocument.objects.filter(service_document=quote, purpose=purpose)
    if alone and same.open().exists():
        raise AlreadyOpen
    frozen = canonical_json(content)
    link = link_for(quote, purpose, to=recipient.address, now=now)
    document = DigitalDocument.objects.create(
        workshop_id=quote.workshop_id,
        service_document=quote,
        purpose=purpose,
        version=content["version"],
        document_id=content["document_id"],
        link=link,
        generation=link.generation,
        key=key,
        method=recipient.method,
        recipient_name=recipient.name,
        recipient_address=recipient.address,
        content=frozen.decode(),
        content_sha256=sha256_hex(frozen),
        status=DigitalStatus.DRAFT,
        status_at=now,
        valid_until=content["valid_until"],
        decide_by=_decide_by(content),
        language=quote.language,
        created_by_id=by.person,
        created_at=now,
    )
    _list_jobs(document, content)
    _begin_chain(document, content, by=by)
    if alone:
        _make_current(quote, document)
    return document


def _decide_by(content: Content) -> datetime | None:
    told = content.get("decide_by")
    return from_utc_text(told["at"]) if told else None


def _begin_chain(document: DigitalDocument, content: Content, *, by: Actor) -> None:
    append(
        document,
        "sending.created",
        at=document.created_at,
        facts={
            "status": DigitalStatus.DRAFT,
            "number": content["number"],
            "version": content["version"],
            "content_sha256": document.content_sha256,
            "method": document.method,
        },
        personal={"recipient": document.recipient_address, "by": by.name},
    )


def _list_jobs(document: DigitalDocument, content: Content) -> None:
    DigitalDocumentJob.objects.bulk_create(
        DigitalDocumentJob(
            workshop_id=document.workshop_id,
            document=document,
            job=job["id"],
            no=job["no"],
            title=job["title"],
            choice=job["choice"],
            amount_ore=job["amount_ore"],
        )
        for job in content["jobs"]
    )


def _make_current(quote: ServiceDocument, document: DigitalDocument) -> None:
    quote.current = document
    quote.digital_status, quote.digital_at = document.status, document.status_at
    quote.answer, quote.answered_at = "", None
    quote.save(update_fields=["current", "digital_status", "digital_at", "answer", "answered_at"])
