"""Two at once about extra jobs: exactly one wins, and whoever came too late is told."""

import pytest

from tests.kit.garage import Garage
from tests.kit.upsells import answer, fresh, opened, priced, send
from tests.usecases.test_races import at_once, errors
from verksign.domain.answers import JobAnswer
from verksign.domain.evidence import verify_chain
from verksign.domain.queues import MoveNotAllowed
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.usecases.digital import chain_of
from verksign.usecases.signing.cancel import cancel

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 3


def test_an_answer_and_a_withdrawal_leave_one_winner_and_the_job_in_one_queue(
    garage: Garage,
) -> None:
    order = garage.order()
    for number in range(ROUNDS):
        job = priced(garage, order, f"Jobb {number}")
        document = opened(garage, send(garage, order, [job]))
        said = {str(job.id): JobAnswer.ACCEPTED}
        before = ServiceDocument.objects.get(pk=order.pk).total_ore
        results = at_once(
            lambda document=document, said=said: answer(garage, document, said),  # type: ignore[misc]
            lambda document=document: cancel(  # type: ignore[misc]
                document_id=document.id, by=garage.actor, now=garage.now
            ),
        )
        assert len(errors(results)) == 1
        shown, job = garage.reload(document), fresh(job)
        won = shown.status == "signed"
        assert (job.queue, job.answer) == (("answered", "accepted") if won else ("priced", ""))
        after = ServiceDocument.objects.get(pk=order.pk).total_ore
        assert after - before == (100_000 if won else 0)
        assert verify_chain(chain_of(shown)) is None


def test_one_job_sent_twice_at_once_goes_out_once(garage: Garage) -> None:
    order = garage.order()
    for number in range(ROUNDS):
        job = priced(garage, order, f"Jobb {number}")

        def press(key: str, job: object = job) -> DigitalDocument | MoveNotAllowed:
            try:
                return send(garage, order, [job], key=key)  # type: ignore[list-item]
            except MoveNotAllowed as error:
                return error

        results = at_once(
            lambda press=press, number=number: press(f"one-{number}"),  # type: ignore[misc]
            lambda press=press, number=number: press(f"two-{number}"),  # type: ignore[misc]
        )
        assert [type(each) for each in results].count(MoveNotAllowed) == 1
        assert DigitalDocument.objects.open().filter(jobs__job=job.id).count() == 1


def test_two_sendings_answered_at_once_both_count(garage: Garage) -> None:
    order = garage.order()
    jobs = [priced(garage, order, title) for title in ("Bromsslang", "Damask")]
    documents = [opened(garage, send(garage, order, [job])) for job in jobs]
    results = at_once(
        *[
            lambda document=document, job=job: answer(
                garage, document, {str(job.id): JobAnswer.ACCEPTED}
            )
            for document, job in zip(documents, jobs, strict=True)
        ]
    )
    assert errors(results) == []
    assert ServiceDocument.objects.get(pk=order.pk).total_ore == 300_000
