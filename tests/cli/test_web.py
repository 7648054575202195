"""The web door under bad company: slow uploads, huge uploads."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from statistics import median

import pytest
from django.conf import settings

from tests.kit.live import Product

SLOW_UPLOADS = 8


@pytest.fixture
def uploads(product: Product) -> Iterator[list[socket.socket]]:
    """Uploads that have begun, and of which a byte comes now and then."""
    host, port = product.url.removeprefix("http://").split(":")
    with ExitStack() as stack:
        opened = [
            stack.enter_context(socket.create_connection((host, int(port))))
            for _ in range(SLOW_UPLOADS)
        ]
        for upload in opened:
            upload.sendall(
                f"POST /login HTTP/1.1\r\nHost: {host}:{port}\r\n"
                # Without this cookie a form is refused unread.
                f"Cookie: verksign_csrf={'a' * 32}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                "Content-Length: 1000000\r\n\r\nemail=".encode()
            )
        yield opened


class TestSlowUploads:
    def test_do_not_keep_a_page_waiting(
        self, product: Product, uploads: list[socket.socket]
    ) -> None:
        waits = []
        for _ in range(5):
            for upload in uploads:
                upload.sendall(b"a")
            asked_at = time.monotonic()
            assert answer(product, "GET", "/login") == (200, "text/html")
            waits.append(time.monotonic() - asked_at)

        assert median(waits) < 2


class TestHugeUploads:
    def test_are_refused_before_they_are_read(self, product: Product) -> None:
        refused = answer(
            product, "POST", "/login", {"Content-Length": str(settings.MAX_BODY_BYTES + 1)}
        )

        assert refused == (413, "text/html")

    def test_without_a_length_are_taken_for_empty(self, product: Product) -> None:
        headers = {"Transfer-Encoding": "chunked", "Cookie": f"verksign_csrf={'a' * 32}"}

        assert answer(product, "POST", "/login", headers) == (403, "text/html")


def answer(
    product: Product, method: str, path: str, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Ask with these headers and no body; return the answer's status and type."""
    host = product.url.removeprefix("http://")
    with closing(http.client.HTTPConnection(host, timeout=5)) as connection:
        connection.putrequest(method, path)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            return response.status, response.headers.get_content_type()
