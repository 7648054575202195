"""Edits in place: one field or one step at a time, answered with the sums that follow from it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from verksign.domain.access import Permission
from verksign.records.models import Line
from verksign.staff.http import StaffRequest, requires
from verksign.staff.orders.answering import answer
from verksign.staff.quotes import card, same_vehicle
from verksign.staff.quotes.fields import (
    NEW_JOB,
    QUOTE,
    builder,
    place_of_job,
    place_of_line,
    place_of_new_line,
)
from verksign.staff.quotes.finding import quote_for
from verksign.staff.quotes.in_place import edit, edited, editor
from verksign.staff.quotes.refused import NOTHING
from verksign.usecases.quotes.change import CHOSEN, FIELDS, change_quote
from verksign.usecases.quotes.editing import QuoteLocked
from verksign.usecases.quotes.jobs import FIELDS as JOB_FIELDS
from verksign.usecases.quotes.jobs import (
    add_job,
    change_job,
    insert_package,
    insert_package_lines,
    move_job,
    remove_job,
)
from verksign.usecases.quotes.lines import FIELDS as LINE_FIELDS
from verksign.usecases.quotes.lines import add_line, change_line, remove_line
from verksign.usecases.quotes.undo import NothingToUndo, undo_edit
from verksign.usecases.registers.fields import ChangedMeanwhile
from verksign.wording.changes import undone
from verksign.wording.errors import sentence

LONGEST = 6000
"""No field is longer; the use case says how long each may be."""
UP_OR_DOWN = {"-1": -1, "1": 1}


@require_POST
@requires(Permission.WRITE)
def change(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    typed = _typed(request, (*FIELDS, *CHOSEN))
    found = same_vehicle.under_way(request, typed.get("vehicle_id"), but=quote_id)
    if found:
        go_on = {**typed, "version": request.POST.get("version", "")}
        return same_vehicle.ask(request, found, go_on=go_on, quote=quote_for(request, quote_id))
    return edit(
        request,
        quote_id,
        lambda: change_quote(quote_id=quote_id, changes=typed, **editor(request)),
        place=QUOTE,
        typed=typed,
    )


@require_POST
@requires(Permission.WRITE)
def new_job(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    typed = {"title": "", **_typed(request, ["title"])}
    return edit(
        request,
        quote_id,
        lambda: add_job(quote_id=quote_id, title=typed["title"], **editor(request)),
        place=NEW_JOB,
        typed=typed,
        # An empty job wants its rows; a package has them, and is followed by the next job.
        then=lambda job: builder(place_of_new_line(job.id), NOTHING)("text", "").id,
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def new_package(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    package_id = _id(request.POST.get("package_id", ""))
    return edit(
        request,
        quote_id,
        lambda: insert_package(quote_id=quote_id, package_id=package_id, **editor(request)),
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def package_in_job(request: StaffRequest, quote_id: UUID, job_id: UUID) -> HttpResponse:
    """A package's lines, in a job that is there already."""
    package_id = _id(request.POST.get("package_id", ""))
    return edit(
        request,
        quote_id,
        lambda: insert_package_lines(
            quote_id=quote_id, job_id=job_id, package_id=package_id, **editor(request)
        ),
        job_id=job_id,
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def job(request: StaffRequest, quote_id: UUID, job_id: UUID) -> HttpResponse:
    typed = _typed(request, JOB_FIELDS)
    return edit(
        request,
        quote_id,
        lambda: change_job(quote_id=quote_id, job_id=job_id, changes=typed, **editor(request)),
        place=place_of_job(job_id),
        typed=typed,
        job_id=job_id,
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def move(request: StaffRequest, quote_id: UUID, job_id: UUID) -> HttpResponse:
    steps = UP_OR_DOWN.get(request.POST.get("steps", ""))
    if steps is None:
        raise Http404
    return edit(
        request,
        quote_id,
        lambda: move_job(quote_id=quote_id, job_id=job_id, steps=steps, **editor(request)),
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def drop_job(request: StaffRequest, quote_id: UUID, job_id: UUID) -> HttpResponse:
    return edit(
        request,
        quote_id,
        lambda: remove_job(quote_id=quote_id, job_id=job_id, **editor(request)),
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def new_line(request: StaffRequest, quote_id: UUID, job_id: UUID) -> HttpResponse:
    """An article or an operation from the registers, or the text as it stands."""
    article_id, operation_id = (request.POST.get(name) for name in ("article_id", "operation_id"))
    typed = {"text": "", **_typed(request, ["text"])}
    return edit(
        request,
        quote_id,
        lambda: add_line(
            quote_id=quote_id,
            job_id=job_id,
            article_id=_id(article_id) if article_id else None,
            operation_id=_id(operation_id) if operation_id else None,
            text=typed["text"],
            **editor(request),
        ),
        place=place_of_new_line(job_id),
        typed=typed,
        job_id=job_id,
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def line(request: StaffRequest, quote_id: UUID, line_id: UUID) -> HttpResponse:
    typed = _typed(request, LINE_FIELDS)
    return edit(
        request,
        quote_id,
        lambda: change_line(quote_id=quote_id, line_id=line_id, changes=typed, **editor(request)),
        place=place_of_line(line_id),
        typed=typed,
        job_id=_job_of(request, line_id),
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def drop_line(request: StaffRequest, quote_id: UUID, line_id: UUID) -> HttpResponse:
    return edit(
        request,
        quote_id,
        lambda: remove_line(quote_id=quote_id, line_id=line_id, **editor(request)),
        job_id=_job_of(request, line_id),
        answer=answer,
    )


@require_POST
@requires(Permission.WRITE)
def undo(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    try:
        changes = undo_edit(quote_id=quote_id, **editor(request))
    except ObjectDoesNotExist:
        raise Http404 from None
    except (NothingToUndo, QuoteLocked, ChangedMeanwhile) as error:
        messages.error(request, sentence(error))
        return card.answer(request, quote_id, NOTHING, status=409)
    messages.success(request, undone(changes))
    return edited(card.answer(request, quote_id))


def _job_of(request: StaffRequest, line_id: UUID) -> UUID | None:
    lines = Line.objects.visible_to(request.actor).filter(id=line_id)
    job_id: UUID | None = lines.values_list("job_id", flat=True).first()
    return job_id


def _typed(request: StaffRequest, names: Iterable[str]) -> dict[str, str]:
    """What no field can hold, and no database keeps, is gone: the null character."""
    posted = request.POST
    return {name: posted[name].replace("\x00", "")[:LONGEST] for name in names if name in posted}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
