"""Who else has the card open: told every few seconds, live in the card's head."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.quotes.finding import quote_for
from verksign.usecases.quotes.presence import note_presence

HEAD = "staff/quotes/card/head.html#here"


@require_POST
@staff_only
@poll
def here(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    names = note_presence(quote_id=quote.id, by=request.actor, now=timezone.now())
    return render(request, HEAD, {"quote": quote, "here": words_of(names)})


def words_of(names: list[str]) -> str:
    """Return *Maria Ek och Rut Berg är också här*, or nothing."""
    if not names:
        return ""
    if len(names) == 1:
        listed = names[0]
    else:
        listed = gettext("%(names)s och %(last)s") % {
            "names": ", ".join(names[:-1]),
            "last": names[-1],
        }
    return gettext("%(names)s är också här") % {"names": listed}
