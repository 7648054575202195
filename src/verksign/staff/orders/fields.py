"""The order card's fields as the page shows them: stored values in Swedish, or what was typed and refused."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from verksign.domain.access import FLOOR, PERMISSIONS, Role
from verksign.domain.customers import CustomerKind, Language
from verksign.domain.identifiers import display_phone
from verksign.domain.order_states import WorkStatus
from verksign.domain.prices import PriceKind
from verksign.domain.typed_times import time_text
from verksign.records.models import Job, Membership, ServiceDocument
from verksign.staff.quotes.fields import (
    Choices,
    FieldView,
    adviser_choices,
    builder,
    car_words,
    choices_of,
    chosen_by_name,
    whole_text,
)
from verksign.staff.quotes.refused import Refused

ORDER = "order"


def order_fields(
    order: ServiceDocument, members: Sequence[Membership], refused: Refused
) -> dict[str, FieldView]:
    build = builder(ORDER, refused)
    kinds = (("", gettext("Per jobb")), *choices_of(PriceKind, "price_kind"))
    fields = [
        chosen_by_name(build("vehicle_id", ""), car_words(order.vehicle)),
        chosen_by_name(build("customer_id", ""), order.customer.name if order.customer else ""),
        chosen_by_name(build("payer_id", ""), order.payer.name if order.payer else ""),
        build("contact_name", order.contact_name),
        build("phone", display_phone(order.phone) if order.phone else ""),
        build("email", order.email),
        build("language", order.language, choices_of(Language, "language")),
        build("customer_kind", order.customer_kind, choices_of(CustomerKind, "customer_kind")),
        build("price_kind", order.price_kind, kinds),
        build("mileage_mil", whole_text(order.mileage_mil)),
        build("adviser_id", str(order.adviser_id), adviser_choices(order, members)),
        build("drop_off_at", _moment(order.drop_off_at)),
        build("ready_at", _moment(order.ready_at)),
        build("key_tag", order.key_tag),
        build("reported", order.reported),
        build("notes", order.notes),
    ]
    return {field.name: field for field in fields}


def place_of_work(job_id: UUID) -> str:
    return f"work-{job_id}"


def work_fields(job: Job, people: Choices, refused: Refused) -> dict[str, FieldView]:
    """How the work on a job goes, and whose it is."""
    build = builder(place_of_work(job.id), refused)
    # Whoever has it and no longer works at the lift is named all the same.
    has = ((str(job.mechanic_id), job.mechanic.name),) if job.mechanic else ()
    mechanics = tuple(dict((*has, *people)).items())
    return {
        "work": build(
            "work", job.work or WorkStatus.UPCOMING, choices_of(WorkStatus, "work_status")
        ),
        "mechanic_id": build(
            "mechanic_id",
            str(job.mechanic_id or ""),
            (("", gettext("Ingen mekaniker")), *mechanics),
        ),
    }


def mechanics_among(members: Sequence[Membership]) -> Choices:
    """Those who may work at the lift; whoever does nothing else comes first."""
    able = [member for member in members if PERMISSIONS[Role(member.role)] >= FLOOR]
    able.sort(key=lambda member: member.role != Role.MECHANIC)
    return tuple((str(member.user_id), member.user.name) for member in able)


def _moment(at: datetime | None) -> str:
    return "" if at is None else time_text(at)
