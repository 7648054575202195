"""*Skriv ut* of a quote as it stands: a PDF that is marked as a draft, made when it is asked for and never kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from verksign.domain.completeness import QuoteIncomplete
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.quotes.card import to_card
from verksign.staff.quotes.finding import quote_for
from verksign.usecases.signing.draft import print_draft
from verksign.wording.errors import sentence


@require_safe
@staff_only
def draft_pdf(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    quote = quote_for(request, quote_id)
    try:
        pdf = print_draft(quote_id=quote_id, by=request.actor, now=timezone.now())
    except QuoteIncomplete as error:
        messages.error(request, sentence(error))
        return to_card(request, quote_id)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="Utkast {quote.number}, inte skickad.pdf"',
            "Cache-Control": "no-store",
        },
    )
