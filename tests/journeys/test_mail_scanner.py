"""Programs that fetch every link in a message have opened nothing: only a person's press counts as seen."""

from itertools import cycle, islice
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from tests.journeys.conftest import Offer
from tests.kit.walks import Desk, Phone
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Event

pytestmark = pytest.mark.browser

AGENTS = (
    "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)",
    "Twitterbot/1.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.23.20.0",
)
PAGES = ("", "/visa", "/kontrollera", "/bestall", "/nej", "/fraga", "/offert.pdf", "/avtal.pdf")
TIMES = 50


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        """Do not follow: what it leads to is fetched in its own right."""


def fetch(address: str, agent: str, method: str) -> int:
    request = Request(address, headers={"User-Agent": agent}, method=method)
    try:
        with build_opener(_Stay).open(request, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


class TestMailScanner:
    def test_leaves_the_offer_unseen(self, offer: Offer, desk: Desk, customer: Phone) -> None:
        before = Event.objects.filter(document=offer.document).count()
        fetched = {
            fetch(f"{offer.link}{page}", agent, method)
            for agent, page in islice(zip(cycle(AGENTS), cycle(PAGES)), TIMES)
            for method in ("GET", "HEAD")
        }

        assert fetched == {200, 302, 303}
        assert offer.now().status == DigitalStatus.SENT
        assert Event.objects.filter(document=offer.document).count() == before
        desk.open(offer.card)
        desk.expect_status("Skickad")
        customer.read(offer.link)
        desk.expect_status("Reviderad/sedd")
