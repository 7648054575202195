"""What staff type into a quote's fields, turned into values: one parser a field, one code a fault."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from verksign.domain.identifiers import (
    EmailProblem,
    NotAPhoneNumber,
    clean_text,
    email_problem,
    parse_phone,
)
from verksign.domain.money import NotAnAmount, NotAQuantity, parse_kronor, parse_quantity
from verksign.usecases.registers.fields import InvalidFields

type Parser = Callable[[str], dict[str, Any]]

VAT_RATES = {Decimal(25), Decimal(12), Decimal(6), Decimal(0)}
MOST_QUANTITY = Decimal(1_000_000)
MOST_PERCENT = Decimal(100)
FIRST_YEAR, LAST_YEAR = 2000, 2100
TOO_LARGE = re.compile(r"-?\d{10,}(?:[,.]\d{1,2}|:-)?(?:kr)?", re.ASCII)
"""A sum that can be read, and is no price of ours."""
TOO_MANY = re.compile(r"\d{7,}(?:[,.]\d{1,3})?", re.ASCII)
BELOW_NOTHING = re.compile(r"[-\N{MINUS SIGN}]\d+(?:[,.]\d+)?%?")
PERCENT = re.compile(r"\d{1,3}(?:[,.]\d{1,2})?", re.ASCII)


class BadText(Exception):
    """The text is not a value of its field; `code` says in what way."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(changes: Mapping[str, str], parsers: Mapping[str, Parser]) -> dict[str, Any]:
    """
    Return column values for the typed texts.

    :raises InvalidFields: with every fault found, so that all are shown at once
    """
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field, typed in changes.items():
        try:
            values |= parsers[field](clean_text(typed))
        except KeyError:
            problems[field] = "unknown_field"
        except BadText as error:
            problems[field] = error.code
    if problems:
        raise InvalidFields(problems)
    return values


def text(column: str, *, most: int, required: bool = False) -> Parser:
    def parse(typed: str) -> dict[str, Any]:
        if required and not typed:
            raise BadText("required")
        if len(typed) > most:
            raise BadText("too_long")
        return {column: typed}

    return parse


def one_of(column: str, codes: type[StrEnum], *, blank: bool = False) -> Parser:
    def parse(typed: str) -> dict[str, Any]:
        if typed in set(codes) or (blank and not typed):
            return {column: typed}
        raise BadText("not_a_choice")

    return parse


def kronor(column: str, *, blank: bool = True, negative: bool = False) -> Parser:
    """An amount in öre; blank means none."""

    def parse(typed: str) -> dict[str, Any]:
        if blank and not typed:
            return {column: None}
        try:
            ore = parse_kronor(typed)
        except NotAnAmount:
            large = TOO_LARGE.fullmatch(_close(typed))
            raise BadText("amount_too_large" if large else "not_an_amount") from None
        if ore < 0 and not negative:
            raise BadText("negative")
        return {column: ore}

    return parse


def day(column: str) -> Parser:
    def parse(typed: str) -> dict[str, Any]:
        if not typed:
            return {column: None}
        try:
            typed_day = date.fromisoformat(typed)
        except ValueError:
            raise BadText("not_a_date") from None
        if not FIRST_YEAR <= typed_day.year <= LAST_YEAR:
            raise BadText("not_a_date")
        return {column: typed_day}

    return parse


def whole_number(column: str, *, most: int) -> Parser:
    def parse(typed: str) -> dict[str, Any]:
        digits = "".join(typed.split())
        if not digits:
            return {column: None}
        if BELOW_NOTHING.fullmatch(digits):
            raise BadText("number_negative")
        if not (digits.isascii() and digits.isdigit()):
            raise BadText("not_a_number")
        if len(digits.lstrip("0")) > len(str(most)) or int(digits) > most:
            raise BadText("number_too_large")
        return {column: int(digits)}

    return parse


def phone(column: str) -> Parser:
    """A telephone number, kept as E.164."""

    def parse(typed: str) -> dict[str, Any]:
        try:
            return {column: parse_phone(typed).e164 if typed else ""}
        except NotAPhoneNumber:
            raise BadText("not_a_phone_number") from None

    return parse


def email(column: str) -> Parser:
    def parse(typed: str) -> dict[str, Any]:
        problem = email_problem(typed) if typed else None
        if problem is not None:
            raise BadText("email_without_at" if problem is EmailProblem.NO_AT else "not_an_email")
        return {column: typed}

    return parse


def quantity(typed: str) -> dict[str, Any]:
    try:
        value = parse_quantity(typed)
    except NotAQuantity:
        raise BadText(_wrong_quantity(_close(typed))) from None
    if value >= MOST_QUANTITY:
        raise BadText("quantity_too_large")
    return {"quantity": value}


def _wrong_quantity(close: str) -> str:
    if BELOW_NOTHING.fullmatch(close):
        return "quantity_negative"
    return "quantity_too_large" if TOO_MANY.fullmatch(close) else "not_a_quantity"


def _close(typed: str) -> str:
    return "".join(typed.split())


def discount(typed: str) -> dict[str, Any]:
    """`10 %` or kronor; the other way of giving it is cleared."""
    if not typed:
        return {"discount_percent": None, "discount_ore": None}
    if not typed.endswith("%"):
        return {"discount_percent": None, **kronor("discount_ore", blank=False)(typed)}
    if BELOW_NOTHING.fullmatch(_close(typed)):
        raise BadText("discount_negative")
    percent = _percent(typed)
    if percent is None:
        raise BadText("not_a_discount")
    if percent > MOST_PERCENT:
        raise BadText("discount_too_large")
    return {"discount_percent": percent, "discount_ore": None}


def vat_rate(typed: str) -> dict[str, Any]:
    rate = _percent(typed)
    if rate not in VAT_RATES:
        raise BadText("not_a_vat_rate")
    return {"vat_rate": rate}


def _percent(typed: str) -> Decimal | None:
    """Plain digits alone: a Decimal would also read NaN, 1e9 and endless zeros."""
    digits = typed.removesuffix("%").strip()
    return Decimal(digits.replace(",", ".")) if PERCENT.fullmatch(digits) else None
