"""
What was posted when nobody was logged in any more: it lies sealed on the log-in page, and is posted again after it.

Only what came from a page of ours is carried, and only to who had logged in last in that browser: a form of another
site must not ride on the log-in, nor may one person's words be sent by the next. Nothing is kept on the server.
"""

import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from verksign.records.models import User
from verksign.staff.access.throttling import Device, account_of
from verksign.wording.visitors import from_our_page

SALT = "verksign.staff.carried"
KEPT_FOR = timedelta(hours=1)
LONGEST = 64 * 1024
MOST_FIELDS = 400
AGAIN = "carried_again"
"""Marks what is posted again: were it refused once more, it would go round for ever."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)


@dataclass(frozen=True, slots=True)
class Carried:
    address: str
    fields: tuple[tuple[str, str], ...]
    account: str
    """Of who had typed it, as far as the browser knows: a digest."""

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """What the request posted, or None when it may not or cannot be carried."""
        account = Device.of(request).last
        if request.method != "POST" or not account or not _may_be_carried(request):
            return None
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != TOKEN and isinstance(value, str)
        ]
        if len(fields) > MOST_FIELDS or sum(len(a) + len(b) for a, b in fields) > LONGEST:
            return None
        return cls(request.get_full_path(), tuple(fields), account)

    @classmethod
    def opened(cls, sealed: str) -> Self | None:
        try:
            known = signing.loads(sealed, salt=SALT, max_age=KEPT_FOR)
        except (signing.BadSignature, zlib.error):
            return None
        fields = tuple((name, value) for name, value in known["fields"])
        return cls(known["address"], fields, known["account"])

    def sealed(self) -> str:
        known = {"address": self.address, "fields": self.fields, "account": self.account}
        return signing.dumps(known, salt=SALT, compress=True)

    def is_of(self, user: User) -> bool:
        return self.account == account_of(user.email)


def _may_be_carried(request: HttpRequest) -> bool:
    """
    A form of a workshop's pages, without files and secrets, that was not carried already.

    What htmx has sent stands on its page still, and is sent again from there.
    """
    if request.headers.get("HX-Request") == "true" or not from_our_page(request):
        return False
    if request.FILES or AGAIN in request.POST:
        return False
    if any("password" in name for name in request.POST):
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return "staff" in match.namespaces and "slug" in match.kwargs


def carry_on(request: HttpRequest, carried: Carried) -> HttpResponse:
    """The page that posts it again: at once by its script, else by its one button."""
    context = {"carried": carried, "again": AGAIN}
    response = render(request, "staff/access/carry_on.html", context)
    response["Cache-Control"] = "no-store"
    return response
