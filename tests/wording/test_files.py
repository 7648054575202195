"""Whatever is wrong with a file, its sentence says so."""

import pytest

from verksign.documents.files import Fault, FileRefused
from verksign.usecases.attachments.rows import NoRoom
from verksign.wording.errors import sentence
from verksign.wording.files import FILES, NO_ROOM


class TestSentence:
    @pytest.mark.parametrize("fault", Fault)
    def test_there_is_one_for_each_fault(self, fault: Fault) -> None:
        assert sentence(FileRefused(fault)) == str(FILES[fault])

    @pytest.mark.parametrize("what", ["photos", "pdfs", "pdf_bytes"])
    def test_there_is_one_for_each_limit(self, what: str) -> None:
        assert sentence(NoRoom(what)) == str(NO_ROOM[what])
