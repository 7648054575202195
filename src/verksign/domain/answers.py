"""What may be answered, and what a set of answers means for the whole sending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from verksign.domain.digital_states import DigitalStatus


class ChoiceRule(StrEnum):
    INCLUDED = "included"
    OPTIONAL = "optional"
    PRESELECTED = "preselected"
    ALTERNATIVE = "alternative"


class JobAnswer(StrEnum):
    ACCEPTED = "accepted"
    LATER = "later"
    DECLINED = "declined"
    NOT_CHOSEN = "not_chosen"
    ASKED = "asked"


class AnswerWay(StrEnum):
    LINK = "link"
    ON_SITE = "on_site"
    PHONE = "phone"
    DESK = "desk"


MAY_WITHDRAW = frozenset({AnswerWay.LINK, AnswerWay.ON_SITE, AnswerWay.PHONE})
"""
Ways that leave a consumer the right of withdrawal.

At the desk there is none by law (2 kap. 1 § distansavtalslagen). On the workshop's own device there need be none,
but there the customer reads and orders by the same frozen terms as under the link, and what they promise binds.
"""


class LeftAlone(StrEnum):
    """What it means that a job the customer may choose has no answer."""

    MISSING = "missing"
    NOT_CHOSEN = "not_chosen"


class AnswerSummary(StrEnum):
    APPROVED_DIGITALLY = "approved_digitally"
    APPROVED_VERBALLY = "approved_verbally"
    PARTLY = "partly"
    REJECTED = "rejected"


class AnswersIncomplete(Exception):
    """Jobs that need an answer before the whole can be answered."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(tuple(missing))
        self.missing = tuple(missing)


class ChoiceNotAllowed(Exception):
    def __init__(self, job_id: str) -> None:
        super().__init__(job_id)
        self.job_id = job_id


@dataclass(frozen=True, slots=True)
class OfferedJob:
    id: str
    choice: ChoiceRule = ChoiceRule.INCLUDED
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    answers: dict[str, JobAnswer]
    status: DigitalStatus
    partly: bool
    accepted_ids: tuple[str, ...]


def offered(content_jobs: Iterable[Mapping[str, Any]]) -> tuple[OfferedJob, ...]:
    """Return the jobs of frozen content as something to answer."""
    return tuple(
        OfferedJob(job["id"], ChoiceRule(job["choice"]), job["group"]) for job in content_jobs
    )


def settle(
    jobs: Sequence[OfferedJob],
    answers: Mapping[str, JobAnswer],
    *,
    left_alone: LeftAlone = LeftAlone.MISSING,
) -> Outcome:
    """
    Return what the answers mean for the whole sending.

    Included jobs need no answer of their own: they go together, accepted unless one of them is
    declined, and then nothing else may be accepted. A question alone is not an answer.

    :raises ChoiceNotAllowed: if an answer breaks the job's choice rule or its job is unknown
    :raises AnswersIncomplete: if a job that must be answered is not
    """
    known = {job.id for job in jobs}
    for job_id in answers:
        if job_id not in known:
            raise ChoiceNotAllowed(job_id)
    settled = {
        **_included(jobs, answers),
        **_alternatives(jobs, answers),
        **{
            job.id: answers[job.id]
            for job in jobs
            if job.choice in {ChoiceRule.OPTIONAL, ChoiceRule.PRESELECTED} and job.id in answers
        },
    }
    missing = [job.id for job in jobs if job.id not in settled]
    if missing and left_alone is LeftAlone.MISSING:
        raise AnswersIncomplete(missing)
    return _outcome(jobs, {job.id: settled.get(job.id, JobAnswer.NOT_CHOSEN) for job in jobs})


def decline_all(jobs: Sequence[OfferedJob]) -> Outcome:
    """Return the outcome of *Nej tack till hela offerten*."""
    return _outcome(jobs, {job.id: JobAnswer.DECLINED for job in jobs})


def _included(jobs: Sequence[OfferedJob], answers: Mapping[str, JobAnswer]) -> dict[str, JobAnswer]:
    ids = [job.id for job in jobs if job.choice is ChoiceRule.INCLUDED]
    for job_id in ids:
        if answers.get(job_id) in {JobAnswer.NOT_CHOSEN, JobAnswer.ASKED}:
            raise ChoiceNotAllowed(job_id)
    refused = [job_id for job_id in ids if answers.get(job_id) not in {None, JobAnswer.ACCEPTED}]
    if not refused:
        return dict.fromkeys(ids, JobAnswer.ACCEPTED)
    if JobAnswer.ACCEPTED in answers.values():
        raise ChoiceNotAllowed(refused[0])
    return {job_id: answers.get(job_id, answers[refused[0]]) for job_id in ids}


def _alternatives(
    jobs: Sequence[OfferedJob], answers: Mapping[str, JobAnswer]
) -> dict[str, JobAnswer]:
    settled: dict[str, JobAnswer] = {}
    for ids in _groups(jobs).values():
        accepted = [job_id for job_id in ids if answers.get(job_id) is JobAnswer.ACCEPTED]
        if len(accepted) > 1:
            raise ChoiceNotAllowed(accepted[1])
        if any(job_id in answers for job_id in ids):
            settled |= {job_id: answers.get(job_id, JobAnswer.NOT_CHOSEN) for job_id in ids}
    return settled


def _groups(jobs: Sequence[OfferedJob]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for job in jobs:
        if job.choice is ChoiceRule.ALTERNATIVE:
            groups.setdefault(job.group, []).append(job.id)
    return groups


def _outcome(jobs: Sequence[OfferedJob], answers: dict[str, JobAnswer]) -> Outcome:
    accepted = tuple(job.id for job in jobs if answers[job.id] is JobAnswer.ACCEPTED)
    asked = [job.id for job in jobs if answers[job.id] is JobAnswer.ASKED]
    if asked and not accepted:
        raise AnswersIncomplete(asked)
    return Outcome(
        answers=answers,
        status=DigitalStatus.SIGNED if accepted else DigitalStatus.REJECTED,
        partly=bool(accepted) and len(accepted) < _most(jobs),
        accepted_ids=accepted,
    )


def _most(jobs: Sequence[OfferedJob]) -> int:
    """Return how many jobs can be accepted: of a group only one, so choosing it is no less."""
    groups = _groups(jobs)
    return len(jobs) - sum(len(ids) for ids in groups.values()) + len(groups)


def summary_of(*, way: AnswerWay | None, accepted: int, partly: bool) -> AnswerSummary | None:
    """Return the word for lists, or None while there is no answer."""
    if way is None:
        return None
    if not accepted:
        return AnswerSummary.REJECTED
    if partly:
        return AnswerSummary.PARTLY
    if way in {AnswerWay.LINK, AnswerWay.ON_SITE}:
        return AnswerSummary.APPROVED_DIGITALLY
    return AnswerSummary.APPROVED_VERBALLY
