"""Who may be a recipient or a sender, whatever the service: refused here, it costs nothing."""

import re

from verksign.domain.identifiers import NotAPhoneNumber, parse_phone
from verksign.domain.sms_text import sender_problem
from verksign.integrations.delivery import DeliveryError, Happened, OutgoingSms, Reason

E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)


def demand_deliverable(sms: OutgoingSms) -> None:
    """
    Refuse what no network carries, or carries to somebody's profit.

    :raises DeliveryError: NO, if the recipient is no mobile number or the sender is not allowed
    """
    try:
        number = parse_phone(sms.to)
    except NotAPhoneNumber as error:
        raise DeliveryError(Happened.NO, Reason.NUMBER_UNKNOWN, "number plan") from error
    if number.e164 != sms.to:
        raise DeliveryError(Happened.NO, Reason.NUMBER_UNKNOWN, "not E.164")
    if not number.is_mobile:
        raise DeliveryError(Happened.NO, Reason.NOT_MOBILE, "number plan")
    if sender_problem(sms.sender) and not E164.fullmatch(sms.sender):
        raise DeliveryError(Happened.NO, Reason.SENDER_REFUSED, "sender form")
