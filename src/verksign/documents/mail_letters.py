"""
What each letter says. A sentence whose value is missing is left out whole, never with a gap in it.

The words are the customer texts' own; a company is addressed as *ni*, sees prices excluding VAT and
gets nothing of what only a consumer's contract holds.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from verksign.documents.mail_facts import Fact, car, left_out, ordered, proposed, sums, times
from verksign.domain.answers import AnswerWay, ChoiceRule, JobAnswer
from verksign.domain.content import Content
from verksign.domain.customers import CustomerKind
from verksign.domain.dates import (
    DAY,
    MONTHS,
    clock,
    local_date,
    long_date,
    weekday_date,
)
from verksign.domain.sms_text import MissingValue, fill
from verksign.domain.withdrawal import last_day_to_withdraw

CONSUMER = {
    "du": "du",
    "Du": "Du",
    "dig": "dig",
    "din": "din",
    "ditt": "ditt",
    "själv": "själv",
}
COMPANY = {"du": "ni", "Du": "Ni", "dig": "er", "din": "er", "ditt": "ert", "själv": "själva"}
FIRST_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Contracts made face to face give no right of withdrawal.
AT_A_DISTANCE = (AnswerWay.LINK, AnswerWay.PHONE)
QUESTIONS = (
    "Frågor? Svara på det här mejlet eller ring oss. Hälsningar {kontakt}",
    "Frågor? Svara på det här mejlet eller ring oss.",
)
NOT_RIGHT = (
    "Stämmer det inte? Ring oss på {telefon}. Hälsningar {kontakt}",
    "Stämmer det inte? Ring oss på {telefon}.",
    "Stämmer det inte? Svara på det här mejlet.",
)
ASKED_FOR_QUOTE = "{Du} får mejlet för att {du} har bett om en offert (nr {nummer})."
HAS_ORDERED = "{Du} får mejlet för att {du} har beställt arbete hos oss ({nummer})."


class UnknownLetter(Exception):
    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    subject: str
    preheader: str
    workshop: str
    heading: str
    intro: tuple[str, ...]
    facts: tuple[Fact, ...]
    button: str = ""
    """Empty in a letter that has no page to show."""
    after: tuple[str, ...] = ()
    sender: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Content and answer of one letter, and the values its sentences are filled with."""

    content: Content
    answer: Mapping[str, Any]
    values: Mapping[str, str]

    def say(self, *sentences: str) -> str:
        """Return the first sentence that has all its values, or nothing."""
        for sentence in sentences:
            try:
                return fill(sentence, self.values)
            except MissingValue:
                continue
        return ""

    def together(self, *sentences: str) -> str:
        """Return every sentence that has all its values, as one paragraph."""
        return " ".join(said for said in map(self.say, sentences) if said)

    @property
    def consumer(self) -> bool:
        return self.content["customer"]["kind"] != CustomerKind.COMPANY

    @property
    def accepted(self) -> bool:
        return any(job["answer"] == JobAnswer.ACCEPTED for job in self.answer.get("jobs", ()))

    @property
    def chooses(self) -> bool:
        return any(job["choice"] != ChoiceRule.INCLUDED for job in self.content["jobs"])

    @property
    def ticked(self) -> set[str]:
        consents = self.answer.get("consents", ())
        return {consent["key"] for consent in consents if consent["ticked"]}

    @property
    def may_withdraw(self) -> bool:
        return self.consumer and self.accepted and self.answer.get("way") in AT_A_DISTANCE


def letter_of(kind: str, content: Content, answer: Mapping[str, Any] | None) -> Letter:
    """
    Return the letter of this kind.

    :raises UnknownLetter: if there is none
    """
    if kind not in LETTERS:
        raise UnknownLetter(kind)
    content, answer = cleaned(content), cleaned(answer or {})
    return LETTERS[kind](Matter(content, answer, _values(content, answer)))


def cleaned(value: Any) -> Any:
    """Return it with every text on one line and free of braces: what people type is never a placeholder."""
    if isinstance(value, str):
        plain = value.replace("{", "(").replace("}", ")")
        return re.sub(r"[^\S\u00a0]+", " ", plain).strip()
    if isinstance(value, Mapping):
        return {key: cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(part) for part in value]
    return value


