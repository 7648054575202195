"""What a customer reads when a field of the answer is wrong; warmer than what staff read, and never blaming."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verksign.wording.errors import Sentences, sentence

SENTENCES: Sentences = {
    "answer_missing": gettext_lazy("Välj ett av svaren, så vet vi vad vi ska göra."),
    "name_missing": gettext_lazy("Skriv för- och efternamn."),
    "authority_missing": gettext_lazy(
        "Kryssa i att du får beställa för företaget, eller låt någon annan svara."
    ),
    "not_a_drawing": gettext_lazy(
        "Namnteckningen gick inte att läsa. Rita den igen, eller beställ utan den."
    ),
    "total_changed": gettext_lazy(
        "Priset har ändrats medan du läste. Det nya står här nedanför. Kontrollera och försök igen."
    ),
    "phone_missing": gettext_lazy("Skriv numret som vi ska ringa."),
    "required": gettext_lazy("Skriv din fråga här först."),
    "too_many_waiting": gettext_lazy(
        "Flera frågor väntar redan på svar. Vänta på svaret, eller ring oss om det är bråttom."
    ),
    "file_missing": gettext_lazy("Välj en fil först."),
    "file_too_large": gettext_lazy("Filen är större än 18 MB. Välj en mindre."),
}


def customer_sentence(code: str) -> str:
    """
    Return the customer's sentence for an error code, or the one that everybody reads.

    :raises NoSentence: if there is none
    """
    return str(SENTENCES[code]) if code in SENTENCES else sentence(code)


def too_long(limit: int, length: int) -> str:
    return _("Texten är för lång. Korta den till högst %(limit)d tecken. Nu är den %(length)d.") % {
        "limit": limit,
        "length": length,
    }
