"""*Kopiera till ny offert*: the same jobs and lines for the same customer, and nothing of what has happened."""

from datetime import timedelta

import pytest

from tests.kit.files import jpeg, pdf
from tests.kit.garage import Garage
from verksign.domain.answers import JobAnswer
from verksign.domain.dates import local_date
from verksign.records.models import History, Line, ServiceDocument, Snapshot
from verksign.usecases.quotes.copy import copy_quote


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    quote = garage.quote(jobs={"Service": "included", "Bromsar": "optional"})
    garage.change(quote, reported="Gnisslar", drop_off="i morgon", valid_until="2026-12-01")
    return garage.fresh(quote)


def copied(garage: Garage, quote: ServiceDocument) -> ServiceDocument:
    made = copy_quote(quote_id=quote.id, by=garage.actor, now=garage.tick(timedelta(days=3)))
    return garage.fresh(made)


def content(quote: ServiceDocument) -> list[object]:
    fields = ("job__title", "job__choice", "text", "quantity", "unit_price_ore", "vat_rate")
    lines = Line.objects.filter(job__document=quote).order_by("job__position", "position")
    return list(lines.values_list(*fields))


class TestCopyQuote:
    def test_has_the_same_jobs_and_lines_under_ids_of_their_own(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        made = copied(garage, quote)

        assert content(made) == content(quote)
        assert len(content(made)) == 2
        ids = set(Line.objects.filter(job__document=made).values_list("id", flat=True))
        assert not ids & set(Line.objects.filter(job__document=quote).values_list("id", flat=True))
        assert (made.total_ore, made.gross_ore) == (quote.total_ore, quote.gross_ore)

    def test_is_for_the_same_customer_and_vehicle_but_valid_from_today(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        made = copied(garage, quote)

        same = ("customer_id", "vehicle_id", "contact_name", "phone", "email", "reported")
        assert [getattr(made, name) for name in same] == [getattr(quote, name) for name in same]
        assert made.valid_until == local_date(garage.now) + timedelta(days=14)
        assert made.drop_off == ""
        assert made.number != quote.number
        assert made.copied_from_id == quote.id

    def test_has_the_same_photos_beside_its_own_jobs(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        job = quote.jobs.order_by("position")[0]
        photo = garage.attach(quote, jpeg(64, 48), job=job)
        report = garage.attach(quote, pdf())
        copy = copied(garage, quote)
        of_job = copy.jobs.order_by("position")[0].pk
        rows = copy.attachments.order_by("position", "id")
        assert [(row.job, row.blob_id) for row in rows] == [
            (of_job, photo.blob_id),
            (None, report.blob_id),
        ]
        assert quote.attachments.count() == 2

    def test_takes_no_answer_with_it(self, garage: Garage, quote: ServiceDocument) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.DECLINED)
        quote.refresh_from_db()
        assert quote.answer

        made = copied(garage, quote)

        assert (made.answer, made.digital_status, made.current_id) == ("", "", None)
        assert set(made.jobs.values_list("answer", flat=True)) == {""}

    def test_leaves_the_old_one_as_it_was(self, garage: Garage, quote: ServiceDocument) -> None:
        before = (content(quote), garage.fresh(quote).version)

        copied(garage, quote)

        assert (content(quote), garage.fresh(quote).version) == before

    def test_is_told_in_both_histories_and_can_be_edited_and_undone(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        made = copied(garage, quote)

        [row] = History.objects.filter(subject=quote.id, code="quote.copied")
        assert row.data == {"to": made.number}
        [row] = History.objects.filter(subject=made.id)
        assert row.data == {"copied_from": quote.number}
        assert Snapshot.objects.get(document=made).version == made.version == 1
