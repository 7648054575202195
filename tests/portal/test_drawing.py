"""A drawn signature is an extra: it is kept and printed when there is one, and never stands in the way."""

import json
from io import BytesIO

import pytest
from PIL import Image

from tests.documents.reading import text_of as text_of_pdf
from tests.kit.garage import Garage
from tests.portal.example import ALL_YES, Phone, offer, text_of
from verksign.domain.canonical import sha256_hex
from verksign.records.models import Blob, DigitalDocument
from verksign.usecases.signing.cancel import cancel

pytestmark = pytest.mark.django_db

DRAWN = "100,200 300,50 500,250;700,100"


@pytest.fixture
def phone(garage: Garage) -> Phone:
    opened = Phone(offer(garage))
    opened.open()
    return opened


def checked_total(phone: Phone) -> int:
    page = text_of(phone.post("/kontrollera", ALL_YES))
    return int(page.split('name="total" value="')[1].split('"')[0])


def ordered(phone: Phone, **fields: str) -> DigitalDocument:
    assert phone.order(checked_total(phone), ALL_YES, **fields).status_code == 303
    return DigitalDocument.objects.select_related("signature__workshop").get(pk=phone.document.pk)


def sealed_of(document: DigitalDocument) -> bytes:
    fresh = DigitalDocument.objects.select_related("sealed__workshop").get(pk=document.pk)
    assert fresh.sealed
    return fresh.sealed.read()


class TestDrawn:
    def test_is_kept_as_a_picture_of_ours_and_named_in_the_answer(self, phone: Phone) -> None:
        document = ordered(phone, drawn=DRAWN)
        assert document.signature
        png = document.signature.read()
        picture = Image.open(BytesIO(png))

        assert json.loads(document.answer)["drawn_sha256"] == sha256_hex(png)
        assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (1000, 300))
        assert picture.getpixel((300, 52)) == 21
        assert picture.getpixel((5, 5)) == 255

    def test_is_printed_on_the_evidence_page(self, phone: Phone, garage: Garage) -> None:
        document = ordered(phone, drawn=DRAWN)
        garage.work()
        sealed = sealed_of(document)
        text = text_of_pdf(sealed)

        assert "Ritad namnteckning" in text
        assert "Den ritade namnteckningen" in text

    def test_nothing_is_said_where_nothing_is_drawn(self, phone: Phone, garage: Garage) -> None:
        document = ordered(phone)
        garage.work()
        sealed = sealed_of(document)

        assert document.signature is None
        assert "drawn_sha256" not in json.loads(document.answer)
        assert "Ritad namnteckning" not in text_of_pdf(sealed)

    @pytest.mark.parametrize(
        "junk", ["data:image/png;base64,AAAA", "<svg/>", "9999,9", "x" * 70_000]
    )
    def test_junk_is_refused_kindly_and_nothing_typed_is_lost(
        self, phone: Phone, junk: str
    ) -> None:
        typed = {"name": "Karin Holmgren", "email": "k@mail.example", "start": "on"}
        response = phone.order(checked_total(phone), ALL_YES, drawn=junk, **typed)
        page = text_of(response)

        assert response.status_code == 422
        assert "Namnteckningen gick inte att läsa. Rita den igen, eller beställ utan den." in page
        assert 'value="Karin Holmgren"' in page
        assert 'name="start" checked' in page
        assert junk[:12] not in page
        assert DigitalDocument.objects.get(pk=phone.document.pk).status == "seen"

    def test_of_an_order_that_is_refused_is_not_stored(self, phone: Phone, garage: Garage) -> None:
        total, before = checked_total(phone), Blob.objects.count()
        for wrong in ({"name": ""}, {"email": "karin"}):
            assert phone.order(total, ALL_YES, drawn=DRAWN, **wrong).status_code == 422
        assert phone.order(total + 1, ALL_YES, drawn=DRAWN).status_code == 409
        cancel(document_id=phone.document.id, by=garage.actor, now=garage.tick())
        assert phone.order(total, ALL_YES, drawn=DRAWN).status_code == 409

        assert Blob.objects.count() == before

    def test_it_survives_another_fault_and_the_way_back(self, phone: Phone) -> None:
        wrong = text_of(phone.order(checked_total(phone), ALL_YES, name="", drawn=DRAWN))
        back = text_of(phone.post("", {**ALL_YES, "name": "Karin", "drawn": DRAWN}))

        assert f'name="drawn" value="{DRAWN}"' in wrong
        assert f'name="drawn" value="{DRAWN}"' in back
