"""*Påminn kunden* and *Rätta mottagaren*: the sending that waits reaches its customer once more, or the right one."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.digital_states import ActionNotAllowed
from verksign.domain.identifiers import display_phone
from verksign.records.models import DigitalDocument, ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.dialogs import dialog, one_time_key, to_card
from verksign.staff.quotes.finding import quote_for
from verksign.staff.quotes.sending import recipient_words
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.signing.correct import Correction, correct_recipient
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.remind import (
    NobodyToRemind,
    RemindedJustNow,
    quiet_hours_of,
    remind,
)
from verksign.usecases.signing.reminding import reminder_words
from verksign.usecases.signing.righting import FIELDS
from verksign.wording.errors import sentence

LINK = "{link}"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def remind_customer(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    if quote.current_id is None:
        return _nothing_sent(request, quote)
    return reminding(request, quote, request.path)


def reminding(request: StaffRequest, quote: ServiceDocument, action: str) -> HttpResponse:
    """Remind of the sending that the quote, or the order, shows; `action` is where the dialog sends its form."""
    if request.method != "POST":
        return _reminder(request, quote, "", action)
    try:
        remind(
            document_id=_current(quote).id,
            key=one_time_key(request),
            by=request.actor,
            now=timezone.now(),
        )
    except (RemindedJustNow, NobodyToRemind, TooManySms, ActionNotAllowed) as error:
        return _reminder(request, quote, sentence(error), action, status=422)
    messages.success(
        request, _("Påminnelsen är på väg till %s.") % recipient_words(_current(quote))
    )
    return to_card(request, quote)


def _reminder(
    request: StaffRequest, quote: ServiceDocument, problem: str, action: str, status: int = 200
) -> HttpResponse:
    now, document = timezone.now(), _current(quote)
    words, count = reminder_words(document)
    context: dict[str, Any] = {
        "document": document,
        "key": one_time_key(request),
        "problem": problem,
        "action": action,
        "text": words.text.replace(LINK, "{länk}") if words else "",
        "subject": words.subject if words else "",
        "count": count,
        "quiet": quiet_hours_of(request.workshop).cover(now),
    }
    return dialog(request, "remind", quote, context, status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    method: str
    name: str
    phone: str
    email: str
    key: str
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def to(self) -> str:
        return self.email if self.method == "email" else self.phone


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def correct(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    if quote.current_id is None:
        return _nothing_sent(request, quote)
    return correcting(request, quote, request.path)


def correcting(request: StaffRequest, quote: ServiceDocument, action: str) -> HttpResponse:
    """Correct the recipient of the sending that the quote, or the order, shows."""
    typed = _typed(request, quote)
    if request.method != "POST":
        return _correction(request, quote, typed, action)
    try:
        document = correct_recipient(
            document_id=_current(quote).id,
            right=Correction(method=typed.method, to=typed.to, name=typed.name),
            key=typed.key,
            by=request.actor,
            now=timezone.now(),
        )
    except BadRecipient as error:
        place = "name" if error.code == "name_too_long" else FIELDS.get(typed.method, "method")
        typed.problems[place] = sentence(error)
    except (TooManySms, ActionNotAllowed) as error:
        typed.problems["quote"] = sentence(error)
    else:
        messages.success(
            request,
            _corrected_words(quote) % recipient_words(document),
        )
        return to_card(request, quote)
    return _correction(request, quote, typed, action, status=422)


def _corrected_words(quote: ServiceDocument) -> str:
    if quote.kind == ServiceDocument.Kind.ORDER:
        return _("Mottagaren är rättad. Meddelandet är på väg till %s.")
    return _("Mottagaren är rättad. Offerten är på väg till %s.")


def _typed(request: StaffRequest, quote: ServiceDocument) -> Typed:
    document, posted = _current(quote), request.POST
    by_sms = document.method == "sms"
    phone = document.recipient_address if by_sms else quote.phone
    email = document.recipient_address if document.method == "email" else quote.email
    return Typed(
        method=posted.get("method", document.method if document.method in FIELDS else "sms")[:10],
        name=_posted(posted.get("name"), document.recipient_name),
        phone=_posted(posted.get("phone"), display_phone(phone)),
        email=_posted(posted.get("email"), email),
        key=one_time_key(request),
    )


def _posted(typed: str | None, stored: str) -> str:
    return stored if typed is None else typed[:254].replace("\x00", "")


def _correction(
    request: StaffRequest, quote: ServiceDocument, typed: Typed, action: str, status: int = 200
) -> HttpResponse:
    context = {"typed": typed, "document": _current(quote), "action": action}
    return dialog(request, "correct", quote, context, status)


def _current(quote: ServiceDocument) -> DigitalDocument:
    if quote.current is None:
        raise ValueError("The quote has never been sent")
    return quote.current


def _nothing_sent(request: StaffRequest, quote: ServiceDocument) -> HttpResponse:
    messages.warning(request, _("Ingen digital offert är skickad."))
    return to_card(request, quote)
