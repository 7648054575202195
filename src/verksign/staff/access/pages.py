"""The log-in page, and the log-in that comes over a page whose session has ended meanwhile."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.records.models import Membership
from verksign.staff.access.forms import LogInForm
from verksign.wording.errors import sentence

DEMO_PASSWORD = "verksign-demo"  # noqa: S105 (known on purpose, and only on this machine)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def login_page(
    request: HttpRequest, form: LogInForm, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "problem": sentence(problem) if problem else "",
        "demo_logins": _demo_logins(),
        "demo_password": DEMO_PASSWORD,
    }
    response = render(request, "staff/access/login.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def login_dialog(
    request: HttpRequest, form: LogInForm, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "problem": sentence(problem) if problem else ""}
    return render(request, "staff/access/again.html", context, status=status)


def _demo_logins() -> list[Membership]:
    """The known log-ins, shown only where nobody else can come: in demo mode, on this machine."""
    only_here = settings.LOOPBACK and urlsplit(settings.URL).hostname in LOOPBACK
    if not (settings.DEMO and only_here):
        return []
    demo = Membership.objects.filter(user__is_demo=True, user__is_active=True)
    first = {row.user_id: row for row in demo.select_related("user").order_by("-id")}
    return sorted(first.values(), key=lambda row: row.id)
