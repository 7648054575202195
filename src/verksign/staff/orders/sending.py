"""*Skicka digital merförsäljning* and *orderbekräftelse*: to whom, which jobs, what the customer will see."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.access import Permission
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.dates import local_date, next_working_day
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import display_phone
from verksign.domain.queues import MoveNotAllowed, Queue
from verksign.domain.typed_times import NotATime, parse_time
from verksign.records.models import DigitalDocument, Job, ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.orders.finding import order_for
from verksign.staff.quotes.dialogs import leave, one_time_key
from verksign.staff.quotes.sending import LINK, checks_of, recipient_words
from verksign.staff.quotes.versions import read_version
from verksign.usecases.digital.open import AlreadyOpen
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.signing.preview import Preview
from verksign.usecases.signing.preview_order import Offered, preview_confirmation, preview_upsell
from verksign.usecases.signing.preview_pass import give_order_pass
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.righting import FIELDS
from verksign.usecases.signing.send_confirmation import send_confirmation
from verksign.usecases.signing.send_upsell import send_upsell
from verksign.wording.errors import sentence, sentences

REFUSALS = (
    AlreadyOpen,
    BadRecipient,
    ChangedMeanwhile,
    InvalidFields,
    MoveNotAllowed,
    OrderClosed,
    TooManySms,
)
NOTHING = Preview(problems=(), content=None, sms=None, sms_count=None, email=None)


@dataclass(slots=True, kw_only=True)
class Typed:
    method: str
    name: str
    phone: str
    email: str
    key: str
    jobs: list[str]
    decide_by: str
    ready_before: str
    ready_after: str
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def to(self) -> str:
        return {"sms": self.phone, "email": self.email}.get(self.method, "")

    def offered(self, now: datetime) -> Offered:
        """What is chosen; a time that cannot be read is told beside its field."""
        return Offered(
            job_ids=[UUID(each) for each in self.jobs],
            decide_by=self._decide_by(now),
            ready_before=self.ready_before,
            ready_after=self.ready_after,
        )

    def _decide_by(self, now: datetime) -> datetime | None:
        try:
            return parse_time(self.decide_by, now) if self.decide_by else None
        except NotATime:
            self.problems["decide_by"] = sentence("not_a_time")
            return None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def upsell(request: StaffRequest, order_id: UUID) -> HttpResponse:
    order, now = order_for(request, order_id), timezone.now()
    jobs = _priced(order)
    typed = _typed(request, order, jobs)
    offered = typed.offered(now)
    if request.method != "POST" or "look" in request.POST:
        return _upsell_dialog(request, order, typed, jobs=jobs, offered=offered, now=now)

    def send() -> DigitalDocument:
        return send_upsell(
            order_id=order.id,
            job_ids=offered.job_ids,
            method=typed.method,
            to=typed.to,
            key=typed.key,
            by=request.actor,
            now=now,
            decide_by=offered.decide_by,
            ready_before=offered.ready_before,
            ready_after=offered.ready_after,
            name=typed.name,
            version=read_version(request),
        )

    document = None if typed.problems else _sent(typed, send)
    if document is None:
        # What has gone meanwhile was told, and is chosen no more.
        typed.jobs = [each for each in typed.jobs if each in {str(job.id) for job in jobs}]
        return _upsell_dialog(
            request, order, typed, jobs=jobs, offered=typed.offered(now), now=now, status=422
        )
    number = len(typed.jobs)
    words = ngettext(
        "Merförsäljningen (%(number)s jobb) är på väg till %(to)s.",
        "Merförsäljningen (%(number)s jobb) är på väg till %(to)s.",
        number,
    )
    messages.success(request, words % {"number": number, "to": recipient_words(document)})
    return leave(request, "order", order.id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def confirmation(request: StaffRequest, order_id: UUID) -> HttpResponse:
    order, now = order_for(request, order_id), timezone.now()
    typed = _typed(request, order, [])
    if request.method != "POST":
        return _confirmation_dialog(request, order, typed, now)

    def send() -> DigitalDocument:
        return send_confirmation(
            order_id=order.id,
            method=typed.method,
            to=typed.to,
            key=typed.key,
            by=request.actor,
            now=now,
            name=typed.name,
        )

    document = _sent(typed, send)
    if document is None:
        return _confirmation_dialog(request, order, typed, now, status=422)
    to = recipient_words(document)
    messages.success(request, _("Orderbekräftelsen är på väg till %s.") % to)
    return leave(request, "order", order.id)


def _sent(typed: Typed, send: Callable[[], DigitalDocument]) -> DigitalDocument | None:
    """Send it; None with each fault beside its field when it cannot be."""
    try:
        return send()
    except QuoteIncomplete:
        return None  # the preview names every gap
    except REFUSALS as error:
        if isinstance(error, InvalidFields):
            typed.problems.update(sentences(error))
        elif isinstance(error, BadRecipient):
            place = "name" if error.code == "name_too_long" else FIELDS.get(typed.method, "method")
            typed.problems[place] = sentence(error)
        else:
            typed.problems["order"] = sentence(error)
        return None


@require_safe
@requires(Permission.SEND)
@xframe_options_sameorigin
def show_upsell(request: StaffRequest, order_id: UUID) -> HttpResponse:
    """The customer's page as it would be now, by a pass that lasts for minutes."""
    order, now = order_for(request, order_id), timezone.now()
    offered = _typed(request, order, _priced(order)).offered(now)
    given = give_order_pass(order_id=order.id, offered=offered, by=request.actor)
    return redirect("portal:preview", given)


