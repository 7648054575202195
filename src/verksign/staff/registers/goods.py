"""The lists *Artiklar*, *Arbeten* and *Paket*: what jobs are priced from."""

from django.db.models import Count
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from verksign.records.models import Article, LabourOperation, Package
from verksign.staff.http import StaffRequest, staff_only
from verksign.staff.registers.listing import listing


@require_safe
@staff_only
def articles(request: StaffRequest) -> HttpResponse:
    return listing(request, "staff/registers/articles.html", Article.objects.all())


@require_safe
@staff_only
def operations(request: StaffRequest) -> HttpResponse:
    return listing(request, "staff/registers/operations.html", LabourOperation.objects.all())


@require_safe
@staff_only
def packages(request: StaffRequest) -> HttpResponse:
    rows = Package.objects.annotate(contents=Count("lines"))
    return listing(request, "staff/registers/packages.html", rows)
