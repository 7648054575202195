from datetime import datetime

from django.db import IntegrityError, transaction

from verksign.domain.access import Role
from verksign.domain.search_keys import sort_key
from verksign.records.models import Membership, User, Workshop


class EmailTaken(Exception):
    """Somebody already logs in with this address."""


@transaction.atomic
def create_user(
    *, email: str, name: str, password: str | None, is_demo: bool = False, now: datetime
) -> User:
    """
    Make a person who can log in; without a password only by a one-time address.

    :raises EmailTaken: if the address is in use
    """
    user = User(email=email.strip().casefold(), name=name.strip(), is_demo=is_demo)
    user.sort_key = sort_key(user.name)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise EmailTaken from None
    return user


@transaction.atomic
def set_password(*, user: User, password: str) -> None:
    """Set the password; every other session and one-time address of the user stops working."""
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def add_member(*, user: User, workshop: Workshop, role: Role, now: datetime) -> Membership:
    return Membership.objects.create(user=user, workshop=workshop, role=role)
