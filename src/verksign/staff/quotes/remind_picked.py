"""*Påminn valda*: the customers of picked quotes are reminded, after a look at who they are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.digital_states import ActionNotAllowed
from verksign.records.models import ServiceDocument
from verksign.staff.http import StaffRequest, requires
from verksign.staff.lists.pages import address_of
from verksign.staff.lists.views import MOST_PICKED, NOTHING_PICKED, ONLY_PICKED, dialog, leave
from verksign.staff.quotes.columns import QUOTES
from verksign.staff.quotes.dialogs import one_time_key
from verksign.staff.quotes.selections import quotes_of
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.signing.remind import REACHED, NobodyToRemind, RemindedJustNow, remind
from verksign.wording.errors import sentence

REFUSALS = (ActionNotAllowed, NobodyToRemind, RemindedJustNow, TooManySms)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def remind_picked(request: StaffRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    if ONLY_PICKED in asked and "id" not in asked:
        messages.warning(request, NOTHING_PICKED)
        return leave(request, f"{address_of(request, QUOTES)}?view=waiting")
    quotes = _picked(request, asked)
    waiting = [quote for quote in quotes if quote.digital_status in REACHED]
    if request.method != "POST":
        context: dict[str, Any] = {
            "waiting": waiting,
            "others": [quote for quote in quotes if quote not in waiting],
            "key": one_time_key(request),
            "query": f"?{request.GET.urlencode()}",
        }
        return dialog(request, QUOTES, "remind", context)
    reminded = 0
    for quote in waiting:
        try:
            _remind(request, quote)
        except REFUSALS as error:
            messages.error(request, f"{quote.number}: {sentence(error)}")
        else:
            reminded += 1
    if reminded:
        told = ngettext("%(number)s kund påminns.", "%(number)s kunder påminns.", reminded)
        messages.success(request, told % {"number": reminded})
    return leave(request, f"{address_of(request, QUOTES)}?view=waiting")


def _remind(request: StaffRequest, quote: ServiceDocument) -> None:
    if quote.current_id is None:
        raise Http404
    remind(
        document_id=quote.current_id,
        key=one_time_key(request),
        by=request.actor,
        now=timezone.now(),
    )


def _picked(request: StaffRequest, query: QueryDict) -> list[ServiceDocument]:
    """Return the quotes, all of them ours: one that is not is as none at all."""
    try:
        ids = {UUID(typed) for typed in query.getlist("id")[:MOST_PICKED]}
    except ValueError:
        raise Http404 from None
    found = quotes_of(request.actor).filter(id__in=ids).with_cards().order_by("digital_at", "id")
    quotes = list(found)
    if not ids or len(quotes) != len(ids):
        raise Http404(_("Ingen offert är vald."))
    return quotes
