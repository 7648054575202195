from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from verksign.domain.prices import REPARATIONSVILLKOR_2000
from verksign.records.models import Workshop
from verksign.usecases.numbers import start_series


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopProfile:
    """Who the workshop is; what the law wants a consumer to know of the seller stands here."""

    slug: str
    name: str
    short_name: str
    """Also the SMS sender: 3 to 11 of A–Z, a–z, 0–9."""
    legal_name: str
    org_number: str
    vat_number: str
    address: str
    phone: str
    """E.164."""
    email: str
    tagline: str = ""
    opening_hours: str = ""
    payment_terms: str = "Med kort, Swish eller faktura (10 dagar) när du hämtar bilen."
    terms_profile: str = REPARATIONSVILLKOR_2000.name
    hourly_rate_ore: int = 99_200
    """Excl. VAT."""


@transaction.atomic
def create_workshop(*, profile: WorkshopProfile, now: datetime) -> Workshop:
    workshop = Workshop.objects.create(created_at=now, **asdict(profile))
    start_series(workshop)
    return workshop
