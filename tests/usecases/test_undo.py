"""Each edit can be taken back, and nobody's is overwritten unseen."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.quote_changes import How, Part
from verksign.records.models import History, Job, Line, ServiceDocument, Snapshot
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.editing import EditedMeanwhile, QuoteLocked
from verksign.usecases.quotes.jobs import add_job, change_job, move_job, remove_job
from verksign.usecases.quotes.lines import add_line, change_line, remove_line
from verksign.usecases.quotes.snapshots import KEPT
from verksign.usecases.quotes.undo import NothingToUndo, undo_edit
from verksign.usecases.registers.fields import ChangedMeanwhile


@pytest.fixture
def quote(garage: Garage) -> ServiceDocument:
    return garage.quote(jobs={"Service": "included", "Bromsar": "optional"})


@pytest.fixture
def line(quote: ServiceDocument) -> Line:
    return Line.objects.get(job__document=quote, text="Service")


def undo(garage: Garage, quote: ServiceDocument) -> None:
    undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())


def content(quote: ServiceDocument) -> object:
    quote.refresh_from_db()
    snapshot = Snapshot.objects.get(document=quote, version=quote.version)
    return {name: snapshot.content[name] for name in ("quote", "jobs")}


class TestUndo:
    def test_takes_back_one_edit_after_the_other(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.change(quote, phone="070-174 06 99")
        garage.change(quote, reported="Gnisslar")

        undo(garage, quote)
        quote.refresh_from_db()
        assert (quote.reported, quote.phone) == ("", "+46701740699")
        undo(garage, quote)
        quote.refresh_from_db()
        assert (quote.reported, quote.phone) == ("", "+46701740631")

    def test_is_a_new_version_that_the_next_edit_stands_on(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.change(quote, reported="Ett")
        garage.change(quote, reported="Två")
        version = garage.fresh(quote).version

        undo(garage, quote)
        garage.change(quote, notes="Tre")
        assert garage.fresh(quote).version == version + 2
        undo(garage, quote)
        undo(garage, quote)

        quote.refresh_from_db()
        assert (quote.reported, quote.notes) == ("", "")

    def test_brings_a_job_back_with_its_lines_under_their_own_ids(
        self, garage: Garage, quote: ServiceDocument, line: Line
    ) -> None:
        before = content(quote)
        remove_job(quote_id=quote.id, job_id=line.job_id, by=garage.actor, now=garage.tick())
        assert garage.fresh(quote).total_ore == 100_000

        undo(garage, quote)

        assert content(quote) == before
        assert quote.total_ore == 200_000
        assert Line.objects.get(id=line.id).job_id == line.job_id

    def test_takes_back_every_kind_of_edit(
        self, garage: Garage, quote: ServiceDocument, line: Line
    ) -> None:
        package = garage.package()
        who: dict[str, Any] = {"quote_id": quote.id, "by": garage.actor}
        in_job, in_line = {**who, "job_id": line.job_id}, {**who, "line_id": line.id}
        edits: tuple[Callable[[datetime], object], ...] = (
            lambda now: add_job(title="Torkarblad", now=now, **who),
            lambda now: change_job(changes={"finding": "Slitna"}, now=now, **in_job),
            lambda now: move_job(steps=1, now=now, **in_job),
            lambda now: add_line(text="Hämtas", now=now, **in_job),
            lambda now: add_line(
                article_id=package.lines.get(operation=None).article_id, now=now, **in_job
            ),
            lambda now: change_line(changes={"quantity": "2,5"}, now=now, **in_line),
            lambda now: remove_line(now=now, **in_line),
            lambda now: change_quote(
                changes={"customer_kind": "company", "valid_until": ""}, now=now, **who
            ),
        )
        seen = []
        for edit in edits:
            seen.append(content(quote))
            edit(garage.tick())
        for before in reversed(seen):
            undo(garage, quote)
            assert content(quote) == before

    def test_steps_over_an_edit_that_left_everything_as_it_was(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.change(quote, reported="Gnisslar")
        garage.change(quote, reported="Gnisslar")

        undo(garage, quote)

        quote.refresh_from_db()
        assert quote.reported == ""

    def test_ends_where_the_quote_was_made(self, garage: Garage) -> None:
        quote = garage.quote(jobs={"Service": "included"})
        with suppress(NothingToUndo):
            for _ in range(quote.version):
                undo(garage, quote)
        assert quote.jobs.count() == 0
        version = garage.fresh(quote).version

        with pytest.raises(NothingToUndo):
            undo(garage, quote)

        assert garage.fresh(quote).version == version

    def test_forgets_what_is_too_old_but_not_what_was_changed(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        for number in range(KEPT + 5):
            garage.change(quote, reported=f"Nummer {number}")

        assert Snapshot.objects.filter(document=quote).count() == KEPT
        rows = History.objects.filter(subject=quote.id, code="quote.changed")
        assert rows.filter(data__changes__0__after="Nummer 0").count() == 1

    def test_is_refused_for_a_quote_that_is_sent(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.sent(quote)
        before = content(quote)

        with pytest.raises(QuoteLocked):
            undo(garage, quote)

        assert content(quote) == before

    def test_takes_back_nothing_that_was_not_seen(
        self, garage: Garage, quote: ServiceDocument
    ) -> None:
        seen = quote.version
        garage.change(quote, reported="Av någon annan")

        with pytest.raises(ChangedMeanwhile):
            undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick(), version=seen)

        quote.refresh_from_db()
        assert quote.reported == "Av någon annan"

    def test_is_told_in_the_history(self, garage: Garage, quote: ServiceDocument) -> None:
        garage.change(quote, reported="Gnisslar")

        [change] = undo_edit(quote_id=quote.id, by=garage.actor, now=garage.tick())

        assert (change.field, change.before, change.after) == ("reported", "Gnisslar", "")
        row = History.objects.filter(subject=quote.id).order_by("-at").first()
        assert row
        assert (row.code, row.data["changes"]) == ("quote.undone", [change.as_json()])


class TestTwoPeople:
    def test_may_edit_different_things_at_once(
        self, garage: Garage, quote: ServiceDocument, line: Line, manager: Person
    ) -> None:
        seen = quote.version
        garage.change(quote, phone="070-174 06 99")

        change_line(
            quote_id=quote.id,
            line_id=line.id,
            changes={"quantity": "3"},
            version=seen,
            by=manager.actor,
            now=garage.tick(),
        )

        line.refresh_from_db()
        assert line.quantity == 3

    def test_do_not_overwrite_each_others_field(
        self, garage: Garage, quote: ServiceDocument, line: Line, manager: Person
    ) -> None:
        seen = quote.version
        self.edit(garage, line, quantity="2")
        before = content(quote)

        with pytest.raises(EditedMeanwhile) as refusal:
            change_line(
                quote_id=quote.id,
                line_id=line.id,
                changes={"quantity": "3"},
                version=seen,
                by=manager.actor,
                now=garage.tick(),
            )

        [(change, name)] = refusal.value.changes
        assert (change.field, change.before, change.after) == ("quantity", "1", "2")
        assert name == "Anna Lind"
        assert content(quote) == before

    def test_take_nothing_away_that_has_just_been_changed(
        self, garage: Garage, quote: ServiceDocument, line: Line, manager: Person
    ) -> None:
        seen = quote.version
        self.edit(garage, line, quantity="2")
        who: dict[str, Any] = {
            "quote_id": quote.id,
            "by": manager.actor,
            "now": garage.tick(),
            "version": seen,
        }

        with pytest.raises(EditedMeanwhile):
            remove_job(job_id=line.job_id, **who)
        with pytest.raises(EditedMeanwhile):
            remove_line(line_id=line.id, **who)

        assert Line.objects.filter(id=line.id, quantity=2).exists()

    def test_are_told_what_is_gone(
        self, garage: Garage, quote: ServiceDocument, line: Line, manager: Person
    ) -> None:
        seen = quote.version
        remove_line(quote_id=quote.id, line_id=line.id, by=garage.actor, now=garage.tick())

        with pytest.raises(EditedMeanwhile) as refusal:
            change_line(
                quote_id=quote.id,
                line_id=line.id,
                changes={"quantity": "3"},
                version=seen,
                by=manager.actor,
                now=garage.tick(),
            )

        [(change, _)] = refusal.value.changes
        assert (change.how, change.part, change.title) == (How.REMOVED, Part.LINE, "Service")

    def test_type_no_price_that_means_something_else_by_now(
        self, garage: Garage, quote: ServiceDocument, manager: Person
    ) -> None:
        seen, job = quote.version, Job.objects.get(document=quote, title="Service")
        garage.change(quote, customer_kind="company")

        with pytest.raises(EditedMeanwhile):
            change_job(
                quote_id=quote.id,
                job_id=job.id,
                changes={"fixed_price": "900"},
                version=seen,
                by=manager.actor,
                now=garage.tick(),
            )

        job.refresh_from_db()
        assert job.fixed_price_ore is None

    def test_are_refused_when_what_was_read_is_forgotten(
        self, garage: Garage, quote: ServiceDocument, manager: Person
    ) -> None:
        seen = quote.version
        Snapshot.objects.filter(document=quote, version=seen).delete()
        garage.change(quote, phone="070-174 06 99")
        Snapshot.objects.filter(document=quote, version=seen).delete()

        with pytest.raises(EditedMeanwhile) as refusal:
            change_quote(
                quote_id=quote.id,
                changes={"email": "ny@mail.example"},
                version=seen,
                by=manager.actor,
                now=garage.tick(),
            )

        assert refusal.value.changes == ()

    @staticmethod
    def edit(garage: Garage, line: Line, **changes: str) -> None:
        change_line(
            quote_id=line.job.document_id,
            line_id=line.id,
            changes=changes,
            by=garage.actor,
            now=garage.tick(),
        )
