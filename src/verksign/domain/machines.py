"""Who follows a link without a person having pressed it: mail filters, previews, crawlers, checkers."""

import re
from datetime import datetime, timedelta
from enum import StrEnum

SOON = timedelta(seconds=10)
"""Nobody has read a message this soon after it was sent; what scans it has."""
AGENTS = re.compile(
    r"bot\b|bot/|crawl|spider|preview|scan|facebookexternalhit|whatsapp|skype|telegram|slack|"
    r"outlook|office|safelinks|mimecast|proofpoint|barracuda|symantec|googleimageproxy|"
    r"curl/|wget/|python-|go-http-client|java/|okhttp|libwww|axios|node-fetch",
    re.IGNORECASE,
)


class FetchReason(StrEnum):
    """Why a fetch is taken for a machine's."""

    AGENT = "agent"
    """It says so itself."""
    HEAD = "head"
    """It asked for the head of the page alone, which no browser shows."""
    EARLY = "early"
    """It came within seconds of the message."""


def machine_reason(
    *, agent: str, method: str, sent_at: datetime | None, now: datetime
) -> FetchReason | None:
    """Return why this is a machine, or None when it may be a person."""
    if method == "HEAD":
        return FetchReason.HEAD
    if is_machine(agent):
        return FetchReason.AGENT
    if sent_at is not None and sent_at <= now < sent_at + SOON:
        return FetchReason.EARLY
    return None


def is_machine(agent: str) -> bool:
    return AGENTS.search(agent) is not None
