"""The section *Gränser för brickor*: when a tile of the role centre says that something has waited."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.cues import DEFAULTS
from verksign.domain.durations import MINUTE
from verksign.domain.queues import Queue
from verksign.staff.http import StaffRequest, requires
from verksign.staff.registers.cards import Typed
from verksign.staff.settings.sections import section_page
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.settings.limits import ACKNOWLEDGE, WHICH, limits_of, save_limits
from verksign.wording.labels import label
from verksign.wording.times import duration

LIMITS = "staff:settings-limits"
NAMES = [f"{tile}_{which}" for tile in DEFAULTS for which in WHICH] + [ACKNOWLEDGE]


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Row:
    tile: str
    title: str
    watch: Field
    bad: Field
    ours: str
    """What holds until the workshop sets its own."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS)
def limits(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, Typed(_stored(request), {}))
    typed = Typed.posted(request.POST, NAMES)
    try:
        save_limits(typed=typed.values, by=request.actor, now=timezone.now())
    except InvalidFields as error:
        return _page(request, typed.refused(error), status=422)
    messages.success(request, _("Inställningarna är sparade."))
    return redirect(LIMITS, request.workshop.slug)


def _page(request: StaffRequest, typed: Typed, status: int = 200) -> HttpResponse:
    context = {
        "rows": [_row(tile, typed) for tile in DEFAULTS],
        "acknowledge": _field(ACKNOWLEDGE, typed),
    }
    return section_page(request, "staff/settings/limits.html", LIMITS, context, status)


def _row(tile: str, typed: Typed) -> Row:
    ours = DEFAULTS[tile]
    return Row(
        tile=tile,
        title=_title(tile),
        watch=_field(f"{tile}_watch", typed),
        bad=_field(f"{tile}_bad", typed),
        ours=_("Från början %(watch)s och %(bad)s.")
        % {"watch": duration(ours.watch), "bad": duration(ours.bad)},
    )


def _title(tile: str) -> str:
    if tile in set(Queue):
        return _("4-stegsrutinen: %(queue)s") % {"queue": label(tile, "queue")}
    return _("Att göra order av") if tile == "to_order" else label(tile, "status")


def _field(name: str, typed: Typed) -> Field:
    return Field(name, typed.values.get(name, ""), typed.problems.get(name, ""))


def _stored(request: StaffRequest) -> dict[str, str]:
    return {
        f"{tile}_{which}": duration(getattr(limit, which))
        for tile, limit in limits_of(request.actor).items()
        for which in WHICH
    } | {ACKNOWLEDGE: duration(request.workshop.acknowledge_within_minutes * MINUTE)}
