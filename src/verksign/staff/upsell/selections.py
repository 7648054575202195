"""What the lists of 4-stegsrutinen can be narrowed by, and which extra jobs they begin with."""

from django.db.models import Case, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.domain.access import Actor
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import Queue
from verksign.domain.severity import Severity
from verksign.records.models import Job, ServiceDocument
from verksign.records.models.service_documents import JobQuerySet, ServiceDocumentQuerySet
from verksign.staff.lists.filters import (
    Adviser,
    Between,
    Choices,
    Filter,
    Mine,
    Period,
)
from verksign.staff.quotes.selections import STATUS_SYMBOLS
from verksign.wording.templatetags.words import JOB_ANSWER_MARKS

RANK = Case(
    *(When(severity=severity, then=Value(severity.rank)) for severity in Severity),
    default=Value(len(Severity)),
)
"""What is dangerous first; what nobody has judged last."""
BY_SEVERITY, OLDEST, NEWEST = "allvar", "alder", "-alder"

EVERY = "alla"
"""The list of every extra job, beside the four queues and the archive."""
HEADINGS: dict[str, Promise] = {
    Queue.FOUND: _("Upptäckt – att prissätta"),
    Queue.PRICED: _("Prissatt – att skicka"),
    Queue.WITH_CUSTOMER: _("Hos kund – väntar svar"),
    Queue.ANSWERED: _("Besvarad – att återkoppla"),
    Queue.ARCHIVED: _("Arkiverade merförsäljningsjobb"),
    EVERY: _("Alla merförsäljningsjobb"),
}
TASKS: dict[str, Promise] = {
    Queue.FOUND: _("att prissätta"),
    Queue.PRICED: _("att skicka"),
    Queue.WITH_CUSTOMER: _("väntar svar"),
    Queue.ANSWERED: _("återkoppla"),
}
"""What each step is for, in two words."""


def jobs_of(actor: Actor, queue: str = EVERY) -> JobQuerySet:
    """Return the workshop's extra jobs: of one queue, or wherever they are."""
    rows = Job.objects.visible_to(actor)
    return rows.filter(queue__in=list(Queue)) if queue == EVERY else rows.in_queue(Queue(queue))


def open_jobs_of(actor: Actor, *, mine: bool = False) -> JobQuerySet:
    """Return those that are in one of the four queues; `mine`: on orders that the actor answers for."""
    rows = Job.objects.visible_to(actor).filter(queue__in=Queue.steps())
    return rows.filter(document__adviser_id=actor.user_id) if mine else rows


def orders_of(actor: Actor, *, mine: bool = False) -> ServiceDocumentQuerySet:
    """Return the workshop's orders; `mine`: those that the actor answers for."""
    rows = ServiceDocument.objects.visible_to(actor).orders()
    return rows.filter(adviser_id=actor.user_id) if mine else rows


QUEUE = Choices(
    name="ko",
    title=_("Kö"),
    column="queue",
    words="queue",
    codes=tuple(Queue),
    symbols={queue.value: ("", "steps") for queue in Queue},
)
SEVERITY = Choices(
    name="allvar",
    title=_("Allvar"),
    column="severity",
    words="severity",
    codes=tuple(Severity),
    symbols={severity.value: ("", severity.value) for severity in Severity},
)
STATUS = Choices(
    name="status",
    title=_("Digital status"),
    column="digital_status",
    words="status",
    codes=tuple(DigitalStatus),
    symbols=STATUS_SYMBOLS,
)
ANSWER = Choices(
    name="svar",
    title=_("Svar"),
    column="answer",
    words="job_answer",
    codes=tuple(JobAnswer),
    symbols={
        answer.value: ("", JOB_ANSWER_MARKS[answer.value][1])
        for answer in JobAnswer
        if answer is not JobAnswer.ASKED
    },
)
WAY = Choices(
    name="vag",
    title=_("Svarade via"),
    column="answer_way",
    words="way",
    codes=tuple(AnswerWay),
    many=False,
)
COMMON: tuple[Filter, ...] = (
    Mine(column="document__adviser_id"),
    SEVERITY,
    Adviser(name="km", title=_("Kundmottagare"), column="document__adviser_id"),
)
ENDING: tuple[Filter, ...] = (Between(name="belopp", title=_("Belopp"), column="gross_ore"),)
SENT = Period(name="skickad", title=_("Skickad"), column="sending__created_at")
CHANGED = Period(name="statusbyte", title=_("Statusbyte"), column="digital_at")
FILTERS: dict[str, tuple[Filter, ...]] = {
    Queue.FOUND: (*COMMON, *ENDING),
    Queue.PRICED: (*COMMON, *ENDING),
    Queue.WITH_CUSTOMER: (*COMMON, STATUS, *ENDING),
    Queue.ANSWERED: (*COMMON, ANSWER, WAY, *ENDING),
    Queue.ARCHIVED: (*COMMON, ANSWER, WAY, *ENDING),
    EVERY: (*COMMON, QUEUE, STATUS, ANSWER, SENT, CHANGED, *ENDING),
}
USUAL_SORT: dict[str, str] = {
    Queue.FOUND: BY_SEVERITY,
    Queue.PRICED: BY_SEVERITY,
    Queue.WITH_CUSTOMER: OLDEST,
    Queue.ANSWERED: OLDEST,
    Queue.ARCHIVED: NEWEST,
    EVERY: NEWEST,
}
