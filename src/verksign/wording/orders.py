"""Why an order cannot be closed or removed, in one sentence each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.domain.queues import Queue
from verksign.usecases.orders.close import ExtraJobWaits
from verksign.usecases.orders.evidence import Evidence
from verksign.usecases.orders.remove import OrderIsEvidence

WAITING: dict[Queue, Promise] = {
    Queue.FOUND: _(
        "Ordern kan inte avslutas: %(title)s är inte prissatt. Erbjud jobbet eller avfärda det."
    ),
    Queue.PRICED: _(
        "Ordern kan inte avslutas: %(title)s är inte skickad till kunden. Skicka eller avfärda den."
    ),
    Queue.WITH_CUSTOMER: _(
        "Ordern kan inte avslutas: %(title)s väntar på kundens svar. Vänta, ring eller avbryt."
    ),
    Queue.ANSWERED: _(
        "Ordern kan inte avslutas: svaret om %(title)s är inte kvitterat. Kvittera det först."
    ),
}
EVIDENCE: dict[Evidence, Promise] = {
    Evidence.QUOTE: _("Ordern är gjord av en offert och tas inte bort. Avsluta den i stället."),
    Evidence.SENDING: _("Något av ordern är skickat, så den tas inte bort. Avsluta den i stället."),
    Evidence.VERBAL: _("Kunden har svarat om ordern, så den tas inte bort. Avsluta den i stället."),
}


def waits(error: ExtraJobWaits) -> str:
    return str(WAITING[error.queue]) % {"title": error.title}


def is_evidence(error: OrderIsEvidence) -> str:
    return str(EVIDENCE[error.reason])
