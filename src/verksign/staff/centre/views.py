from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verksign.staff.http import StaffRequest, member_only


@require_safe
@member_only
def centre(request: StaffRequest) -> HttpResponse:
    return render(request, "staff/centre/centre.html")
