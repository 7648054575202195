"""What a thing is called on the customer's pages: the same page asks about a quote, an addition or a confirmation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.domain.drafts import Purpose

QUOTE, UPSELL, ORDER = Purpose.QUOTE, Purpose.UPSELL, Purpose.ORDER_CONFIRMATION

NAMES: dict[str, dict[str, Promise]] = {
    "number": {
        QUOTE: _("Offert %(number)s"),
        UPSELL: _("Serviceorder %(number)s"),
        ORDER: _("Serviceorder %(number)s"),
    },
    "open": {
        QUOTE: _("Offert för %(car)s"),
        UPSELL: _("Tillägg för %(car)s"),
        ORDER: _("Orderbekräftelse för %(car)s"),
    },
    "show": {
        QUOTE: _("Visa offerten"),
        UPSELL: _("Visa vad vi hittade"),
        ORDER: _("Visa orderbekräftelsen"),
    },
    "changed": {
        QUOTE: _("Offerten har ändrats."),
        UPSELL: _("Tillägget har ändrats."),
        ORDER: _("Orderbekräftelsen har ändrats."),
    },
    "read": {
        QUOTE: _("Svara på offert %(number)s för %(car)s"),
        UPSELL: _("Svara på tillägg till order %(number)s för %(car)s"),
        ORDER: _("Svara på orderbekräftelse %(number)s för %(car)s"),
    },
    "check": {
        QUOTE: _("Kontrollera offert %(number)s för %(car)s"),
        UPSELL: _("Kontrollera tillägg till order %(number)s för %(car)s"),
        ORDER: _("Kontrollera order %(number)s för %(car)s"),
    },
    "check_heading": {
        QUOTE: _("Kontrollera och beställ"),
        UPSELL: _("Kontrollera tillägget"),
        ORDER: _("Kontrollera och beställ"),
    },
    "together": {
        QUOTE: _("Allt i offerten hör ihop. Gå vidare för att kontrollera och beställa."),
        UPSELL: _("Allt i tillägget hör ihop. Gå vidare för att kontrollera och beställa."),
        ORDER: _("Allt i ordern hör ihop. Gå vidare för att kontrollera och beställa."),
    },
    "no": {
        QUOTE: _("Nej tack till hela offerten"),
        UPSELL: _("Nej tack till allt vi hittade"),
        ORDER: _("Nej, något är fel"),
    },
    "paper": {
        QUOTE: _("Visa offerten som PDF"),
        UPSELL: _("Visa tillägget som PDF"),
        ORDER: _("Visa orderbekräftelsen som PDF"),
    },
    "decline_title": {
        QUOTE: _("Tacka nej till offert %(number)s"),
        UPSELL: _("Tacka nej till tillägget, order %(number)s"),
        ORDER: _("Något är fel i order %(number)s"),
    },
    "decline_lead": {
        QUOTE: _("Då gör vi inget av jobben i offerten. Det kostar %(them)s ingenting."),
        UPSELL: _("Då gör vi inget av det vi hittade. Det som redan är beställt gör vi ändå."),
        ORDER: _("Vi rättar det som är fel och hör av oss."),
    },
    "decline_button": {
        QUOTE: _("Nej tack till offerten"),
        UPSELL: _("Nej tack till tillägget"),
        ORDER: _("Skicka svaret"),
    },
    "declined": {
        QUOTE: _(
            "%(You)s tackade nej till offerten %(answered_at)s. Vi gör inget av jobben, "
            "och %(you)s ska inte betala något."
        ),
        UPSELL: _(
            "%(You)s tackade nej till det vi hittade %(answered_at)s. "
            "Det som redan är beställt gör vi ändå."
        ),
        ORDER: _("%(You)s svarade %(answered_at)s att något är fel. Vi hör av oss."),
    },
    "second_thoughts": {
        QUOTE: _("Ändrar %(you)s %(them)s? Ring oss, så skickar vi en ny offert."),
        UPSELL: _("Ändrar %(you)s %(them)s? Ring oss."),
        ORDER: _("Vill %(you)s prata med oss direkt? Ring oss."),
    },
    "ask_first": {
        QUOTE: _(
            "%(You)s har inte sagt ja till något jobb än. Skicka frågan här, så kan %(you)s svara "
            "på offerten när %(you)s har fått veta mer."
        ),
        UPSELL: _(
            "%(You)s har inte sagt ja till något jobb än. Skicka frågan här, så kan %(you)s svara "
            "när %(you)s har fått veta mer."
        ),
        ORDER: _("Skicka frågan här, så kan %(you)s svara när %(you)s har fått veta mer."),
    },
    "ask_lead": {
        QUOTE: _(
            "Att fråga är inte att beställa. Offerten väntar på %(your)s svar till %(answer_by)s."
        ),
        UPSELL: _("Att fråga är inte att beställa. Vi väntar på %(your)s svar till %(answer_by)s."),
        ORDER: _("Att fråga är inte att svara. Vi väntar på %(your)s svar till %(answer_by)s."),
    },
    "back": {
        QUOTE: _("Tillbaka till offerten"),
        UPSELL: _("Tillbaka till det vi hittade"),
        ORDER: _("Tillbaka till orderbekräftelsen"),
    },
    "checksum": {
        QUOTE: _("Offertens kontrollsumma"),
        UPSELL: _("Tilläggets kontrollsumma"),
        ORDER: _("Orderbekräftelsens kontrollsumma"),
    },
    "sent_again": {
        QUOTE: _("Offerten är skickad på nytt. Jobb, priser och tider är desamma."),
        UPSELL: _("Tillägget är skickat på nytt. Jobb, priser och tider är desamma."),
        ORDER: _("Orderbekräftelsen är skickad på nytt. Jobb, priser och tider är desamma."),
    },
    "all_of_it": {
        QUOTE: _("Allt i offerten"),
        UPSELL: _("Allt i tillägget"),
        ORDER: _("Allt i ordern"),
    },
    "withdrawn": {
        QUOTE: _("Offerten är återkallad"),
        UPSELL: _("Frågan är återkallad"),
        ORDER: _("Orderbekräftelsen är återkallad"),
    },
    "withdrawn_at": {
        QUOTE: _("Verkstaden tog tillbaka offerten %(at)s. Du behöver inte göra något."),
        UPSELL: _("Verkstaden tog tillbaka frågan %(at)s. Du behöver inte göra något."),
        ORDER: _("Verkstaden tog tillbaka orderbekräftelsen %(at)s. Du behöver inte göra något."),
    },
    "withdrawn_further": {
        QUOTE: _("Undrar du varför, eller vill du ha en ny? Ring oss, så hjälper vi dig."),
        UPSELL: _("Undrar du varför? Ring oss, så hjälper vi dig."),
        ORDER: _("Undrar du varför? Ring oss, så hjälper vi dig."),
    },
    "expired": {
        QUOTE: _("Offerten har gått ut"),
        UPSELL: _("Tiden att svara har gått ut"),
        ORDER: _("Tiden att svara har gått ut"),
    },
    "expired_on": {
        QUOTE: _("Den gällde till och med %(day)s. Inget är beställt."),
        UPSELL: _("Vi väntade på svar till och med %(day)s. Inget mer är beställt."),
        ORDER: _("Vi väntade på svar till och med %(day)s."),
    },
    "expired_further": {
        QUOTE: _(
            "Vill du fortfarande ha jobbet gjort? Be om en ny offert, så räknar vi på dagens pris."
        ),
        UPSELL: _("Vill du fortfarande ha jobbet gjort? Be om ett nytt pris."),
        ORDER: _("Är något fel? Be oss höra av oss."),
    },
    "ask_anew": {
        QUOTE: _("Be om en ny offert"),
        UPSELL: _("Be om ett nytt pris"),
        ORDER: _("Be oss höra av oss"),
    },
    "asked_anew": {
        QUOTE: _("Vi har fått din fråga om en ny offert och hör av oss."),
        UPSELL: _("Vi har fått din fråga om ett nytt pris och hör av oss."),
        ORDER: _("Vi har fått din fråga och hör av oss."),
    },
    "replaced": {
        QUOTE: _("Offerten har ändrats"),
        UPSELL: _("Tillägget har ändrats"),
        ORDER: _("Orderbekräftelsen har ändrats"),
    },
    "replaced_further": {
        QUOTE: _("Du får ett nytt meddelande när den nya offerten är klar."),
        UPSELL: _("Du får ett nytt meddelande när det nya är klart."),
        ORDER: _("Du får ett nytt meddelande när den nya är klar."),
    },
    "show_new": {
        QUOTE: _("Visa den nya offerten"),
        UPSELL: _("Visa det nya tillägget"),
        ORDER: _("Visa den nya orderbekräftelsen"),
    },
    "answered": {
        QUOTE: _("Offerten är redan besvarad"),
        UPSELL: _("Det är redan besvarat"),
        ORDER: _("Orderbekräftelsen är redan besvarad"),
    },
    "receipt": {
        QUOTE: _("Beställningen är klar"),
        UPSELL: _("Tillägget är beställt"),
        ORDER: _("Beställningen är klar"),
    },
    "thanks": {
        QUOTE: _("Tack! Beställningen är klar."),
        UPSELL: _("Tack! Tillägget är beställt."),
        ORDER: _("Tack! Beställningen är klar."),
    },
    "thanks_by_name": {
        QUOTE: _("Tack, %(name)s! Beställningen är klar."),
        UPSELL: _("Tack, %(name)s! Tillägget är beställt."),
        ORDER: _("Tack, %(name)s! Beställningen är klar."),
    },
}


def named(purpose: str, key: str, **values: object) -> str:
    return str(NAMES[key][Purpose(purpose)]) % values
