"""What a customer has chosen and typed but not sent: kept a short while, so that a reload or the way back keeps it."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from verksign.domain.tokens import token_digest
from verksign.records.models import DigitalDocument, Unsent

KEPT = timedelta(days=2)
MOST_PER_READER = 30
"""Each page on the way is a row; the oldest makes room."""
LONGEST_VALUE = 60_000
KEY = re.compile(r"[0-9a-f]{32}")


@transaction.atomic(durable=True)
def keep(
    *,
    document: DigitalDocument,
    token: str,
    form: str,
    typed: Mapping[str, str],
    refused: Mapping[str, str],
    key: str,
    now: datetime,
) -> str:
    """
    Keep what stands on a page, and return its key, which is good only with the link's token.

    The page may have a key already: then it is written anew. It answers nothing and holds no lock: what is sent later
    is judged by itself.
    """
    key = key if KEY.fullmatch(key) else secrets.token_hex(16)
    digest = token_digest(token)
    Unsent.objects.update_or_create(
        digest=digest,
        key=key,
        defaults={
            "workshop_id": document.workshop_id,
            "document": document,
            "form": form,
            "typed": {name: _storable(value) for name, value in typed.items()},
            "refused": dict(refused),
            "at": now,
        },
    )
    rows = Unsent.objects.filter(digest=digest).order_by("-at", "-id")
    too_many = list(rows.values_list("pk", flat=True)[MOST_PER_READER : 2 * MOST_PER_READER])
    if too_many:
        Unsent.objects.filter(pk__in=too_many).delete()
    return key


def _storable(value: str) -> str:
    """As it was typed, but for what a database cannot hold."""
    return value.replace("\0", "")[:LONGEST_VALUE]


def kept(*, token: str, key: str, form: str, now: datetime) -> Unsent | None:
    """Return what stood on a page, also when it was one of an earlier version."""
    if not KEY.fullmatch(key):
        return None
    rows = Unsent.objects.filter(digest=token_digest(token), key=key, form=form, at__gt=now - KEPT)
    return rows.select_related("document").first()


def last_kept(*, document: DigitalDocument, token: str, form: str, now: datetime) -> Unsent | None:
    """Return what was filled in last under this link, of the version that it shows."""
    rows = Unsent.objects.filter(digest=token_digest(token), form=form, at__gt=now - KEPT)
    # Most who open a link have chosen nothing: to ask that is cheaper than to load nothing.
    if not rows.exists():
        return None
    return rows.filter(document=document).order_by("-at", "-id").first()


def forget_form(token: str, form: str) -> None:
    """It has been sent now; in the caller's transaction."""
    Unsent.objects.filter(digest=token_digest(token), form=form).delete()


def forget_under_link(link_id: UUID) -> None:
    """There is an answer: what was on its way to one goes, in the caller's transaction."""
    Unsent.objects.filter(document__link=link_id).delete()


@transaction.atomic(durable=True)
def forget_old(*, now: datetime) -> None:
    Unsent.objects.filter(at__lte=now - KEPT).delete()
