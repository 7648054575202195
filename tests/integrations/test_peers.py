"""What the peers must do for the tests that lean on them."""

from base64 import b64encode

import httpx
import pytest

from tests.peers.elks_server import PASSWORD, USER, ElksServer

pytest_plugins = ["tests.peers.fixtures"]

FORM = {"from": "Ekbacken", "to": "+46701740605", "message": "Hej!"}


def post(server: ElksServer, form: dict[str, str], password: str = PASSWORD) -> httpx.Response:
    login = b64encode(f"{USER}:{password}".encode()).decode()
    return httpx.post(
        f"{server.url}/a1/sms",
        data=form,
        headers={"Authorization": f"Basic {login}"},
        trust_env=False,
    )


class TestElks:
    def test_tells_the_price_of_a_dry_run_and_sends_nothing(self, elks: ElksServer) -> None:
        answer = post(elks, {**FORM, "message": "å" * 161, "dryrun": "yes"})
        assert answer.json() == {
            "status": "created",
            "direction": "outgoing",
            "from": "Ekbacken",
            "parts": 2,
            "to": "+46701740605",
            "estimated_cost": 10400,
            "message": "å" * 161,
        }
        assert elks.sent == []

    @pytest.mark.parametrize("name", ["from", "to", "message"])
    def test_refuses_in_plain_text(self, elks: ElksServer, name: str) -> None:
        answer = post(elks, {**FORM, name: ""})
        assert (answer.status_code, answer.text) == (403, f"Missing key {name}")
        assert answer.headers["Content-Type"] == "text/plain"
        assert elks.sent == []

    def test_lets_nobody_in_without_the_password(self, elks: ElksServer) -> None:
        assert post(elks, FORM, password="fel").status_code == 401
        assert elks.sent == []
