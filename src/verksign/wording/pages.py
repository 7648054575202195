"""The pages for what went wrong, the same at every door: one sentence, what to do, nothing about what exists."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: Promise
    text: Promise


FAVICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'
    b'<path fill="#0b5d66" d="M20 2l16 9v18l-16 9-16-9V11z"/>'
    b'<path fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" '
    b'd="M12 19l6 8 10-14"/></svg>'
)


BAD_REQUEST = Trouble(
    400,
    _("Det gick inte att förstå"),
    _("Sidan fick något den inte kunde läsa. Gå tillbaka, ladda om sidan och försök igen."),
)
FORBIDDEN = Trouble(
    403,
    _("Det får du inte göra"),
    _("Din roll i verkstaden räcker inte till för det här. Be verkstadens administratör om hjälp."),
)
CSRF_FAILED = Trouble(
    403,
    _("Sidan hade blivit för gammal"),
    _("Inget har sparats. Gå tillbaka, ladda om sidan och försök igen."),
)
NOT_FOUND = Trouble(
    404,
    _("Sidan finns inte"),
    _(
        "Adressen är felskriven eller leder till något som inte finns. Kontrollera den eller gå till startsidan."
    ),
)
TOO_LARGE = Trouble(
    413,
    _("Det var för stort"),
    _("Högst 20 MB kan skickas på en gång. Gå tillbaka, välj en mindre fil och försök igen."),
)
TOO_MANY = Trouble(
    429,
    _("För många försök"),
    _("Vänta en stund och försök igen."),
)
SERVER_ERROR = Trouble(
    500,
    _("Något gick fel hos oss"),
    _("Felet är noterat. Vänta en stund och försök igen."),
)


def trouble_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    page = render_to_string("wording/trouble.html", {"trouble": trouble})
    response = HttpResponse(page, status=trouble.status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return trouble_page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return trouble_page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return trouble_page(request, NOT_FOUND)


def too_large(request: HttpRequest) -> HttpResponse:
    return trouble_page(request, TOO_LARGE)


def too_many(request: HttpRequest) -> HttpResponse:
    return trouble_page(request, TOO_MANY)


def server_error(request: HttpRequest) -> HttpResponse:
    return trouble_page(request, SERVER_ERROR)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it beside a PDF and other pages that name none."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(FAVICON, content_type="image/svg+xml", headers=headers)
