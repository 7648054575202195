"""The card's fields as the page shows them: stored values in Swedish, or what was typed and refused."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from verksign.domain.access import PERMISSIONS, Permission, Role
from verksign.domain.customers import CustomerKind, Language
from verksign.domain.identifiers import display_phone
from verksign.domain.money import format_amount, format_quantity, plain_decimal
from verksign.domain.prices import PriceKind
from verksign.domain.severity import Severity
from verksign.records.models import Job, Line, Membership, ServiceDocument, Vehicle
from verksign.staff.quotes.refused import Refused
from verksign.usecases.quotes.jobs import offered_choices
from verksign.wording.labels import label

QUOTE = "quote"
NEW_JOB = "new-job"
VAT_CHOICES = ("25", "12", "6", "0")

NO_ATTRIBUTES = SafeString("")

type Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    id: str
    name: str
    value: str
    error: str = ""
    stored: str = ""
    """What is saved, where that is not what was typed."""
    by_others: bool = False
    """Somebody changed it meanwhile: what was typed may be saved after all."""
    choices: Choices = ()

    @property
    def wrong(self) -> SafeString:
        """The attributes of a field that was refused: they tie the sentence to it."""
        if not self.error:
            return NO_ATTRIBUTES
        return format_html(
            ' aria-invalid="true" aria-describedby="{}-error" data-stored="{}"',
            self.id,
            self.stored,
        )

    @property
    def shown(self) -> str:
        """What is read where nothing may be changed."""
        return dict(self.choices).get(self.value, self.value)


class Build(Protocol):
    def __call__(self, name: str, stored: str, choices: Choices = ()) -> FieldView: ...


def place_of_job(job_id: UUID) -> str:
    return f"job-{job_id}"


def place_of_new_line(job_id: UUID) -> str:
    return f"new-line-{job_id}"


def place_of_line(line_id: UUID) -> str:
    return f"line-{line_id}"


def builder(place: str, refused: Refused) -> Build:
    """Return what makes the fields of one place on the card."""

    def build(name: str, stored: str, choices: Choices = ()) -> FieldView:
        return FieldView(
            id=f"{place}-{name}",
            name=name,
            value=refused.value(place, name, stored),
            error=refused.sentence(place, name),
            stored=stored,
            by_others=refused.by_others and not name.endswith("_id"),
            choices=choices,
        )

    return build


def quote_fields(
    quote: ServiceDocument, members: Iterable[Membership], refused: Refused
) -> dict[str, FieldView]:
    build = builder(QUOTE, refused)
    fields = [
        chosen_by_name(build("vehicle_id", ""), car_words(quote.vehicle)),
        chosen_by_name(build("customer_id", ""), quote.customer.name if quote.customer else ""),
        chosen_by_name(build("payer_id", ""), quote.payer.name if quote.payer else ""),
        build("contact_name", quote.contact_name),
        build("phone", display_phone(quote.phone) if quote.phone else ""),
        build("email", quote.email),
        build("language", quote.language, choices_of(Language, "language")),
        build("customer_kind", quote.customer_kind, choices_of(CustomerKind, "customer_kind")),
        build(
            "price_kind",
            quote.price_kind,
            (("", gettext("Per jobb")), *choices_of(PriceKind, "price_kind")),
        ),
        build("valid_until", quote.valid_until.isoformat() if quote.valid_until else ""),
        build("mileage_mil", whole_text(quote.mileage_mil)),
        build("adviser_id", str(quote.adviser_id), adviser_choices(quote, members)),
        build("drop_off", quote.drop_off),
        build("ready", quote.ready),
        build("reported", quote.reported),
        build("notes", quote.notes),
        build("fixed_price", _kronor(quote.fixed_price_ore)),
    ]
    return {field.name: field for field in fields}


def job_fields(job: Job, refused: Refused) -> dict[str, FieldView]:
    build = builder(place_of_job(job.id), refused)
    choices = dict.fromkeys((*offered_choices(job.document, job), job.choice))
    fields = [
        build("title", job.title),
        build("choice", job.choice, tuple((code, label(code, "choice")) for code in choices)),
        build(
            "severity", job.severity, (("", gettext("Ingen")), *choices_of(Severity, "severity"))
        ),
        build(
            "price_kind",
            job.price_kind,
            (("", gettext("Som offerten")), *choices_of(PriceKind, "price_kind")),
        ),
        build("group", job.group),
        build("fixed_price", _kronor(job.fixed_price_ore)),
        build("ceiling", _kronor(job.ceiling_ore)),
        build("finding", job.finding),
        build("if_not", job.if_not),
    ]
    return {field.name: field for field in fields}


def line_fields(line: Line, refused: Refused) -> dict[str, FieldView]:
    build = builder(place_of_line(line.id), refused)
    rate = plain_decimal(line.vat_rate)
    fields = [
        build("text", line.text),
        build("quantity", format_quantity(line.quantity)),
        build("unit", line.unit),
        build("unit_price", format_amount(line.unit_price_ore)),
        build("discount", _discount(line)),
        build("vat_rate", rate, tuple((each, f"{each} %") for each in VAT_CHOICES)),
    ]
    return {field.name: field for field in fields}


def chosen_by_name(field: FieldView, words: str) -> FieldView:
    """A row of a register is chosen by its id and read by its name."""
    return replace(field, value=words)


def car_words(vehicle: Vehicle | None) -> str:
    return (vehicle.plate_display or vehicle.vin or vehicle.model_name) if vehicle else ""


def adviser_choices(quote: ServiceDocument, members: Iterable[Membership]) -> Choices:
    """Those who may advise, and whoever does so now."""
    names = {
        str(member.user_id): member.user.name
        for member in members
        if Permission.WRITE in PERMISSIONS[Role(member.role)]
    }
    return tuple({str(quote.adviser_id): quote.adviser.name, **names}.items())


def choices_of(codes: type[StrEnum], of: str) -> Choices:
    return tuple((code.value, label(code, of)) for code in codes)


def whole_text(value: int | None) -> str:
    return "" if value is None else format_quantity(Decimal(value))


def _kronor(ore: int | None) -> str:
    return "" if ore is None else format_amount(ore)


def _discount(line: Line) -> str:
    if line.discount_percent is not None:
        return f"{format_quantity(line.discount_percent)} %"
    return _kronor(line.discount_ore)
