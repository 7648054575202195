from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.kit import files
from verksign.documents.enclosures import clean_pdf
from verksign.documents.files import (
    LARGEST_PDF_FILE,
    MOST_PAGES,
    Enclosure,
    Fault,
    FileRefused,
    kind_of,
)
from verksign.documents.files_apart import take_in


def changed(change: Callable[[Pdf], object], pages: int = 1, **how: Any) -> bytes:
    with pikepdf.open(BytesIO(files.pdf(pages))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **how)
        return out.getvalue()


def refused(data: bytes) -> Fault:
    try:
        kind_of(data)
        clean_pdf(data)
    except FileRefused as error:
        return error.fault
    raise AssertionError("it was let in")


def on_page(**annotation: Any) -> Callable[[Pdf], object]:
    def change(pdf: Pdf) -> None:
        given = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **annotation)
        pdf.pages[0].Annots = Array([pdf.make_indirect(given)])

    return change


def on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def launching(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F="calc.exe")


def named_scripts(pdf: Pdf) -> None:
    scripts = Dictionary(Names=Array(["one", Dictionary(S=Name.JavaScript, JS="1")]))
    pdf.Root.Names = Dictionary(JavaScript=scripts)


def acting_page(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI="https://evil.example"))


def xfa_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array())


def a_file_inside(pdf: Pdf) -> None:
    pdf.attachments["evil.exe"] = b"MZ"


def layers(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Pris"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


class TestAPlainPdfIsWrittenAnew:
    def test_with_its_pages_and_without_what_tells_of_its_writer(self) -> None:
        def signed(pdf: Pdf) -> None:
            pdf.docinfo["/Author"] = "Nils Hemlig"
            with pdf.open_metadata() as metadata:
                metadata["dc:creator"] = ["Nils Hemlig"]

        enclosure = clean_pdf(changed(signed, pages=3))
        assert enclosure.pages == 3
        assert b"Hemlig" not in enclosure.pdf
        with pikepdf.open(BytesIO(enclosure.pdf)) as pdf:
            assert len(pdf.pages) == 3
            assert "/Metadata" not in pdf.Root

    def test_the_same_file_is_the_same_bytes_each_time(self) -> None:
        data = files.pdf()
        assert clean_pdf(data) == clean_pdf(data)

    def test_the_page_to_begin_with_is_forgotten(self) -> None:
        def second_page(pdf: Pdf) -> None:
            pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])

        cleaned = clean_pdf(changed(second_page, pages=2))
        with pikepdf.open(BytesIO(cleaned.pdf)) as pdf:
            assert "/OpenAction" not in pdf.Root

    def test_a_link_to_the_net_may_stay(self) -> None:
        link = on_page(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://example.se"))
        assert clean_pdf(changed(link)).pages == 1

    def test_in_a_process_of_its_own(self) -> None:
        taken = take_in(files.pdf(2))
        assert isinstance(taken, Enclosure)
        assert taken.pages == 2


class TestRefused:
    @pytest.mark.parametrize(
        "change",
        [
            on_opening,
            launching,
            named_scripts,
            acting_page,
            xfa_form,
            on_page(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F="https://evil.example")),
            on_page(Subtype=Name.RichMedia),
            on_page(Subtype=Name.Screen),
        ],
    )
    def test_what_acts(self, change: Callable[[Pdf], object]) -> None:
        assert refused(changed(change)) is Fault.PDF_ACTIVE

    def test_also_when_it_is_packed_away_in_an_object_stream(self) -> None:
        data = changed(on_opening, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert b"JavaScript" not in data
        assert refused(data) is Fault.PDF_ACTIVE

    def test_what_encloses_other_files(self) -> None:
        assert refused(changed(a_file_inside)) is Fault.PDF_ENCLOSES
        assert refused(changed(on_page(Subtype=Name.FileAttachment))) is Fault.PDF_ENCLOSES

    def test_what_shows_different_things_to_different_readers(self) -> None:
        assert refused(changed(layers)) is Fault.PDF_LAYERS

    @pytest.mark.parametrize("password", ["secret", ""])
    def test_what_is_locked_also_without_a_password_to_open_it(self, password: str) -> None:
        lock = pikepdf.Encryption(user=password, owner="owner")
        assert refused(changed(lambda _: None, encryption=lock)) is Fault.PDF_ENCRYPTED

    def test_too_many_pages(self) -> None:
        assert clean_pdf(files.pdf(MOST_PAGES)).pages == MOST_PAGES
        assert refused(files.pdf(MOST_PAGES + 1)) is Fault.PDF_TOO_MANY_PAGES

    def test_too_many_bytes(self) -> None:
        assert refused(files.pdf() + bytes(LARGEST_PDF_FILE)) is Fault.PDF_TOO_LARGE

    def test_two_files_in_one(self) -> None:
        assert refused(files.pdf() + b"PK\x03\x04PK\x05\x06") is Fault.PDF_TWO_IN_ONE
        assert refused(b"GIF\n" + files.pdf()) is Fault.PDF_TWO_IN_ONE

    @pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\nnonsense\n%%EOF\n"])
    def test_what_cannot_be_read(self, data: bytes) -> None:
        assert refused(data) is Fault.PDF_BROKEN

    def test_half_a_file(self) -> None:
        data = files.pdf(5)
        assert refused(data[: len(data) // 2]) is Fault.PDF_BROKEN
