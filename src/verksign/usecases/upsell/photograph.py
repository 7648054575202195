"""A photo of what was found, put beside its extra job by whoever may report it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.documents.files import Fault, FileRefused
from verksign.documents.files_apart import take_in
from verksign.domain.access import Actor, Permission
from verksign.records.models import Attachment, Job, ServiceDocument
from verksign.usecases.attachments.add import kept, lay_beside
from verksign.usecases.attachments.rows import safe_name
from verksign.usecases.quotes.editing import refuse_locked
from verksign.usecases.quotes.order_taking import refuse_closed
from verksign.usecases.quotes.snapshots import remember_before
from verksign.usecases.upsell.taking import take_job


def add_photo(
    *, job_id: UUID, data: bytes, name: str, key: str, by: Actor, now: datetime
) -> Attachment:
    """
    Put the photo beside the extra job; sent again with its key it is the same photo.

    The file is read before the order is held: nobody waits for somebody's picture.

    :raises FileRefused: if the file is no photo
    :raises NoRoom: if the order has all the photos that it may have
    :raises QuoteLocked: if the job is with the customer, or answered
    :raises OrderClosed: if the order is closed
    :raises DoesNotExist: also when the job's order is no mechanic's own
    """
    by.require(Permission.REPORT_FINDING)
    with transaction.atomic():
        order, job = take_job(job_id, by=by)
        known = _known(key, by)
        if known:
            return known
        _refuse(order, job)
    row = kept(take_in(data), order.workshop)
    if row.kind != Attachment.Kind.PHOTO:
        raise FileRefused(Fault.UNKNOWN)
    row.job, row.key = job_id, key
    row.name = safe_name(name, Attachment.Kind.PHOTO)
    row.added_by_id, row.added_at = by.person, now
    return _put(row, job_id, by=by, now=now)


@transaction.atomic
def _put(row: Attachment, job_id: UUID, *, by: Actor, now: datetime) -> Attachment:
    order, job = take_job(job_id, by=by)
    known = _known(row.key or "", by)
    if known:
        return known
    _refuse(order, job)
    remember_before(order, by=by)
    lay_beside(order, row, by=by, now=now)
    return row


def _known(key: str, by: Actor) -> Attachment | None:
    return Attachment.objects.visible_to(by).filter(key=key).first()


def _refuse(order: ServiceDocument, job: Job) -> None:
    refuse_closed(order)
    refuse_locked(order, job)
