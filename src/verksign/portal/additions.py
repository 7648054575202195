"""What an addition to an order shows beside its own jobs: what was ordered before, the new total, the deadline."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from verksign.domain.additions import ContentBeforeJob, new_total
from verksign.domain.answers import ChoiceRule
from verksign.domain.canonical import from_utc_text
from verksign.domain.content import Content
from verksign.domain.dates import clock, local_date
from verksign.domain.prices import Amounts, from_content, profile, total_of
from verksign.domain.upsell_words import found_things
from verksign.portal.pages import kept_together
from verksign.portal.prices import Price, Sum, sum_of
from verksign.portal.times import at_clock, weekday_time


@dataclass(frozen=True, slots=True)
class Ordered:
    title: str
    price: Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    jobs: tuple[Ordered, ...]
    sum: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Of what is chosen so far."""

    before: Before
    new_total: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurry:
    """*Svara före*: passing it changes nothing by itself, but says when the car is ready instead."""

    until: str
    """For the script, in ISO 8601."""
    at: str
    ready_before: str
    ready_after: str
    passed: bool

    @property
    def ready(self) -> str:
        """When it is ready if the answer comes now."""
        return self.ready_after if self.passed else self.ready_before


def before_of(content: Content) -> Before | None:
    told = content.get("before")
    if told is None:
        return None
    jobs = from_content(told["jobs"])
    terms = profile(content["workshop"]["terms_profile"])
    return Before(
        jobs=tuple(Ordered(job["title"], _price(content, job)) for job in told["jobs"]),
        sum=sum_of(content, total_of(jobs, [job.id for job in jobs], terms)),
    )


def _price(content: Content, job: ContentBeforeJob) -> Price:
    return Price(
        kind=job["price_kind"],
        ore=job["amount_ore"],
        ceiling_ore=job["ceiling_ore"],
        gross_ore=sum(part["gross_ore"] for part in job["vat"]),
        hourly_rate_ore=job["hourly_rate_ore"],
        excluding_vat=content["amounts"] == Amounts.EXCL,
    )


def addition_of(content: Content, accepted_ids: Collection[str]) -> Addition | None:
    before, total = before_of(content), new_total(content, accepted_ids)
    if before is None or total is None:
        return None
    return Addition(before=before, new_total=sum_of(content, total))


def hurry_of(content: Content, now: datetime) -> Hurry | None:
    told = content.get("decide_by")
    if told is None:
        return None
    at = from_utc_text(told["at"])
    same_day = local_date(at) == local_date(from_utc_text(content["issued_at"]))
    return Hurry(
        until=told["at"],
        at=at_clock(clock(at)) if same_day else weekday_time(at),
        ready_before=kept_together(told["ready_before"]),
        ready_after=kept_together(told["ready_after"]),
        passed=now >= at,
    )


def things(content: Content) -> int:
    return found_things(content)


def only_confirms(content: Content) -> bool:
    """Whether the page asks to confirm what is signed already, and orders nothing."""
    return "confirms" in content and all(
        job["choice"] == ChoiceRule.INCLUDED for job in content["jobs"]
    )
