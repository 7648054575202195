"""The page where the customer checks and orders: what is ordered stands last, right above the button."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verksign.domain.content import Content, ContentTerm, ContentText
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date
from verksign.domain.prices import Totals
from verksign.domain.withdrawal import last_day_to_withdraw
from verksign.portal.additions import Addition, addition_of, hurry_of
from verksign.portal.choices import Card, Replies, Said, cards_of, included_jobs
from verksign.portal.pages import errors_heading, kept_together
from verksign.portal.prices import Sum, price_of, sum_of
from verksign.portal.reading import accepted_ids, short_title, total_so_far
from verksign.portal.speech import SWEDISH
from verksign.portal.times import day_month, long_date
from verksign.portal.typed import Problem, Typed

SAID = {
    Said.LATER: gettext_lazy("Inte nu"),
    Said.NO: gettext_lazy("Nej"),
    Said.CALL: gettext_lazy("Fråga"),
}
TIMES_TO_REPLY = {
    "write": gettext_lazy("%(name)s skriver till dig"),
    "asap": gettext_lazy("%(name)s ringer dig så snart det går"),
    "before_12": gettext_lazy("%(name)s ringer dig före kl. 12"),
    "after_12": gettext_lazy("%(name)s ringer dig efter kl. 12"),
}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    title: str
    word: str
    note: str = ""
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class OrderRow:
    title: str
    kind: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    answers: tuple[AnswerRow, ...]
    order: tuple[OrderRow, ...]
    sum: Sum
    total_ore: int
    hidden: tuple[tuple[str, str], ...]
    typed: Typed
    problems: Mapping[str, Problem]
    company_name: str
    company_number: str
    right: tuple[str, str]
    """The right of withdrawal, its first words apart: they are set in bold."""
    withdraw_until: str
    starts: str
    """The first day after the withdrawal period."""
    terms: tuple[ContentTerm, ...]
    texts: Mapping[str, ContentText]
    ready: str
    addition: Addition | None = None
    consents: tuple[str, str] = field(default=("", ""))

    @property
    def heading(self) -> str:
        return errors_heading(self.problems)


def check_page(
    content: Content,
    replies: Replies,
    typed: Typed,
    *,
    now: datetime,
    problems: Mapping[str, Problem] | None = None,
) -> CheckPage:
    cards = cards_of(content)
    totals: Totals = total_so_far(content, replies)
    until = last_day_to_withdraw(local_date(now))
    starts = until + timedelta(days=1)
    texts = content["texts"]
    consumer = content["customer"]["kind"] == CustomerKind.CONSUMER
    return CheckPage(
        answers=tuple(answer_rows(content, cards, replies)),
        order=tuple(order_rows(content, accepted_ids(content, replies))),
        sum=sum_of(content, totals),
        total_ore=totals.amount.ore,
        hidden=tuple(replies.fields(cards)),
        typed=typed,
        problems=problems or {},
        company_name="" if consumer else content["customer"]["name"],
        company_number="" if consumer else content["customer"]["org_number"],
        right=_right(content),
        withdraw_until=long_date(until),
        starts=day_month(starts),
        terms=tuple(term for term in content["terms"] if term["key"] != "right"),
        texts=texts,
        ready=_ready(content, now),
        addition=addition_of(content, accepted_ids(content, replies)),
        consents=_legend(texts),
    )


def _ready(content: Content, now: datetime) -> str:
    """When it is ready, if the order is placed now; as long as there is time, also by when."""
    # In Swedish like the workshop's own words for the time.
    with translation.override(SWEDISH):
        hurry = hurry_of(content, now)
        if hurry is None:
            return kept_together(content["ready"])
        if hurry.passed or not hurry.ready_before:
            return hurry.ready
        words = {"ready": hurry.ready_before, "at": hurry.at}
        return _("%(ready)s om svaret kommer före %(at)s") % words


def answer_rows(content: Content, cards: list[Card], replies: Replies) -> list[AnswerRow]:
    """Return what the customer has said to each question: first what is ordered, then the rest."""
    rows = [AnswerRow(job["title"], _("Ingår")) for job in included_jobs(content)]
    rows += [_answer_row(content, card, replies) for card in cards]
    return sorted(rows, key=lambda row: not row.ordered)


def _answer_row(content: Content, card: Card, replies: Replies) -> AnswerRow:
    reply = replies.to(card)
    for job in card.jobs:
        if reply.said == card.yes_to(job):
            return AnswerRow(job["title"], _("Ja"))
    note = ""
    if reply.said == Said.CALL:
        adviser = content["adviser"]["first_name"] or content["adviser"]["name"]
        note = TIMES_TO_REPLY.get(reply.when, TIMES_TO_REPLY["asap"]) % {"name": adviser}
    return AnswerRow(short_title(card), str(SAID[Said(reply.said)]), note, ordered=False)


def order_rows(content: Content, accepted: list[str]) -> list[OrderRow]:
    return [
        OrderRow(job["title"], price_of(content, job).kind_words, price_of(content, job).amount)
        for job in content["jobs"]
        if job["id"] in accepted
    ]


def _right(content: Content) -> tuple[str, str]:
    for term in content["terms"]:
        if term["key"] == "right":
            return _parted(term["text"], ", ")
    return "", ""


def _legend(texts: Mapping[str, ContentText]) -> tuple[str, str]:
    """Return the heading of the two consents, and the rest of the text under it."""
    if "consents" not in texts:
        return "", ""
    first, _, rest = texts["consents"]["text"].partition(". ")
    return first, rest


def _parted(text: str, mark: str) -> tuple[str, str]:
    """Return the text in two, the mark with the second part, so that no word is lost."""
    first, found, rest = text.partition(mark)
    return first, f"{found}{rest}"
