"""What an answer comes to: how many of the jobs, and how much of the money, was said yes to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from verksign.domain.answers import ChoiceRule
from verksign.domain.content import Content
from verksign.domain.prices import PricedJob, from_content, profile, total_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSums:
    """Sums incl. VAT; of alternatives only one can be had, so the dearest is what was offered."""

    offered_jobs: int
    offered_ore: int
    accepted_jobs: int
    accepted_ore: int


def sums_of(content: Content, accepted_ids: Collection[str]) -> AnswerSums:
    terms = profile(content["workshop"]["terms_profile"])
    jobs = from_content(content["jobs"])
    groups = {job["id"]: job["group"] for job in content["jobs"]}
    most = _most(jobs, groups)
    return AnswerSums(
        offered_jobs=len(most),
        offered_ore=total_of(jobs, most, terms).gross.ore,
        accepted_jobs=len(accepted_ids),
        accepted_ore=total_of(jobs, accepted_ids, terms).gross.ore,
    )


def _most(jobs: Sequence[PricedJob], groups: dict[str, str]) -> set[str]:
    alone = {job.id for job in jobs if job.choice is not ChoiceRule.ALTERNATIVE}
    dearest: dict[str, PricedJob] = {}
    for job in jobs:
        if job.choice is not ChoiceRule.ALTERNATIVE:
            continue
        known = dearest.get(groups[job.id])
        if known is None or job.gross > known.gross:
            dearest[groups[job.id]] = job
    return alone | {job.id for job in dearest.values()}
