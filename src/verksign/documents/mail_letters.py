"""
What each letter says. A sentence that lacks a value is left out whole, never with a gap in it.

The words are the customer texts' own. A company is addressed as *ni*, reads prices excluding VAT and
gets nothing of what only a consumer's contract holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from verksign.documents.mail_facts import Fact, car, left_out, ordered, proposed, sums, times
from verksign.documents.mail_matter import DAYS, Matter
from verksign.domain.answers import AnswerWay

ORDERS_NOTHING = "Inget blir beställt förrän {du} {själv} trycker på {knapp}."
ASKED_FOR_QUOTE = "{Du} får mejlet för att {du} har bett om en offert (nr {nummer})."
ASKED_QUESTION = "{Du} får mejlet för att {du} har ställt en fråga om offert {nummer}."
HAS_ORDERED = "{Du} får mejlet för att {du} har beställt arbete hos oss ({nummer})."
QUESTIONS = (
    "Frågor? Svara på det här mejlet eller ring oss. Hälsningar {kontakt}",
    "Frågor? Svara på det här mejlet eller ring oss.",
)
SECOND_THOUGHTS = (
    "Ändrar {du} {dig}? Ring oss, så skickar vi en ny offert. Hälsningar {kontakt}",
    "Ändrar {du} {dig}? Ring oss, så skickar vi en ny offert.",
)
NOT_RIGHT = (
    "Stämmer det inte? Ring oss på {telefon}. Hälsningar {kontakt}",
    "Stämmer det inte? Ring oss på {telefon}.",
    "Stämmer det inte? Svara på det här mejlet.",
)
NOTHING_DONE = "Vi gör inget av jobben, och {du} ska inte betala något."
NOTHING_ORDERED = "{Du} svarade inte ja på något jobb. Inget är beställt."
WAYS_TO_WITHDRAW = (
    "Ångra {dig} genom att ringa {telefon}, mejla {epost} eller använda {blankett}.",
    "Ångra {dig} genom att ringa {telefon} eller använda {blankett}.",
    "Ångra {dig} genom att mejla {epost} eller använda {blankett}.",
    "Ångra {dig} genom att använda {blankett}.",
)
SPOKEN = {
    AnswerWay.PHONE: "Vi talade i telefon {datum} kl.\u00a0{tid}.",
    AnswerWay.DESK: "Vi talade i verkstaden {datum} kl.\u00a0{tid}.",
}


class UnknownLetter(Exception):
    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    subject: str
    preheader: str
    heading: str
    intro: str
    facts: tuple[Fact, ...]
    button: str = ""
    """Empty in a letter that has no page to show."""
    after: tuple[str, ...]
    reason: str
    """Why it was sent."""


def letter_of(kind: str, matter: Matter) -> Letter:
    """
    Return the letter of this kind.

    :raises UnknownLetter: if there is none
    """
    if kind not in LETTERS:
        raise UnknownLetter(kind)
    return LETTERS[kind](matter)


def _quote(matter: Matter) -> Letter:
    say = matter.say
    look = "Se vad vi föreslår, med priser, och svara på varje jobb för sig."
    if not matter.chooses:
        look = "Se vad vi föreslår, med priser."
    return Letter(
        subject=say("Offert för {regnr} från {verkstad_namn}"),
        preheader=say("Se jobb och priser. Svara senast {svara_senast}."),
        heading=say("Offert för {din} {bil}"),
        intro=matter.say_all("{hej}", look),
        facts=(*car(matter), *_deadline(matter)),
        button=say("Visa offerten"),
        after=(say(ORDERS_NOTHING), say(*QUESTIONS)),
        reason=say(ASKED_FOR_QUOTE),
    )


def _deadline(matter: Matter) -> tuple[Fact, ...]:
    last_day = date.fromisoformat(matter.content["valid_until"])
    days = DAYS[matter.language]
    weekday = days.weekday_date(last_day)
    return (
        (matter.say("Svara senast"), f"{weekday[0].upper()}{weekday[1:]}"),
        (matter.say("Priserna gäller till"), days.long_date(last_day)),
    )


def _version(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("Ändrad offert för {regnr}"),
        preheader=say("Den gamla gäller inte längre."),
        heading=say("Offerten har ändrats"),
        intro=say("{hej} Se vad som är nytt och svara på den nya."),
        facts=(*car(matter), *_deadline(matter)),
        button=say("Visa den nya offerten"),
        after=(say(ORDERS_NOTHING), say(*QUESTIONS)),
        reason=say(ASKED_FOR_QUOTE),
    )


def _reminder(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("Påminnelse: offert för {regnr}"),
        preheader=say("Den väntar på {ditt} svar till {svara_senast}."),
        heading=say("Har {du} hunnit titta?"),
        intro=matter.say_all(
            "{hej} Vill {du} inte ha jobbet gjort kan {du} tacka nej på samma sida."
        ),
        facts=(*car(matter), *_deadline(matter)),
        button=say("Visa offerten"),
        after=(say(ORDERS_NOTHING), say(*QUESTIONS)),
        reason=say(ASKED_FOR_QUOTE),
    )


def _verbal(matter: Matter) -> Letter:
    """The call's time stands in it when it is known, what was agreed when there is nothing to choose."""
    say = matter.say
    return Letter(
        subject=say("Bekräfta det vi sa om {regnr}"),
        preheader=say("Läs och godkänn skriftligt."),
        heading=say("Vi talade i telefon {datum} kl.\u00a0{tid}", "Vi talade i telefon"),
        intro=say("{hej} Här är det vi kom överens om. Det gäller när {du} har godkänt det."),
        facts=(
            *car(matter),
            *(() if matter.chooses else proposed(matter)),
            *_deadline(matter),
        ),
        button=say("Läs och godkänn"),
        after=(say(*NOT_RIGHT),),
        reason=say(ASKED_FOR_QUOTE),
    )


