"""Finding a package by typing, with what it costs this customer today."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verksign.domain.access import Permission
from verksign.domain.prices import Amounts
from verksign.records.models import Package
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quick_quotes.forms import typed_of
from verksign.staff.searching import best
from verksign.usecases.quick_quotes.look import Look, look, price_package

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Offer:
    package: Package
    ore: int | None
    """The way this customer is shown prices; None when it has no price."""


@require_safe
@requires(Permission.SEND)
def find_packages(request: StaffRequest) -> HttpResponse:
    shown = look(form=typed_of(request, request.GET).form, by=request.actor)
    context = {"offers": offers_for(request, shown), "text": shown.wish.title}
    return render(request, "staff/quick_quotes/packages.html", context)


def offers_for(request: StaffRequest, shown: Look) -> list[Offer]:
    text = shown.wish.title
    if not text:
        return []
    found = best(Package.objects.visible_to(request.actor), text, SHOWN)
    return [Offer(package, _ore(package, shown.amounts, request)) for package in found]


def _ore(package: Package, amounts: Amounts, request: StaffRequest) -> int | None:
    priced = price_package(package, amounts, request.workshop)
    return priced.everything.amount.ore if priced else None
