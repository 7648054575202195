"""What messages say of an addition to an order: how many things were found, and by when to answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from verksign.domain.answers import ChoiceRule
from verksign.domain.canonical import from_utc_text
from verksign.domain.dates import clock, local_date, sms_date

THINGS = {"sv": ("1 sak", "{} saker"), "en": ("1 thing", "{} things")}
TODAY = "i dag"


def found_things(content: Mapping[str, Any]) -> int:
    """Return how many things were found: alternatives are ways to mend one of them."""
    groups = {job["group"] for job in content["jobs"] if job["choice"] == ChoiceRule.ALTERNATIVE}
    alone = [job for job in content["jobs"] if job["choice"] != ChoiceRule.ALTERNATIVE]
    return len(groups) + len(alone)


def upsell_values(content: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return `antal`, `svara_före` and `klar`; what is not known is empty, so that no sentence gets a gap."""
    number = found_things(content)
    one, many = THINGS[language]
    told = content.get("decide_by")
    return {
        "antal": one if number == 1 else many.format(number),
        "svara_före": _before(from_utc_text(told["at"]), content) if told else "",
        "klar": told["ready_before"] if told else "",
    }


def _before(at: datetime, content: Mapping[str, Any]) -> str:
    issued = local_date(from_utc_text(content["issued_at"]))
    day = local_date(at)
    return clock(at) if day == issued else f"{sms_date(day)} {clock(at)}"


def sms_kind(kind: str, content: Mapping[str, Any]) -> str:
    """Return which of our own texts goes out: one that names the deadline where there is one."""
    told = content.get("decide_by")
    if kind != "upsell" or not told:
        return kind
    same_day = local_date(from_utc_text(told["at"])) == local_date(
        from_utc_text(content["issued_at"])
    )
    hurry = same_day and told["ready_before"].casefold().startswith(TODAY)
    return "upsell_today" if hurry else "upsell_by"
