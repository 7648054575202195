"""What the customer answers on the page: cards, each one question, and the replies to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verksign.domain.answers import ChoiceRule, JobAnswer
from verksign.domain.content import Content, ContentJob
from verksign.domain.customers import CustomerKind
from verksign.domain.severity import Severity
from verksign.usecases.signing.requests import LONGEST_TEXT, Question

UNMARKED = len(Severity)


class Said(StrEnum):
    """The values of the page's radio buttons; a group says `yes-<no>` of the job it chooses."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    CALL = "call"


NO_TO = {
    Said.LATER: JobAnswer.LATER,
    Said.NO: JobAnswer.DECLINED,
    Said.CALL: JobAnswer.ASKED,
}


@dataclass(frozen=True, slots=True)
class Card:
    """One optional job, or the jobs of a group of alternatives; known by its first job's number."""

    jobs: tuple[ContentJob, ...]

    @property
    def no(self) -> int:
        return self.jobs[0]["no"]

    @property
    def is_group(self) -> bool:
        return self.jobs[0]["choice"] == ChoiceRule.ALTERNATIVE

    @property
    def rank(self) -> int:
        return min(rank_of(job) for job in self.jobs)

    def yes_to(self, job: ContentJob) -> str:
        return f"{Said.YES}-{job['no']}" if self.is_group else Said.YES

    def values(self) -> list[str]:
        return [*(self.yes_to(job) for job in self.jobs), Said.LATER, Said.NO, Said.CALL]

    def answers(self, said: str) -> dict[str, JobAnswer]:
        """Return the answer per job id: choosing one of a group leaves the others."""
        if said in NO_TO:
            return dict.fromkeys((job["id"] for job in self.jobs), NO_TO[Said(said)])
        return {
            job["id"]: JobAnswer.ACCEPTED if said == self.yes_to(job) else JobAnswer.NOT_CHOSEN
            for job in self.jobs
        }


def rank_of(job: ContentJob) -> int:
    return Severity(job["severity"]).rank if job["severity"] else UNMARKED


def included_jobs(content: Content) -> list[ContentJob]:
    return [job for job in content["jobs"] if job["choice"] == ChoiceRule.INCLUDED]


def cards_of(content: Content) -> list[Card]:
    """Return what the customer answers, the most urgent first."""
    groups: dict[str, list[ContentJob]] = {}
    for job in content["jobs"]:
        if job["choice"] == ChoiceRule.ALTERNATIVE:
            groups.setdefault(job["group"], []).append(job)
        elif job["choice"] != ChoiceRule.INCLUDED:
            groups[job["id"]] = [job]
    return sorted((Card(tuple(jobs)) for jobs in groups.values()), key=lambda card: card.rank)


@dataclass(frozen=True, slots=True)
class Reply:
    said: str = ""
    question: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Replies:
    """The replies by card number; a card that is not in it is unanswered."""

    by_no: Mapping[int, Reply]

    def to(self, card: Card) -> Reply:
        return self.by_no.get(card.no, Reply())

    def missing(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if self.to(card).said not in card.values()]

    def too_long(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if len(self.to(card).question) > LONGEST_TEXT]

    def asked(self, cards: Sequence[Card]) -> list[Card]:
        return [card for card in cards if self.to(card).said == Said.CALL]

    def job_answers(self, cards: Sequence[Card]) -> dict[str, JobAnswer]:
        answers: dict[str, JobAnswer] = {}
        for card in cards:
            if self.to(card).said in card.values():
                answers |= card.answers(self.to(card).said)
        return answers

    def questions(self, cards: Sequence[Card]) -> dict[str, Question]:
        """Return what is asked, by job id; of a group the first job stands for all."""
        return {
            card.jobs[0]["id"]: Question(self.to(card).question, self.to(card).when or "asap")
            for card in self.asked(cards)
        }

    def fields(self, cards: Sequence[Card]) -> list[tuple[str, str]]:
        """Return the form fields that carry the replies on to the next page."""
        fields = []
        for card in cards:
            reply = self.to(card)
            fields.append((f"answer-{card.no}", reply.said))
            if reply.said == Said.CALL:
                fields += [(f"ask-{card.no}", reply.question), (f"when-{card.no}", reply.when)]
        return [(name, value) for name, value in fields if value]


def first_replies(content: Content) -> Replies:
    """Return what stands ticked from the start: nothing for a consumer, whom it would not bind."""
    if content["customer"]["kind"] != CustomerKind.COMPANY:
        return Replies({})
    return Replies(
        {
            job["no"]: Reply(Said.YES)
            for job in content["jobs"]
            if job["choice"] == ChoiceRule.PRESELECTED
        }
    )


def read_replies(content: Content, posted: Mapping[str, str]) -> Replies:
    """Return what the form says; a value that is none of the card's is no reply."""
    replies = {}
    for card in cards_of(content):
        said = posted.get(f"answer-{card.no}", "")
        if said in card.values():
            replies[card.no] = Reply(
                said,
                posted.get(f"ask-{card.no}", "").strip(),
                posted.get(f"when-{card.no}", ""),
            )
    return Replies(replies)
