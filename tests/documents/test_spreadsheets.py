"""Excel files: numbers and dates are what they are, and no text is ever computed."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from verksign.documents.spreadsheets import LONGEST_TEXT, Value, harmless, write_spreadsheet

HYPERLINK = '=HYPERLINK("https://elsewhere.example","Klicka")'


def written(*rows: list[Value]) -> tuple[Worksheet, bytes]:
    file = io.BytesIO()
    count = write_spreadsheet(file, name="Lista", headings=["Ett", "Två"], rows=rows)
    assert count == len(rows)
    sheet = load_workbook(io.BytesIO(file.getvalue())).active
    assert isinstance(sheet, Worksheet)
    return sheet, file.getvalue()


def values(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


class TestSpreadsheet:
    def test_keeps_numbers_as_numbers_and_dates_as_dates(self) -> None:
        sheet, _ = written(
            [Decimal("12345.50"), 7],
            [date(2026, 11, 24), datetime(2026, 11, 24, 8, 40, 13, tzinfo=UTC)],
        )

        day, moment = values(sheet)[1]
        assert values(sheet)[0] == (12345.5, 7)
        assert (day.isoformat(), moment.isoformat()) == (
            "2026-11-24T00:00:00",
            "2026-11-24T09:40:13",
        )
        assert sheet["A2"].number_format == "#,##0.00"
        assert sheet["A3"].number_format == "yyyy-mm-dd"
        assert sheet["B3"].number_format == "yyyy-mm-dd hh:mm"

    def test_has_its_headings_in_a_row_that_stays(self) -> None:
        sheet, _ = written(["a", "b"])

        assert [cell.value for cell in sheet[1]] == ["Ett", "Två"]
        assert sheet.freeze_panes == "A2"

    @pytest.mark.parametrize(
        "text",
        [
            HYPERLINK,
            "=1+1",
            "+46701740631",
            "-1+2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1+1",
            "\u00a0=1+1",
            "＝1+1",
        ],
    )
    def test_stores_what_looks_like_a_formula_as_text(self, text: str) -> None:
        sheet, file = written([text, None])

        cell = sheet["A2"]
        assert cell.data_type in {"s", "inlineStr"}
        assert str(cell.value).startswith("'")
        assert b"<f>" not in ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml")

    def test_is_as_harmless_after_the_way_through_a_csv_file(self) -> None:
        sheet, _ = written([HYPERLINK, "=cmd|' /C calc'!A0"])
        out = io.StringIO()
        csv.writer(out).writerows(values(sheet))

        for cell in next(csv.reader(io.StringIO(out.getvalue()))):
            assert cell.startswith("'=")

    def test_leaves_other_text_as_it_is(self) -> None:
        for text in ("Åsa Öberg", "070-174 06 31", "Volvo V60", "SOF-10001", "a=b", "'", ""):
            assert harmless(text) == text

    def test_holds_what_excel_cannot(self) -> None:
        sheet, _ = written(["a\x00b\x0bc\ufffe", "x" * 40_000])

        assert values(sheet) == [("abc", "x" * LONGEST_TEXT)]

    def test_takes_any_name(self) -> None:
        file = io.BytesIO()
        write_spreadsheet(file, name="A/B:[C]*?" * 10, headings=["Ett"], rows=[])

        assert load_workbook(io.BytesIO(file.getvalue())).sheetnames == [
            "A B  C   A B  C   A B  C   A B "
        ]
