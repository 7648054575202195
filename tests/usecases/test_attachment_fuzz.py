"""A broken file becomes an attachment or one worded refusal: nothing of it stays, and nobody goes on reading it."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.kit.broken_files import broken_files, names
from tests.kit.garage import Garage
from tests.kit.snapshot import snapshot, undone
from verksign.documents.files import Fault, FileRefused
from verksign.records.models import Attachment, ServiceDocument
from verksign.wording.errors import sentence

EXAMPLES = 10 * int(os.environ.get("FUZZ", "1"))
"""Each is read in a process of its own, which takes a third of a second."""

pytestmark = pytest.mark.django_db


def children() -> set[str]:
    """The processes that this one has begun, where the system tells."""
    lists = Path("/proc/self/task").glob("*/children")
    return {process for each in lists for process in each.read_text(encoding="ascii").split()}


class TestBrokenFiles:
    @pytest.fixture
    def quote(self, garage: Garage) -> ServiceDocument:
        return garage.quote()

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        max_examples=EXAMPLES,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=broken_files(), name=names())
    def test_are_attached_plain_or_refused_without_a_trace(
        self, garage: Garage, quote: ServiceDocument, data: bytes, name: str
    ) -> None:
        before, begun = snapshot(), children()
        with undone():
            try:
                row = garage.attach(quote, data, name=name)
            except FileRefused as refusal:
                fault: Fault | None = refusal.fault
                assert snapshot() == before
            else:
                fault = None
                is_one_of_ours(row)
        assert fault is None or sentence(FileRefused(fault))
        assert fault not in {Fault.TOO_HEAVY, Fault.BUSY}
        assert children() == begun


def is_one_of_ours(row: Attachment) -> None:
    """Whatever the file was called, it is what its bytes are."""
    kept = row.blob.read()
    if row.kind == Attachment.Kind.PDF:
        assert kept.startswith(b"%PDF-")
        assert row.name.endswith(".pdf")
    else:
        assert kept.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF")
        assert b"Phonemaker" not in kept
