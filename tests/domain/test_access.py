from itertools import product
from uuid import UUID

import pytest

from verksign.domain.access import Actor, NotPermitted, Permission, Role

P = Permission
USER, WORKSHOP = UUID(int=1), UUID(int=2)

SELLING = set(P) - {P.SETTINGS, P.EXPORT}
MAY: dict[Role, set[Permission]] = {
    Role.ADMIN: set(P),
    Role.ADVISER: SELLING,
    Role.MECHANIC: {P.READ_OWN_ORDERS, P.REPORT_FINDING, P.ACKNOWLEDGE},
    Role.READONLY: {P.READ, P.READ_OWN_ORDERS},
}


class TestActor:
    @pytest.mark.parametrize(("role", "permission"), list(product(Role, P)))
    def test_may_what_the_role_may(self, role: Role, permission: Permission) -> None:
        actor = Actor(USER, WORKSHOP, role, "Anna")
        assert actor.may(permission) == (permission in MAY[role])

    def test_is_refused_with_role_and_permission(self) -> None:
        actor = Actor(USER, WORKSHOP, Role.MECHANIC, "Ali")
        with pytest.raises(NotPermitted) as refusal:
            actor.require(P.SEND)
        assert (refusal.value.role, refusal.value.permission) == (Role.MECHANIC, P.SEND)

    def test_passes_when_permitted(self) -> None:
        Actor(USER, WORKSHOP, Role.ADVISER, "Anna").require(P.SEND)

    def test_the_software_carries_out_but_never_changes_settings(self) -> None:
        system = Actor.system(WORKSHOP)
        assert system.is_system
        assert system.user_id is None
        assert {permission for permission in P if system.may(permission)} == SELLING
