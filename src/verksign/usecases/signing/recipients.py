"""To whom something is sent: a number or an address that can be one."""

from verksign.domain.identifiers import NotAPhoneNumber, email_problem, parse_phone

ON_SITE = "on_site"
"""The method that sends nothing: the workshop's own device is handed over."""
METHODS = ("sms", "email", ON_SITE)
LONGEST_NAME = 120


class BadRecipient(Exception):
    """The message cannot go there; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def distant_address(method: str, to: str) -> str:
    """
    The number or address of what is only ever sent: no device is handed over with it.

    :raises BadRecipient: if it cannot be one
    """
    if method == ON_SITE:
        raise BadRecipient("unknown_method")
    return recipient_address(method, to)


def recipient_address(method: str, to: str) -> str:
    """
    The number as E.164, or the e-mail address; nothing when the device is handed over.

    :raises BadRecipient: if it cannot be one
    """
    to = to.strip()
    if method == ON_SITE:
        return ""
    if method == "email":
        if not to or email_problem(to) is not None:
            raise BadRecipient("not_an_email")
        return to
    if method != "sms":
        raise BadRecipient("unknown_method")
    try:
        phone = parse_phone(to)
    except NotAPhoneNumber:
        raise BadRecipient("not_a_phone_number") from None
    if not phone.is_mobile:
        raise BadRecipient("not_a_mobile_number")
    return phone.e164
