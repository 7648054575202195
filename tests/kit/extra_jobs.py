"""An order with extra jobs as they come about: to be priced, priced, sent, answered, kept on the vehicle."""

from tests.kit.files import jpeg
from tests.kit.garage import Garage
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.queues import Queue
from verksign.records.models import Package, ServiceDocument
from verksign.usecases.digital import extra_jobs
from verksign.usecases.signing.send_upsell import send_upsell
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.usecases.upsell.photograph import add_photo

OTHER_PHONE = "070-174 06 35"


def add_extra_jobs(garage: Garage, order: ServiceDocument, package_id: str) -> dict[str, str]:
    """Return their ids, and what else an address may name, by name."""
    package = Package.objects.get(pk=package_id)
    answered = garage.found(order, package=package)
    said = {str(answered.pk): JobAnswer.LATER}
    extra_jobs.answer_jobs([answered], said, way=AnswerWay.DESK, at=garage.tick())
    found = garage.found(order)
    photo = add_photo(
        job_id=found.pk,
        data=jpeg(64, 48),
        name="a.jpg",
        key=f"{found.report_key}-0",
        by=garage.actor,
        now=garage.tick(),
    )
    sent = send_upsell(
        order_id=order.pk,
        job_ids=[garage.found(order, package=package).pk],
        method="sms",
        to=OTHER_PHONE,
        key="an-upsell",
        by=garage.actor,
        now=garage.tick(),
    )
    return {
        "found_job_id": str(found.pk),
        "order_photo_id": str(photo.pk),
        "order_sha256": photo.blob.sha256,
        "answered_job_id": str(answered.pk),
        "queue": Queue.ANSWERED,
        "priced_job_id": str(garage.found(order, package=package).pk),
        "note_id": _note(garage, order, package),
        "upsell_document_id": str(sent.pk),
    }


def _note(garage: Garage, order: ServiceDocument, package: Package) -> str:
    """What was not wanted, on its vehicle."""
    job = garage.found(order, package=package)
    said = {str(job.pk): JobAnswer.DECLINED}
    extra_jobs.answer_jobs([job], said, way=AnswerWay.DESK, at=garage.tick())
    kept = acknowledge(job_id=job.pk, by=garage.actor, now=garage.tick())
    return str(kept.pk if kept else "")
