"""What every register, document and row of evidence shares: it belongs to one workshop, and a query starts there."""

from typing import Self
from uuid import UUID

from django.db import models

from verksign.domain.access import Actor


class WorkshopQuerySet[M: models.Model](models.QuerySet[M]):
    def visible_to(self, actor: Actor) -> Self:
        """Only rows of the workshop that the actor works in."""
        return self.filter(workshop_id=actor.workshop_id)

    def locked(self, row_id: UUID) -> M:
        """
        Return the row, held for this transaction.

        :raises DoesNotExist: also when the row belongs to another workshop and the query began with `visible_to`
        """
        return self.select_for_update(of=("self",), no_key=True).get(pk=row_id)
