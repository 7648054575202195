"""What the letters about an order say: an addition to it, and its confirmation; else as `mail_letters`."""

from collections.abc import Callable, Mapping

from verksign.documents.mail_facts import car, left_out, proposed, times
from verksign.documents.mail_letters import (
    HAS_ORDERED,
    NOTHING_DONE,
    NOTHING_ORDERED,
    ORDERS_NOTHING,
    QUESTIONS,
    Letter,
    agreed,
    letter_of,
    right_to_withdraw,
)
from verksign.documents.mail_matter import Matter
from verksign.domain.drafts import Purpose

WITHOUT_ANSWER = "Utan {ditt} svar väntar vi."
NOTHING_NEW = "{Du} beställer inget nytt. {Du} bekräftar det {du} redan har beställt."
CALL_US = (
    "Ändrar {du} {dig}? Ring oss på {telefon}. Hälsningar {kontakt}",
    "Ändrar {du} {dig}? Ring oss.",
)


def letter_for(kind: str, matter: Matter) -> Letter:
    """
    Return the letter of this kind, as it is said of what the content is for.

    :raises UnknownLetter: if there is none
    """
    special = OF_ORDERS.get((matter.content["purpose"], kind))
    return special(matter) if special else letter_of(kind, matter)


def _upsell(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("Vi behöver {ditt} svar om {regnr}"),
        preheader=say(
            "Vi hittade {antal}. Svara före {svara_före} så är bilen klar {klar}.",
            "Vi hittade {antal}. Svara helst före {svara_före}.",
            "Vi hittade {antal}.",
        ),
        heading=say("Vi hittade {antal} till på {din} {bil}"),
        intro=matter.say_all("{hej} Se foton och pris och svara på varje jobb.", WITHOUT_ANSWER),
        facts=(*car(matter), *_hurry(matter)),
        button=say("Visa vad vi hittade"),
        after=(say(ORDERS_NOTHING), say(*QUESTIONS)),
        reason=say(HAS_ORDERED),
    )


def _hurry(matter: Matter) -> tuple[tuple[str, str], ...]:
    before = matter.say("{svara_före}")
    return ((matter.say("Svara före"), before),) if before else ()


def _upsell_reminder(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("Påminnelse: vi behöver {ditt} svar om {regnr}"),
        preheader=say("Vi hittade {antal}."),
        heading=say("Har {du} hunnit titta?"),
        intro=matter.say_all(
            "{hej} Se foton och pris och svara på varje jobb.",
            WITHOUT_ANSWER,
        ),
        facts=car(matter),
        button=say("Visa vad vi hittade"),
        after=(say(ORDERS_NOTHING), say(*QUESTIONS)),
        reason=say(HAS_ORDERED),
    )


def _upsell_receipt(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("{Ditt} tillägg för {regnr}"),
        preheader=say("Avtalet är bifogat som PDF."),
        heading=say("Tack, {kund}! Tillägget är beställt.", "Tack! Tillägget är beställt."),
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


def _upsell_declined(matter: Matter) -> Letter:
    say, refused = matter.say, matter.refused
    return Letter(
        subject=say("{Ditt} svar om {regnr}"),
        preheader=say("Vi gör inget av jobben." if refused else "Inget är beställt."),
        heading=say("Tack för {ditt} svar"),
        intro=matter.say_all("{hej}", NOTHING_DONE if refused else NOTHING_ORDERED),
        facts=(*car(matter), *(() if refused else left_out(matter))),
        button=say("Visa {ditt} svar"),
        after=(say(*CALL_US),),
        reason=say(HAS_ORDERED),
    )


def _order(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("Orderbekräftelse {nummer}, {regnr}"),
        preheader=say("Kontrollera att allt stämmer."),
        heading=say("Stämmer det här?"),
        intro=say(
            "{hej} Här är det vi kom överens om, vad det kostar och när bilen är klar.",
        ),
        facts=(*car(matter), *proposed(matter), *times(matter)),
        button=say("Visa orderbekräftelsen"),
        after=(say(_effect(matter)), say(*QUESTIONS)),
        reason=say(HAS_ORDERED),
    )


def _effect(matter: Matter) -> str:
    return NOTHING_NEW if "confirms" in matter.content else ORDERS_NOTHING


def _order_reminder(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("Påminnelse: orderbekräftelse {nummer}, {regnr}"),
        preheader=say("Kontrollera att allt stämmer."),
        heading=say("Har {du} hunnit titta?"),
        intro=say(
            "{hej} Här är det vi kom överens om, vad det kostar och när bilen är klar.",
        ),
        facts=(*car(matter), *times(matter)),
        button=say("Visa orderbekräftelsen"),
        after=(say(_effect(matter)), say(*QUESTIONS)),
        reason=say(HAS_ORDERED),
    )


def _order_receipt(matter: Matter) -> Letter:
    """Of a confirmation that ordered nothing new; one that did has the receipt of any order."""
    if "confirms" not in matter.content:
        return letter_of("receipt", matter)
    say = matter.say
    return Letter(
        subject=say("Bekräftad order {nummer}, {regnr}"),
        preheader=say("Orderbekräftelsen är bifogad som PDF."),
        heading=say("Tack! Då är vi överens."),
        intro=matter.say_all(
            "{Du} bekräftade {datum} kl.\u00a0{tid} att allt stämmer.",
            "Orderbekräftelsen finns i den bifogade PDF:en.",
            "Spara den.",
        ),
        facts=(*car(matter), *agreed(matter)),
        button=say("Visa orderbekräftelsen"),
        after=(say(*QUESTIONS),),
        reason=say(HAS_ORDERED),
    )


def _order_declined(matter: Matter) -> Letter:
    say = matter.say
    return Letter(
        subject=say("{Ditt} svar om {regnr}"),
        preheader=say("Vi hör av oss."),
        heading=say("Tack för {ditt} svar"),
        intro=say("{hej} {Du} har svarat att något i orderbekräftelsen är fel. Vi hör av oss."),
        facts=car(matter),
        button=say("Visa {ditt} svar"),
        after=(say(*QUESTIONS),),
        reason=say(HAS_ORDERED),
    )


OF_ORDERS: Mapping[tuple[str, str], Callable[[Matter], Letter]] = {
    (Purpose.UPSELL, "upsell"): _upsell,
    (Purpose.UPSELL, "upsell_reminder"): _upsell_reminder,
    (Purpose.UPSELL, "receipt"): _upsell_receipt,
    (Purpose.UPSELL, "declined"): _upsell_declined,
    (Purpose.ORDER_CONFIRMATION, "order"): _order,
    (Purpose.ORDER_CONFIRMATION, "order_reminder"): _order_reminder,
    (Purpose.ORDER_CONFIRMATION, "receipt"): _order_receipt,
    (Purpose.ORDER_CONFIRMATION, "declined"): _order_declined,
}
