"""*Kontrollera status*: look now, and say what was looked at."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from verksign.domain.dates import clock
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.quotes import card
from verksign.staff.quotes.finding import quote_for
from verksign.usecases.signing.check import Checked, check_status
from verksign.wording.labels import label


@require_POST
@staff_only
def check(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    if quote.current_id is None:
        raise Http404
    checked = check_status(document_id=quote.current_id, by=request.actor, now=timezone.now())
    messages.success(request, words_of(checked))
    return card.answer(request, quote_id)


def words_of(checked: Checked) -> str:
    states = [label(message.state, "message").lower() for message in checked.messages]
    looked_at = [gettext("underskriften")]
    if states:
        noun = ngettext("meddelandet", "meddelandena", len(states))
        looked_at.append(f"{noun} ({', '.join(states)})")
    looked_at += [gettext("PDF:en"), gettext("giltighetstiden")]
    listed = gettext("%(names)s och %(last)s") % {
        "names": ", ".join(looked_at[:-1]),
        "last": looked_at[-1],
    }
    found = gettext("Statusen hade ändrats.") if checked.changed else gettext("Inget nytt.")
    more = gettext("Något låg och väntade och är skickat vidare igen.") if checked.nudged else ""
    told = gettext("Kontrollerat %(time)s: %(listed)s.") % {
        "time": clock(checked.at),
        "listed": listed,
    }
    return " ".join(filter(None, (told, found, more)))
