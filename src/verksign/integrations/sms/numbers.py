"""Who may be a recipient or a sender, whatever the service: refused here, it costs nothing."""

import re

import phonenumbers
from phonenumbers import PhoneNumberType

from verksign.integrations.delivery import DeliveryError, Happened, OutgoingSms, Reason

E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
SENDER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{2,10}", re.ASCII)
# North America does not tell its mobile numbers apart; premium rate is a kind of its own there too.
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def demand_deliverable(sms: OutgoingSms) -> None:
    """
    Refuse what no network carries, or carries to somebody's profit.

    :raises DeliveryError: NO, if the recipient is not a mobile number or the sender is not allowed
    """
    if not E164.fullmatch(sms.to):
        raise DeliveryError(Happened.NO, Reason.NUMBER_UNKNOWN, "not E.164")
    number = phonenumbers.parse(sms.to)
    if phonenumbers.number_type(number) not in MOBILE:
        known = phonenumbers.is_valid_number(number)
        reason = Reason.NOT_MOBILE if known else Reason.NUMBER_UNKNOWN
        raise DeliveryError(Happened.NO, reason, "number plan")
    if not (SENDER_NAME.fullmatch(sms.sender) or E164.fullmatch(sms.sender)):
        raise DeliveryError(Happened.NO, Reason.SENDER_REFUSED, "sender name")
