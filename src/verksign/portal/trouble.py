"""The customer's pages for what went wrong on our side or on the way."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.portal.speech import SWEDISH, speak
from verksign.wording import pages


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: Promise
    text: Promise
    tone: str = "mind"


NOT_FROM_HERE = Trouble(
    403,
    _("Inget är skickat"),
    _(
        "Sidan öppnades inte från verkstadens egen länk. Öppna länken i sms:et eller mejlet och försök igen."
    ),
)
TOO_MANY = Trouble(
    429,
    _("Vänta en minut"),
    _("Det är många som försöker just nu. Vänta en minut och ladda om sidan."),
)
NO_PREVIEW = Trouble(
    404,
    _("Förhandsvisningen är stängd"),
    _("Den visas i femton minuter. Öppna den på nytt från offerten."),
    "dull",
)
NOT_READY = Trouble(
    404,
    _("PDF:en är inte klar än"),
    _("PDF:en görs i ordning och finns här om en liten stund. Ladda om sidan."),
    "dull",
)
NO_SEALS_YET = Trouble(
    404,
    _("Inget är förseglat än"),
    _("Här har inget dokument förseglats än, så det finns inget att jämföra med."),
    "dull",
)
OUR_FAULT = Trouble(
    500,
    _("Något gick fel hos oss"),
    _("Ditt svar är inte skickat. Försök igen om en stund, eller ring verkstaden."),
    "bad",
)
UNSURE = Trouble(
    500,
    _("Något gick fel hos oss"),
    _("Vi vet inte om svaret kom fram. Öppna länken igen: står det Tack är allt klart."),
    "bad",
)


def trouble_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    return render(request, "portal/trouble.html", {"trouble": trouble}, status=trouble.status)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault on a customer's page says whether the answer was sent; elsewhere it is the common page."""
    if not request.path.startswith("/o/"):
        return pages.server_error(request)
    with translation.override(SWEDISH):
        speak(request, SWEDISH)
        response = trouble_page(request, UNSURE if request.path.endswith("/bestall") else OUR_FAULT)
    response["Cache-Control"] = "no-store"
    return response