def _receipt(matter: Matter) -> Letter:
    say = matter.say
    subject = ["{Din} beställning för {regnr} {lämna}", "{Din} beställning för {regnr}"]
    preheader = ["Avtalet är bifogat som PDF.", "Lämna bilen {lämna}."]
    if matter.waits:
        subject, preheader = subject[1:], preheader[:1]
    return Letter(
        subject=say(*subject),
        preheader=matter.say_all(*preheader),
        heading=say("Tack, {kund}! Beställningen är klar.", "Tack! Beställningen är klar."),
        intro=matter.say_all(
            "{Du} beställde {datum} kl.\u00a0{tid}.",
            "Avtalet, villkoren och blanketten för ångerrätt finns i den bifogade PDF:en."
            if matter.may_withdraw
            else "Avtalet och villkoren finns i den bifogade PDF:en.",
            "Spara den.",
        ),
        facts=(*car(matter), *agreed(matter)),
        button=say("Visa kvittot"),
        after=(right_to_withdraw(matter, form="standardblanketten i PDF:en"), say(*QUESTIONS)),
        reason=say(HAS_ORDERED),
    )


def agreed(matter: Matter) -> tuple[Fact, ...]:
    answer = matter.answer
    if not answer:
        return ()
    return (
        *ordered(matter),
        *sums(matter, answer["total"]),
        *left_out(matter),
        *(() if matter.waits else times(matter)),
    )


def right_to_withdraw(matter: Matter, *, form: str) -> str:
    """What a consumer must know to withdraw from this very contract."""
    if not matter.may_withdraw:
        return ""
    sentences = ["{Du} har 14 dagars ångerrätt, till och med {ångra_till}."]
    if "start" in matter.ticked:
        sentences += [
            "{Du} bad oss börja innan dess.",
            "Ångrar {du} {dig} betalar {du} därför för det arbete som då är gjort.",
        ]
    if matter.waits:
        sentences += [
            "Arbetet börjar tidigast {ångra_till_plus_1}, när ångerfristen är slut.",
            "Ring oss om tiden.",
        ]
    if "ends" in matter.ticked:
        sentences += ["{Du} har godkänt att ångerrätten upphör när arbetet är helt utfört."]
    return (
        f"{matter.say_all(*sentences)} {matter.say(*WAYS_TO_WITHDRAW, blankett=matter.say(form))}"
    )


def _declined(matter: Matter) -> Letter:
    say, refused = matter.say, matter.refused
    return Letter(
        subject=say("{Du} tackade nej: {regnr}" if refused else "{Ditt} svar om {regnr}"),
        preheader=say("Vi gör inget av jobben." if refused else "Inget är beställt."),
        heading=say("Tack för {ditt} svar"),
        intro=matter.say_all("{hej}", NOTHING_DONE if refused else NOTHING_ORDERED),
        facts=(*car(matter), *_not_ordered(matter)),
        button=say("Visa {ditt} svar"),
        after=(say(*SECOND_THOUGHTS),),
        reason=say(ASKED_FOR_QUOTE),
    )


def _not_ordered(matter: Matter) -> tuple[Fact, ...]:
    """Nothing where the whole was declined: the letter has said so already."""
    return () if matter.refused else left_out(matter)


def _confirmation(matter: Matter) -> Letter:
    """Of an answer that was spoken. It has no page, so there is no link in it."""
    say = matter.say
    noted = ["{hej} Vi har noterat {ditt} svar.", SPOKEN.get(matter.answer.get("way", ""), "")]
    if matter.accepted:
        noted.append("Här är det vi kom överens om.")
    elif matter.answer:
        noted.append(NOTHING_DONE if matter.refused else NOTHING_ORDERED)
    facts = agreed(matter) if matter.accepted else _not_ordered(matter)
    return Letter(
        subject=say("Bekräftelse på det vi sa om {regnr}"),
        preheader=say("Stämmer det inte? Ring {telefon}.", "Stämmer det inte? Hör av {dig}."),
        heading=say("Bekräftelse på det vi sa"),
        intro=matter.say_all(*noted),
        facts=(*car(matter), *facts),
        after=(right_to_withdraw(matter, form="standardblanketten"), say(*NOT_RIGHT)),
        reason=say(HAS_ORDERED if matter.accepted else ASKED_FOR_QUOTE),
    )


def _reply(matter: Matter) -> Letter:
    """What somebody in the workshop answered to a question; the thread stands on the page."""
    say = matter.say
    return Letter(
        subject=say("{svarande} har svarat om {regnr}"),
        preheader=say("Läs svaret på {din} fråga."),
        heading=say("Svar på {din} fråga"),
        intro=say("{hej} {svarande} skriver: ”{svar}”"),
        facts=car(matter),
        button=say("Visa frågan och svaret"),
        after=(say(*QUESTIONS),),
        reason=say(ASKED_QUESTION),
    )


LETTERS: Mapping[str, Callable[[Matter], Letter]] = {
    "quote": _quote,
    "version": _version,
    "reminder": _reminder,
    "verbal": _verbal,
    "receipt": _receipt,
    "declined": _declined,
    "confirmation": _confirmation,
    "reply": _reply,
}
