"""What every test may use; the fixtures themselves are in `tests/kit`."""

pytest_plugins = [
    "tests.kit.database",
    "tests.kit.naming",
    "tests.kit.sockets",
    "tests.kit.live",
    "tests.kit.browser",
    "tests.kit.cast",
    "tests.kit.garage",
    "tests.peers.fixtures",
]
