from datetime import UTC, datetime, timedelta

import pytest

from verksign.domain.machines import FetchReason, is_machine, machine_reason

SENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"


class TestIsMachine:
    @pytest.mark.parametrize(
        "agent",
        [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Microsoft Outlook 16.0",
            "Twitterbot/1.0",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "WhatsApp/2.23.20.0",
            "Mozilla/5.0 Slackbot-LinkExpanding 1.0",
            "python-requests/2.32",
            "curl/8.5.0",
        ],
    )
    def test_knows_those_that_say_so(self, agent: str) -> None:
        assert is_machine(agent)

    @pytest.mark.parametrize("agent", ["", IPHONE, CHROME])
    def test_takes_no_browser_for_one(self, agent: str) -> None:
        assert not is_machine(agent)


class TestMachineReason:
    @pytest.mark.parametrize(
        ("method", "agent", "after", "reason"),
        [
            ("HEAD", IPHONE, 600, FetchReason.HEAD),
            ("GET", "Twitterbot/1.0", 600, FetchReason.AGENT),
            ("GET", IPHONE, 0, FetchReason.EARLY),
            ("GET", IPHONE, 9.9, FetchReason.EARLY),
            ("GET", IPHONE, 10, None),
            ("GET", IPHONE, -5, None),
        ],
    )
    def test_tells_why(
        self, method: str, agent: str, after: float, reason: FetchReason | None
    ) -> None:
        now = SENT + timedelta(seconds=after)

        assert machine_reason(agent=agent, method=method, sent_at=SENT, now=now) is reason

    def test_nothing_is_early_that_was_never_sent(self) -> None:
        assert machine_reason(agent=IPHONE, method="GET", sent_at=None, now=SENT) is None
