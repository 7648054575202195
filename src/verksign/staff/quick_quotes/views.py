"""*Snabboffert*: three fields while the customer is on the telephone, and the quote is on its way."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.access import Permission
from verksign.domain.completeness import ProblemCode, QuoteIncomplete
from verksign.domain.dates import local_date
from verksign.domain.identifiers import display_phone
from verksign.records.models import ServiceDocument, Vehicle
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quick_quotes.forms import Typed, typed_of
from verksign.staff.quick_quotes.packages import offers_for
from verksign.staff.quotes.dialogs import leave
from verksign.staff.quotes.same_vehicle import SHOWN
from verksign.staff.quotes.sending import sent_words
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.quick_quotes.look import Look, look
from verksign.usecases.quick_quotes.make import (
    Read,
    ShownAnew,
    VehicleUnderWay,
    send_quick_quote,
)
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.wording.errors import hint, sentence, sentences

DIALOG = "staff/quick_quotes/dialog.html"
PAGE = "staff/quick_quotes/page.html"
OF_ALL = {ProblemCode.SELLER_MISSING, ProblemCode.VALID_UNTIL_PASSED}
"""Nothing that is typed in a field mends it."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def quick_quote(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        return _dialog(request, typed_of(request, request.GET))
    typed = typed_of(request, request.POST)
    try:
        document = send_quick_quote(
            form=typed.form,
            key=typed.key,
            by=request.actor,
            now=timezone.now(),
            read=typed.read,
        )
    except VehicleUnderWay as warning:
        warned = replace(typed, read=Read(typed.read.seen, warning.vehicle_id))
        return _dialog(request, warned, status=422)
    except (InvalidFields, QuoteIncomplete, TooManySms, ChangedMeanwhile, ShownAnew) as error:
        return _dialog(request, replace(typed, problems=_told(error)), status=422)
    messages.success(request, sent_words(document))
    return leave(request, "quote", document.service_document_id)


@require_safe
@requires(Permission.SEND)
def look_again(request: StaffRequest) -> HttpResponse:
    """The dialog once more, with what is known and what it costs, while somebody types."""
    return _dialog(request, typed_of(request, request.GET))


def _told(error: Exception) -> dict[str, str]:
    """Each fault beside its field; what is of none stands on top."""
    match error:
        case InvalidFields():
            return sentences(error)
        case TooManySms():
            return {"to": sentence(error)}
        case QuoteIncomplete():
            of_all = {problem.code for problem in error.problems} & OF_ALL
            return {"form" if of_all else "text": sentence(error)}
        case ShownAnew():
            return {"read": _("Läs det som visas nu, och tryck en gång till.")}
        case _:
            return {"form": sentence(error)}


def _dialog(request: StaffRequest, typed: Typed, status: int = 200) -> HttpResponse:
    shown = look(form=typed.form, by=request.actor)
    today = local_date(timezone.now())
    found = _under_way(request, shown.known.vehicle)
    lost = status != 200 and not shown.package  # noqa: PLR2004 (HTTP's own)
    context: dict[str, Any] = {
        "dialog": DIALOG,
        "typed": typed,
        "form": typed.form,
        "key": typed.key or secrets.token_urlsafe(24),
        "look": shown,
        "problems": typed.problems,
        "recipient": _recipient(shown),
        "address": _shown_address(shown),
        "hints": [hint(each) for each in shown.wish.plate.warnings],
        "total": shown.priced.everything if shown.priced else None,
        "valid_until": today + timedelta(days=request.workshop.quote_valid_days),
        "under_way": found,
        "warned": bool(found) and _is(shown.known.vehicle, typed.read),
        "packages": offers_for(request, shown) if lost else [],
    }
    return render(request, DIALOG if request.htmx else PAGE, context, status=status)


def _is(vehicle: Vehicle | None, read: Read) -> bool:
    return vehicle is not None and vehicle.id == read.warned_of


def _under_way(request: StaffRequest, vehicle: Vehicle | None) -> list[ServiceDocument]:
    if vehicle is None:
        return []
    rows = ServiceDocument.objects.visible_to(request.actor).filter(vehicle=vehicle)
    rows = rows.under_way(local_date(timezone.now())).with_cards()
    return list(rows.order_by("-created_at", "-id")[:SHOWN])


def _shown_address(shown: Look) -> str:
    wish = shown.wish
    return display_phone(wish.address) if wish.method == "sms" and wish.address else wish.address


def _recipient(shown: Look) -> str:
    customer = shown.known.customer
    return shown.wish.name or (customer.name if customer else "")
