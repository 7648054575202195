"""What a staff view gets and what its decorators promise."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from verksign.domain.access import Actor, Permission
from verksign.records.models import User, Workshop


class StaffRequest(HttpRequest):
    """A request below `/v/<slug>/` by somebody who works there; `StaffSession` fills it in."""

    user: User
    actor: Actor
    workshop: Workshop
    htmx: HtmxDetails


class NobodyActs(Exception):
    """The address lies outside `/v/<slug>/`, so nobody has checked whose page it is."""


type View[**P] = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def member_only[**P](view: View[P]) -> View[P]:
    """For everybody who works in the workshop, mechanics too."""

    @wraps(view)
    def guarded(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not hasattr(request, "actor"):
            raise NobodyActs(request.path)
        return view(request, *args, **kwargs)

    return guarded


def requires[**P](permission: Permission) -> Callable[[View[P]], View[P]]:
    """For those who hold the permission; the use case behind the page asks again."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            request.actor.require(permission)
            return view(request, *args, **kwargs)

        return member_only(guarded)

    return decorate


def staff_only[**P](view: View[P]) -> View[P]:
    """For those who may read the workshop's quotes, orders and registers."""
    return requires(Permission.READ)(view)


def safe_next(address: str, otherwise: str) -> str:
    """Return the address when it is a path of ours: a form's field must not lead out of the site."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else otherwise


POLLS = "polls"


def poll[**P](view: View[P]) -> View[P]:
    """A page that asks for itself every other second: it doesn't count as somebody being there."""
    setattr(view, POLLS, True)
    return view
