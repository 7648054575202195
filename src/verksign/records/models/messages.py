"""What goes out to customers, and what staff must deal with: messages, alarms, calls to return."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from verksign.domain.message_states import MessageState
from verksign.records.ids import new_id
from verksign.records.models.digital import DigitalDocument, VerbalAnswer
from verksign.records.models.service_documents import Job, ServiceDocument
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class MessageQuerySet(WorkshopQuerySet["Message"]):
    def due(self, now: datetime) -> Self:
        """Queued messages whose time has come."""
        return self.filter(state=MessageState.QUEUED, next_try_at__lte=now)

    def abandoned(self, now: datetime) -> Self:
        """Messages that a worker began to hand over and never told the end of."""
        return self.filter(state=MessageState.HANDING_OVER, lease_until__lt=now)


class Message(models.Model):
    """One SMS or e-mail. Stored texts hold `{link}`; the address is filled in when the message is handed over."""

    class Kind(models.TextChoices):
        QUOTE = "quote"
        VERSION = "version"
        VERBAL = "verbal"
        RECEIPT = "receipt"
        DECLINED = "declined"
        CONFIRMATION = "confirmation"
        REMINDER = "reminder"
        REPLY = "reply"
        UPSELL = "upsell"
        UPSELL_REMINDER = "upsell_reminder"
        ORDER = "order"
        ORDER_REMINDER = "order_reminder"

    ASKING = (
        Kind.QUOTE,
        Kind.VERSION,
        Kind.VERBAL,
        Kind.REMINDER,
        Kind.UPSELL,
        Kind.UPSELL_REMINDER,
        Kind.ORDER,
        Kind.ORDER_REMINDER,
    )
    """The kinds that ask for an answer: they go out only while their document is open, and carry its status."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    """Also the Message-ID and the gateway's reference, the same in every attempt."""
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(
        DigitalDocument, models.PROTECT, null=True, related_name="messages"
    )
    service_document = models.ForeignKey(ServiceDocument, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    channel = models.CharField(max_length=10)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    generation = models.PositiveIntegerField(default=1)
    """Of the link that it carries."""
    automatic = models.BooleanField(default=False)
    """Nobody has just asked for it: it waits while the workshop's quiet hours last."""
    state = models.CharField(max_length=15, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    reference = models.CharField(max_length=200, blank=True)
    """The gateway's own id."""
    parts = models.PositiveSmallIntegerField(null=True)
    failure = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known",
                condition=Q(state__in=[state.value for state in MessageState]),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="message_due"),
            models.Index(fields=["document", "created_at"], name="message_of_document"),
            models.Index(fields=["workshop", "created_at"], name="message_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ToDoQuerySet[M: models.Model](WorkshopQuerySet[M]):
    def not_done(self) -> Self:
        return self.filter(done_at__isnull=True)


class ToDo(models.Model):
    """A row that a person must deal with: it has an owner and a done-mark."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["workshop", "done_at", "at"], name="%(class)s_not_done")]


class Alarm(ToDo):
    class Kind(models.TextChoices):
        DELIVERY_FAILED = "delivery_failed"
        DELIVERY_UNSURE = "delivery_unsure"
        SEALING_STUCK = "sealing_stuck"
        SIGNED_AFTER_ALL = "signed_after_all"
        CERTIFICATE_EXPIRES = "certificate_expires"
        NOT_ACKNOWLEDGED = "not_acknowledged"

    kind = models.CharField(max_length=30, choices=Kind)
    document = models.ForeignKey(DigitalDocument, models.PROTECT, null=True, related_name="alarms")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="alarms")
    answer = models.ForeignKey(VerbalAnswer, models.PROTECT, null=True, related_name="alarms")
    job = models.ForeignKey(Job, models.CASCADE, null=True, related_name="alarms")
    detail = models.CharField(max_length=200, blank=True)

    objects = ToDoQuerySet["Alarm"].as_manager()

    class Meta(ToDo.Meta):
        constraints = [
            models.UniqueConstraint(
                "kind",
                "message",
                name="one_alarm_per_message",
                condition=Q(done_at__isnull=True, message__isnull=False),
            ),
            models.UniqueConstraint(
                "kind",
                "document",
                name="one_alarm_per_document",
                condition=Q(done_at__isnull=True, message__isnull=True),
            ),
            models.UniqueConstraint(
                "kind",
                "answer",
                name="one_alarm_per_answer",
                condition=Q(done_at__isnull=True, answer__isnull=False),
            ),
            models.UniqueConstraint(
                "kind",
                "job",
                name="one_alarm_per_job",
                condition=Q(done_at__isnull=True, job__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class CustomerRequest(ToDo):
    """*Ring mig* or a question: a message from the customer, never an answer."""

    class Kind(models.TextChoices):
        CALL = "call"
        QUESTION = "question"
        NEW_QUOTE = "new_quote"

    kind = models.CharField(max_length=10, choices=Kind)
    document = models.ForeignKey(DigitalDocument, models.PROTECT, related_name="requests")
    job = models.UUIDField(null=True)
    """Id of the job that it is about, when it is about one."""
    text = models.TextField(blank=True)
    when = models.CharField(max_length=20, blank=True)

    objects = ToDoQuerySet["CustomerRequest"].as_manager()

    class Meta(ToDo.Meta):
        pass

    def __str__(self) -> str:
        return self.kind


class Reply(models.Model):
    """What staff answered to a customer's question; the customer reads it under the link."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    request = models.ForeignKey(CustomerRequest, models.PROTECT, related_name="replies")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WorkshopQuerySet["Reply"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["request", "at", "id"], name="reply_in_order")]

    def __str__(self) -> str:
        return str(self.id)


class MessageText(models.Model):
    """The workshop's own words for a message; without a row, ours are used."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Message.Kind)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=2, default="sv")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    """With variables: `{link}`, `{verkstad}` …"""
    updated_at = models.DateTimeField()

    objects = WorkshopQuerySet["MessageText"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workshop", "kind", "channel", "language", name="one_text_per_message"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.language}"


class RateCount(models.Model):
    """How often something was tried in a window of time; shared by every process."""

    key = models.CharField(max_length=80, primary_key=True)
    """Digest of what is limited: never the token or the address itself."""
    window_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.count}"
