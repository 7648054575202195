"""An edit in place: done, and answered with the card as it has become; what is refused stays where it was typed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import Protocol, TypedDict
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django_htmx.http import trigger_client_event

from verksign.domain.access import Actor
from verksign.domain.quote_changes import How
from verksign.staff.http import StaffRequest
from verksign.staff.quotes import card
from verksign.staff.quotes.refused import NOTHING, Refused
from verksign.staff.quotes.versions import read_version
from verksign.usecases.quotes.editing import EditedMeanwhile, QuoteLocked
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.wording.errors import sentence

EDITED = "X-Quote-Edited"
NOT_TYPED: Mapping[str, str] = MappingProxyType({})


class Answer(Protocol):
    """What shows the card as it has become: the quote's, or another's that is edited in place."""

    def __call__(
        self,
        request: StaffRequest,
        document_id: UUID,
        /,
        refused: Refused = NOTHING,
        *,
        status: int = HTTPStatus.OK,
        job_id: UUID | None = None,
    ) -> HttpResponse: ...


class Editor(TypedDict):
    """What every edit is told of who makes it, and of what was read before."""

    by: Actor
    now: datetime
    version: int | None


def editor(request: StaffRequest) -> Editor:
    return {"by": request.actor, "now": timezone.now(), "version": read_version(request)}


def edit[R](
    request: StaffRequest,
    quote_id: UUID,
    do: Callable[[], R],
    *,
    place: str = "",
    typed: Mapping[str, str] = NOT_TYPED,
    job_id: UUID | None = None,
    then: Callable[[R], str] | None = None,
    answer: Answer = card.answer,
) -> HttpResponse:
    """Do what was typed at the `place`, or pressed; `then` names the field that is typed in next, if another."""
    try:
        done = do()
    except ObjectDoesNotExist:
        raise Http404 from None
    except InvalidFields as error:
        if not typed:
            # Nothing was typed that the sentence could stand beside.
            messages.error(request, sentence(error))
        return answer(request, quote_id, Refused.at(place, typed, error), status=422, job_id=job_id)
    except EditedMeanwhile as error:
        return _refuse_to_overwrite(request, quote_id, place, typed, error, answer=answer)
    except (QuoteLocked, OrderClosed, ChangedMeanwhile) as error:
        messages.error(request, sentence(error))
        return answer(request, quote_id, Refused(place=place, typed=typed), status=409)
    response = edited(answer(request, quote_id, NOTHING, job_id=job_id))
    if then and request.htmx:
        trigger_client_event(response, "then", {"field": then(done)}, after="settle")
    return response


def edited(response: HttpResponse) -> HttpResponse:
    """Tell the page that one of the edits it now sees is its own."""
    response[EDITED] = "1"
    return response


def _refuse_to_overwrite(
    request: StaffRequest,
    quote_id: UUID,
    place: str,
    typed: Mapping[str, str],
    error: EditedMeanwhile,
    *,
    answer: Answer,
) -> HttpResponse:
    """What was typed stays where it was typed, beside what somebody else has written there."""
    refused = Refused.overtaken(place, typed, error)
    if not typed or any(change.how is How.REMOVED for change, _ in error.changes):
        # The field may be gone with its row: then what was typed is told.
        lost = ", ".join(value for value in typed.values() if value)
        lost = gettext("Du skrev: %(typed)s") % {"typed": lost} if lost else ""
        messages.error(request, " ".join(filter(None, (sentence(error), lost))))
    return answer(request, quote_id, refused, status=409)
