"""The words for stored codes, letter for letter as in the manual that the users know."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verksign.domain.access import Role
from verksign.domain.answers import AnswerSummary, AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.customers import CustomerKind
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.message_states import MessageState
from verksign.domain.prices import Amounts, LineKind, PriceKind
from verksign.domain.severity import Severity

Words = dict[str, Promise]

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

STATUS_SENTENCE: Words = {
    "": _("Offerten är inte skickad till kunden."),
    DigitalStatus.DRAFT: _("På väg till kunden."),
    DigitalStatus.SENT: _("Kunden har fått den men inte öppnat den."),
    DigitalStatus.SEEN: _("Kunden har öppnat den men inte svarat."),
    DigitalStatus.FAILED: _("Meddelandet kom inte fram. Rätta mottagaren eller skicka igen."),
    DigitalStatus.SIGNED: _("Kunden har undertecknat. Skapa serviceorder."),
    DigitalStatus.REJECTED: _("Kunden har tackat nej."),
    DigitalStatus.CANCELLED: _("Verkstaden har dragit tillbaka den. Länken gäller inte längre."),
    DigitalStatus.EXPIRED: _("Tiden gick ut utan svar. Inget är godkänt."),
    DigitalStatus.REPLACED: _("En nyare version har tagit över länken."),
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

METHOD: Words = {
    "sms": _("SMS"),
    "email": _("E-post"),
    "on_site": _("På plats"),
}

LABELS: dict[str, Words] = {
    "amounts": AMOUNTS,
    "answer": ANSWER,
    "choice": CHOICE,
    "customer_kind": CUSTOMER_KIND,
    "job_answer": JOB_ANSWER,
    "line_kind": LINE_KIND,
    "message": MESSAGE,
    "method": METHOD,
    "price_kind": PRICE_KIND,
    "role": ROLE,
    "severity": SEVERITY,
    "status": STATUS,
    "status_sentence": STATUS_SENTENCE,
    "way": WAY,
}


def label(code: str, of: str) -> str:
    """Return the word for a code; a code without a word is a fault and raises KeyError."""
    return str(LABELS[of][code])
