"""When people are told that a certificate ends: at each step once, in time to have it renewed."""

from datetime import datetime, timedelta

STEPS = (60, 30, 7)
"""Days before."""


def step_reached(expires_at: datetime, now: datetime) -> int | None:
    """Return the last step that has been reached, or None while there is time."""
    left = expires_at - now
    return min((days for days in STEPS if left <= timedelta(days=days)), default=None)
