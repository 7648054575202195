"""The frame of *Inställningar*: the sections that exist, in the order they stand in the navigation."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.staff.http import StaffRequest


@dataclass(frozen=True, slots=True)
class Section:
    view: str
    """Name of its address."""
    title: Promise
    icon: str


# A new section stands here, with its address in `urls` and a template that extends staff/settings/frame.html.
SECTIONS = (
    Section("staff:settings-reminders", _("Påminnelser och tysta timmar"), "snooze"),
    Section("staff:settings-texts", _("Meddelandetexter"), "text"),
    Section("staff:settings-look", _("Utseende"), "image"),
    Section("staff:settings-limits", _("Gränser för brickor"), "gauge"),
)


def section_page(
    request: StaffRequest, template: str, view: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a section inside the frame; `view` says which one is shown."""
    section = next(section for section in SECTIONS if section.view == view)
    return render(
        request, template, {"sections": SECTIONS, "section": section, **context}, status=status
    )
