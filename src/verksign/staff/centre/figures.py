"""*Siffror*: how quotes fare with customers, loaded once after the role centre and now and then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verksign.domain import dates
from verksign.domain.access import Actor
from verksign.domain.answers import AnswerSummary
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.figures import WEEK, WEEKS, Figure, Measure, Told, Value, figures_of
from verksign.domain.money import MINUS_SIGN, NBSP
from verksign.records.models import DigitalDocument
from verksign.staff.http import StaffRequest, poll, staff_only
from verksign.staff.quotes.selections import quotes_of
from verksign.wording import times

PAGE = "staff/centre/figures.html"
TITLES: dict[Measure, Promise] = {
    Measure.ANSWERED: _("Svarsandel"),
    Measure.JOBS: _("Godkända jobb"),
    Measure.KRONOR: _("Godkända kronor"),
    Measure.TO_SEEN: _("Till öppnad, median"),
    Measure.TO_ANSWER: _("Till svar, median"),
}
WAITS = {Measure.TO_SEEN, Measure.TO_ANSWER}
"""Less of it is better."""
NEVER_REACHED = (DigitalStatus.REPLACED, DigitalStatus.FAILED)
WIDTH, HEIGHT, EDGE, TOP, BOTTOM = 124, 22, 2, 3.0, 19.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The attributes of a small line; a dotted line shows what is normal."""

    points: str
    normal: str
    x: str
    y: str
    """Of the latest week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    title: Promise
    value: str
    change: str
    cue: str
    chart: Chart | None
    weeks: list[str]
    """The chart in words, the oldest first."""


@require_safe
@staff_only
@poll
def figures(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    mine = request.GET.get("mina") == "1"
    found = figures_of(told(request.actor, now - WEEKS * WEEK, mine=mine), now)
    context = {"figures": [shown(figure) for figure in found], "mine": mine}
    return render(request, f"{PAGE}#figures" if request.htmx else PAGE, context)


def told(actor: Actor, since: datetime, *, mine: bool = False) -> Iterator[Told]:
    """Return each quote that reached its customer since then, as it stands; two queries."""
    sums = ("offered_jobs", "accepted_jobs", "offered_ore", "accepted_ore")
    sendings = (
        DigitalDocument.objects.visible_to(actor)
        .filter(
            created_at__gte=since - dates.DAY,
            sent_at__gte=since,
            service_document__current=F("id"),
            service_document__kind="quote",
        )
        .exclude(status__in=NEVER_REACHED)
        .exclude(status=DigitalStatus.CANCELLED, service_document__answer="")
    )
    if mine:
        sendings = sendings.filter(service_document__adviser=actor.user_id)
    for sent, seen, answered, *rest in sendings.values_list(
        "sent_at",
        "seen_at",
        "service_document__answered_at",
        *(f"service_document__{name}" for name in sums),
    ):
        numbers = dict(zip(sums, rest, strict=True)) if answered else {}
        yield Told(at=sent, sent_at=sent, seen_at=seen, answered_at=answered, **numbers)
    # No condition on what was sent: SQLite would look through every quote that never was.
    answered_since = quotes_of(actor, mine=mine).filter(
        answer__in=list(AnswerSummary), answered_at__gte=since
    )
    for sending, answered, *rest in answered_since.values_list("current", "answered_at", *sums):
        if sending is None:
            yield Told(at=answered, answered_at=answered, **dict(zip(sums, rest, strict=True)))


def shown(figure: Figure) -> Shown:
    waits = figure.measure in WAITS
    return Shown(
        title=TITLES[figure.measure],
        value=_words(figure.value, waits=waits),
        change=_change(figure, waits=waits),
        cue=_cue(figure, waits=waits),
        chart=chart_of(figure),
        weeks=[_words(week, waits=waits) for week in figure.weeks],
    )


def _words(value: Value, *, waits: bool) -> str:
    if value is None:
        return "–"
    return length_words(value) if waits else f"{value * 100:.0f}{NBSP}%"


def length_words(seconds: float) -> str:
    """Return 24 min, 3 tim or 2 dygn: to the nearest."""
    rounding = 30 if seconds < 3600 else 1800 if seconds < 86_400 else 43_200  # noqa: PLR2004 (an hour, a day)
    start = datetime.min.replace(tzinfo=dates.STOCKHOLM)
    words = times.age(start, start + timedelta(seconds=seconds + rounding))
    return words.replace(" ", NBSP)


def _change(figure: Figure, *, waits: bool) -> str:
    change = figure.change
    if change is None:
        return ""
    size = length_words(abs(change)) if waits else f"{abs(change) * 100:.0f}"
    if size.startswith("0"):
        return "±0"
    return f"{'+' if change > 0 else MINUS_SIGN}{size}"


def _cue(figure: Figure, *, waits: bool) -> str:
    change = figure.change
    if not change or _change(figure, waits=waits) == "±0":
        return ""
    return "good" if (change < 0) == waits else "bad"


def chart_of(figure: Figure) -> Chart | None:
    """Return the line through the weeks that have a value, scaled to its own lowest and highest."""
    weeks = [(place, value) for place, value in enumerate(figure.weeks) if value is not None]
    if not weeks or figure.value is None:
        return None
    every = [figure.value, *(value for _, value in weeks)]
    low, high = min(every), max(every)

    def y(value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{BOTTOM - share * (BOTTOM - TOP):.1f}"

    def x(place: int) -> str:
        return f"{EDGE + place * (WIDTH - 2 * EDGE - 1) / (WEEKS - 1):.1f}"

    place, value = weeks[-1]
    return Chart(
        points=" ".join(f"{x(place)},{y(value)}" for place, value in weeks),
        normal=y(figure.value),
        x=x(place),
        y=y(value),
    )
