"""Whoever can read a log must not be able to answer for a customer, log in as another, or forge a report."""

import logging

import pytest

from verksign.config.logs import MaskLinks

TOKEN = "0aB1cD2eF3gH4iJ5kL6mN7"


def logged(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    assert MaskLinks().filter(record)
    return record.getMessage()


class TestMaskLinks:
    @pytest.mark.parametrize(
        ("path", "masked"),
        [
            (f"/o/{TOKEN}", "/o/…"),
            (f"/o/{TOKEN}/bestall", "/o/…/bestall"),
            (f"/o/{TOKEN[:9]}", "/o/…"),
            ("/in/46elks/5ec2e7/0193c2", "/in/46elks/…/0193c2"),
            (
                "/login/forsta/0193c2d4-0000-7000-8000-000000000001/abc-123",
                "/login/forsta/0193c2d4-0000-7000-8000-000000000001/…",
            ),
            ("/forhandsvisning/eyJ:1x:sig", "/forhandsvisning/…"),
            ("/v/demoverkstaden/offerter/", "/v/demoverkstaden/offerter/"),
        ],
    )
    def test_what_an_address_keeps_secret_is_gone(self, path: str, masked: str) -> None:
        assert logged("Not Found: %s", path) == f"Not Found: {masked}"
        assert logged(f'"GET {path} HTTP/1.1" 404') == f'"GET {masked} HTTP/1.1" 404'