def _values(content: Content, answer: Mapping[str, Any]) -> dict[str, str]:
    workshop, vehicle = content["workshop"], content["vehicle"]
    company = content["customer"]["kind"] == CustomerKind.COMPANY
    signer = first_name(answer.get("signer", {}).get("name", ""))
    known = "" if company else first_name(content["customer"]["name"])
    valid_until = date.fromisoformat(content["valid_until"])
    return {
        **(COMPANY if company else CONSUMER),
        "hej": f"Hej {known}!" if known else "Hej!",
        "kund": signer or known,
        "bil": vehicle["model"] or "bil",
        "regnr": vehicle["plate_display"] or vehicle["model"] or vehicle["vin"] or "bilen",
        "verkstad_namn": workshop["name"],
        "telefon": workshop["phone"],
        "epost": workshop["email"],
        "kontakt": content["adviser"]["first_name"],
        "nummer": content["number"],
        "svara_senast": weekday_date(valid_until),
        "knapp": "Godkänn och beställ" if company else "Beställ",
        "lämna": content["drop_off"],
        **_moments(answer),
    }


def _moments(answer: Mapping[str, Any]) -> dict[str, str]:
    if "answered_at" not in answer:
        return {}
    at = datetime.fromisoformat(answer["answered_at"])
    last_day = last_day_to_withdraw(local_date(at))
    begins = last_day + DAY
    return {
        "datum": long_date(local_date(at)),
        "tid": clock(at),
        "ångra_till": long_date(last_day),
        "börjar": f"{begins.day} {MONTHS[begins.month - 1]}",
    }


def first_name(name: str) -> str:
    """Return the first word if it looks like a person's name, else nothing."""
    word = name.partition(" ")[0]
    return word if FIRST_NAME.fullmatch(word) else ""


def _letter(
    matter: Matter,
    *,
    subject: str,
    preheader: str,
    heading: str,
    intro: tuple[str, ...],
    facts: tuple[Fact, ...],
    button: str = "",
    after: tuple[str, ...] = (),
    reason: str,
) -> Letter:
    return Letter(
        subject=subject,
        preheader=preheader,
        workshop=matter.content["workshop"]["name"],
        heading=heading,
        intro=tuple(part for part in intro if part),
        facts=facts,
        button=button,
        after=tuple(part for part in after if part),
        sender=_sender(matter),
        reason=matter.say(reason),
    )


def _sender(matter: Matter) -> tuple[str, ...]:
    workshop = matter.content["workshop"]
    number = f"org.nr {workshop['org_number']}" if workshop["org_number"] else ""
    lines = (
        ", ".join(part for part in (workshop["legal_name"] or workshop["name"], number) if part),
        workshop["address"],
        ", ".join(part for part in (workshop["phone"], workshop["email"]) if part),
    )
    return tuple(line for line in lines if line)


def _quote(matter: Matter) -> Letter:
    choice = " och svara på varje jobb för sig" if matter.chooses else ""
    say = matter.say
    return _letter(
        matter,
        subject=say("Offert för {regnr} från {verkstad_namn}", "Offert för {regnr}"),
        preheader=say("Se jobb och priser. Svara senast {svara_senast}."),
        heading=say("Offert för {din} {bil}"),
        intro=(say(f"{{hej}} Se vad vi föreslår, med priser{',' if choice else ''}{choice}."),),
        facts=(*car(matter.content), *_deadline(matter)),
        button="Visa offerten",
        after=(
            say("Inget blir beställt förrän {du} {själv} trycker på {knapp}."),
            say(*QUESTIONS),
        ),
        reason=ASKED_FOR_QUOTE,
    )


def _deadline(matter: Matter) -> tuple[Fact, ...]:
    valid_until = date.fromisoformat(matter.content["valid_until"])
    return (
        ("Svara senast", weekday_date(valid_until).capitalize()),
        ("Priserna gäller till", long_date(valid_until)),
    )


def _version(matter: Matter) -> Letter:
    say = matter.say
    return _letter(
        matter,
        subject=say("Ändrad offert för {regnr}"),
        preheader="Den gamla gäller inte längre.",
        heading="Offerten har ändrats",
        intro=(say("{hej} Se vad som är nytt och svara på den nya."),),
        facts=(*car(matter.content), *_deadline(matter)),
        button="Visa den nya offerten",
        after=(
            say("Inget blir beställt förrän {du} {själv} trycker på {knapp}."),
            say(*QUESTIONS),
        ),
        reason=ASKED_FOR_QUOTE,
    )


def _verbal(matter: Matter) -> Letter:
    say = matter.say
    agreed = () if matter.chooses else proposed(matter.content)
    return _letter(
        matter,
        subject=say("Bekräfta det vi sa om {regnr}"),
        preheader="Läs och godkänn skriftligt.",
        heading=say("Vi talade i telefon {datum} kl.\u00a0{tid}", "Vi talade i telefon"),
        intro=(say("{hej} Här är det vi kom överens om. Det gäller när {du} har godkänt det."),),
        facts=(*car(matter.content), *agreed),
        button="Läs och godkänn",
        after=(say(*NOT_RIGHT),),
        reason=ASKED_FOR_QUOTE,
    )


