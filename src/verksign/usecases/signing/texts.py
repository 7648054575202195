"""*Meddelandetexter*: the workshop's own words, tried on a made-up quote before anybody gets them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from verksign.documents.mail import OwnWords, letter_template
from verksign.domain.access import Actor, Permission
from verksign.domain.answers import ChoiceRule
from verksign.domain.content import Content, freeze
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import local_date
from verksign.domain.drafts import (
    AdviserFacts,
    CustomerParty,
    DocumentDraft,
    JobDraft,
    LineDraft,
    Purpose,
    VehicleFacts,
)
from verksign.domain.message_texts import (
    CHANNELS,
    LANGUAGES,
    TextProblem,
    subject_problem,
    text_problem,
    tidy,
    variables_of,
)
from verksign.domain.money import Money
from verksign.domain.prices import Amounts, LineKind, PriceKind
from verksign.domain.sms_text import TEXTS_BY_LANGUAGE, SmsCount, count
from verksign.domain.tokens import LENGTH
from verksign.domain.upsell_words import sms_kind
from verksign.records.models import MessageText, Workshop
from verksign.usecases import history
from verksign.usecases.digital.links import link_place
from verksign.usecases.messages.queue import Words
from verksign.usecases.quotes.freezing import party_of
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.words import LINK, mail_words, sms_words

ORDER = "SO-20931"
SAMPLE_PRICE = Money(439_000)
REPLY = {"svarande": "Anna", "svar": "Ja, det hinner vi i dag."}


class UnknownText(Exception):
    """There is no such message that has words of its own."""


class UnknownVariable(InvalidFields):
    """A name in braces that this message does not know, or the link that it lacks."""

    def __init__(self, field: str, problem: TextProblem) -> None:
        super().__init__({field: problem.code})
        self.name = problem.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which text: of what kind, by which channel, in which language."""

    kind: str
    channel: str
    language: str

    def __post_init__(self) -> None:
        if self.kind not in CHANNELS.get(self.channel, ()) or self.language not in LANGUAGES:
            raise UnknownText


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text as it would arrive."""

    words: Words
    count: SmsCount | None


@transaction.atomic(durable=True)
def save_text(
    *, place: Place, text: str, subject: str = "", by: Actor, now: datetime
) -> MessageText:
    """
    Keep the workshop's own words; they go out with the next message.

    :raises InvalidFields: if a variable is unknown, the link is missing, or the text is empty or too long
    """
    by.require(Permission.SETTINGS)
    subject, text = tidy_words(place, subject, text)
    row, _ = MessageText.objects.update_or_create(
        workshop_id=by.workshop_id,
        kind=place.kind,
        channel=place.channel,
        language=place.language,
        defaults={"subject": subject, "text": text, "updated_at": now},
    )
    history.record(row.id, "settings.text", by=by, at=now, subject_line=subject, text=text)
    return row


@transaction.atomic(durable=True)
def reset_text(*, place: Place, by: Actor, now: datetime) -> None:
    """*Återställ till standard*: our words again."""
    by.require(Permission.SETTINGS)
    rows = MessageText.objects.filter(
        workshop_id=by.workshop_id,
        kind=place.kind,
        channel=place.channel,
        language=place.language,
    )
    for row_id in rows.values_list("id", flat=True):
        history.record(row_id, "settings.text_reset", by=by, at=now)
    rows.delete()


def tidy_words(place: Place, subject: str, text: str) -> tuple[str, str]:
    """
    Return subject and text as they are kept.

    :raises InvalidFields: as `save_text`
    """
    text = tidy(place.channel, text)
    subject = " ".join(subject.split()) if place.channel == "email" else ""
    problem = text_problem(place.kind, place.channel, text)
    if problem:
        raise UnknownVariable("text", problem)
    if place.channel == "email":
        problem = subject_problem(place.kind, subject)
        if problem:
            raise UnknownVariable("subject", problem)
    return subject, text


def standard(place: Place, workshop: Workshop, now: datetime) -> OwnWords:
    """Our own words, with their variables open."""
    if place.channel == "sms":
        content = sample(workshop, now, place.kind)
        kind = sms_kind(place.kind, content)
        return OwnWords("", TEXTS_BY_LANGUAGE[place.language][kind])
    names = variables_of(place.kind, place.channel)
    return letter_template(place.kind, sample(workshop, now, place.kind), names, place.language)


def shown(place: Place, own: OwnWords, workshop: Workshop, now: datetime) -> Shown:
    """The words as a customer of a made-up quote would read them."""
    content = sample(workshop, now, place.kind)
    more = REPLY if place.kind == "reply" else None
    if place.channel == "email":
        letter = mail_words(place.kind, content, own=own, language=place.language, more=more)
        return Shown(words=letter, count=None)
    words = sms_words(place.kind, content, own=own.text, language=place.language, more=more)
    link = link_place("0" * LENGTH)
    text = words.text.replace(LINK, link)
    return Shown(words=replace(words, text=text), count=count(text))


def sample(workshop: Workshop, now: datetime, kind: str = "quote") -> Content:
    """A quote, or what an order sends, that nobody has: one job on a Volvo, for a customer called Karin."""
    job = JobDraft(
        id="00000000-0000-0000-0000-000000000001",
        title="Service 12 000 mil",
        choice=ChoiceRule.INCLUDED,
        price_kind=PriceKind.FAST,
        lines=[
            LineDraft(
                kind=LineKind.ARTICLE,
                text="Service",
                quantity=Decimal(1),
                unit="st",
                unit_price=SAMPLE_PRICE,
            )
        ],
    )
    draft = DocumentDraft(
        amounts=Amounts.INCL,
        number="SOF-10482",
        version=1,
        document_id="VS-····-····",
        valid_until=local_date(now) + timedelta(days=workshop.quote_valid_days),
        price_kind=PriceKind.FAST,
        workshop=party_of(workshop),
        customer=CustomerParty(kind=CustomerKind.CONSUMER, name="Karin Holmgren"),
        vehicle=VehicleFacts(plate="ABC12D", plate_display="ABC 12D", model="Volvo V60"),
        adviser=AdviserFacts(name="Anna Nyberg", first_name="Anna", role="kundmottagare"),
        jobs=[job],
    )
    return freeze(replace(draft, **_of_order(kind)), now=now)


def _of_order(kind: str) -> dict[str, Any]:
    if kind in {"upsell", "upsell_reminder"}:
        return {"purpose": Purpose.UPSELL, "number": ORDER}
    if kind in {"order", "order_reminder"}:
        return {"purpose": Purpose.ORDER_CONFIRMATION, "number": ORDER}
    return {}
