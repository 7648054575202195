"""A customer who wants something."""

from tests.kit.garage import VISIT, Garage
from verksign.integrations.delivery import ReportedState
from verksign.records.models import CustomerRequest, DigitalDocument, Message
from verksign.usecases.signing.reports import receive_report
from verksign.usecases.signing.requests import ask


def wish(
    garage: Garage,
    document: DigitalDocument,
    kind: str = "call",
    text: str = "",
    when: str = "before_12",
) -> CustomerRequest:
    ask(
        token=garage.token(document),
        kind=kind,
        text=text,
        when=when,
        visit=VISIT,
        now=garage.tick(),
    )
    return CustomerRequest.objects.latest("at")


def failed(garage: Garage) -> DigitalDocument:
    """A sending that the gateway could not deliver."""
    document = garage.sent()
    message = Message.objects.get(document=document)
    now = garage.tick()
    receive_report(message_id=message.id, state=ReportedState.FAILED, at=now, now=now)
    return garage.reload(document)
