"""The words for stored codes, letter for letter as in the manual that the users know."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verksign.domain.access import Role
from verksign.domain.answers import AnswerSummary, AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.customers import CustomerKind, Language
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.machines import FetchReason
from verksign.domain.message_states import MessageState
from verksign.domain.order_states import WorkStatus
from verksign.domain.prices import Amounts, LineKind, PriceKind
from verksign.domain.queues import Origin, Queue
from verksign.domain.severity import Severity
from verksign.domain.version_changes import How
from verksign.integrations.delivery import Reason
from verksign.records.models import Alarm, CustomerRequest, Message

Words = dict[str, Promise | str]

STATUS: Words = {
    "": _("Ej skickad"),
    DigitalStatus.DRAFT: _("Utkast"),
    DigitalStatus.SENT: _("Skickad"),
    DigitalStatus.SEEN: _("Reviderad/sedd"),
    DigitalStatus.FAILED: _("Misslyckad"),
    DigitalStatus.SIGNED: _("Undertecknad"),
    DigitalStatus.REJECTED: _("Avvisad"),
    DigitalStatus.CANCELLED: _("Avbruten"),
    DigitalStatus.EXPIRED: _("Utgången"),
    DigitalStatus.REPLACED: _("Ersatt"),
}

MESSAGE: Words = {
    MessageState.QUEUED: _("Köad"),
    MessageState.HANDING_OVER: _("Lämnas över"),
    MessageState.SENT: pgettext_lazy("message", "Skickad"),
    MessageState.DELIVERED: _("Levererad"),
    MessageState.FAILED: pgettext_lazy("message", "Misslyckad"),
    MessageState.UNSURE: _("Oviss"),
    MessageState.STOPPED: _("Stoppad"),
}

JOB_ANSWER: Words = {
    "": _("Inget svar"),
    JobAnswer.ACCEPTED: _("Godkänd"),
    JobAnswer.LATER: _("Inte nu"),
    JobAnswer.DECLINED: _("Nej"),
    JobAnswer.NOT_CHOSEN: _("Ej vald"),
    JobAnswer.ASKED: _("Fråga / ring mig"),
}

WAY: Words = {
    AnswerWay.LINK: _("Länk"),
    AnswerWay.ON_SITE: _("På plats"),
    AnswerWay.PHONE: _("Telefon"),
    AnswerWay.DESK: _("Disk"),
}

ANSWER: Words = {
    "": "",
    AnswerSummary.APPROVED_DIGITALLY: _("Godkänd digitalt"),
    AnswerSummary.APPROVED_VERBALLY: _("Godkänd muntligt"),
    AnswerSummary.PARTLY: _("Delvis"),
    AnswerSummary.REJECTED: _("Avvisad"),
}

CHOICE: Words = {
    ChoiceRule.INCLUDED: _("ingår"),
    ChoiceRule.OPTIONAL: _("valfri"),
    ChoiceRule.PRESELECTED: _("valfri, förvald"),
    ChoiceRule.ALTERNATIVE: _("alternativ"),
}

PRICE_KIND: Words = {
    PriceKind.FAST: _("Fast pris"),
    PriceKind.UNGEFARLIG: _("Ungefärligt pris"),
    PriceKind.HOGSTA: _("Högsta pris"),
    PriceKind.LOPANDE: _("Löpande räkning"),
}

AMOUNTS: Words = {
    Amounts.INCL: _("inkl. moms"),
    Amounts.EXCL: _("exkl. moms"),
}

LINE_KIND: Words = {
    LineKind.ARTICLE: _("Artikel"),
    LineKind.LABOUR: _("Arbete"),
    LineKind.TEXT: _("Text"),
}

SEVERITY: Words = {
    Severity.URGENT: _("Säkerhet nu"),
    Severity.SOON: _("Bör göras snart"),
    Severity.LATER: _("Kan vänta"),
}

CUSTOMER_KIND: Words = {
    CustomerKind.CONSUMER: _("Konsument"),
    CustomerKind.COMPANY: _("Företag"),
}

ROLE: Words = {
    Role.ADMIN: _("Administratör"),
    Role.ADVISER: _("Kundmottagare"),
    Role.MECHANIC: _("Mekaniker"),
    Role.READONLY: _("Läsare"),
}

WORK_STATUS: Words = {
    WorkStatus.ONGOING: _("Pågående"),
    WorkStatus.UPCOMING: _("Förestående"),
    WorkStatus.STOPPED: pgettext_lazy("order", "Stoppad"),
    WorkStatus.FINISHED: _("Avslutad"),
}

ORIGIN: Words = {
    Origin.ORDERED: _("Beställd"),
    Origin.FOUND: _("Merförsäljning"),
}

QUEUE: Words = {
    Queue.FOUND: _("Upptäckt"),
    Queue.PRICED: _("Prissatt"),
    Queue.WITH_CUSTOMER: _("Hos kund"),
    Queue.ANSWERED: _("Besvarad"),
    Queue.ARCHIVED: _("Arkiverad"),
}

METHOD: Words = {
    "sms": _("SMS"),
    "email": _("E-post"),
    "on_site": _("På plats"),
}

FAILURE: Words = {
    "": _("Okänd orsak"),
    Reason.NUMBER_UNKNOWN: _("Numret finns inte"),
    Reason.NOT_MOBILE: _("Numret kan inte ta emot sms"),
    Reason.ADDRESS_UNKNOWN: _("Mejladressen finns inte"),
    Reason.MAILBOX_FULL: _("Mejllådan är full"),
    Reason.SENDER_REFUSED: _("Avsändarnamnet godtogs inte"),
    Reason.TOO_LARGE: _("Meddelandet är för stort"),
    Reason.REFUSED: _("Tjänsten tog inte emot meddelandet"),
    Reason.NOT_DELIVERED: _("Nådde inte telefonen"),
    Reason.LOGIN_REFUSED: _("Tjänsten godtog inte vår inloggning"),
    Reason.NOT_SECURE: _("Tjänsten erbjuder ingen säker förbindelse"),
    Reason.NO_ANSWER: _("Tjänsten svarade inte"),
    Reason.TOO_BUSY: _("Tjänsten har för mycket att göra"),
}

EVENT: Words = {
    "sending.created": pgettext_lazy("event", "Utkast"),
    "pdf.frozen": _("PDF:en är låst"),
    "message.sent": pgettext_lazy("event", "Skickad"),
    "message.delivered": _("Levererad"),
    "message.failed": _("Kom inte fram"),
    "message.unsure": _("Oviss leverans"),
    "message.resent": _("Skickas igen"),
    "message.counted_as_sent": _("Räknas som skickad"),
    "reminder.queued": _("Påmind"),
    "recipient.corrected": _("Mottagaren rättad"),
    "document.handed_over": _("Överlämnad på plats"),
    "document.given_back": _("Plattan är tillbaka"),
    "document.signed_on_site": _("Undertecknad på arbetsplatsens enhet"),
    "document.rejected_on_site": _("Avvisad på arbetsplatsens enhet"),
    "document.seen": _("Reviderad/sedd"),
    "document.signed": _("Undertecknad"),
    "document.rejected": _("Avvisad"),
    "document.cancelled": _("Avbruten"),
    "document.expired": _("Utgången"),
    "document.replaced": _("Ersatt"),
    "document.sealed": _("PDF:en är förseglad"),
    "answer.recorded": _("Muntligt svar noterat"),
    "request.call": _("Ring mig"),
    "request.question": _("Fråga från kunden"),
    "request.new_quote": _("Vill ha en ny offert"),
    "request.replied": _("Svar på frågan"),
}

# The same events, of a message that asks for nothing: the customer's own copy.
EVENT_OF_COPY: Words = {
    "message.sent": _("Kundens kopia skickad"),
    "message.delivered": _("Kundens kopia levererad"),
    "message.failed": _("Kundens kopia kom inte fram"),
    "message.unsure": _("Oviss leverans av kundens kopia"),
}

EVENT_OF_REPLY: Words = {
    "message.sent": _("Svaret på frågan är skickat"),
    "message.delivered": _("Svaret på frågan är levererat"),
    "message.failed": _("Svaret på frågan kom inte fram"),
    "message.unsure": _("Oviss leverans av svaret på frågan"),
}

MESSAGE_KIND: Words = {
    Message.Kind.QUOTE: _("Offert"),
    Message.Kind.VERSION: _("Ny version"),
    Message.Kind.VERBAL: _("Länk efter samtal"),
    Message.Kind.RECEIPT: _("Kvitto"),
    Message.Kind.DECLINED: _("Kvitto på nej"),
    Message.Kind.CONFIRMATION: _("Bekräftelse av muntligt svar"),
    Message.Kind.REMINDER: _("Påminnelse"),
    Message.Kind.REPLY: _("Svar på kundens fråga"),
    Message.Kind.UPSELL: _("Merförsäljning"),
    Message.Kind.UPSELL_REMINDER: _("Påminnelse om merförsäljning"),
    Message.Kind.ORDER: _("Orderbekräftelse"),
    Message.Kind.ORDER_REMINDER: _("Påminnelse om orderbekräftelse"),
}

CALL_TIME: Words = {
    "": "",
    "asap": _("så snart som möjligt"),
    "write": _("vill ha svar skriftligt"),
    "before_12": _("före kl. 12"),
    "after_12": _("efter kl. 12"),
    "12_13": _("kl. 12–13"),
    "15_17": _("kl. 15–17"),
    "tomorrow": _("i morgon"),
}

ALARM: Words = {
    Alarm.Kind.DELIVERY_FAILED: _("Meddelandet kom inte fram"),
    Alarm.Kind.DELIVERY_UNSURE: _("Oviss leverans"),
    Alarm.Kind.SEALING_STUCK: _("Förseglingen dröjer"),
    Alarm.Kind.SIGNED_AFTER_ALL: _("Undertecknad efter avbrott"),
    Alarm.Kind.CERTIFICATE_EXPIRES: _("Certifikatet går snart ut"),
    Alarm.Kind.NOT_ACKNOWLEDGED: _("Svaret är inte kvitterat"),
}

REQUEST: Words = {
    CustomerRequest.Kind.CALL: _("Ring mig"),
    CustomerRequest.Kind.QUESTION: _("Fråga"),
    CustomerRequest.Kind.NEW_QUOTE: _("Vill ha en ny offert"),
}

LANGUAGE: Words = {
    Language.SWEDISH: _("Svenska"),
    Language.ENGLISH: _("Engelska"),
}

FETCH: Words = {
    FetchReason.AGENT: _("ett program som söker igenom länkar"),
    FetchReason.HEAD: _("en kontroll av att länken finns"),
    FetchReason.EARLY: _("inom tio sekunder från att den skickades"),
}

VERSION_CHANGE: Words = {
    How.ADDED: _("Nytt jobb"),
    How.REMOVED: _("Borttaget"),
    How.PRICED: _("Nytt pris"),
    How.CHOSEN: _("Ny valregel"),
    How.WORDED: _("Ändrad text"),
}

QUICK: Words = {
    "1": _("Snabboffert"),
    "0": _("Vanlig offert"),
}

LABELS: dict[str, Words] = {
    "alarm": ALARM,
    "amounts": AMOUNTS,
    "answer": ANSWER,
    "call_time": CALL_TIME,
    "choice": CHOICE,
    "customer_kind": CUSTOMER_KIND,
    "event": EVENT,
    "failure": FAILURE,
    "fetch": FETCH,
    "job_answer": JOB_ANSWER,
    "language": LANGUAGE,
    "line_kind": LINE_KIND,
    "message": MESSAGE,
    "message_kind": MESSAGE_KIND,
    "method": METHOD,
    "origin": ORIGIN,
    "price_kind": PRICE_KIND,
    "queue": QUEUE,
    "quick": QUICK,
    "request": REQUEST,
    "role": ROLE,
    "severity": SEVERITY,
    "status": STATUS,
    "version_change": VERSION_CHANGE,
    "way": WAY,
    "work_status": WORK_STATUS,
}


def label(code: str, of: str) -> str:
    """Return the word for a code; a code without a word is a fault and raises KeyError."""
    return str(LABELS[of][code])
