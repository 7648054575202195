"""The password once more, before something leaves our walls: a desk is shared, and its session lasts all day."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from verksign.records.models import User
from verksign.staff.access.throttling import count_try, forget_tries
from verksign.staff.http import StaffRequest
from verksign.usecases.setup.throttle import TriedTooOften
from verksign.wording.errors import sentence

GIVEN_AT = "password_given_at"
GOOD_FOR = timedelta(minutes=15)
LONGEST = 1024
TOO_MANY, WRONG = 429, 422


class PasswordWanted(Exception):
    """The password was given too long ago, or what was typed is not it; `problem` says why."""

    def __init__(self, problem: str = "", status: int = 200) -> None:
        super().__init__(problem)
        self.problem = problem
        self.status = status


def note_password(request: HttpRequest, now: datetime) -> None:
    request.session[GIVEN_AT] = int(now.timestamp())


def require_password(request: StaffRequest, now: datetime) -> None:
    """
    Take the password that came with the request, counted like at the log-in, or be content with one given lately.

    :raises PasswordWanted: if it must be asked for
    """
    typed = request.POST.get("password", "")[:LONGEST]
    if not typed:
        if _given_lately(request, now):
            return
        raise PasswordWanted
    email = request.user.email
    try:
        count_try(request, email, now)
    except TriedTooOften:
        raise PasswordWanted(sentence("login_too_often"), TOO_MANY) from None
    if not is_own_password(request, typed):
        raise PasswordWanted(sentence("password_wrong"), WRONG)
    forget_tries(request, email)
    note_password(request, now)


def is_own_password(request: HttpRequest, typed: str) -> bool:
    """Whether it is the password of whoever is logged in, who stays so."""
    user = request.user
    known = isinstance(user, User) and authenticate(request, username=user.email, password=typed)
    if known != user:
        return False
    # Django may have hashed it anew, in a better way, and then takes older sessions for somebody else's.
    request.session[HASH_SESSION_KEY] = known.get_session_auth_hash()
    return True


def _given_lately(request: HttpRequest, now: datetime) -> bool:
    given_at: int = request.session.get(GIVEN_AT, 0)
    return now.timestamp() - given_at < GOOD_FOR.total_seconds()


def ask_password(request: StaffRequest, wanted: PasswordWanted, **context: Any) -> HttpResponse:
    """The page that asks and posts again what was posted: `kept` holds its fields, `back` is where it came from."""
    context["problem"] = wanted.problem
    return render(request, "staff/access/confirm.html", context, status=wanted.status)
