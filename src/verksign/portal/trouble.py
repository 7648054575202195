"""The customer's pages for what went wrong on our side or on the way."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.wording import pages


@dataclass(frozen=True, slots=True)
class Trouble:
    status: int
    title: str
    text: str
    tone: str = "mind"


NOT_FROM_HERE = Trouble(
    403,
    "Inget är skickat",
    "Sidan öppnades inte från verkstadens egen länk. Öppna länken i sms:et eller mejlet och försök igen.",
)
TOO_MANY = Trouble(
    429,
    "Vänta en minut",
    "Det är många som försöker just nu. Vänta en minut och ladda om sidan.",
)
NO_PREVIEW = Trouble(
    404,
    "Förhandsvisningen är stängd",
    "Den visas i femton minuter. Öppna den på nytt från offerten.",
    "dull",
)
NOT_READY = Trouble(
    404,
    "PDF:en är inte klar än",
    "PDF:en görs i ordning och finns här om en liten stund. Ladda om sidan.",
    "dull",
)
NO_SEALS_YET = Trouble(
    404,
    "Inget är förseglat än",
    "Här har inget dokument förseglats än, så det finns inget att jämföra med.",
    "dull",
)
OUR_FAULT = Trouble(
    500,
    "Något gick fel hos oss",
    "Ditt svar är inte skickat. Försök igen om en stund, eller ring verkstaden.",
    "bad",
)
UNSURE = Trouble(
    500,
    "Något gick fel hos oss",
    "Vi vet inte om svaret kom fram. Öppna länken igen: står det Tack är allt klart.",
    "bad",
)


def trouble_page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    return render(request, "portal/trouble.html", {"trouble": trouble}, status=trouble.status)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault on a customer's page says whether the answer was sent; elsewhere it is the common page."""
    if not request.path.startswith("/o/"):
        return pages.server_error(request)
    response = trouble_page(request, UNSURE if request.path.endswith("/bestall") else OUR_FAULT)
    response["Cache-Control"] = "no-store"
    return response
