"""What a document lacks before it may be sent: every gap at once, each with its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from verksign.domain.answers import ChoiceRule
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import valid_until_passed
from verksign.domain.drafts import DocumentDraft, JobDraft
from verksign.domain.money import Money
from verksign.domain.prices import (
    Amounts,
    JobInput,
    LineInput,
    LineKind,
    NegativeTotal,
    NothingIncluded,
    PricedDocument,
    PriceKind,
    price_document,
    profile,
)

SELLER_FIELDS = ("legal_name", "org_number", "address", "phone", "email")


class ProblemCode(StrEnum):
    NO_JOBS = "no_jobs"
    NO_CUSTOMER = "no_customer"
    NO_VEHICLE = "no_vehicle"
    NO_VALID_UNTIL = "no_valid_until"
    VALID_UNTIL_PASSED = "valid_until_passed"
    SELLER_MISSING = "seller_missing"
    CONSUMER_NEEDS_INCL = "consumer_needs_incl"
    NO_TITLE = "no_title"
    NO_PRICE = "no_price"
    NO_PRICE_KIND = "no_price_kind"
    LOPANDE_WITHOUT_HOURLY_RATE = "lopande_without_hourly_rate"
    CEILING_BELOW_AMOUNT = "ceiling_below_amount"
    NEGATIVE_TOTAL = "negative_total"
    NOTHING_INCLUDED = "nothing_included"
    PRESELECTED_FOR_CONSUMER = "preselected_for_consumer"
    ALTERNATIVE_ALONE = "alternative_alone"


@dataclass(frozen=True, slots=True)
class Problem:
    """A gap in the document, or in the job or the workshop's field that is named."""

    code: ProblemCode
    job_id: str = ""
    field: str = ""


class QuoteIncomplete(Exception):
    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def price_kind_of(draft: DocumentDraft, job: JobDraft) -> PriceKind | None:
    return job.price_kind or draft.price_kind


def priced(draft: DocumentDraft) -> PricedDocument:
    """
    Return the draft's prices; a line without a price counts as nothing.

    :raises NegativeTotal: if a job would cost less than nothing
    :raises NothingIncluded: if the document has a fixed price and only optional jobs
    """
    return price_jobs(draft, draft.jobs, fixed_price=draft.fixed_price)


def price_jobs(
    draft: DocumentDraft, jobs: Sequence[JobDraft], *, fixed_price: Money | None
) -> PricedDocument:
    """
    Return the prices of these jobs on the draft's terms.

    :raises NegativeTotal, NothingIncluded: as `priced`
    """
    return price_document(
        draft.amounts,
        [_job_input(draft, job) for job in jobs],
        fixed_price,
        profile(draft.workshop.terms_profile),
    )


def _job_input(draft: DocumentDraft, job: JobDraft) -> JobInput:
    return JobInput(
        id=job.id,
        choice=job.choice,
        group=job.group,
        price_kind=price_kind_of(draft, job) or PriceKind.FAST,
        fixed_price=job.fixed_price,
        ceiling=job.ceiling,
        lines=[
            LineInput(
                kind=line.kind,
                quantity=line.quantity,
                unit_price=line.unit_price or Money(0),
                discount=line.discount,
                vat_rate=line.vat_rate,
            )
            for line in job.lines
        ],
    )


def problems_of(draft: DocumentDraft, now: datetime) -> tuple[Problem, ...]:
    """Return everything that stops the document from being sent, in the order of the page."""
    return (
        *_document_problems(draft, now),
        *_seller_problems(draft),
        *(problem for job in draft.jobs for problem in _job_problems(draft, job)),
        *_choice_problems(draft),
        *_amount_problems(draft),
    )


def _document_problems(draft: DocumentDraft, now: datetime) -> Iterator[Problem]:
    vehicle = draft.vehicle
    if not draft.customer.name:
        yield Problem(ProblemCode.NO_CUSTOMER)
    if not (vehicle.plate or vehicle.vin or vehicle.model):
        yield Problem(ProblemCode.NO_VEHICLE)
    if draft.valid_until is None:
        yield Problem(ProblemCode.NO_VALID_UNTIL)
    elif valid_until_passed(draft.valid_until, now):
        yield Problem(ProblemCode.VALID_UNTIL_PASSED)
    if not draft.jobs:
        yield Problem(ProblemCode.NO_JOBS)


def _seller_problems(draft: DocumentDraft) -> Iterator[Problem]:
    if draft.customer.kind is not CustomerKind.CONSUMER:
        return
    if draft.amounts is not Amounts.INCL:
        yield Problem(ProblemCode.CONSUMER_NEEDS_INCL)
    for field in SELLER_FIELDS:
        if not getattr(draft.workshop, field):
            yield Problem(ProblemCode.SELLER_MISSING, field=field)


def is_priced(job: JobDraft) -> bool:
    """Whether an extra job may go to the customer: by what every job must have before it is sent."""
    return not any(_lacks(job, job.price_kind, shares_fixed_price=False))


def _job_problems(draft: DocumentDraft, job: JobDraft) -> Iterator[Problem]:
    shares = draft.fixed_price is not None and job.choice is ChoiceRule.INCLUDED
    yield from _lacks(job, price_kind_of(draft, job), shares_fixed_price=shares)


def _lacks(job: JobDraft, kind: PriceKind | None, *, shares_fixed_price: bool) -> Iterator[Problem]:
    if not job.title:
        yield Problem(ProblemCode.NO_TITLE, job.id)
    if kind is None:
        yield Problem(ProblemCode.NO_PRICE_KIND, job.id)
    if kind is PriceKind.LOPANDE and not job.hourly_rate:
        yield Problem(ProblemCode.LOPANDE_WITHOUT_HOURLY_RATE, job.id)
    if job.fixed_price is None and not shares_fixed_price and not _has_price(job):
        yield Problem(ProblemCode.NO_PRICE, job.id)


def _has_price(job: JobDraft) -> bool:
    """A job for nothing is sold by a fixed price of 0 or a discount, never by forgetting."""
    prices = [line.unit_price for line in job.lines if line.kind is not LineKind.TEXT]
    return None not in prices and any(price != Money(0) for price in prices)


def _choice_problems(draft: DocumentDraft) -> Iterator[Problem]:
    groups = Counter(job.group for job in draft.jobs if job.choice is ChoiceRule.ALTERNATIVE)
    consumer = draft.customer.kind is CustomerKind.CONSUMER
    for job in draft.jobs:
        if job.choice is ChoiceRule.PRESELECTED and consumer:
            yield Problem(ProblemCode.PRESELECTED_FOR_CONSUMER, job.id)
        if job.choice is ChoiceRule.ALTERNATIVE and (not job.group or groups[job.group] == 1):
            yield Problem(ProblemCode.ALTERNATIVE_ALONE, job.id)


def _amount_problems(draft: DocumentDraft) -> Iterator[Problem]:
    try:
        document = priced(draft)
    except NegativeTotal as error:
        yield Problem(ProblemCode.NEGATIVE_TOTAL, error.job_id or "")
    except NothingIncluded:
        yield Problem(ProblemCode.NOTHING_INCLUDED)
    else:
        for job in document.jobs:
            if job.ceiling is not None and job.ceiling < job.amount:
                yield Problem(ProblemCode.CEILING_BELOW_AMOUNT, job.id)
