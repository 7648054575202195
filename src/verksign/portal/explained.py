"""
What a text with legal weight means, for whoever does not read Swedish.

The Swedish text is what is signed and kept; this stands beside it and is no part of the contract.
"""

from verksign.portal.speech import SWEDISH, spoken

TEXTS = {
    "en": {
        "button": "Order with obligation to pay",
        "party": "This is whom your contract is with.",
        "safe": "Opening orders nothing. That happens only when you press Order yourself.",
        "authority": "I may order on behalf of the company.",
        "consents": "Two choices about your right of withdrawal. It is up to you. "
        "You can order without ticking either box.",
        "start": "I want the work to start before the 14-day withdrawal period has ended. "
        "If I withdraw I pay for the work done by then.",
        "ends": "I accept that the right of withdrawal ends when the work is fully performed.",
        "right": "You have a 14-day right of withdrawal, counted from the day you order. "
        "To withdraw, call, e-mail or use the standard form in the PDF.",
        "seller": "Seller",
        "time": "When the work is done",
        "pay": "Payment",
        "more": "If we find more: we contact you before doing anything. Not answering is never a yes.",
        "warranty": "Warranty: 12 months or 10,000 km on work and parts.",
        "complaint": "Faults: tell us as soon as you notice. Within two months is always in time. "
        "After three years it is too late.",
        "complaint-company": "Complaints: within 14 days of noticing, at latest within one year.",
        "arn": "If we cannot agree: you can turn to ARN, the National Board for Consumer Disputes.",
        "terms": "Terms: Verkstadens reparationsvillkor (in the PDF). The contract is in Swedish.",
        "terms-law": "Terms: the contract is in Swedish.",
    }
}
COMPANY_BUTTON = {"en": "Approve and order"}
CONFIRMING = {
    "en": {
        "order-yes": "Yes, that's right",
        "order-note": "You order nothing new here. You confirm what you have already ordered.",
    }
}


def explained(key: str, version: str = "") -> str:
    """
    Return what it means in the language of the page; nothing on a Swedish page.

    A text has one meaning for a consumer and another for a company, told apart by its version.
    """
    language = spoken()
    if language == SWEDISH:
        return ""
    if key == "button" and "company" in version:
        return COMPANY_BUTTON[language]
    told = TEXTS[language] | CONFIRMING[language]
    return told.get(version.partition(" ")[0], "") or told.get(key, "")
