"""Logging in and out, and choosing the workshop."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, password_validation
from django.contrib.auth.decorators import login_required
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verksign.records.models import Membership, User
from verksign.staff.access.forms import LogInForm
from verksign.staff.access.throttling import count_success, count_try
from verksign.staff.http import safe_next
from verksign.staff.middleware import note_presence
from verksign.usecases.setup import set_password
from verksign.usecases.setup.throttle import TriedTooOften
from verksign.wording.errors import sentence
from verksign.wording.pages import CSRF_FAILED, trouble_page

DEMO_PASSWORD = "verksign-demo"  # noqa: S105 (known on purpose, and only on this machine)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
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
    memberships = Membership.objects.of(request.user).order_by("workshop__name", "id")
    return render(request, "staff/access/workshops.html", {"memberships": memberships})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect("staff:home")
        return _login_page(request, LogInForm({"next": request.GET.get("next", "")}))
    form = LogInForm(request.POST)
    if not form.is_valid():
        return _login_page(request, form, "login_missing")
    return _try_to_log_in(request, form)


def _try_to_log_in(request: HttpRequest, form: LogInForm) -> HttpResponse:
    email = form.cleaned_data["email"]
    try:
        count_try(request, email, timezone.now())
    except TriedTooOften:
        return _login_page(request, form, "login_too_often", status=429)
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    if user is None:
        return _login_page(request, form, "login_wrong")
    response = HttpResponseRedirect(safe_next(form.cleaned_data["next"], reverse("staff:home")))
    count_success(request, email, response)
    login(request, user)
    note_presence(request, timezone.now())
    return response


def _login_page(
    request: HttpRequest, form: LogInForm, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "problem": sentence(problem) if problem else "",
        "demo_logins": _demo_logins(),
        "demo_password": DEMO_PASSWORD,
    }
    return render(request, "staff/access/login.html", context, status=status)


def _demo_logins() -> list[Membership]:
    """The known log-ins, shown only where nobody else can come: in demo mode, on this machine."""
    only_here = settings.LOOPBACK and urlsplit(settings.URL).hostname in LOOPBACK
    if not (settings.DEMO and only_here):
        return []
    demo = Membership.objects.filter(user__is_demo=True, user__is_active=True)
    first = {row.user_id: row for row in demo.select_related("user").order_by("-id")}
    return sorted(first.values(), key=lambda row: row.id)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
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
    note_presence(request, timezone.now())
    return redirect("staff:home")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return trouble_page(request, CSRF_FAILED)
