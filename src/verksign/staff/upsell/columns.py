"""The lists of 4-stegsrutinen, described: one for each queue, one for the archive, and one of every extra job."""

from dataclasses import replace
from functools import partial

from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.domain.queues import Queue
from verksign.records.models import Job
from verksign.records.models.registers import RegisterQuerySet
from verksign.staff.lists.columns import Column, kronor
from verksign.staff.lists.listing import Listing
from verksign.staff.upsell import cells
from verksign.staff.upsell.doing import do_cell
from verksign.staff.upsell.selections import EVERY, FILTERS, HEADINGS, RANK, USUAL_SORT, jobs_of
from verksign.wording.labels import label
from verksign.wording.templatetags.words import status_badge

SINCE: dict[str, Promise] = {
    Queue.FOUND: _("Upptäckt"),
    Queue.PRICED: _("Prissatt"),
    Queue.WITH_CUSTOMER: _("Skickad"),
    Queue.ANSWERED: _("Besvarad"),
    Queue.ARCHIVED: _("Arkiverad"),
    EVERY: _("I kön sedan"),
}
PLATE: Column[Job] = Column(
    code="regnr",
    title=_("Reg.nr"),
    cell=cells.plate_cell,
    value=cells.plate_of,
    sort=("document__vehicle__sort_key",),
    empty_last=True,
    css="a1",
)
JOB: Column[Job] = Column(
    code="jobb",
    title=_("Jobb och fynd"),
    cell=cells.job_cell,
    value=lambda job: job.title,
    css="b",
    fixed=True,
)
FINDING: Column[Job] = Column(
    code="fynd",
    title=_("Fynd"),
    cell=lambda job, place: cells.one_line(job.finding),
    value=lambda job: job.finding,
    css="rest",
    shown=False,
)
SEVERITY: Column[Job] = Column(
    code="allvar",
    title=_("Allvar"),
    cell=cells.severity_cell,
    value=lambda job: label(job.severity, "severity") if job.severity else "",
    sort=(RANK, "queue_at"),
    css="d0 nowrap",
)
CUSTOMER: Column[Job] = Column(
    code="kund",
    title=_("Kund"),
    cell=cells.customer_cell,
    value=cells.customer_of,
    sort=("document__sort_key",),
    css="a2 nowrap",
)
ORDER: Column[Job] = Column(
    code="order",
    title=_("Ordernr"),
    cell=cells.order_cell,
    value=lambda job: job.document.number,
    sort=("document__created_at",),
    down_first=True,
    shown=False,
)
AMOUNT: Column[Job] = Column(
    code="belopp",
    title=_("Belopp inkl. moms"),
    short=_("Belopp"),
    cell=cells.amount_cell,
    value=lambda job: kronor(job.gross_ore),
    sort=("gross_ore",),
    down_first=True,
    css="num b3",
)
AGE: Column[Job] = Column(
    code="alder",
    title=SINCE[EVERY],
    cell=cells.age_cell,
    value=lambda job: job.queue_at,
    sort=("queue_at",),
    css="a3 nowrap",
)
QUEUE: Column[Job] = Column(
    code="ko",
    title=_("Kö"),
    cell=lambda job, place: label(job.queue, "queue"),
    value=lambda job: label(job.queue, "queue"),
    sort=("queue",),
)
STATUS: Column[Job] = Column(
    code="status",
    title=_("Digital status"),
    cell=lambda job, place: status_badge(job.digital_status),
    value=lambda job: label(job.digital_status, "status"),
    sort=("digital_status",),
    narrow="c3",
)
DEADLINE: Column[Job] = Column(
    code="svarafore",
    title=_("Svara före"),
    cell=cells.deadline_cell,
    value=lambda job: job.sending.decide_by if job.sending else None,
    sort=("sending__decide_by",),
    empty_last=True,
    css="nowrap",
    narrow="c3",
)
ANSWER: Column[Job] = Column(
    code="svar",
    title=_("Svar"),
    cell=cells.answer_cell,
    value=lambda job: label(job.answer, "job_answer") if job.answer else "",
    sort=("answer",),
    css="d0",
)
NOTE: Column[Job] = Column(
    code="notering",
    title=_("Notering"),
    cell=lambda job, place: job.dropped_reason or job.answer_note,
    value=lambda job: job.dropped_reason or job.answer_note,
    css="rest",
    shown=False,
)
WORK: Column[Job] = Column(
    code="arbete",
    title=_("Arbete"),
    cell=lambda job, place: label(job.work, "work_status") if job.work else "",
    value=lambda job: label(job.work, "work_status") if job.work else "",
    sort=("work",),
    narrow="c3",
)
WHO: Column[Job] = Column(
    code="mekaniker",
    title=_("Anmäld av, mekaniker"),
    short=_("Mek."),
    cell=cells.who_cell,
    value=lambda job: ", ".join(each.name for each in (job.reported_by, job.mechanic) if each),
    sort=(Coalesce("mechanic__sort_key", "reported_by__sort_key"),),
    empty_last=True,
    narrow="c5",
)
ADVISER: Column[Job] = Column(
    code="km",
    title=_("Kundmottagare"),
    short=_("KM"),
    cell=cells.adviser_cell,
    value=lambda job: job.document.adviser.name,
    sort=("document__adviser__sort_key",),
    narrow="c5",
)
ASIDE = replace(SEVERITY, css="nowrap", narrow="c3")
"""Where the answer has the severity's place when rows are cards."""
COLUMNS: dict[str, tuple[Column[Job], ...]] = {
    Queue.FOUND: (PLATE, SEVERITY, JOB, CUSTOMER, ORDER, FINDING, AMOUNT, AGE, WHO, ADVISER),
    Queue.PRICED: (PLATE, SEVERITY, JOB, CUSTOMER, ORDER, FINDING, AMOUNT, AGE, WHO, ADVISER),
    Queue.WITH_CUSTOMER: (
        PLATE,
        ASIDE,
        JOB,
        CUSTOMER,
        ORDER,
        FINDING,
        replace(STATUS, css="d0", narrow=""),
        DEADLINE,
        AMOUNT,
        AGE,
        WHO,
        ADVISER,
    ),
    Queue.ANSWERED: (
        PLATE,
        ASIDE,
        JOB,
        CUSTOMER,
        ORDER,
        FINDING,
        ANSWER,
        replace(STATUS, shown=False),
        replace(WORK, shown=False),
        NOTE,
        AMOUNT,
        AGE,
        WHO,
        ADVISER,
    ),
    Queue.ARCHIVED: (
        PLATE,
        ASIDE,
        JOB,
        CUSTOMER,
        ORDER,
        FINDING,
        ANSWER,
        replace(STATUS, shown=False),
        WORK,
        NOTE,
        AMOUNT,
        AGE,
        WHO,
        ADVISER,
    ),
    EVERY: (
        PLATE,
        replace(ASIDE, shown=False),
        JOB,
        CUSTOMER,
        ORDER,
        FINDING,
        QUEUE,
        STATUS,
        ANSWER,
        replace(WORK, shown=False),
        NOTE,
        AMOUNT,
        AGE,
        WHO,
        ADVISER,
    ),
}
CODES: dict[str, str] = {
    Queue.FOUND: "upptackt",
    Queue.PRICED: "prissatt",
    Queue.WITH_CUSTOMER: "hos-kund",
    Queue.ANSWERED: "besvarad",
    Queue.ARCHIVED: "arkiverad",
    EVERY: "merforsaljning",
}
NOTHING: dict[str, Promise] = {
    Queue.FOUND: _("Inget fynd väntar på pris."),
    Queue.PRICED: _("Inget prissatt jobb väntar på att skickas."),
    Queue.WITH_CUSTOMER: _("Inget jobb väntar på kundens svar."),
    Queue.ANSWERED: _("Alla svar är kvitterade."),
    Queue.ARCHIVED: _("Inget jobb i arkivet än."),
    EVERY: _("Inget merförsäljningsjobb än. Det första kommer när en mekaniker anmäler ett fynd."),
}


