from uuid import UUID

from verksign.domain.access import Actor
from verksign.records.models import Job, ServiceDocument
from verksign.usecases.quotes.order_taking import hold_order


def take_job(job_id: UUID, *, by: Actor) -> tuple[ServiceDocument, Job]:
    """
    Return the extra job as it stands with its order, which is held for this transaction.

    :raises DoesNotExist: also when it was ordered from the start, or its order is no mechanic's own
    """
    found = Job.objects.visible_to(by).found()
    order = hold_order(found.values_list("document_id", flat=True).get(id=job_id), by=by)
    return order, found.get(id=job_id)
