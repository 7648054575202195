"""
The people of the tests. Anna advises, Maria manages and Ali mends at the workshop; Rut may only read there.

Olof manages another workshop, where nothing of ours may ever be seen.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client

from verksign.domain.access import Actor, Role
from verksign.records.models import Membership, User, Workshop
from verksign.usecases.setup import WorkshopProfile, add_member, create_user, create_workshop

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PASSWORD = "en-lång-hemlighet"

WORKSHOP = WorkshopProfile(
    slug="demoverkstaden",
    name="Demoverkstaden i Lund",
    short_name="DemoLund",
    legal_name="Demoverkstaden i Lund AB",
    org_number="556036-0793",
    vat_number="SE556036079301",
    address="Fältvägen 4, 224 78 Lund",
    phone="+46462000010",
    email="hej@demo.test",
)
OTHER_WORKSHOP = WorkshopProfile(
    slug="andra-verkstaden",
    name="Andra verkstaden",
    short_name="Andra",
    legal_name="Andra verkstaden AB",
    org_number="556074-7569",
    vat_number="SE556074756901",
    address="Norra vägen 12, 262 71 Ängelholm",
    phone="+46431000010",
    email="hej@annan.test",
)


@dataclass(frozen=True, slots=True)
class Person:
    user: User
    workshop: Workshop
    actor: Actor

    def log_in(self, client: Client) -> Client:
        client.force_login(self.user)
        return client


def hire(*, name: str, email: str, workshop: Workshop, role: Role) -> Person:
    user = create_user(email=email, name=name, password=PASSWORD, now=NOW)
    membership: Membership = add_member(user=user, workshop=workshop, role=role, now=NOW)
    return Person(user=user, workshop=workshop, actor=membership.actor())


@pytest.fixture
def workshop(db: None) -> Workshop:
    return create_workshop(profile=WORKSHOP, now=NOW)


@pytest.fixture
def other_workshop(db: None) -> Workshop:
    return create_workshop(profile=OTHER_WORKSHOP, now=NOW)


@pytest.fixture
def adviser(workshop: Workshop) -> Person:
    return hire(name="Anna Lind", email="anna@demo.test", workshop=workshop, role=Role.ADVISER)


@pytest.fixture
def manager(workshop: Workshop) -> Person:
    return hire(name="Maria Ek", email="maria@demo.test", workshop=workshop, role=Role.ADMIN)


@pytest.fixture
def mechanic(workshop: Workshop) -> Person:
    return hire(name="Ali Nouri", email="ali@demo.test", workshop=workshop, role=Role.MECHANIC)


@pytest.fixture
def reader(workshop: Workshop) -> Person:
    return hire(name="Rut Berg", email="rut@demo.test", workshop=workshop, role=Role.READONLY)


@pytest.fixture
def stranger(other_workshop: Workshop) -> Person:
    return hire(name="Olof Ask", email="olof@annan.test", workshop=other_workshop, role=Role.ADMIN)
