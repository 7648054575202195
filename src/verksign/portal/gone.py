"""Why a link cannot be answered, in two sentences and a way on."""

from dataclasses import dataclass

from verksign.domain.dates import long_date, long_time
from verksign.usecases.signing.visit import CustomerView


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    state: str
    title: str
    text: str
    further: str
    tone: str = "dull"


def gone_of(view: CustomerView) -> Gone:
    if view.state == "withdrawn":
        return Gone(
            state="withdrawn",
            title="Offerten är återkallad",
            text=f"Verkstaden tog tillbaka offerten {long_time(view.document.status_at)}. "
            "Du behöver inte göra något.",
            further="Undrar du varför, eller vill du ha en ny? Ring oss, så hjälper vi dig.",
        )
    if view.state == "expired":
        return Gone(
            state="expired",
            title="Offerten har gått ut",
            text=f"Den gällde till och med {long_date(view.document.valid_until)}. "
            "Inget är beställt.",
            further="Vill du fortfarande ha jobbet gjort? "
            "Be om en ny offert, så räknar vi på dagens pris.",
        )
    if view.state == "replaced":
        return Gone(
            state="replaced",
            title="Offerten har ändrats",
            text="Den gamla gäller inte längre, och det du hade valt är inte skickat.",
            further="Du får ett nytt meddelande när den nya offerten är klar.",
            tone="",
        )
    return _answered(view)


def _answered(view: CustomerView) -> Gone:
    if view.verbal:
        by_phone = view.verbal.channel == "phone"
        return Gone(
            state="verbal",
            title=f"Du har redan svarat {'på telefon' if by_phone else 'i verkstaden'}",
            text=f"Svaret är noterat {long_time(view.verbal.answered_at)}.",
            further="Stämmer det inte? Ring oss.",
            tone="good",
        )
    return Gone(
        state="answered",
        title="Offerten är redan besvarad",
        text="Någon svarade på en annan telefon eller dator "
        f"{long_time(view.document.status_at)}. Det du valde här sparades inte.",
        further="Var det inte du, eller blev det fel? Ring oss direkt.",
        tone="good",
    )
