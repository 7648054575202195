"""*Utseende*: what customers recognise the workshop by."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verksign.documents.files import Fault, FileRefused
from verksign.domain.access import Permission
from verksign.domain.colours import WHITE, TooFaint, ink_on
from verksign.domain.monograms import monogram
from verksign.records.models import Blob, Workshop
from verksign.staff.http import StaffRequest, requires
from verksign.staff.settings.sections import section_page
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.settings import look as looks
from verksign.wording.errors import sentence
from verksign.wording.files import FILES

LOOK = "staff:settings-look"
OURS = "#0b5d66"


@dataclass(frozen=True, slots=True)
class Shown:
    colour: str
    problems: dict[str, str] = field(default_factory=dict)
    better: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS)
def look(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, Shown(request.workshop.colour))
    colour = request.POST.get("colour", "")
    try:
        looks.save_colour(colour=colour, by=request.actor, now=timezone.now())
    except InvalidFields as error:
        problems = {"colour": sentence(error)}
        return _page(request, Shown(colour, problems), status=422)
    except looks.ColourTooFaint as error:
        problems = {"colour": _faint(error.fault)}
        return _page(request, Shown(colour, problems, error.fault.better), status=422)
    messages.success(request, _("Färgen är sparad."))
    return redirect(LOOK, request.workshop.slug)


@require_POST
@requires(Permission.SETTINGS)
def logo(request: StaffRequest) -> HttpResponse:
    file = request.FILES.get("logo")
    try:
        looks.save_logo(data=file.read() if file else b"", by=request.actor, now=timezone.now())
    except FileRefused as error:
        problems = {"logo": _refused(error.fault)}
        return _page(request, Shown(request.workshop.colour, problems), status=422)
    messages.success(
        request, _("Logotypen är sparad. Den står på allt som skickas från och med nu.")
    )
    return redirect(LOOK, request.workshop.slug)


@require_POST
@requires(Permission.SETTINGS)
def drop_logo(request: StaffRequest) -> HttpResponse:
    looks.remove_logo(by=request.actor, now=timezone.now())
    messages.success(request, _("Logotypen är borttagen. Initialerna står i stället."))
    return redirect(LOOK, request.workshop.slug)


@require_safe
@requires(Permission.SETTINGS)
def logo_picture(request: StaffRequest) -> HttpResponse:
    blob: Blob | None = request.workshop.logo
    if blob is None:
        raise Http404
    blob.workshop = request.workshop
    return HttpResponse(blob.read(), content_type=blob.mime, headers={"Cache-Control": "no-store"})


def _page(request: StaffRequest, shown: Shown, *, status: int = 200) -> HttpResponse:
    workshop: Workshop = request.workshop
    colour = workshop.colour or OURS
    context = {
        "shown": shown,
        "has_logo": workshop.logo_id is not None,
        "monogram": monogram(workshop.name),
        "colour": colour,
        "ink": ink_on(colour),
    }
    return section_page(request, "staff/settings/look.html", LOOK, context, status)


def _faint(fault: TooFaint) -> str:
    values = {"contrast": f"{fault.contrast:.1f}".replace(".", ","), "better": fault.better}
    if fault.ground == WHITE:
        return (
            _(
                "Färgen syns för dåligt mot vitt: kontrasten är %(contrast)s och måste vara minst 3. "
                "Prova den mörkare %(better)s."
            )
            % values
        )
    return (
        _(
            "Färgen syns för dåligt i mörkt läge: kontrasten är %(contrast)s och måste vara minst 3. "
            "Prova den ljusare %(better)s."
        )
        % values
    )


def _refused(fault: Fault) -> str:
    if fault is Fault.EMPTY:
        return _("Välj en bild först.")
    if fault in {Fault.UNKNOWN, Fault.SVG, Fault.TIFF}:
        return _("Logotypen måste vara PNG, JPEG eller WebP. Spara om den och försök igen.")
    return str(FILES[fault])
