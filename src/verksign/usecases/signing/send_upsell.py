"""*Skicka digital merförsäljning*: priced extra jobs of an order go to the customer, each answered on its own."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.content import freeze
from verksign.domain.dates import end_of_day, local_date, next_working_day
from verksign.domain.drafts import DecideBy
from verksign.domain.identifiers import clean_text
from verksign.records.models import DigitalDocument, Message
from verksign.usecases import digital
from verksign.usecases.digital.extra_jobs import follow_order, put_in_sending
from verksign.usecases.messages.caps import refuse_too_many_sms
from verksign.usecases.quotes.editing import refuse_unseen_jobs
from verksign.usecases.quotes.order_taking import hold_order, refuse_closed
from verksign.usecases.registers.fields import InvalidFields, demand_key
from verksign.usecases.signing.let_go import let_go
from verksign.usecases.signing.order_drafts import chosen_jobs, upsell_draft
from verksign.usecases.signing.recipients import distant_address
from verksign.usecases.signing.righting import recipient_of
from verksign.usecases.signing.taking import earlier_press

LONGEST_WORDS = 80


@transaction.atomic(durable=True)
def send_upsell(
    *,
    order_id: UUID,
    job_ids: Collection[UUID],
    method: str,
    to: str,
    key: str,
    by: Actor,
    now: datetime,
    decide_by: datetime | None = None,
    ready_before: str = "",
    ready_after: str = "",
    valid_until: date | None = None,
    name: str = "",
    kind: Message.Kind | None = None,
    version: int | None = None,
) -> DigitalDocument:
    """
    Freeze the chosen jobs as an addition to the order and queue it; several may be out, each under its own link.

    Without a last day it is the next working day. A second press with the same one-time key returns the first result.

    :raises OrderClosed: if the order is closed
    :raises InvalidFields: if no job is chosen, one is none of the order's, or the deadline cannot be kept
    :raises MoveNotAllowed: if a job is not priced, or with the customer already
    :raises QuoteIncomplete: with everything that must be put right first
    :raises BadRecipient: if the number or the address cannot be one
    :raises TooManySms: if the day's SMS are used up
    :raises EditedMeanwhile: if somebody changed one of the jobs after `version` was read
    """
    by.require(Permission.SEND)
    demand_key(key)
    order = hold_order(order_id, by=by)
    earlier = earlier_press(DigitalDocument.objects.visible_to(by), key, order)
    if earlier:
        return earlier
    refuse_closed(order)
    jobs = chosen_jobs(order, job_ids)
    refuse_unseen_jobs(order, version, job_ids)
    address = distant_address(method, to)
    refuse_too_many_sms(order.workshop_id, method, address, now=now)
    last_day = valid_until or next_working_day(local_date(now))
    recipient = recipient_of(order, method, address, name)
    draft = upsell_draft(
        order,
        jobs,
        document_id=digital.new_document_id(),
        valid_until=last_day,
        decide_by=deadline(decide_by, ready_before, ready_after, last_day=last_day, now=now),
    )
    document = let_go(order, freeze(draft, now=now), recipient, kind=kind, key=key, by=by, now=now)
    for job in jobs:
        put_in_sending(job, document, at=now)
    follow_order(order.id)
    return document


def deadline(
    decide_by: datetime | None,
    ready_before: str,
    ready_after: str,
    *,
    last_day: date,
    now: datetime,
) -> DecideBy | None:
    """
    Return *svara före* with what it means, or None when there is no hurry.

    :raises InvalidFields: if it has passed, comes after the last day, or its words are too long
    """
    if decide_by is None:
        return None
    problems = {}
    if decide_by <= now:
        problems["decide_by"] = "deadline_passed"
    elif decide_by > end_of_day(last_day):
        problems["decide_by"] = "deadline_after_validity"
    words = {"ready_before": clean_text(ready_before).strip()}
    words["ready_after"] = clean_text(ready_after).strip()
    problems |= {field: "too_long" for field in words if len(words[field]) > LONGEST_WORDS}
    if problems:
        raise InvalidFields(problems)
    return DecideBy(at=decide_by, **words)
