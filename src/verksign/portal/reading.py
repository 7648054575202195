"""The page where the customer reads and answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content, ContentJob
from verksign.domain.prices import TermsProfile, Totals, profile
from verksign.domain.severity import Severity
from verksign.portal.additions import Addition, addition_of
from verksign.portal.choices import Card, Replies, Said, cards_of, included_jobs
from verksign.portal.pages import counted, errors_heading
from verksign.portal.photos import FileView, PhotoView, file_views, photo_views
from verksign.portal.prices import LineRow, Price, Sum, chosen_total, line_row, price_of, sum_of
from verksign.usecases.signing.requests import LONGEST_TEXT
from verksign.wording.customer import customer_sentence, too_long

INCLUDED = "inc"
SAID = {
    Said.LATER: gettext_lazy("inte nu"),
    Said.NO: gettext_lazy("nej"),
    Said.CALL: gettext_lazy("fråga"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    no: int
    title: str
    finding: str
    if_not: str
    severity: str
    price: Price
    lines: tuple[LineRow, ...]
    photos: tuple[PhotoView, ...]
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A yes; of a group there are several, each with what it costs."""

    value: str
    job: JobView
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    no: int
    title: str
    short_title: str
    severity: str
    is_group: bool
    picks: tuple[Pick, ...]
    said: str
    question: str
    when: str
    problem: str

    @property
    def first(self) -> JobView:
        return self.picks[0].job


@dataclass(frozen=True, slots=True)
class TallyRow:
    title: str
    amount: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    rows: tuple[TallyRow, ...]
    sum: Sum
    answered: int
    of: int
    terms: TermsProfile
    """For the script, which adds up while the customer chooses; the server adds up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    included: tuple[JobView, ...]
    cards: tuple[CardView, ...]
    tally: Tally
    preticked: bool
    problems: dict[str, str]
    heading: str
    addition: Addition | None
    photos: tuple[PhotoView, ...]
    """Of the whole offer, beside no job; so are its files."""
    files: tuple[FileView, ...]


def reading_page(
    content: Content, replies: Replies, problems: Mapping[int, str] | None = None
) -> ReadingPage:
    """Return the page with what is answered so far; `problems` holds an error code per card."""
    problems = problems or {}
    cards = cards_of(content)
    views = tuple(_card(content, card, replies, problems.get(card.no, "")) for card in cards)
    return ReadingPage(
        included=tuple(_job(content, job) for job in included_jobs(content)),
        cards=views,
        tally=_tally(content, cards, replies),
        preticked=any(job["choice"] == "preselected" for job in content["jobs"]),
        problems={f"job-{view.no}": view.title for view in views if view.problem},
        heading=_heading(views),
        addition=addition_of(content, accepted_ids(content, replies)),
        photos=photo_views(content),
        files=file_views(content),
    )


def _heading(views: Iterable[CardView]) -> str:
    wrong = {str(view.no): view.said for view in views if view.problem}
    if any(wrong.values()):
        return errors_heading(wrong)
    return _("%(count)s jobb saknar svar") % {"count": counted(len(wrong)).capitalize()}


def _job(content: Content, job: ContentJob, severity: str = INCLUDED) -> JobView:
    return JobView(
        no=job["no"],
        title=job["title"],
        finding=job["finding"],
        if_not=job["if_not"],
        severity=severity,
        price=price_of(content, job),
        lines=tuple(line_row(line) for line in job["lines"]),
        photos=photo_views(job),
        files=file_views(job),
    )


def _card(content: Content, card: Card, replies: Replies, problem: str) -> CardView:
    reply = replies.to(card)
    return CardView(
        no=card.no,
        title=title_of(card),
        short_title=short_title(card),
        severity=_severity(card),
        is_group=card.is_group,
        picks=tuple(
            Pick(
                value=card.yes_to(job),
                job=_job(content, job, job["severity"]),
                checked=reply.said == card.yes_to(job),
            )
            for job in card.jobs
        ),
        said=reply.said,
        question=reply.question,
        when=reply.when,
        problem=problem,
    )


def title_of(card: Card) -> str:
    if not card.is_group:
        return card.jobs[0]["title"]
    return _("%(group)s: välj ett av %(count)s") % {
        "group": short_title(card),
        "count": counted(len(card.jobs)),
    }


def short_title(card: Card) -> str:
    first = card.jobs[0]
    return first["group"][:1].upper() + first["group"][1:] if card.is_group else first["title"]


def _severity(card: Card) -> str:
    marks = list(Severity)
    return marks[card.rank].value if card.rank < len(marks) else ""


def accepted_ids(content: Content, replies: Replies) -> list[str]:
    """Return the jobs that are ordered if it stays like this."""
    chosen = [job["id"] for job in included_jobs(content)]
    for card in cards_of(content):
        said = replies.to(card).said
        chosen += [job["id"] for job in card.jobs if said == card.yes_to(job)]
    return chosen


def job_answers(content: Content, replies: Replies) -> dict[str, JobAnswer]:
    """Return the answer to every job: those that are included go with the order."""
    included = {job["id"]: JobAnswer.ACCEPTED for job in included_jobs(content)}
    return included | replies.job_answers(cards_of(content))


def reply_problems(content: Content, replies: Replies) -> dict[int, str]:
    """Return a sentence for each card that cannot go on as it is."""
    cards = cards_of(content)
    problems = {card.no: customer_sentence("answer_missing") for card in replies.missing(cards)}
    return problems | {
        card.no: too_long(LONGEST_TEXT, len(replies.to(card).question))
        for card in replies.too_long(cards)
    }


def total_so_far(content: Content, replies: Replies) -> Totals:
    return chosen_total(content, accepted_ids(content, replies))


def _tally(content: Content, cards: Iterable[Card], replies: Replies) -> Tally:
    cards = list(cards)
    rows = [
        TallyRow(job["title"], price_of(content, job).amount, "") for job in included_jobs(content)
    ]
    rows += [_row(content, card, replies) for card in cards]
    return Tally(
        rows=tuple(rows),
        sum=sum_of(content, total_so_far(content, replies)),
        answered=len(cards) - len(replies.missing(cards)),
        of=len(cards),
        terms=profile(content["workshop"]["terms_profile"]),
    )


def _row(content: Content, card: Card, replies: Replies) -> TallyRow:
    said = replies.to(card).said
    for job in card.jobs:
        if said == card.yes_to(job):
            return TallyRow(job["title"], price_of(content, job).amount, "")
    return TallyRow(
        short_title(card), "", str(SAID[Said(said)]) if said in SAID else _("inget svar")
    )