def _with_cards(rows: RegisterQuerySet[Job]) -> RegisterQuerySet[Job]:
    whole = rows.select_related(
        "document__customer",
        "document__vehicle",
        "document__adviser",
        "sending",
        "reported_by",
        "mechanic",
    )
    return whole.defer("sending__content", "sending__answer")


def _stamp(job: Job) -> str:
    return f"{job.queue} {job.queue_at:%s} {job.digital_status} {job.answer} {job.gross_ore}"


def _named(columns: tuple[Column[Job], ...], since: Promise) -> tuple[Column[Job], ...]:
    """Each queue calls the age by what happened when it began."""
    return tuple(replace(each, title=since) if each.code == AGE.code else each for each in columns)


def _listing(queue: str) -> Listing[Job]:
    return Listing(
        code=CODES[queue],
        view="queue",
        args=(queue,),
        title=HEADINGS[queue],
        symbol="steps",
        css="queue",
        rows=partial(jobs_of, queue=queue),
        cards=_with_cards,
        columns=_named(COLUMNS[queue], SINCE[queue]),
        do=do_cell,
        stamp=_stamp,
        usual_sort=lambda values: USUAL_SORT[queue],
        name_of=lambda job: f"{job.title}, {job.document.number}",
        filters=FILTERS[queue],
        sums="gross_ore",
        hint=_("Sök i listan"),
        caption=HEADINGS[queue],
        nothing=NOTHING[queue],
        not_found=_("Inget jobb hittades. Pröva en del av regnumret, namnet eller ordernumret."),
    )


QUEUES: dict[str, Listing[Job]] = {queue: _listing(queue) for queue in HEADINGS}
