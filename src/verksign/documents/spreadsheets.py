"""A table as an Excel file: numbers and dates as what they are, and text that nothing will ever compute."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from verksign.domain.dates import stockholm

type Forms = dict[tuple[int, str], Cell]
type Value = str | int | Decimal | date | datetime | None

MONEY, DAY, TIME = "#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
TEXT_WIDTH = 24
LONGEST_TEXT = 32_000
"""Excel's own limit of a cell is 32,767 letters."""
LONGEST_NAME = 31
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOT_IN_A_NAME = re.compile(r"[\\*?:/\[\]]")


def harmless(text: str) -> str:
    """
    Return the text as neither Excel nor a reader of a CSV made from it will compute it.

    The apostrophe is really there: a mark in the cell's format is lost on the way through a CSV file.
    """
    plain = UNPRINTABLE.sub("", text)[:LONGEST_TEXT]
    return f"'{plain}" if plain.lstrip(" \u00a0").startswith(STARTS_A_FORMULA) else plain


def write_spreadsheet(
    file: IO[bytes], *, name: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]
) -> int:
    """Write the table as .xlsx and return how many rows it got; a row is written as it comes and then forgotten."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(NOT_IN_A_NAME.sub(" ", name)[:LONGEST_NAME])
    sheet.freeze_panes = "A2"
    widths = cast("Any", sheet).column_dimensions  # which the type of such a sheet forgets
    for place in range(1, len(headings) + 1):
        widths[get_column_letter(place)].width = TEXT_WIDTH
    bold = Font(bold=True)
    sheet.append([_heading(sheet, harmless(text), bold) for text in headings])
    forms: Forms = {}
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, forms, place, value) for place, value in enumerate(row)])
        count += 1
    book.save(file)
    return count


def _heading(sheet: WriteOnlyWorksheet, text: str, font: Font) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = font
    return cell


def _cell(sheet: WriteOnlyWorksheet, forms: Forms, place: int, value: Value) -> object:
    if isinstance(value, str):
        return harmless(value) or None
    if isinstance(value, datetime):
        local = stockholm(value).replace(tzinfo=None, microsecond=0)
        return _formatted(sheet, forms, place, local, TIME)
    if isinstance(value, date):
        return _formatted(sheet, forms, place, value, DAY)
    if isinstance(value, Decimal):
        return _formatted(sheet, forms, place, value, MONEY)
    return value


def _formatted(
    sheet: WriteOnlyWorksheet, forms: Forms, place: int, value: date | Decimal, form: str
) -> Cell:
    """Return the column's one cell of that format, with the value: a row is written before the next is made."""
    cell = forms.get((place, form))
    if cell is None:
        cell = forms[place, form] = WriteOnlyCell(sheet)
        cell.number_format = form
    cell.value = value
    return cell
