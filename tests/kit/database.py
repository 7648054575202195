"""
The test database, and which tests need one.

`-m database` picks the tests that touch it: these are run on SQLite and on PostgreSQL, the others once. So are those of
how pages look and work in the browser (`look`).
"""

import os
from collections.abc import Generator

import pytest

ON_CI = os.environ.get("CI") == "true"

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "django_db_serialized_rollback"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if used & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if ON_CI and item.get_closest_marker("browser"):
            # On a machine that is busy with everything a browser may be late: it is asked twice more, and the
            # summary names how many were.
            item.add_marker(pytest.mark.flaky(reruns=2))
    yield
    # Files that take long come first: the processes that share the tests then end together.
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """Nothing to add: the settings give each worker a database of its own."""
