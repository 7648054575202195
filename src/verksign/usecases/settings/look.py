"""The workshop's own look on what its customers see: a logo, and one colour for its mark."""

from datetime import datetime

from django.db import transaction

from verksign.documents.files_apart import take_logo
from verksign.domain.access import Actor, Permission
from verksign.domain.colours import NotAColour, TooFaint, parse_colour, too_faint
from verksign.records.models import Blob, Workshop
from verksign.usecases import history
from verksign.usecases.registers.fields import InvalidFields

PNG = "image/png"


class ColourTooFaint(Exception):
    """The colour would not be seen in one of the two themes; `fault` says how little, and what would be."""

    def __init__(self, fault: TooFaint) -> None:
        super().__init__(fault)
        self.fault = fault


def save_colour(*, colour: str, by: Actor, now: datetime) -> Workshop:
    """
    Set the colour of the workshop's mark; empty means ours.

    :raises InvalidFields: if it is no colour
    :raises ColourTooFaint: if it is too faint on white or in the dark theme
    """
    by.require(Permission.SETTINGS)
    try:
        chosen = parse_colour(colour)
    except NotAColour:
        raise InvalidFields({"colour": "not_a_colour"}) from None
    fault = too_faint(chosen) if chosen else None
    if fault:
        raise ColourTooFaint(fault)
    with transaction.atomic(durable=True):
        workshop = _held(by)
        workshop.colour = chosen
        workshop.save(update_fields=["colour"])
        history.record(workshop.id, "settings.colour", by=by, at=now, colour=chosen)
    return workshop


def save_logo(*, data: bytes, by: Actor, now: datetime) -> Workshop:
    """
    Use the picture as the logo from now on; what is sent already keeps the one that it was sent with.

    The file is read before the workshop is held: nobody waits for somebody's picture.

    :raises FileRefused: if it is no picture that can be one
    """
    by.require(Permission.SETTINGS)
    png = take_logo(data)
    with transaction.atomic(durable=True):
        workshop = _held(by)
        workshop.logo = Blob.objects.keep(workshop=workshop, data=png, mime=PNG)
        workshop.save(update_fields=["logo"])
        history.record(workshop.id, "settings.logo", by=by, at=now, sha256=workshop.logo.sha256)
    return workshop


@transaction.atomic(durable=True)
def remove_logo(*, by: Actor, now: datetime) -> Workshop:
    by.require(Permission.SETTINGS)
    workshop = _held(by)
    workshop.logo = None
    workshop.save(update_fields=["logo"])
    history.record(workshop.id, "settings.logo", by=by, at=now, sha256="")
    return workshop


def _held(by: Actor) -> Workshop:
    return Workshop.objects.select_for_update(no_key=True).get(pk=by.workshop_id)
