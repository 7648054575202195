"""*Skicka digital offert*: to whom, what the message says, what the customer will see, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from verksign.domain.access import Permission
from verksign.domain.completeness import Problem, ProblemCode, QuoteIncomplete
from verksign.domain.customers import CustomerKind
from verksign.domain.identifiers import display_phone
from verksign.domain.money import format_kronor
from verksign.records.models import DigitalDocument, ServiceDocument, Workshop
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.dialogs import dialog, leave, one_time_key, to_card
from verksign.staff.quotes.fields import place_of_job
from verksign.staff.quotes.finding import quote_for
from verksign.staff.quotes.versions import read_version
from verksign.usecases.digital.open import AlreadyOpen
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.quotes.editing import QuoteLocked, lock_reason
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.signing.preview import Preview, preview
from verksign.usecases.signing.preview_pass import give_pass
from verksign.usecases.signing.recipients import ON_SITE, BadRecipient
from verksign.usecases.signing.send import Wanted, send_quote
from verksign.wording.errors import sentence, sentences

REFUSALS = (
    AlreadyOpen,
    BadRecipient,
    ChangedMeanwhile,
    InvalidFields,
    QuoteLocked,
    TooManySms,
)
LINK = "{link}"
FIELDS = {"sms": "phone", "email": "email"}
PLACES = {
    ProblemCode.NO_CUSTOMER: "quote-customer_id",
    ProblemCode.NO_VEHICLE: "quote-vehicle_id",
    ProblemCode.NO_VALID_UNTIL: "quote-valid_until",
    ProblemCode.VALID_UNTIL_PASSED: "quote-valid_until",
    ProblemCode.NO_JOBS: "new-job-title",
    ProblemCode.CONSUMER_NEEDS_INCL: "quote-customer_kind",
    ProblemCode.NOTHING_INCLUDED: "quote-fixed_price",
}
FIELDS_OF_JOB = {
    ProblemCode.NO_PRICE_KIND: "price_kind",
    ProblemCode.PRESELECTED_FOR_CONSUMER: "choice",
    ProblemCode.ALTERNATIVE_ALONE: "choice",
}
"""Where a job's gap is mended; else at its title, above its rows."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of *Klart att skicka*; `place` is the field of the card where it is mended."""

    words: str
    fine: bool = True
    job: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    method: str
    name: str
    phone: str
    email: str
    valid_until: str
    key: str
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def to(self) -> str:
        return {"sms": self.phone, "email": self.email}.get(self.method, "")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def send(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    typed = _typed(request, quote)
    if request.method != "POST":
        return _dialog(request, quote, typed)
    try:
        document = send_quote(
            quote_id=quote.id,
            method=typed.method,
            to=typed.to,
            key=typed.key,
            by=request.actor,
            now=timezone.now(),
            version=read_version(request),
            wanted=Wanted(name=typed.name, valid_until=typed.valid_until),
        )
    except REFUSALS as error:
        _tell(error, typed)
    except QuoteIncomplete:
        pass  # the preview names every gap, where it is mended
    else:
        if document.method == ON_SITE:
            return leave(request, "hand-over", quote.id)
        messages.success(request, sent_words(document))
        return to_card(request, quote)
    return _dialog(request, quote, typed, status=422)


def _tell(error: Exception, typed: Typed) -> None:
    """Each fault beside its field; what is of none stands on top."""
    if isinstance(error, InvalidFields):
        typed.problems.update(sentences(error))
    elif isinstance(error, BadRecipient):
        place = "name" if error.code == "name_too_long" else FIELDS.get(typed.method, "method")
        typed.problems[place] = sentence(error)
    else:
        changed = isinstance(error, ChangedMeanwhile)
        typed.problems["quote"] = sentence("quote_changed" if changed else error)


@require_safe
@requires(Permission.SEND)
@xframe_options_sameorigin
def show_preview(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    """The customer's page as it would be now; it is the portal's to show, by a pass that lasts for minutes."""
    quote, now = quote_for(request, quote_id), timezone.now()
    if preview(quote_id=quote.id, by=request.actor, now=now).problems:
        return redirect("staff:send-quote", request.workshop.slug, quote.id)
    given = give_pass(quote_id=quote.id, by=request.actor)
    return redirect("portal:preview", given)


def sent_words(document: DigitalDocument) -> str:
    return _("Offerten är på väg till %s.") % recipient_words(document)


def recipient_words(document: DigitalDocument) -> str:
    to = document.recipient_address
    shown = display_phone(to) if document.method == "sms" else to
    # A customer of a quick quote may have no other name yet.
    return shown if document.recipient_name == shown else f"{document.recipient_name}, {shown}"


def _typed(request: StaffRequest, quote: ServiceDocument) -> Typed:
    """What stands in the dialog: from the quote when it is opened, then as it was typed."""
    posted = request.POST
    phone = display_phone(quote.phone) if quote.phone else ""
    return Typed(
        method=posted.get("method", "sms" if phone or not quote.email else "email")[:10],
        name=_posted(request, "name", _recipient(quote)),
        phone=_posted(request, "phone", phone),
        email=_posted(request, "email", quote.email),
        valid_until=_posted(request, "valid_until", str(quote.valid_until or "")),
        key=one_time_key(request),
    )


def _posted(request: StaffRequest, name: str, stored: str) -> str:
    return request.POST.get(name, stored)[:254].replace("\x00", "")


def _recipient(quote: ServiceDocument) -> str:
    return quote.contact_name or (quote.customer.name if quote.customer else "")


def _dialog(
    request: StaffRequest, quote: ServiceDocument, typed: Typed, status: int = 200
) -> HttpResponse:
    shown = preview(quote_id=quote.id, by=request.actor, now=timezone.now())
    lock = lock_reason(quote)
    context: dict[str, Any] = {
        "typed": typed,
        "preview": shown,
        "sms_text": shown.sms.text.replace(LINK, "{länk}") if shown.sms else "",
        "mail_text": shown.email.text.replace(LINK, "{länk}") if shown.email else "",
        "checks": checks_of(quote, shown),
        "locked": sentence(QuoteLocked(lock)) if lock else "",
        "total": shown.content["totals"]["everything"]["amount_ore"] if shown.content else None,
    }
    return dialog(request, "send", quote, context, status)


def checks_of(quote: ServiceDocument, shown: Preview) -> list[Check]:
    if shown.content is None:
        return _gaps(quote, shown.problems)
    ceiling = shown.content["totals"]["everything"]["ceiling_ore"]
    checks = [_("Alla jobb har pris och pristyp.")]
    if ceiling is not None and ceiling > shown.content["totals"]["everything"]["amount_ore"]:
        checks[0] += " " + _("Taket %s visas för kunden.") % format_kronor(ceiling)
    if quote.customer_kind == CustomerKind.CONSUMER:
        checks.append(_("Konsumentvillkor och ångerrätt följer med."))
    checks.append(_reminder_words(quote.workshop))
    return [Check(words) for words in checks]


def _reminder_words(workshop: Workshop) -> str:
    most, hours = workshop.remind_at_most, workshop.remind_after_hours
    if not most:
        return _("Skickas nu. Ingen påminnelse går av sig själv.")
    return _("Skickas nu. Påminns av sig själv efter %(hours)s timmar, högst %(most)s gånger.") % {
        "hours": hours,
        "most": most,
    }


def _gaps(quote: ServiceDocument, problems: tuple[Problem, ...]) -> list[Check]:
    titles = {str(job_id): title for job_id, title in quote.jobs.values_list("id", "title")}
    without_kind = sum(problem.code is ProblemCode.NO_PRICE_KIND for problem in problems)
    for_all = without_kind == len(titles) > 1
    return list(dict.fromkeys(_gap(problem, titles, for_all=for_all) for problem in problems))


def _gap(problem: Problem, titles: Mapping[str, str], *, for_all: bool) -> Check:
    words = sentence(problem)
    if for_all and problem.code is ProblemCode.NO_PRICE_KIND:
        # What every job lacks is chosen once, for the whole quote.
        return Check(words, fine=False, job=_("Alla jobb"), place="quote-price_kind")
    place = PLACES.get(problem.code, "")
    if place or problem.job_id not in titles:
        return Check(words, fine=False, place=place)
    of_job = FIELDS_OF_JOB.get(problem.code, "title")
    place = f"{place_of_job(UUID(problem.job_id))}-{of_job}"
    return Check(words, fine=False, job=titles[problem.job_id], place=place)
