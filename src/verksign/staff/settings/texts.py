"""*Meddelandetexter*: what goes out, in the workshop's own words, tried on a made-up quote while it is written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verksign.documents.mail import OwnWords
from verksign.domain.access import Permission
from verksign.domain.message_texts import CHANNELS, LANGUAGES, needs_link, variables_of
from verksign.records.models import MessageText
from verksign.staff.http import StaffRequest, requires
from verksign.staff.settings.sections import section_page
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.texts import (
    Place,
    UnknownText,
    UnknownVariable,
    reset_text,
    save_text,
    shown,
    standard,
    tidy_words,
)
from verksign.wording.errors import sentence
from verksign.wording.labels import label

VIEW = "staff:settings-texts"
LONGEST = 5000
EXPENSIVE = 2
"""SMS parts from which the page warns."""
MEANINGS: dict[str, Promise] = {
    "länk": gettext_lazy("kundens länk"),
    "verkstad": gettext_lazy("verkstadens namn"),
    "regnr": gettext_lazy("bilens regnr"),
    "svara_senast": gettext_lazy("sista dag att svara"),
    "telefon": gettext_lazy("verkstadens telefon"),
    "kontakt": gettext_lazy("kundmottagarens förnamn"),
    "nummer": gettext_lazy("offertens nummer"),
    "hej": gettext_lazy("Hej och kundens förnamn"),
    "bil": gettext_lazy("bilens modell"),
    "svarande": gettext_lazy("den som svarade"),
    "antal": gettext_lazy("hur många saker"),
    "svara_före": gettext_lazy("klockslag att svara före"),
    "klar": gettext_lazy("när bilen är klar"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a message, and whether the workshop has words of its own for it."""

    place: Place
    own: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    meaning: Promise

    @property
    def braced(self) -> str:
        return f"{{{self.name}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    subject: str
    text: str
    problems: dict[str, str] = field(default_factory=dict)


@require_safe
@requires(Permission.SETTINGS)
def texts(request: StaffRequest) -> HttpResponse:
    return redirect("staff:settings-text", request.workshop.slug, "quote", "sms", "sv")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS)
def text(request: StaffRequest, kind: str, channel: str, language: str) -> HttpResponse:
    place, now = _place(kind, channel, language), timezone.now()
    if request.method != "POST":
        return _page(request, place, _stored(request, place, now), now)
    typed = _posted(request)
    try:
        save_text(place=place, text=typed.text, subject=typed.subject, by=request.actor, now=now)
    except InvalidFields as error:
        typed.problems.update(_problems(error))
        return _page(request, place, typed, now, status=422)
    messages.success(request, _("Texten är sparad. Den gäller från nästa meddelande."))
    return _back(request, place)


@require_POST
@requires(Permission.SETTINGS)
def reset(request: StaffRequest, kind: str, channel: str, language: str) -> HttpResponse:
    place = _place(kind, channel, language)
    reset_text(place=place, by=request.actor, now=timezone.now())
    messages.success(request, _("Standardtexten gäller igen."))
    return _back(request, place)


@require_POST
@requires(Permission.SETTINGS)
def try_text(request: StaffRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """The preview of what stands in the field now; nothing is kept."""
    place, typed, now = _place(kind, channel, language), _posted(request), timezone.now()
    return _section(
        request, "staff/settings/text_preview.html", _preview(request, place, typed, now)
    )


def _place(kind: str, channel: str, language: str) -> Place:
    try:
        return Place(kind=kind, channel=channel, language=language)
    except UnknownText:
        raise Http404 from None


def _posted(request: StaffRequest) -> Typed:
    subject, words = (
        request.POST.get(name, "")[:LONGEST].replace("\x00", "") for name in ("subject", "text")
    )
    return Typed(subject=subject, text=words)


def _stored(request: StaffRequest, place: Place, now: datetime) -> Typed:
    row = (
        _own(request)
        .filter(kind=place.kind, channel=place.channel, language=place.language)
        .first()
    )
    if row:
        return Typed(subject=row.subject, text=row.text)
    ours = standard(place, request.workshop, now)
    return Typed(subject=ours.subject, text=ours.text)


def _own(request: StaffRequest) -> Any:
    return MessageText.objects.visible_to(request.actor)


def _problems(error: InvalidFields) -> dict[str, str]:
    name = error.name if isinstance(error, UnknownVariable) else ""
    told = {place: sentence(code) for place, code in error.problems.items()}
    return {place: f"{words} {{{name}}}" if name else words for place, words in told.items()}


def _back(request: StaffRequest, place: Place) -> HttpResponse:
    return redirect(
        "staff:settings-text", request.workshop.slug, place.kind, place.channel, place.language
    )


def _preview(request: StaffRequest, place: Place, typed: Typed, now: datetime) -> dict[str, Any]:
    """What cannot be used is told instead of shown."""
    try:
        subject, words = tidy_words(place, typed.subject, typed.text)
    except InvalidFields as error:
        return {"place": place, "wrong": _problems(error), "shown": None}
    found = shown(place, OwnWords(subject, words), request.workshop, now)
    many = found.count is not None and found.count.parts >= EXPENSIVE
    return {"place": place, "wrong": {}, "shown": found, "count": found.count, "many": many}


def _page(
    request: StaffRequest, place: Place, typed: Typed, now: datetime, status: int = 200
) -> HttpResponse:
    own = set(_own(request).values_list("kind", "channel", "language"))
    context = {
        **_preview(request, place, typed, now),
        "typed": typed,
        "own": (place.kind, place.channel, place.language) in own,
        "title": label(place.kind, "message_kind"),
        "languages": LANGUAGES,
        "lists": {
            channel: [
                Entry(
                    Place(kind=kind, channel=channel, language=place.language),
                    (kind, channel, place.language) in own,
                    (kind, channel) == (place.kind, place.channel),
                )
                for kind in kinds
            ]
            for channel, kinds in CHANNELS.items()
        },
        "variables": [
            Variable(name, MEANINGS[name]) for name in variables_of(place.kind, place.channel)
        ],
        "needs_link": needs_link(place.kind, place.channel),
    }
    return section_page(request, "staff/settings/texts.html", VIEW, context, status)


def _section(request: StaffRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return section_page(request, template, VIEW, context)
