"""What a letter is about: content and answer, and the values that its sentences are filled with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from verksign.documents.mail_english import SWEDISH, in_language
from verksign.domain import dates, dates_english
from verksign.domain.answers import MAY_WITHDRAW, AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import DAY, NBSP, clock, local_date
from verksign.domain.identifiers import clean_text
from verksign.domain.sms_text import MissingValue, fill
from verksign.domain.upsell_words import upsell_values
from verksign.domain.withdrawal import last_day_to_withdraw

CONSUMER = {
    "du": "du",
    "Du": "Du",
    "dig": "dig",
    "din": "din",
    "Din": "Din",
    "ditt": "ditt",
    "Ditt": "Ditt",
    "själv": "själv",
    "knapp": "Beställ",
}
COMPANY = {
    "du": "ni",
    "Du": "Ni",
    "dig": "er",
    "din": "er",
    "Din": "Er",
    "ditt": "ert",
    "Ditt": "Ert",
    "själv": "själva",
    "knapp": "Godkänn och beställ",
}
DAYS = {SWEDISH: dates, "en": dates_english}
HELLO = {SWEDISH: "Hej", "en": "Hello"}
CAR = {SWEDISH: "bil", "en": "car"}
THE_CAR = {SWEDISH: "bilen", "en": "the car"}
FIRST_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True, slots=True)
class Matter:
    content: Content
    answer: Mapping[str, Any]
    """Empty while there is none."""
    values: Mapping[str, str]
    language: str = SWEDISH

    def say(self, *sentences: str, **more: str) -> str:
        """Return the first of the sentences that has all its values, or nothing."""
        for sentence in sentences:
            try:
                return fill(in_language(sentence, self.language), {**self.values, **more})
            except MissingValue:
                continue
        return ""

    def say_all(self, *sentences: str) -> str:
        """Return every sentence that has all its values, as one paragraph."""
        return " ".join(said for said in map(self.say, sentences) if said)

    @property
    def consumer(self) -> bool:
        return self.content["customer"]["kind"] == CustomerKind.CONSUMER

    @property
    def chooses(self) -> bool:
        return any(job["choice"] != ChoiceRule.INCLUDED for job in self.content["jobs"])

    @property
    def accepted(self) -> bool:
        return JobAnswer.ACCEPTED in self._answers

    @property
    def refused(self) -> bool:
        """Return whether the whole was declined, rather than left for later or asked about."""
        return all(answer == JobAnswer.DECLINED for answer in self._answers)

    @property
    def _answers(self) -> list[str]:
        return [job["answer"] for job in self.answer.get("jobs", ())]

    @property
    def ticked(self) -> frozenset[str]:
        consents = self.answer.get("consents", ())
        return frozenset(consent["key"] for consent in consents if consent["ticked"])

    @property
    def may_withdraw(self) -> bool:
        ordered = self.accepted and "confirms" not in self.content
        return self.consumer and ordered and self.answer["way"] in MAY_WITHDRAW

    @property
    def waits(self) -> bool:
        """Return whether work may not begin before the right of withdrawal has run out."""
        asked = self.may_withdraw and self.answer["way"] != AnswerWay.PHONE
        return asked and "start" not in self.ticked


def matter_of(
    content: Content,
    answer: Mapping[str, Any] | None,
    more: Mapping[str, str] | None = None,
    language: str = SWEDISH,
) -> Matter:
    content, answer = cleaned(content), cleaned(answer or {})
    values = {
        **_values(content, answer, language),
        **_moments(answer, language),
        **cleaned(more or {}),
    }
    return Matter(content, answer, values, language)


def cleaned(value: Any) -> Any:
    """Return it with every text on one line and without braces: what people type is never a placeholder."""
    if isinstance(value, str):
        return re.sub(r"[^\S\u00a0]+", " ", clean_text(value)).translate(BRACES)
    if isinstance(value, Mapping):
        return {key: cleaned(part) for key, part in value.items()}
    if isinstance(value, list):
        return [cleaned(part) for part in value]
    return value


def _values(content: Content, answer: Mapping[str, Any], language: str) -> dict[str, str]:
    workshop, vehicle = content["workshop"], content["vehicle"]
    company = content["customer"]["kind"] == CustomerKind.COMPANY
    signer = first_name(answer["signer"]["name"]) if answer else ""
    known = "" if company else first_name(content["customer"]["name"])
    hello, car, days = HELLO[language], CAR[language], DAYS[language]
    return {
        **(COMPANY if company else CONSUMER),
        "hej": f"{hello} {known}!" if known else f"{hello}!",
        "kund": signer or known,
        "bil": vehicle["model"] or car,
        "regnr": vehicle["plate_display"]
        or vehicle["model"]
        or vehicle["vin"]
        or THE_CAR[language],
        "verkstad_namn": workshop["name"],
        "telefon": workshop["phone"].replace(" ", NBSP),
        "epost": workshop["email"],
        "kontakt": content["adviser"]["first_name"],
        "nummer": content["number"],
        "svara_senast": days.weekday_date(date.fromisoformat(content["valid_until"])),
        "lämna": content["drop_off"],
        **upsell_values(content, language),
    }


def _moments(answer: Mapping[str, Any], language: str) -> dict[str, str]:
    if not answer:
        return {}
    at = datetime.fromisoformat(answer["answered_at"])
    days = DAYS[language]
    last_day = last_day_to_withdraw(local_date(at))
    begins = last_day + DAY
    return {
        "datum": days.long_date(local_date(at)),
        "tid": clock(at),
        "ångra_till": days.long_date(last_day),
        "ångra_till_plus_1": days.day_month(begins),
    }


def first_name(name: str) -> str:
    """Return the first word if it can be a person's name: nobody is greeted with an address or a number."""
    word = name.partition(" ")[0]
    return word if FIRST_NAME.fullmatch(word) else ""
