import re
from io import BytesIO

import pytest
from PIL import Image

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.logos import logo_png
from tests.kit.snapshot import snapshot
from tests.portal.example import Phone, text_of
from verksign.documents.files import Fault, FileRefused
from verksign.documents.stamps import size_of
from verksign.integrations import outbox
from verksign.records.models import Blob, Message, Workshop
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.settings.look import (
    ColourTooFaint,
    remove_logo,
    save_colour,
    save_logo,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(garage: Garage, manager: Person) -> Workshop:
    return save_logo(data=logo_png(), by=manager.actor, now=garage.tick())


class TestLogo:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_is_a_small_png_drawn_anew_on_white(
        self, garage: Garage, manager: Person, kind: str
    ) -> None:
        data = logo_png(1200, 400, kind) + b"<script>"
        workshop = save_logo(data=data, by=manager.actor, now=garage.tick())
        assert workshop.logo
        png = workshop.logo.read()

        assert workshop.logo.mime == "image/png"
        assert size_of(png) == (360, 120)
        assert b"<script>" not in png
        picture = Image.open(BytesIO(png))
        assert picture.mode == "RGB"
        if kind == "PNG":
            assert picture.getpixel((350, 60)) == (255, 255, 255)

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b"", Fault.EMPTY),
            (b'<svg xmlns="http://www.w3.org/2000/svg"/>', Fault.SVG),
            (b"%PDF-1.7", Fault.UNKNOWN),
            (b"GIF89a" + b"\0" * 40, Fault.UNKNOWN),
            (logo_png()[:60], Fault.BROKEN),
            (logo_png(6000, 5000), Fault.TOO_MANY_PIXELS),
            (logo_png(1, 1), Fault.TOO_FEW_PIXELS),
            (logo_png(300, 39), Fault.TOO_FEW_PIXELS),
            (logo_png(39, 300), Fault.TOO_FEW_PIXELS),
        ],
    )
    def test_what_can_be_none_is_refused_and_changes_nothing(
        self, garage: Garage, manager: Person, data: bytes, fault: Fault
    ) -> None:
        before = snapshot()
        with pytest.raises(FileRefused) as refusal:
            save_logo(data=data, by=manager.actor, now=garage.tick())

        assert refusal.value.fault is fault
        assert snapshot() == before

    def test_stands_on_the_page_and_the_browser_may_keep_it(
        self, garage: Garage, shop: Workshop
    ) -> None:
        phone = Phone(garage.sent())
        found = re.search(
            r'<img src="(/o/[^"]+\.png)" alt="" width="300" height="100">', text_of(phone.get())
        )
        assert found
        picture = phone.client.get(found[1])

        assert picture["Content-Type"] == "image/png"
        assert picture["Cache-Control"] == "private, max-age=86400, immutable"
        assert picture["X-Content-Type-Options"] == "nosniff"
        other = found[1].replace(found[1][-10:-4], "000000")
        assert phone.client.get(other).status_code == 404

    def test_a_new_one_is_for_what_is_sent_from_then_on(
        self, garage: Garage, shop: Workshop, manager: Person
    ) -> None:
        assert shop.logo
        phone = Phone(garage.sent())
        remove_logo(by=manager.actor, now=garage.tick())
        later = Phone(garage.sent())

        assert shop.logo.sha256 in text_of(phone.get())
        assert "<img" not in text_of(later.get())
        assert phone.get(f"/logo/{shop.logo.sha256}.png").status_code == 200

    def test_goes_with_the_mail_and_is_fetched_from_nowhere(
        self, garage: Garage, shop: Workshop
    ) -> None:
        assert shop.logo
        garage.sent(method="email")
        message = Message.objects.get(channel="email")
        parts = outbox.message(str(message.pk)).parts

        assert f'src="cid:logo-{shop.logo.sha256}" alt="" width="120" height="40"' in message.html
        assert [(part.cid, part.mime) for part in parts] == [
            (f"logo-{shop.logo.sha256}", "image/png")
        ]

    def test_is_printed_on_the_paper(self, garage: Garage, shop: Workshop) -> None:
        document = garage.sent()
        assert document.pdf
        pdf = Blob.objects.select_related("workshop").get(pk=document.pdf.pk).read()

        assert b"/Subtype/Image" in pdf.replace(b" ", b"") or b"/Image" in pdf


class TestColour:
    def test_is_that_of_the_mark(self, garage: Garage, manager: Person) -> None:
        save_colour(colour="C2410C", by=manager.actor, now=garage.tick())
        page = text_of(Phone(garage.sent()).get())

        assert 'fill="#c2410c"' in page
        assert 'fill="#ffffff">' in page

    def test_without_one_a_content_reads_as_it_always_has(self, garage: Garage) -> None:
        assert {"logo", "colour"} & set(garage.view(garage.sent()).content["workshop"]) == set()

    def test_one_that_is_too_faint_is_refused_with_a_better_one(
        self, garage: Garage, manager: Person
    ) -> None:
        before = snapshot()
        with pytest.raises(ColourTooFaint) as refusal:
            save_colour(colour="#ffd400", by=manager.actor, now=garage.tick())

        assert refusal.value.fault.better == "#b09200"
        assert snapshot() == before

    def test_what_is_none_is_refused(self, garage: Garage, manager: Person) -> None:
        with pytest.raises(InvalidFields) as refusal:
            save_colour(colour="röd", by=manager.actor, now=garage.tick())

        assert refusal.value.problems == {"colour": "not_a_colour"}
