"""*Avfärda* and *Kvittera*: what ends an extra job's way, from its order."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from verksign.domain.access import Permission
from verksign.domain.queues import MoveNotAllowed
from verksign.records.models import Job
from verksign.staff.http import StaffRequest, requires, safe_next
from verksign.staff.orders.finding import order_for
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.upsell.acknowledge import acknowledge as acknowledge_job
from verksign.usecases.upsell.drop import drop_job
from verksign.wording.errors import sentence, sentences

LONGEST = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def drop(request: StaffRequest, order_id: UUID, job_id: UUID) -> HttpResponse:
    order = order_for(request, order_id)
    job = get_object_or_404(order.jobs.found(), id=job_id)
    reason, problems = request.POST.get("reason", "")[:LONGEST].replace("\x00", ""), {}
    if request.method == "POST":
        try:
            drop_job(job_id=job_id, reason=reason, by=request.actor, now=timezone.now())
        except InvalidFields as error:
            problems = sentences(error)
        except MoveNotAllowed as error:
            messages.error(request, sentence(error))
            return redirect("staff:order", request.workshop.slug, order_id)
        else:
            messages.success(request, _("Avfärdat. Jobbet ligger kvar i arkivet."))
            return redirect("staff:order", request.workshop.slug, order_id)
    context = {"order": order, "job": job, "reason": reason, "problems": problems}
    status = 422 if problems else 200
    return render(request, "staff/orders/drop.html", context, status=status)


@require_POST
@requires(Permission.ACKNOWLEDGE)
def acknowledge(request: StaffRequest, order_id: UUID, job_id: UUID) -> HttpResponse:
    home = reverse("staff:order", args=[request.workshop.slug, order_id])
    found = Job.objects.visible_to(request.actor).found()
    get_object_or_404(found, id=job_id, document_id=order_id)
    try:
        note = acknowledge_job(job_id=job_id, by=request.actor, now=timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except MoveNotAllowed as error:
        messages.error(request, sentence(error))
    else:
        kept = _("Kvitterat. Jobbet är kvar som servicenotering på fordonet.")
        messages.success(request, kept if note else _("Kvitterat."))
    return HttpResponseRedirect(safe_next(request.POST.get("next", ""), home))
