"""*Kopiera till ny offert*: from any quote, and the way on from one that can no longer be edited."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from verksign.domain.access import Permission
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.card import to_card
from verksign.usecases.quotes.copy import copy_quote


@require_POST
@requires(Permission.WRITE)
def copy(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    try:
        made = copy_quote(quote_id=quote_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    told = gettext("Det här är en ny offert med samma jobb. Priserna är som i %(number)s.")
    old = made.copied_from
    messages.success(request, told % {"number": old.number if old else ""})
    return to_card(request, made.id)
