"""*Registrera svar*: what the customer said by telephone or at the desk, job by job."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from verksign.domain.access import Permission
from verksign.domain.answers import AnswersIncomplete, AnswerWay, ChoiceNotAllowed, JobAnswer
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.dates import STOCKHOLM, stockholm
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import display_phone, is_mobile
from verksign.records.models import Job, Message, ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.dialogs import dialog, one_time_key, to_card
from verksign.staff.quotes.finding import quote_for
from verksign.staff.quotes.jobs import JobView, job_views
from verksign.staff.quotes.sending import FIELDS, sent_words
from verksign.staff.quotes.versions import read_version
from verksign.usecases.digital.open import AlreadyOpen
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.pricing import jobs_of, price
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.send import send_quote
from verksign.usecases.signing.spoken import NeedsWrittenAcceptance, Spoken
from verksign.usecases.signing.verbal import record_verbal_answer
from verksign.wording.errors import sentence, sentences
from verksign.wording.times import when

SAID = {
    JobAnswer.ACCEPTED: ("yes", gettext_lazy("Ja")),
    JobAnswer.LATER: ("later", gettext_lazy("Inte nu")),
    JobAnswer.DECLINED: ("no", gettext_lazy("Nej")),
}
CHANNELS = {AnswerWay.PHONE: gettext_lazy("Telefon"), AnswerWay.DESK: gettext_lazy("Disk")}
CALLERS = {
    "customer": gettext_lazy("Kunden ringde oss"),
    "workshop": gettext_lazy("Vi ringde kunden"),
}


@dataclass(slots=True, kw_only=True)
class Typed:
    """What stands in the dialog."""

    key: str
    said: dict[str, str]
    who: str
    channel: str
    called_by: str
    day: str
    clock: str
    note: str
    problems: dict[str, str] = field(default_factory=dict)
    needs_writing: bool = False

    @classmethod
    def fresh(cls, request: StaffRequest, quote: ServiceDocument, now: datetime) -> Self:
        """Nothing is answered in advance; *Ja till alla* only when it was asked for."""
        said = JobAnswer.ACCEPTED if request.GET.get("alla") == "ja" else ""
        local = stockholm(now)
        return cls(
            key=one_time_key(request),
            said={str(job_id): said for job_id in quote.jobs.values_list("id", flat=True)},
            who=quote.contact_name or (quote.customer.name if quote.customer else ""),
            channel=AnswerWay.PHONE,
            called_by="",
            day=local.date().isoformat(),
            clock=f"{local:%H:%M}",
            note="",
        )

    @classmethod
    def posted(cls, request: StaffRequest, jobs: Iterable[Job]) -> Self:
        def text(name: str) -> str:
            return request.POST.get(name, "")[:4000].replace("\x00", "").strip()

        everything = JobAnswer.ACCEPTED if text("all") == "ja" else None
        return cls(
            key=one_time_key(request),
            said={str(job.id): everything or text(f"job-{job.id}") for job in jobs},
            who=text("who"),
            channel=text("channel"),
            called_by=text("called_by"),
            day=text("day"),
            clock=text("clock"),
            note=text("note"),
        )

    @property
    def answered_at(self) -> datetime | None:
        try:
            at = datetime.fromisoformat(f"{self.day}T{self.clock.replace('.', ':')}")
        except ValueError:
            return None
        return at.replace(tzinfo=STOCKHOLM)

    def answers(self) -> Mapping[str, JobAnswer]:
        return {job_id: JobAnswer(said) for job_id, said in self.said.items() if said in SAID}

    def find_gaps(self) -> None:
        for job_id, said in self.said.items():
            if said not in SAID:
                self.problems[f"job-{job_id}"] = sentence("answer_missing")
        if self.answered_at is None:
            self.problems["answered_at"] = sentence("not_a_time")


@dataclass(frozen=True, slots=True)
class Row:
    """A job of the dialog, with what is said about it."""

    job: JobView
    name: str
    said: str
    error: str


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD_ANSWER)
def answer(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    if request.method != "POST":
        return _dialog(request, quote, Typed.fresh(request, quote, timezone.now()))
    typed = Typed.posted(request, jobs_of(quote))
    if "all" in request.POST:
        return _dialog(request, quote, typed)
    return record(request, quote, typed) or _dialog(request, quote, typed, status=422)


@require_POST
@requires(Permission.SEND)
def send_link(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    """Instead of a spoken yes that would not bind: the link, by which the customer accepts in writing."""
    quote = quote_for(request, quote_id)
    method = request.POST.get("link", "")
    typed = Typed.posted(request, jobs_of(quote))
    if method not in FIELDS:
        typed.problems["quote"] = sentence("unknown_method")
        return _dialog(request, quote, typed, status=422)
    try:
        document = send_quote(
            quote_id=quote.id,
            method=method,
            to=quote.email if method == "email" else quote.phone,
            key=typed.key,
            by=request.actor,
            now=timezone.now(),
            kind=Message.Kind.VERBAL,
            version=read_version(request),
        )
    except ChangedMeanwhile:
        typed.problems["quote"] = sentence("quote_changed")
    except (AlreadyOpen, BadRecipient, QuoteLocked, QuoteIncomplete, TooManySms) as error:
        typed.problems["quote"] = sentence(error)
    else:
        messages.success(request, sent_words(document))
        return to_card(request, quote)
    return _dialog(request, quote, typed, status=422)


def record(request: StaffRequest, quote: ServiceDocument, typed: Typed) -> HttpResponse | None:
    """Record the answer and leave for the card; None with `typed.problems` filled in when it cannot be."""
    typed.find_gaps()
    answered_at = typed.answered_at
    if typed.problems or answered_at is None:
        return None
    spoken = Spoken(
        answers=typed.answers(),
        who=typed.who,
        channel=typed.channel,
        called_by=typed.called_by if typed.channel == AnswerWay.PHONE else "",
        answered_at=answered_at,
        note=typed.note,
    )
    try:
        record_verbal_answer(
            quote_id=quote.id,
            spoken=spoken,
            key=typed.key,
            by=request.actor,
            now=timezone.now(),
            version=read_version(request),
        )
    except NeedsWrittenAcceptance:
        typed.needs_writing = True
    except ChangedMeanwhile:
        typed.problems["quote"] = sentence("quote_changed")
    except (InvalidFields, ChoiceNotAllowed, AnswersIncomplete, QuoteIncomplete) as error:
        typed.problems |= _problems_of(error)
    except QuoteLocked:
        messages.warning(request, too_late(quote))
        return to_card(request, quote)
    else:
        messages.success(request, _recorded_words(quote))
        return to_card(request, quote)
    return None


def _problems_of(
    error: InvalidFields | ChoiceNotAllowed | AnswersIncomplete | QuoteIncomplete,
) -> dict[str, str]:
    """Return the sentence of each field that it concerns."""
    match error:
        case InvalidFields():
            return sentences(error)
        case ChoiceNotAllowed():
            return {f"job-{error.job_id}": sentence("included_go_together")}
        case AnswersIncomplete():
            return {f"job-{job_id}": sentence("answer_missing") for job_id in error.missing}
    return {"quote": sentence(error)}


def too_late(quote: ServiceDocument) -> str:
    """The customer was quicker: said to whoever wanted to cancel or to record another answer."""
    quote.refresh_from_db(fields=["digital_at"])
    at = when(quote.digital_at, timezone.now()) if quote.digital_at else ""
    return _("Kunden hann beställa %s. Offerten är undertecknad och kan inte avbrytas.") % at


def form_context(quote: ServiceDocument, typed: Typed) -> dict[str, Any]:
    """What the fields of an answer need, in this dialog and in *Avbryt digital offert*."""
    jobs = jobs_of(quote)
    views = job_views(quote, jobs, price(quote, jobs))
    return {
        "typed": typed,
        "rows": [
            Row(view, name, typed.said.get(str(view.job.id), ""), typed.problems.get(name, ""))
            for view in views
            for name in [f"job-{view.job.id}"]
        ],
        "said": SAID,
        "channels": CHANNELS,
        "callers": CALLERS,
        "confirmation_to": _confirmation_to(quote),
        "already_open": quote.digital_status in DigitalStatus.open(),
        "mobile": display_phone(quote.phone) if is_mobile(quote.phone) else "",
    }


def _dialog(
    request: StaffRequest, quote: ServiceDocument, typed: Typed, status: int = 200
) -> HttpResponse:
    return dialog(request, "answer", quote, form_context(quote, typed), status)


def _confirmation_to(quote: ServiceDocument) -> str:
    return quote.email or (display_phone(quote.phone) if is_mobile(quote.phone) else "")


def _recorded_words(quote: ServiceDocument) -> str:
    to = _confirmation_to(quote)
    words = _("Svaret är noterat som muntligt.")
    return f"{words} {_('En bekräftelse är på väg till %s.') % to}" if to else words
