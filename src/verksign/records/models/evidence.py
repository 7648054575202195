"""What happened: the chained events of a sending, and who changed what in the workshop's own data."""

from django.db import models

from verksign.records.ids import new_id
from verksign.records.models.digital import DigitalDocument
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class Event(models.Model):
    """
    One link of a sending's chain; append-only, refused otherwise by triggers in the database.

    `personal_values` holds salt and value of each personal fact and may be erased: the hash covers only their digests.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(DigitalDocument, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    personal = models.JSONField(default=dict)
    personal_values = models.JSONField(default=dict)
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = WorkshopQuerySet["Event"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "seq", name="one_event_per_place_in_the_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class LinkFetch(models.Model):
    """How often machines fetched a page, and why they were taken for machines: beside the chain, and no evidence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(DigitalDocument, models.PROTECT, related_name="fetches")
    reason = models.CharField(max_length=10)
    agent = models.CharField(max_length=200, blank=True)
    """What the last of them called itself."""
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = WorkshopQuerySet["LinkFetch"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "reason", name="one_count_per_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.times}"


class History(models.Model):
    """Who changed what in the workshop's own data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    subject = models.UUIDField()
    code = models.CharField(max_length=40)
    """Dotted: `quote.sent`."""
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    objects = WorkshopQuerySet["History"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["workshop", "subject", "-at"], name="history_of_subject")]

    def __str__(self) -> str:
        return self.code
