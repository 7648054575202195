"""The pages for what went wrong, the same at every door: one sentence, what to do, nothing about what exists."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: Promise
    text: Promise


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