@require_safe
@requires(Permission.SEND)
@xframe_options_sameorigin
def show_confirmation(request: StaffRequest, order_id: UUID) -> HttpResponse:
    order = order_for(request, order_id)
    given = give_order_pass(order_id=order.id, offered=None, by=request.actor)
    return redirect("portal:preview", given)


def _priced(order: ServiceDocument) -> list[Job]:
    return list(order.jobs.found().in_queue(Queue.PRICED).order_by("position", "id"))


def _typed(request: StaffRequest, order: ServiceDocument, jobs: list[Job]) -> Typed:
    """What stands in the dialog: every priced job and the order's own recipient at first, then as it was typed."""
    told = request.POST if request.method == "POST" else request.GET
    priced = {str(job.id) for job in jobs}
    known = priced
    if request.method == "POST":
        # What was chosen and is priced no more is told, not left out unseen.
        known = {str(job_id) for job_id in order.jobs.found().values_list("id", flat=True)}
    chosen = [each for each in told.getlist("job") if each in known]
    phone = display_phone(order.phone) if order.phone else ""
    whom = order.contact_name or (order.customer.name if order.customer else "")

    def text(name: str, stored: str = "") -> str:
        return told.get(name, stored)[:254].replace("\x00", "")

    return Typed(
        method=text("method", "sms" if phone or not order.email else "email")[:10],
        name=text("name", whom),
        phone=text("phone", phone),
        email=text("email", order.email),
        key=one_time_key(request),
        jobs=chosen if "chosen" in told or chosen else sorted(priced),
        decide_by=text("decide_by").strip(),
        ready_before=text("ready_before").strip(),
        ready_after=text("ready_after").strip(),
    )


def _upsell_dialog(
    request: StaffRequest,
    order: ServiceDocument,
    typed: Typed,
    *,
    jobs: list[Job],
    offered: Offered,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    shown = NOTHING
    try:
        shown = preview_upsell(order_id=order.id, offered=offered, by=request.actor, now=now)
    except InvalidFields as error:
        typed.problems.update(sentences(error))
    except MoveNotAllowed as error:
        typed.problems["order"] = sentence(error)
    context = {
        "jobs": jobs,
        "locked": "",
        "last_day": next_working_day(local_date(now)),
    }
    return _dialog(request, "upsell", order, typed, shown, more=context, status=status)


def _confirmation_dialog(
    request: StaffRequest,
    order: ServiceDocument,
    typed: Typed,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    shown = preview_confirmation(order_id=order.id, by=request.actor, now=now)
    waits = order.digital_status in DigitalStatus.open()
    context = {
        "locked": sentence(AlreadyOpen()) if waits else "",
        "confirms": shown.content is not None and "confirms" in shown.content,
    }
    return _dialog(request, "confirmation", order, typed, shown, more=context, status=status)


def _dialog(
    request: StaffRequest,
    name: str,
    order: ServiceDocument,
    typed: Typed,
    shown: Preview,
    *,
    more: dict[str, Any],
    status: int,
) -> HttpResponse:
    template = f"staff/orders/dialogs/{name}.html"
    context = {
        "quote": order,
        "dialog": template,
        "typed": typed,
        "preview": shown,
        "checks": checks_of(order, shown) if shown is not NOTHING else [],
        "sms_text": shown.sms.text.replace(LINK, "{länk}") if shown.sms else "",
        "mail_text": shown.email.text.replace(LINK, "{länk}") if shown.email else "",
        **more,
    }
    page = template if request.htmx else "staff/quotes/dialogs/page.html"
    return render(request, page, context, status=status)
