"""46elks: https://46elks.se/docs"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import parse_qs

import httpx

from verksign.integrations.delivery import (
    DeliveryError,
    DeliveryReport,
    HandedOver,
    Happened,
    OutgoingSms,
    Reason,
    ReportedState,
)
from verksign.integrations.http import client
from verksign.integrations.sms.numbers import demand_deliverable

NEVER_CONNECTED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
TRY_AGAIN = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
LONGEST_WAIT = timedelta(days=1)
ABOUT_SENDER = re.compile(r"\bkey from\b|\bsender\b|[\"']from[\"']", re.IGNORECASE)
ABOUT_NUMBER = re.compile(r"\bkey to\b|\bto number\b|\brecipient\b|[\"']to[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class Elks:
    url: str
    user: str
    password: str = field(repr=False)
    read_seconds: float = 20.0

    def send(self, sms: OutgoingSms) -> HandedOver:
        demand_deliverable(sms)
        form = {
            "from": sms.sender,
            "to": sms.to,
            "message": sms.text,
            "dontlog": "message",  # the text holds the customer's link: they need not keep it
        }
        if sms.report_url:
            form["whendelivered"] = sms.report_url
        answer = self._call("POST", "/a1/sms", form)
        accepted = _Accepted.read(answer)
        if accepted.status == "failed":
            raise DeliveryError(Happened.NO, Reason.REFUSED, "status failed")
        return HandedOver(accepted.id, accepted.parts)

    def read_report(self, headers: Mapping[str, str], body: bytes) -> list[DeliveryReport]:
        try:
            form = {name: values[-1] for name, values in parse_qs(body.decode()).items()}
            return [DeliveryReport(form["id"], ReportedState(form["status"]), _delivered_at(form))]
        except (ValueError, KeyError):
            return []

    def reachable(self) -> None:
        self._call("GET", "/a1/me", {})

    def _call(self, method: str, path: str, form: Mapping[str, str]) -> httpx.Response:
        try:
            with self._client() as elks:
                answer = elks.request(method, path, data=form or None)
        except NEVER_CONNECTED as error:
            detail = type(error).__name__
            raise DeliveryError(Happened.NOT_YET, Reason.NO_ANSWER, detail) from error
        except httpx.RequestError as error:
            detail = type(error).__name__
            raise DeliveryError(Happened.UNKNOWN, Reason.NO_ANSWER, detail) from error
        if not answer.is_success:
            raise _refusal(answer)
        return answer

    def _client(self) -> httpx.Client:
        return client(
            self.url, user=self.user, password=self.password, read_seconds=self.read_seconds
        )


@dataclass(frozen=True, slots=True)
class _Accepted:
    """The fields of an answer that we act on."""

    id: str
    status: str
    parts: int | None

    @classmethod
    def read(cls, answer: httpx.Response) -> "_Accepted":
        """An answer that cannot be read does not tell that nothing was sent."""
        try:
            told = answer.json()
            parts = told.get("parts")
            return cls(str(told["id"]), str(told["status"]), parts and int(parts))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            detail = f"HTTP {answer.status_code}, unreadable"
            raise DeliveryError(Happened.UNKNOWN, Reason.NO_ANSWER, detail) from error


def _refusal(answer: httpx.Response) -> DeliveryError:
    status, detail = answer.status_code, f"HTTP {answer.status_code}"
    retry_after = _retry_after(answer)
    promised = status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after is not None
    if status in TRY_AGAIN or promised:
        return DeliveryError(Happened.NOT_YET, Reason.TOO_BUSY, detail, retry_after)
    if answer.is_client_error:
        return DeliveryError(Happened.NO, _reason(answer), detail)
    return DeliveryError(Happened.UNKNOWN, Reason.NO_ANSWER, detail)


def _reason(answer: httpx.Response) -> Reason:
    """Errors are a line of English; it may quote the message, so it is read and never kept."""
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        return Reason.LOGIN_REFUSED
    if ABOUT_SENDER.search(answer.text):
        return Reason.SENDER_REFUSED
    if ABOUT_NUMBER.search(answer.text):
        return Reason.NUMBER_UNKNOWN
    return Reason.REFUSED


def _retry_after(answer: httpx.Response) -> timedelta | None:
    """Seconds, or a time by the clock of the server, which tells its own time beside it."""
    told = answer.headers.get("Retry-After", "")
    try:
        if told.isdecimal():
            wait = timedelta(seconds=int(told))
        else:
            wait = parsedate_to_datetime(told) - parsedate_to_datetime(answer.headers["Date"])
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), LONGEST_WAIT)


def _delivered_at(form: Mapping[str, str]) -> datetime | None:
    """A time that cannot be read does not make the message less delivered."""
    try:
        return datetime.fromisoformat(form["delivered"]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return None