def _receipt(matter: Matter) -> Letter:
    say = matter.say
    papers = "Avtalet, villkoren och blanketten för ångerrätt" if matter.may_withdraw else ""
    papers = papers or "Avtalet och villkoren"
    return _letter(
        matter,
        subject=say("Din beställning för {regnr} {lämna}", "Din beställning för {regnr}"),
        preheader=matter.together("Avtalet är bifogat som PDF.", "Lämna bilen {lämna}."),
        heading=say("Tack, {kund}! Beställningen är klar.", "Tack! Beställningen är klar."),
        intro=(
            matter.together(
                "{Du} beställde {datum} kl.\u00a0{tid}.",
                f"{papers} finns i den bifogade PDF:en. Spara den.",
            ),
        ),
        facts=(*car(matter.content), *_agreed(matter), *times(matter.content)),
        button="Visa kvittot",
        after=(_right(matter, form="standardblanketten i PDF:en"), say(*QUESTIONS)),
        reason=HAS_ORDERED,
    )


def _agreed(matter: Matter) -> tuple[Fact, ...]:
    if not matter.answer:
        return ()
    content, answer = matter.content, matter.answer
    return (*ordered(content, answer), *sums(content, answer["total"]), *left_out(content, answer))


def _right(matter: Matter, *, form: str) -> str:
    """Return what a consumer needs to know to withdraw from this very contract."""
    if not matter.may_withdraw:
        return ""
    ticked = matter.ticked
    sentences = ["{Du} har 14 dagars ångerrätt, till och med {ångra_till}."]
    if "start" in ticked:
        sentences.append("{Du} bad oss börja innan dess.")
        sentences.append(
            "Ångrar {du} {dig} betalar {du} därför för det arbete som då är gjort.",
        )
    elif matter.answer["way"] == AnswerWay.LINK:
        sentences.append("Arbetet börjar tidigast {börjar}, när ångerfristen är slut.")
    if "ends" in ticked:
        sentences.append("{Du} har godkänt att ångerrätten upphör när arbetet är helt utfört.")
    how = matter.say(
        f"Ångra {{dig}} genom att ringa {{telefon}}, mejla {{epost}} eller använda {form}.",
        f"Ångra {{dig}} genom att mejla {{epost}} eller använda {form}.",
        f"Ångra {{dig}} genom att ringa {{telefon}} eller använda {form}.",
        f"Ångra {{dig}} genom att använda {form}.",
    )
    return f"{matter.together(*sentences)} {how}"


def _declined(matter: Matter) -> Letter:
    say = matter.say
    return _letter(
        matter,
        subject=say("{Du} tackade nej: {regnr}"),
        preheader="Vi gör inget av jobben.",
        heading=say("Tack för {ditt} svar"),
        intro=(say("{hej} Vi gör inget av jobben, och {du} ska inte betala något."),),
        facts=(*car(matter.content), *left_out(matter.content, matter.answer)),
        button=say("Visa {ditt} svar"),
        after=(say(*QUESTIONS),),
        reason=ASKED_FOR_QUOTE,
    )


def _confirmation(matter: Matter) -> Letter:
    say = matter.say
    place = {AnswerWay.PHONE: "Vi talade i telefon", AnswerWay.DESK: "Vi talade i verkstaden"}
    spoken = place.get(matter.answer.get("way", ""), "")
    when = say(f"{spoken} {{datum}} kl.\u00a0{{tid}}.") if spoken else ""
    noted = say("{hej} Vi har noterat {ditt} svar.")
    if matter.accepted:
        what = "Här är det vi kom överens om."
    elif matter.answer:
        what = say("Vi gör inget av jobben, och {du} ska inte betala något.")
    else:
        what = ""
    facts = _agreed(matter) if matter.accepted else left_out(matter.content, matter.answer)
    return _letter(
        matter,
        subject=say("Bekräftelse på det vi sa om {regnr}"),
        preheader=say("Stämmer det inte? Ring {telefon}.", "Stämmer det inte? Hör av {dig}."),
        heading="Bekräftelse på det vi sa",
        intro=(" ".join(part for part in (noted, when, what) if part),),
        facts=(*car(matter.content), *facts, *(times(matter.content) if matter.accepted else ())),
        after=(say(*NOT_RIGHT), _right(matter, form="standardblanketten")),
        reason=HAS_ORDERED if matter.accepted else ASKED_FOR_QUOTE,
    )


LETTERS: Mapping[str, Callable[[Matter], Letter]] = {
    "quote": _quote,
    "version": _version,
    "verbal": _verbal,
    "receipt": _receipt,
    "declined": _declined,
    "confirmation": _confirmation,
}
