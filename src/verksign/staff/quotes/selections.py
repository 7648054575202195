"""What a list of quotes shows. A tile counts and its list shows the same selection, so they cannot differ."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from verksign.domain.access import Actor
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.identifiers import clean_name
from verksign.domain.search_keys import search_words
from verksign.records.models import ServiceDocument
from verksign.records.models.service_documents import ServiceDocumentQuerySet
from verksign.wording.labels import label

LONGEST_SEARCH = 100
BETWEEN_DIGITS = str.maketrans("", "", "()./-")
WAITING = (DigitalStatus.SENT, DigitalStatus.SEEN)
TILED = tuple(status for status in DigitalStatus if status is not DigitalStatus.REPLACED)


class View(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    UNSENT = "unsent"


VIEW_LABELS = {
    View.OPEN: "Alla öppna",
    View.WAITING: "Väntar svar",
    View.UNSENT: "Ej skickade",
}


def unsent_of(actor: Actor, *, mine: bool = False) -> int:
    """Return how many quotes were never sent and have no order: a view of the list, not a tile."""
    return Selection(view=View.UNSENT).of(quotes_of(actor, mine=mine)).count()


def quotes_of(actor: Actor, *, mine: bool = False) -> ServiceDocumentQuerySet:
    """Return the workshop's quotes; `mine`: those that the actor answers for."""
    rows = ServiceDocument.objects.visible_to(actor).quotes()
    return rows.filter(adviser_id=actor.user_id) if mine else rows


def searched(text: str) -> list[str]:
    """Return the words to search for; what no row can hold is gone, and a telephone number is one word."""
    words = search_words(clean_name(text[:LONGEST_SEARCH]))
    digits = "".join(words).translate(BETWEEN_DIGITS)
    return [digits] if digits.removeprefix("+").isdigit() else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    status: str = ""
    answer: str = ""
    view: str = ""
    to_order: bool = False
    mine: bool = False
    """Of the adviser who looks; `quotes_of` is told."""
    q: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """
        Return what the address asks for.

        :raises Http404: for a status, an answer or a view that there is not
        """
        selection = cls(
            status=query.get("status", ""),
            answer=query.get("answer", ""),
            view=query.get("view", ""),
            to_order=query.get("to_order", "") == "1",
            mine=query.get("mina", "") == "1",
            q=query.get("q", "")[:LONGEST_SEARCH].strip(),
        )
        known = (
            selection.status in {"", *DigitalStatus}
            and selection.answer in {"", *AnswerSummary}
            and selection.view in {"", *View}
        )
        if not known:
            raise Http404
        return selection

    def of(self, rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
        if self.status:
            rows = rows.filter(digital_status=self.status)
        if self.answer:
            rows = rows.filter(answer=self.answer)
        if self.view == View.OPEN:
            rows = rows.filter(digital_status__in=DigitalStatus.open())
        if self.view == View.WAITING:
            rows = rows.filter(digital_status__in=WAITING)
        if self.view == View.UNSENT:
            rows = rows.filter(digital_status="", ordered_at__isnull=True)
        if self.to_order:
            rows = rows.to_be_ordered()
        return rows.matching(searched(self.q))

    def sorted(self, rows: ServiceDocumentQuerySet) -> ServiceDocumentQuerySet:
        """What waits longest comes first where something waits; elsewhere the newest."""
        if self.to_order:
            return rows.order_by("answered_at", "id")
        if self.status in DigitalStatus.open() or self.view in {View.OPEN, View.WAITING}:
            return rows.order_by("digital_at", "id")
        if self.status:
            return rows.order_by("-digital_at", "id")
        if self.answer:
            return rows.order_by("-answered_at", "id")
        return rows.order_by("-created_at", "id")

    @property
    def title(self) -> str:
        parts = [
            "Att göra order av" if self.to_order else "",
            VIEW_LABELS[View(self.view)] if self.view else "",
            label(self.status, "status") if self.status else "",
            label(self.answer, "answer") if self.answer else "",
            "Mina" if self.mine else "",
        ]
        return " · ".join(part for part in parts if part) or "Alla"

    @property
    def query(self) -> str:
        """Return the address's query: `?status=sent`."""
        chosen = {
            "status": self.status,
            "answer": self.answer,
            "view": self.view,
            "to_order": "1" if self.to_order else "",
            "mina": "1" if self.mine else "",
            "q": self.q,
        }
        return "?" + urlencode({name: value for name, value in chosen.items() if value})
