"""Who may do what in a workshop."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from uuid import UUID


class Role(StrEnum):
    ADMIN = "admin"
    ADVISER = "adviser"
    MECHANIC = "mechanic"
    READONLY = "readonly"


class Permission(StrEnum):
    READ = "read"
    READ_OWN_ORDERS = "read_own_orders"
    WRITE = "write"
    SEND = "send"
    RECORD_ANSWER = "record_answer"
    CANCEL = "cancel"
    MAKE_ORDER = "make_order"
    REPORT_FINDING = "report_finding"
    ACKNOWLEDGE = "acknowledge"
    SETTINGS = "settings"
    EXPORT = "export"


P = Permission

READING = frozenset({P.READ, P.READ_OWN_ORDERS})
FLOOR = frozenset({P.READ_OWN_ORDERS, P.REPORT_FINDING, P.ACKNOWLEDGE})
SELLING = READING | FLOOR | frozenset({P.WRITE, P.SEND, P.RECORD_ANSWER, P.CANCEL, P.MAKE_ORDER})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: SELLING | frozenset({P.SETTINGS, P.EXPORT}),
    Role.ADVISER: SELLING,
    Role.MECHANIC: FLOOR,
    Role.READONLY: READING,
}


class NotPermitted(Exception):
    def __init__(self, role: Role | None, permission: Permission) -> None:
        super().__init__(role, permission)
        self.role = role
        self.permission = permission


class NotAPerson(Exception):
    """The software itself may not do what a person must stand for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one workshop; without user and role it is the software itself."""

    user_id: UUID | None
    workshop_id: UUID
    role: Role | None
    name: str = ""

    @classmethod
    def system(cls, workshop_id: UUID) -> Self:
        return cls(user_id=None, workshop_id=workshop_id, role=None)

    @property
    def is_system(self) -> bool:
        return self.role is None

    @property
    def person(self) -> UUID:
        """
        Return the user's id, for what only a person does.

        :raises NotAPerson: for the software itself
        """
        if self.user_id is None:
            raise NotAPerson
        return self.user_id

    def may(self, permission: Permission) -> bool:
        # The worker carries out what people decided: it never changes settings.
        mine = SELLING if self.role is None else PERMISSIONS[self.role]
        return permission in mine

    def require(self, permission: Permission) -> None:
        if not self.may(permission):
            raise NotPermitted(self.role, permission)
