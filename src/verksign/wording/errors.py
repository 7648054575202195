"""One clear Swedish sentence for each error: what is wrong and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NoSentence(Exception):
    """A code that nobody has worded; tests find it before a person does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


LOG_IN: dict[str, Promise] = {
    "login_missing": _("Fyll i både e-post och lösenord."),
    "login_wrong": _("E-postadressen och lösenordet hör inte ihop. Försök igen."),
    "login_too_often": _("För många försök. Vänta en kvart och försök igen."),
    "password_too_short": _("Lösenordet är för kort. Använd minst tio tecken."),
    "password_too_common": _("Lösenordet är för vanligt. Välj ett som ingen gissar."),
}

SENTENCES: dict[str, Promise] = LOG_IN


def sentence(code: str) -> str:
    """
    Return the sentence for a code.

    :raises NoSentence: if there is none
    """
    try:
        return str(SENTENCES[code])
    except KeyError:
        raise NoSentence(code) from None
