"""Answering a customer's question from the card of the quote or the order."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verksign.domain.access import Permission
from verksign.domain.drafts import Purpose
from verksign.records.models import CustomerRequest
from verksign.staff.http import StaffRequest, requires
from verksign.staff.orders import card as order_card
from verksign.staff.quotes import card
from verksign.staff.quotes.questions import place_of_question
from verksign.staff.quotes.refused import Refused
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.reply import AskerIsGone, NothingToAnswer
from verksign.usecases.signing.reply import reply as give_reply
from verksign.usecases.signing.requests import LONGEST_TEXT
from verksign.wording.customer import too_long
from verksign.wording.errors import sentence


@require_POST
@requires(Permission.SEND)
def reply(request: StaffRequest, quote_id: UUID, request_id: UUID) -> HttpResponse:
    rows = CustomerRequest.objects.visible_to(request.actor).select_related("document")
    asked = get_object_or_404(rows.filter(document__service_document=quote_id), id=request_id)
    is_order = asked.document.purpose != Purpose.QUOTE
    answer = order_card.answer if is_order else card.answer
    text = request.POST.get("text", "")
    try:
        give_reply(request_id=asked.pk, text=text, by=request.actor, now=timezone.now())
    except InvalidFields as error:
        return answer(request, quote_id, _refused(asked, text, error), status=422)
    except (AskerIsGone, NothingToAnswer) as error:
        messages.warning(request, sentence(error))
    else:
        messages.success(request, _("Svaret står på kundens sida, och kunden får veta det."))
    return answer(request, quote_id)


def _refused(asked: CustomerRequest, text: str, error: InvalidFields) -> Refused:
    long = error.problems["text"] == "too_long"
    words = too_long(LONGEST_TEXT, len(text)) if long else _("Skriv ditt svar först.")
    return Refused(place=place_of_question(asked), typed={"text": text}, sentences={"text": words})
