"""The two workshops that the sweeps of this folder go over."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.kit.world import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """
    Both workshops, made once and there until the last test of this folder is done.

    A test that asks for it must have the mark `django_db` without `transaction`: what it changes is rolled back.
    """
    with django_db_blocker.unblock():
        made = make_world()
    yield made
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
