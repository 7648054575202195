"""The letters in English, sentence by sentence: the Swedish one is the key, and every one of them must be here."""

from verksign.documents.mail_english_facts import FACTS
from verksign.documents.mail_english_orders import ORDERS

SWEDISH = "sv"
PAIRS = (
    (
        "Inget blir beställt förrän {du} {själv} trycker på {knapp}.",
        "Nothing is ordered until you press {knapp} (order) yourself.",
    ),
    (
        "{Du} får mejlet för att {du} har bett om en offert (nr {nummer}).",
        "You get this e-mail because you have asked for a quote (no. {nummer}).",
    ),
    (
        "{Du} får mejlet för att {du} har ställt en fråga om offert {nummer}.",
        "You get this e-mail because you have asked a question about quote {nummer}.",
    ),
    (
        "{Du} får mejlet för att {du} har beställt arbete hos oss ({nummer}).",
        "You get this e-mail because you have ordered work from us ({nummer}).",
    ),
    (
        "Frågor? Svara på det här mejlet eller ring oss. Hälsningar {kontakt}",
        "Questions? Reply to this e-mail or call us. Regards, {kontakt}",
    ),
    (
        "Frågor? Svara på det här mejlet eller ring oss.",
        "Questions? Reply to this e-mail or call us.",
    ),
    (
        "Ändrar {du} {dig}? Ring oss, så skickar vi en ny offert. Hälsningar {kontakt}",
        "Changed your mind? Call us for a new quote. Regards, {kontakt}",
    ),
    (
        "Ändrar {du} {dig}? Ring oss, så skickar vi en ny offert.",
        "Changed your mind? Call us for a new quote.",
    ),
    (
        "Stämmer det inte? Ring oss på {telefon}. Hälsningar {kontakt}",
        "Not right? Call us on {telefon}. Regards, {kontakt}",
    ),
    (
        "Stämmer det inte? Ring oss på {telefon}.",
        "Not right? Call us on {telefon}.",
    ),
    (
        "Stämmer det inte? Svara på det här mejlet.",
        "Not right? Reply to this e-mail.",
    ),
    (
        "Vi gör inget av jobben, och {du} ska inte betala något.",
        "We do none of the jobs, and you pay nothing.",
    ),
    (
        "{Du} svarade inte ja på något jobb. Inget är beställt.",
        "You said yes to no job. Nothing is ordered.",
    ),
    (
        "Fungerar inte knappen? Kopiera den här adressen:",
        "Does the button not work? Copy this address:",
    ),
    (
        "Avtalet är på svenska. Den svenska texten gäller.",
        "The contract is in Swedish, and the Swedish text applies.",
    ),
    (
        "Se vad vi föreslår, med priser, och svara på varje jobb för sig.",
        "See what we propose, with prices, and answer each job on its own.",
    ),
    (
        "Se vad vi föreslår, med priser.",
        "See what we propose, with prices.",
    ),
    (
        "Offert för {regnr} från {verkstad_namn}",
        "Quote for {regnr} from {verkstad_namn}",
    ),
    (
        "Se jobb och priser. Svara senast {svara_senast}.",
        "See jobs and prices. Answer by {svara_senast}.",
    ),
    (
        "Offert för {din} {bil}",
        "Quote for your {bil}",
    ),
    (
        "{hej}",
        "{hej}",
    ),
    (
        "Visa offerten",
        "Show the quote",
    ),
    (
        "Ändrad offert för {regnr}",
        "Changed quote for {regnr}",
    ),
    (
        "Den gamla gäller inte längre.",
        "The old one no longer applies.",
    ),
    (
        "Offerten har ändrats",
        "The quote has changed",
    ),
    (
        "{hej} Se vad som är nytt och svara på den nya.",
        "{hej} See what is new and answer the new one.",
    ),
    (
        "Visa den nya offerten",
        "Show the new quote",
    ),
    (
        "Påminnelse: offert för {regnr}",
        "Reminder: quote for {regnr}",
    ),
    (
        "Den väntar på {ditt} svar till {svara_senast}.",
        "It awaits your answer until {svara_senast}.",
    ),
    (
        "Har {du} hunnit titta?",
        "Have you had time to look?",
    ),
    (
        "Bekräfta det vi sa om {regnr}",
        "Confirm what we said about {regnr}",
    ),
    (
        "Läs och godkänn skriftligt.",
        "Read and approve in writing.",
    ),
    (
        "Vi talade i telefon {datum} kl.\u00a0{tid}",
        "We talked on the phone on {datum} at {tid}",
    ),
    (
        "Vi talade i telefon",
        "We talked on the phone",
    ),
    (
        "{hej} Här är det vi kom överens om. Det gäller när {du} har godkänt det.",
        "{hej} This is what we agreed. It applies when you have approved it.",
    ),
    (
        "Läs och godkänn",
        "Read and approve",
    ),
    (
        "Vi talade i telefon {datum} kl.\u00a0{tid}.",
        "We talked on the phone on {datum} at {tid}.",
    ),
    (
        "Vi talade i verkstaden {datum} kl.\u00a0{tid}.",
        "We talked in the workshop on {datum} at {tid}.",
    ),
    (
        "{hej} Vi har noterat {ditt} svar.",
        "{hej} We have noted your answer.",
    ),
    (
        "Här är det vi kom överens om.",
        "This is what we agreed.",
    ),
    (
        "Bekräftelse på det vi sa om {regnr}",
        "Confirmation of what we said about {regnr}",
    ),
    (
        "Stämmer det inte? Ring {telefon}.",
        "Not right? Call {telefon}.",
    ),
    (
        "Stämmer det inte? Hör av {dig}.",
        "Not right? Get in touch.",
    ),
    (
        "Bekräftelse på det vi sa",
        "Confirmation of what we said",
    ),
    (
        "{Din} beställning för {regnr} {lämna}",
        "Your order for {regnr}, {lämna}",
    ),
    (
        "{Din} beställning för {regnr}",
        "Your order for {regnr}",
    ),
    (
        "Avtalet är bifogat som PDF.",
        "The contract is attached as a PDF.",
    ),
    (
        "Lämna bilen {lämna}.",
        "Leave the car {lämna}.",
    ),
    (
        "Tack, {kund}! Beställningen är klar.",
        "Thank you, {kund}! Your order is placed.",
    ),
    (
        "Tack! Beställningen är klar.",
        "Thank you! Your order is placed.",
    ),
    (
        "{Du} beställde {datum} kl.\u00a0{tid}.",
        "You ordered on {datum} at {tid}.",
    ),
    (
        "Avtalet, villkoren och blanketten för ångerrätt finns i den bifogade PDF:en.",
        "The contract, the terms and the withdrawal form are in the attached PDF.",
    ),
    (
        "Avtalet och villkoren finns i den bifogade PDF:en.",
        "The contract and the terms are in the attached PDF.",
    ),
    (
        "Spara den.",
        "Keep it.",
    ),
    (
        "Visa kvittot",
        "Show the receipt",
    ),
    (
        "standardblanketten i PDF:en",
        "the standard form in the PDF",
    ),
    (
        "standardblanketten",
        "the standard form",
    ),
    (
        "{Du} har 14 dagars ångerrätt, till och med {ångra_till}.",
        "You have a 14-day right of withdrawal, until {ångra_till}.",
    ),
    (
        "{Du} bad oss börja innan dess.",
        "You asked us to start before then.",
    ),
    (
        "Ångrar {du} {dig} betalar {du} därför för det arbete som då är gjort.",
        "If you withdraw you therefore pay for the work done by then.",
    ),
    (
        "Arbetet börjar tidigast {ångra_till_plus_1}, när ångerfristen är slut.",
        "Work starts on {ångra_till_plus_1} at the earliest, when the withdrawal period is over.",
    ),
    (
        "Ring oss om tiden.",
        "Call us about the time.",
    ),
    (
        "{Du} har godkänt att ångerrätten upphör när arbetet är helt utfört.",
        "You have accepted that the right of withdrawal ends when the work is fully performed.",
    ),
    (
        "Ångra {dig} genom att ringa {telefon}, mejla {epost} eller använda {blankett}.",
        "To withdraw, call {telefon}, e-mail {epost} or use {blankett}.",
    ),
    (
        "Ångra {dig} genom att ringa {telefon} eller använda {blankett}.",
        "To withdraw, call {telefon} or use {blankett}.",
    ),
    (
        "Ångra {dig} genom att mejla {epost} eller använda {blankett}.",
        "To withdraw, e-mail {epost} or use {blankett}.",
    ),
    (
        "Ångra {dig} genom att använda {blankett}.",
        "To withdraw, use {blankett}.",
    ),
    (
        "{Du} tackade nej: {regnr}",
        "You said no thanks: {regnr}",
    ),
    (
        "{Ditt} svar om {regnr}",
        "Your answer about {regnr}",
    ),
    (
        "Vi gör inget av jobben.",
        "We do none of the jobs.",
    ),
    (
        "Inget är beställt.",
        "Nothing is ordered.",
    ),
    (
        "Tack för {ditt} svar",
        "Thank you for your answer",
    ),
    (
        "Visa {ditt} svar",
        "Show your answer",
    ),
    (
        "{svarande} har svarat om {regnr}",
        "{svarande} has answered about {regnr}",
    ),
    (
        "Läs svaret på {din} fråga.",
        "Read the answer to your question.",
    ),
    (
        "Svar på {din} fråga",
        "Answer to your question",
    ),
    (
        "{hej} {svarande} skriver: ”{svar}”",
        "{hej} {svarande} writes: ”{svar}”",
    ),
    (
        "Visa frågan och svaret",
        "Show the question and the answer",
    ),
)
ENGLISH = dict((*PAIRS, *FACTS, *ORDERS))


def in_language(sentence: str, language: str) -> str:
    """
    Return the sentence in the language of the letter.

    :raises KeyError: if nobody has put it into English
    """
    return sentence if language == SWEDISH or not sentence else ENGLISH[sentence]
