"""The address the web door listens on."""

import errno
import socket

from verksign.cli.refusal import Refused

CONNECT_SECONDS = 0.2


def refuse_if_taken(host: str, port: int) -> None:
    """
    :raises Refused: if the port is taken, needs other rights, or the host is not this machine
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Refused(_sentence(error, host, port)) from error


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} på {host} är upptagen. Stoppa programmet som har den, "
            f"eller välj en annan: VERKSIGN_PORT={port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {port} får bara användas av systemet. Välj en över 1023 med VERKSIGN_PORT."
    return f"VERKSIGN_HOST={host} är ingen adress på den här datorn."


def answers(host: str, port: int) -> bool:
    """Return whether somebody listens there; a wildcard host is asked on loopback."""
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    try:
        with socket.create_connection((asked, port), timeout=CONNECT_SECONDS):
            return True
    except OSError:
        return False
