"""*Aktiviteter*: numbers beside the tiles. Each is counted by the very list that it opens, with the same address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from verksign.domain.access import Actor
from verksign.domain.dates import local_date
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.order_states import WorkStatus
from verksign.records.models import ServiceNote
from verksign.staff.lists.filters import Asked
from verksign.staff.lists.listing import Chosen, Listing
from verksign.staff.orders.lists import ORDERS
from verksign.staff.upsell.columns import QUEUES
from verksign.staff.upsell.selections import EVERY
from verksign.wording import times
from verksign.wording.labels import label
from verksign.wording.templatetags.words import kr

WORK = {
    WorkStatus.UPCOMING: ("calendar", ""),
    WorkStatus.ONGOING: ("order", "seen"),
    WorkStatus.STOPPED: ("clock", "failed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    code: str
    label: str
    symbol: str
    status: str
    """Whose colour the symbol has."""
    address: str
    number: int
    ore: int
    fact: str
    """Kronor, or the age of the oldest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    code: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What every number is made with: who looks, when, at whose."""

    actor: Actor
    now: datetime
    slug: str
    mine: bool

    def entry(
        self,
        listing: Listing[Any],
        code: str,
        words: str,
        symbol: str,
        *pairs: tuple[str, str],
        status: str = "",
        since: str = "",
    ) -> Entry:
        """Return what the list at this address has; `since`: the column that says how old a row is."""
        query = urlencode([*pairs, *([("mina", "1")] if self.mine else [])])
        asked = Asked(self.actor, local_date(self.now))
        rows = Chosen.from_query(listing, QueryDict(query)).narrowed(asked)
        ages = {"oldest": Min(since)} if since else {}
        sums = rows.aggregate(number=Count("id"), ore=Sum(listing.sums, default=0), **ages)
        place = reverse(f"staff:{listing.view}", args=[self.slug, *listing.args])
        return Entry(
            code=code,
            label=words,
            symbol=symbol,
            status=status,
            address=f"{place}?{query}",
            number=sums["number"],
            ore=sums["ore"],
            fact=self._fact(sums),
        )

    def _fact(self, sums: dict[str, Any]) -> str:
        if not sums["number"]:
            return ""
        oldest = sums.get("oldest")
        if oldest:
            return _("Äldst %(age)s") % {"age": times.age(oldest, self.now)}
        return kr(sums["ore"])


def activities_of(
    actor: Actor, now: datetime, slug: str, *, mine: bool = False
) -> tuple[Group, ...]:
    """Return every number, in nine queries whatever there is to count."""
    count = Counter(actor=actor, now=now, slug=slug, mine=mine)
    return (_upsell(count), _confirmations(count), _work(count), _notes(count))


def _upsell(count: Counter) -> Group:
    today = local_date(count.now).isoformat()
    every = QUEUES[EVERY]
    signed, rejected = DigitalStatus.SIGNED, DigitalStatus.REJECTED
    return Group(
        code="upsell",
        title=_("Merförsäljning, jobb i dag"),
        entries=(
            count.entry(
                every,
                "sent",
                pgettext("jobs", "Skickade"),
                "sent",
                ("skickad_fran", today),
                status="sent",
            ),
            count.entry(
                every,
                "rejected",
                pgettext("jobs", "Avvisade"),
                "rejected",
                ("status", rejected),
                ("statusbyte_fran", today),
                status="rejected",
            ),
            count.entry(
                every,
                "signed",
                pgettext("jobs", "Undertecknade"),
                "signed",
                ("status", signed),
                ("statusbyte_fran", today),
                status="signed",
            ),
        ),
    )


def _confirmations(count: Counter) -> Group:
    waiting = [("status", status) for status in DigitalStatus if status in DigitalStatus.open()]
    return Group(
        code="confirmations",
        title=_("Orderbekräftelser"),
        entries=(
            count.entry(
                ORDERS,
                "waiting",
                pgettext("confirmations", "Väntar"),
                "clock",
                *waiting,
                status="sent",
                since="digital_at",
            ),
            count.entry(
                ORDERS,
                "confirmed",
                pgettext("confirmations", "Bekräftade"),
                "check",
                ("status", DigitalStatus.SIGNED),
                status="signed",
            ),
        ),
    )


def _work(count: Counter) -> Group:
    return Group(
        code="work",
        title=_("Serviceordrar"),
        entries=tuple(
            count.entry(
                ORDERS, work, label(work, "work_status"), symbol, ("arbete", work), status=status
            )
            for work, (symbol, status) in WORK.items()
        ),
    )


def _notes(count: Counter) -> Group:
    """What is to be followed up is the workshop's, whoever once sold it: *Mina* counts the same."""
    due = ServiceNote.objects.visible_to(count.actor).due(local_date(count.now))
    sums = due.aggregate(number=Count("id"), ore=Sum("gross_ore", default=0))
    notes = Entry(
        code="due",
        label=_("Servicenoteringar"),
        symbol="calendar",
        status="",
        address=reverse("staff:notes", args=[count.slug]),
        number=sums["number"],
        ore=sums["ore"],
        fact=kr(sums["ore"]) if sums["number"] else "",
    )
    return Group(code="notes", title=_("Att följa upp"), entries=(notes,))
