"""What an addition says beside its own jobs: what was ordered before, by when to answer, and the new total."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from verksign.domain.canonical import utc_text
from verksign.domain.completeness import price_jobs
from verksign.domain.content_sums import ContentTotals, ContentVat, ore_of, totals_json, vat_json
from verksign.domain.dates import clock
from verksign.domain.drafts import DecideBy, DocumentDraft, JobDraft
from verksign.domain.prices import PricedJob, Totals, from_content, profile, total_of


class ContentBeforeJob(TypedDict):
    id: str
    title: str
    choice: str
    price_kind: str
    hourly_rate_ore: int | None
    fixed: bool
    amount_ore: int
    ceiling_ore: int | None
    vat: list[ContentVat]


class ContentBefore(TypedDict):
    jobs: list[ContentBeforeJob]
    totals: ContentTotals


class ContentDecideBy(TypedDict):
    at: str
    ready_before: str
    """When the car is ready if the answer comes by then, and if it comes later; in the workshop's words."""
    ready_after: str


class ContentConfirms(TypedDict):
    """The signed agreement that an order confirmation repeats: nothing new is ordered by it."""

    number: str
    at: str


class Additions(TypedDict):
    """The keys that only an order's sendings have; left out where there is nothing to say."""

    before: NotRequired[ContentBefore]
    decide_by: NotRequired[ContentDecideBy]
    confirms: NotRequired[ContentConfirms]
    found_by: NotRequired[str]


def additions_of(draft: DocumentDraft) -> Additions:
    told = Additions()
    if draft.before:
        told["before"] = _before(draft, draft.before)
    if draft.decide_by:
        told["decide_by"] = ContentDecideBy(
            at=utc_text(draft.decide_by.at),
            ready_before=draft.decide_by.ready_before,
            ready_after=draft.decide_by.ready_after,
        )
    if draft.confirms:
        told["confirms"] = ContentConfirms(
            number=draft.confirms.number, at=utc_text(draft.confirms.at)
        )
    if draft.found_by:
        told["found_by"] = draft.found_by
    return told


def _before(draft: DocumentDraft, jobs: Sequence[JobDraft]) -> ContentBefore:
    priced = price_jobs(draft, jobs, fixed_price=None)
    return ContentBefore(
        jobs=[_job(job, result) for job, result in zip(jobs, priced.jobs, strict=True)],
        totals=totals_json(priced.everything),
    )


def _job(job: JobDraft, result: PricedJob) -> ContentBeforeJob:
    return ContentBeforeJob(
        id=job.id,
        title=job.title,
        choice=job.choice,
        price_kind=result.price_kind,
        hourly_rate_ore=ore_of(job.hourly_rate),
        fixed=result.fixed,
        amount_ore=result.amount.ore,
        ceiling_ore=ore_of(result.ceiling),
        vat=vat_json(result.vat),
    )


def new_total(content: Mapping[str, Any], accepted_ids: Collection[str]) -> Totals | None:
    """Return what the order comes to with these jobs added; None where nothing was ordered before."""
    before = content.get("before")
    if before is None:
        return None
    jobs = (*from_content(before["jobs"]), *from_content(content["jobs"]))
    chosen = {job["id"] for job in before["jobs"]} | set(accepted_ids)
    return total_of(jobs, chosen, profile(content["workshop"]["terms_profile"]))


def ready_words(decide_by: DecideBy) -> str:
    """Return when it is ready, by when the answer comes: what the terms say about time."""
    if not decide_by.ready_before:
        return ""
    at = clock(decide_by.at)
    later = f", annars {decide_by.ready_after}" if decide_by.ready_after else ""
    return f"{decide_by.ready_before} om svaret kommer före kl. {at}{later}"
