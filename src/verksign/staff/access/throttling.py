"""
Wrong passwords are counted per account *and* place, so that an outsider who guesses cannot lock the owner out.

A place is a browser where the account has logged in before, known by a signed cookie, or else a network address.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from verksign.domain.canonical import sha256_hex
from verksign.usecases.setup.throttle import Limit, forget, spend
from verksign.wording.visitors import address_of

PER_ACCOUNT_AND_PLACE = Limit("login account and place", 10, timedelta(minutes=15))
PER_ADDRESS = Limit("login address", 200, timedelta(minutes=15))

COOKIE = "verksign_device"
SALT = "verksign.staff.device"
COOKIE_AGE = timedelta(days=365)
MOST_ACCOUNTS = 20


def account_of(email: str) -> str:
    return sha256_hex(email.encode())[:16]


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, and digests of the accounts that have logged in from it."""

    id: str
    accounts: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        try:
            known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE)
        except signing.BadSignature:
            return cls(secrets.token_hex(8))
        return cls(known["id"], tuple(known["accounts"]))

    @property
    def last(self) -> str:
        """The account that logged in last, or nothing."""
        return self.accounts[-1] if self.accounts else ""

    def knows(self, email: str) -> bool:
        return account_of(email) in self.accounts

    def remember(self, email: str, response: HttpResponse) -> None:
        others = [account for account in self.accounts if account != account_of(email)]
        accounts = [*others[1 - MOST_ACCOUNTS :], account_of(email)]
        response.set_cookie(
            COOKIE,
            signing.dumps({"id": self.id, "accounts": accounts}, salt=SALT),
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _place(request: HttpRequest, email: str) -> str:
    device = Device.of(request)
    place = f"device {device.id}" if device.knows(email) else f"address {address_of(request)}"
    return f"{email}\n{place}"


def count_try(request: HttpRequest, email: str, now: datetime) -> None:
    """
    Count a try at the account from where the request comes.

    :raises TriedTooOften: if it may not be tried from there now
    """
    spend(limit=PER_ACCOUNT_AND_PLACE, subject=_place(request, email), now=now)
    if not Device.of(request).knows(email):
        spend(limit=PER_ADDRESS, subject=address_of(request), now=now)


def count_success(request: HttpRequest, email: str, response: HttpResponse) -> None:
    forget_tries(request, email)
    Device.of(request).remember(email, response)


def forget_tries(request: HttpRequest, email: str) -> None:
    forget(limit=PER_ACCOUNT_AND_PLACE, subject=_place(request, email))
