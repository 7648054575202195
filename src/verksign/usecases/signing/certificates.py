"""Nothing that seals may end unseen: staff are told in time, once for each step."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from verksign.documents.keys import KeyFolder, NoRoot
from verksign.domain.dates import local_date
from verksign.domain.expiry import step_reached
from verksign.records.models import Workshop
from verksign.usecases import messages


def warn_of_expiry(*, now: datetime) -> None:
    """Raise an alarm in each workshop whose certificate, or whose root, has come a step closer to its end."""
    keys = KeyFolder(settings.KEYS)
    try:
        root_ends = keys.root_expires_at()
    except NoRoot:
        return
    for workshop in Workshop.objects.order_by("id"):
        for code, ends in (("root", root_ends), ("workshop", keys.expires_at(workshop.id))):
            step = None if ends is None else step_reached(ends, now)
            if ends is not None and step is not None:
                _warn(workshop, f"{code} {step} {local_date(ends)}", now)


@transaction.atomic(durable=True)
def _warn(workshop: Workshop, detail: str, now: datetime) -> None:
    messages.raise_certificate_alarm(workshop, detail, at=now)
