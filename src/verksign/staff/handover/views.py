"""*På plats*: the device goes to the customer, and comes back by the user's password."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from verksign.domain.access import Permission
from verksign.domain.digital_states import ActionNotAllowed
from verksign.records.models import Membership, User
from verksign.staff.access.confirming import is_own_password, note_password
from verksign.staff.access.throttling import count_success, count_try
from verksign.staff.handover.lock import Lock
from verksign.staff.handover.page import locked_page
from verksign.staff.http import StaffRequest, requires
from verksign.staff.quotes.finding import quote_for
from verksign.usecases.setup.throttle import TriedTooOften
from verksign.usecases.signing.hand_over import (
    PaperNotReady,
    address_on_site,
    give_back,
    hand_over,
    log_device_out,
)
from verksign.wording.errors import sentence

TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEND)
def hand_over_device(request: StaffRequest, quote_id: UUID) -> HttpResponse:
    """GET asks, POST locks this browser's session and shows the offer."""
    quote = quote_for(request, quote_id)
    if quote.current_id is None:
        messages.warning(request, _("Ingen digital offert är skickad."))
        return redirect("staff:quote", request.workshop.slug, quote.id)
    problem, now = "", timezone.now()
    if request.method == "POST":
        try:
            handed = hand_over(document_id=quote.current_id, by=request.actor, now=now)
        except ActionNotAllowed as error:
            messages.warning(request, sentence(error))
            return redirect("staff:quote", request.workshop.slug, quote.id)
        except PaperNotReady as error:
            problem = sentence(error)
        else:
            lock = Lock(str(quote.current_id), handed.nonce, request.workshop.slug, str(quote.id))
            lock.put_on(request)
            return redirect(address_on_site(quote.current_id, handed.nonce, now))
    context = {"quote": quote, "problem": problem}
    status = 422 if problem else 200
    return render(request, "staff/handover/hand_over.html", context, status=status)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """The password of whoever handed the device over; guesses are counted like those at the log-in."""
    lock = Lock.of(request)
    if lock is None or not isinstance(request.user, User):
        return redirect("staff:home")
    if request.method != "POST":
        return locked_page(request, lock, status=200)
    email = request.user.email
    try:
        count_try(request, email, timezone.now())
    except TriedTooOften:
        return locked_page(request, lock, sentence("login_too_often"), status=TOO_MANY)
    password = request.POST.get("password", "")[:1024]
    if not is_own_password(request, password):
        return locked_page(request, lock, sentence("password_wrong"), status=422)
    response = _unlocked(request, lock)
    count_success(request, email, response)
    return response


def let_go(request: HttpRequest) -> None:
    """Before the log-out of a browser that is handed over: what it showed must not stay in its history."""
    lock = Lock.of(request)
    membership = _membership(request, lock) if lock else None
    if lock and membership and membership.actor().may(Permission.SEND):
        log_device_out(
            document_id=lock.document_id,
            nonce=lock.nonce,
            by=membership.actor(),
            now=timezone.now(),
        )


def _membership(request: HttpRequest, lock: Lock) -> Membership | None:
    if not isinstance(request.user, User):
        return None
    return Membership.objects.of(request.user).filter(workshop__slug=lock.slug).first()


def _unlocked(request: HttpRequest, lock: Lock) -> HttpResponse:
    membership = _membership(request, lock)
    if membership is None:
        logout(request)
        raise Http404
    give_back(
        document_id=lock.document_id,
        nonce=lock.nonce,
        by=membership.actor(),
        now=timezone.now(),
    )
    lock.take_off(request)
    note_password(request, timezone.now())
    request.session.cycle_key()
    return redirect("staff:quote", lock.slug, lock.quote)
