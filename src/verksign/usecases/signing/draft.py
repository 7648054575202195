from datetime import datetime
from uuid import UUID

from verksign.documents.render import render_draft
from verksign.domain.access import Actor, Permission
from verksign.domain.content import freeze
from verksign.records.models import ServiceDocument
from verksign.usecases.digital.enclosed import enclosed
from verksign.usecases.digital.open import next_version
from verksign.usecases.quotes.freezing import draft_of
from verksign.usecases.quotes.pricing import jobs_of
from verksign.usecases.signing.preview import DOCUMENT_ID


def print_draft(*, quote_id: UUID, by: Actor, now: datetime) -> bytes:
    """
    Return the quote as it stands on paper, marked as a draft; nothing is stored and nobody is told.

    :raises QuoteIncomplete: with every problem that must be put right first
    :raises ServiceDocument.DoesNotExist: also when it is another workshop's
    """
    by.require(Permission.READ)
    rows = ServiceDocument.objects.visible_to(by).quotes()
    quote = rows.select_related("customer", "payer", "vehicle", "adviser", "workshop").get(
        pk=quote_id
    )
    version = next_version(quote, "quote")
    draft = draft_of(quote, jobs_of(quote), version=version, document_id=DOCUMENT_ID)
    content = freeze(draft, now=now)
    return render_draft(content, enclosed(content, quote.workshop))
