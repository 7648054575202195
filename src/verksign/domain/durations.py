"""Lengths of time as people write them: 30 min, 2 tim, 1,5 tim, 1 dygn."""

import re
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

MINUTE = timedelta(minutes=1)
WRITTEN = re.compile(r"(\d{1,6}(?:[.,]\d{1,2})?)\s*([a-zåäö]*)\.?", re.IGNORECASE)
MINUTES_IN = {"min": 1, "tim": 60, "dygn": 24 * 60}
UNITS = {
    "": "min",
    "m": "min",
    "min": "min",
    "minut": "min",
    "minuter": "min",
    "minute": "min",
    "minutes": "min",
    "t": "tim",
    "h": "tim",
    "tim": "tim",
    "timme": "tim",
    "timmar": "tim",
    "hour": "tim",
    "hours": "tim",
    "d": "dygn",
    "dag": "dygn",
    "dagar": "dygn",
    "dygn": "dygn",
    "day": "dygn",
    "days": "dygn",
}


class NotADuration(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_duration(text: str) -> timedelta:
    """
    Return the length, in whole minutes; a number alone is minutes.

    :raises NotADuration: if it cannot be read
    """
    found = WRITTEN.fullmatch(" ".join(text.split()))
    unit = UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        raise NotADuration(text)
    minutes = Decimal(found[1].replace(",", ".")) * MINUTES_IN[unit]
    return int(minutes.quantize(Decimal(1), ROUND_HALF_UP)) * MINUTE


def write_duration(length: timedelta) -> str:
    """Return 30 min, 2 tim or 1 dygn: in the largest unit that leaves nothing over."""
    minutes = length // MINUTE
    if not minutes:
        return "0 min"
    for unit in ("dygn", "tim"):
        if minutes % MINUTES_IN[unit] == 0:
            return f"{minutes // MINUTES_IN[unit]} {unit}"
    return f"{minutes} min"
