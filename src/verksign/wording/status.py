"""What staff read beside a digital status: when it happened and what it means for them."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import format_kronor
from verksign.records.models import DigitalDocument
from verksign.wording.labels import FAILURE
from verksign.wording.times import when

REJECTED_WITH_REASON = _("%(customer)s tackade nej %(at)s. Skäl: %(reason)s")
SENTENCES: dict[str, Promise] = {
    DigitalStatus.DRAFT: _("Skickas strax."),
    DigitalStatus.SENT: _("Lämnad till sms- eller mejltjänsten %(at)s. Kunden har inte öppnat än."),
    DigitalStatus.SEEN: _("Kunden öppnade %(at)s. Inget svar än."),
    DigitalStatus.FAILED: _("Kom inte fram: %(failure)s. Rätta och skicka igen."),
    DigitalStatus.SIGNED: _("%(customer)s beställde %(at)s för %(amount)s."),
    DigitalStatus.REJECTED: _("%(customer)s tackade nej %(at)s."),
    DigitalStatus.CANCELLED: _("Återkallad %(at)s. Länken är stängd."),
    DigitalStatus.EXPIRED: _("Giltighetstiden gick ut %(at)s. Att inte svara är inget ja."),
    DigitalStatus.REPLACED: _("En nyare version tog över länken %(at)s."),
}


def status_sentence(document: DigitalDocument, *, accepted_ore: int = 0, now: datetime) -> str:
    """Return what has happened to a sending and what to do; `accepted_ore` is what the customer ordered."""
    rejected_with_reason = document.status == DigitalStatus.REJECTED and document.reason
    words = REJECTED_WITH_REASON if rejected_with_reason else SENTENCES[document.status]
    return str(words) % {
        "customer": document.signer_name or document.recipient_name,
        "at": when(document.status_at, now),
        "amount": format_kronor(accepted_ore),
        "reason": document.reason,
        "failure": FAILURE.get(document.failure, FAILURE[""]),
    }
