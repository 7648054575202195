"""Logging in and out, and choosing the workshop."""

from uuid import UUID

from django.contrib.auth import authenticate, login, logout, password_validation
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verksign.domain.search_keys import sort_key
from verksign.records.models import Membership, User
from verksign.staff.access.carrying import Carried, carry_on
from verksign.staff.access.confirming import note_password
from verksign.staff.access.forms import LogInForm
from verksign.staff.access.language import asked
from verksign.staff.access.pages import login_dialog, login_page
from verksign.staff.access.throttling import count_success, count_try
from verksign.staff.handover.views import let_go
from verksign.staff.http import safe_next
from verksign.staff.middleware import is_idle, note_presence
from verksign.usecases.setup import set_password
from verksign.usecases.setup.throttle import TriedTooOften
from verksign.wording.errors import sentence
from verksign.wording.pages import CSRF_FAILED, trouble_page
from verksign.wording.visitors import from_our_page

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The bare address: to the role centre when there is one workshop, else to the choice or the log-in."""
    if not request.user.is_authenticated:
        return redirect("staff:login")
    slugs = Membership.objects.of(request.user).values_list("workshop__slug", flat=True)[:2]
    if len(slugs) != 1:
        return redirect("staff:workshops")
    return redirect("staff:centre", slugs[0])


@login_required
@require_safe
def choose_workshop(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        raise Http404
    found = Membership.objects.of(request.user).order_by("id")
    memberships = sorted(found, key=lambda each: sort_key(each.workshop.name))
    return render(request, "staff/access/workshops.html", {"memberships": memberships})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect("staff:home")
        return login_page(request, LogInForm({"next": request.GET.get("next", "")}))
    form = LogInForm(request.POST)
    if asked(request):
        # The other language was pressed, not the log-in: what is typed and carried goes along.
        return login_page(request, form)
    if not form.is_valid():
        return login_page(request, form, "login_missing")
    return _try_to_log_in(request, form)


def _try_to_log_in(request: HttpRequest, form: LogInForm) -> HttpResponse:
    try:
        user = _who(request, form)
    except TriedTooOften:
        return login_page(request, form, "login_too_often", status=429)
    if user is None:
        return login_page(request, form, "login_wrong")
    carried = Carried.opened(form.cleaned_data["carried"])
    _let_in(request, user)
    if carried and carried.is_of(user):
        response = carry_on(request, carried)
    else:
        response = HttpResponseRedirect(safe_next(form.cleaned_data["next"], reverse("staff:home")))
    count_success(request, user.email, response)
    return response


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_again(request: HttpRequest) -> HttpResponse:
    """
    The log-in that a page brings over itself, so that nothing typed on it is lost.

    Whoever is in already, from another tab, gets only what the page lacks: the new token.
    """
    if request.method != "POST":
        known = request.user.is_authenticated
        return _in_again(request) if known else login_dialog(request, LogInForm())
    form = LogInForm(request.POST)
    if not form.is_valid():
        return login_dialog(request, form, "login_missing", status=422)
    try:
        user = _who(request, form)
    except TriedTooOften:
        return login_dialog(request, form, "login_too_often", status=429)
    if user is None:
        return login_dialog(request, form, "login_wrong", status=422)
    _let_in(request, user)
    response = _in_again(request)
    count_success(request, user.email, response)
    return response


def _in_again(request: HttpRequest) -> HttpResponse:
    """Who is in, and the token that forms need now; another site can read neither."""
    response = HttpResponse(status=204)
    response["X-User"] = str(request.user.pk)
    response["X-Token"] = get_token(request)
    return response


def _who(request: HttpRequest, form: LogInForm) -> User | None:
    """
    Whose e-mail address and password these are, the try counted.

    :raises TriedTooOften: if it may not be tried from there now
    """
    email = form.cleaned_data["email"]
    count_try(request, email, timezone.now())
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    return user if isinstance(user, User) else None


def _let_in(request: HttpRequest, user: User) -> None:
    login(request, user)
    _is_here(request)


def _is_here(request: HttpRequest) -> None:
    now = timezone.now()
    note_presence(request, now)
    note_password(request, now)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    let_go(request)
    logout(request)
    return redirect("staff:login")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_log_in(request: HttpRequest, user_id: UUID, token: str) -> HttpResponse:
    """A one-time address: it stops working when the password is set or somebody logs in."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    if user is None or not default_token_generator.check_token(user, token):
        return render(request, "staff/access/first_login.html", {"used": True}, status=404)
    if request.method != "POST":
        return render(request, "staff/access/first_login.html", {"newcomer": user})
    password = request.POST.get("password", "")
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        problem = sentence(error.error_list[0].code or "")
        return render(
            request, "staff/access/first_login.html", {"newcomer": user, "problem": problem}
        )
    set_password(user=user, password=password)
    login(request, user, backend=BACKEND)
    _is_here(request)
    return redirect("staff:home")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    The token is not the one of this browser: most often a log-in in another tab has renewed it.

    What one of our own pages has posted is not lost for that: it is posted again with the new token, and htmx is told
    to fetch it.
    """
    carried = Carried.of(request)
    if carried and isinstance(request.user, User) and not is_idle(request, timezone.now()):
        if carried.is_of(request.user):
            return carry_on(request, carried)
    elif carried:
        return login_page(request, LogInForm({"carried": carried.sealed()}))
    response = trouble_page(request, CSRF_FAILED)
    if from_our_page(request):
        response["X-Token-Old"] = "1"
    return response
