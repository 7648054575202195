"""What is kept on a vehicle after a visit."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from verksign.records.ids import new_id
from verksign.records.models.registers import Customer, RegisterQuerySet, Vehicle
from verksign.records.models.service_documents import Job, ServiceDocument
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop


class ServiceNoteQuerySet(RegisterQuerySet["ServiceNote"]):
    def matching(self, words: list[str]) -> Self:
        """Notes of orders whose search text holds every word."""
        rows = self
        for word in words:
            rows = rows.filter(order__search__contains=word)
        return rows

    def standing(self) -> Self:
        """Neither done nor offered again."""
        return self.filter(done_at__isnull=True)

    def due(self, today: date) -> Self:
        """To be brought up now: its day has come, or the vehicle has gone as far."""
        far = Q(follow_up_mil__lte=F("vehicle__mileage_mil"))
        return self.standing().filter(Q(follow_up_on__lte=today) | far)


class ServiceNote(models.Model):
    """*Servicenotering*: an extra job that was not wanted now, kept on the vehicle until it is followed up."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    vehicle = models.ForeignKey(Vehicle, models.PROTECT, related_name="service_notes")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+")
    order = models.ForeignKey(ServiceDocument, models.PROTECT, related_name="service_notes")
    job = models.OneToOneField(Job, models.PROTECT, related_name="service_note")
    """The declined job, which keeps its lines for the next offer."""
    answer = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    severity = models.CharField(max_length=10, blank=True)
    gross_ore = models.BigIntegerField(default=0)
    """What it would have cost, incl. VAT."""
    follow_up_on = models.DateField(null=True)
    follow_up_mil = models.PositiveIntegerField(null=True)
    """Mileage at which to bring it up again, in mil."""
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    offered = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    """The job that it was offered as again, with that day's price."""
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_reason = models.CharField(max_length=300, blank=True)

    objects = ServiceNoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["workshop", "done_at", "follow_up_on"], name="note_to_follow_up"),
            models.Index(fields=["vehicle", "done_at"], name="note_of_vehicle"),
        ]

    def __str__(self) -> str:
        return self.title
