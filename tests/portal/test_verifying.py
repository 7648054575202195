from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.kit.garage import Garage
from tests.portal.example import MIXED, Phone, offer, text_of
from verksign.documents.verdict import LARGEST_PDF
from verksign.portal import walls
from verksign.records.models import Blob

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(garage: Garage) -> bytes:
    phone = Phone(offer(garage))
    phone.open()
    phone.order(1_262_500, MIXED)
    garage.work()
    blob = garage.reload(phone.document).sealed
    assert blob
    return blob.read()


def upload(data: bytes | None, client: Client | None = None) -> HttpResponse:
    file = {} if data is None else {"file": SimpleUploadedFile("avtal.pdf", data)}
    headers = {"sec-fetch-site": "same-origin"}
    return (client or Client()).post("/verify", file, headers=headers)  # type: ignore[return-value]


class TestVerify:
    def test_our_own_file_is_genuine_with_its_details(self, sealed: bytes) -> None:
        response = upload(sealed)
        page = text_of(response)

        assert response.status_code == 200
        assert "Äkta och oförändrad" in page
        assert "Alla belopp är omräknade och stämmer." in page
        assert "VS-" in page
        assert "Holmgren" not in page

    def test_a_changed_file_is_not_to_be_trusted(self, sealed: bytes) -> None:
        page = text_of(upload(sealed + b"\n% changed"))

        assert "Filen har ändrats" in page
        assert "Lita inte på innehållet." in page
        assert "VS-" not in page

    def test_a_file_without_seal_is_none_of_ours(self) -> None:
        paper, file = pikepdf.new(), BytesIO()
        paper.add_blank_page()
        paper.save(file)

        assert "Inte förseglad av oss" in text_of(upload(file.getvalue()))

    def test_something_else_is_no_pdf(self) -> None:
        assert "Det är inte en PDF" in text_of(upload(b"GIF89a"))

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (None, "Välj en fil först."),
            (b"", "Välj en fil först."),
            (b"%" * (LARGEST_PDF + 1), "Filen är större än 18 MB. Välj en mindre."),
        ],
    )
    def test_what_cannot_be_read_is_told(self, data: bytes | None, sentence: str) -> None:
        response = upload(data)

        assert response.status_code == 422
        assert sentence in text_of(response)

    def test_nothing_is_kept(self, sealed: bytes) -> None:
        before = Blob.objects.count()
        upload(sealed)
        upload(b"GIF89a")

        assert Blob.objects.count() == before

    def test_tries_are_counted(self) -> None:
        for _ in range(walls.FILES_BY_ADDRESS.times):
            assert upload(None).status_code == 422
        assert upload(None).status_code == 429

    def test_both_addresses_show_the_page(self, client: Client) -> None:
        for address in ("/verify", "/kontrollera"):
            assert "Är PDF:en äkta?" in client.get(address).content.decode()


class TestRoot:
    def test_is_given_to_anybody(self, sealed: bytes, client: Client) -> None:
        response = client.get("/verify/root.pem")

        assert response["Content-Type"] == "application/x-pem-file"
        assert response.content.startswith(b"-----BEGIN CERTIFICATE-----")
        assert b"PRIVATE" not in response.content

    def test_before_anything_is_sealed_there_is_none(
        self, client: Client, settings: LazySettings, tmp_path: Path
    ) -> None:
        settings.KEYS = tmp_path
        for response in (client.get("/verify/root.pem"), upload(b"%PDF-1.7", client)):
            assert response.status_code == 404
            assert "Inget är förseglat än" in response.content.decode()
