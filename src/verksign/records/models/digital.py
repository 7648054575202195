"""Sendings: one digital document to one recipient, its link, its frozen jobs, and the answer given by word of mouth."""

from typing import Self

from django.db import models
from django.db.models import Q

from verksign.domain.digital_states import DigitalStatus
from verksign.records.ids import new_id
from verksign.records.models.blobs import Blob
from verksign.records.models.service_documents import ServiceDocument
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class Link(models.Model):
    """
    The customer's address, the same for every version and reminder of one purpose.

    The token is derived (`domain.tokens`) when a message is handed over, never stored; a raised generation kills the
    old one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    key_number = models.PositiveSmallIntegerField()
    generation = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, unique=True)
    on_site_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    """Of the token that stands on the workshop's own device while it is handed over; it dies when it is given back."""
    on_site_until = models.DateTimeField(null=True)
    """When that token shows nothing more, whether the device has been given back or not."""
    accesses = models.PositiveIntegerField(default=0)
    last_access_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = WorkshopQuerySet["Link"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_hand_over_has_an_end",
                condition=Q(on_site_digest__isnull=True, on_site_until__isnull=True)
                | Q(on_site_digest__isnull=False, on_site_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DigitalDocumentQuerySet(WorkshopQuerySet["DigitalDocument"]):
    def open(self) -> Self:
        return self.filter(status__in=DigitalStatus.open())

    def not_rendered(self) -> Self:
        return self.open().filter(pdf__isnull=True)

    def not_sealed(self) -> Self:
        """Answered by the customer, but the sealed PDF is not in the archive yet."""
        return self.filter(
            status__in=[DigitalStatus.SIGNED, DigitalStatus.REJECTED], sealed__isnull=True
        )


class DigitalDocument(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    service_document = models.ForeignKey(ServiceDocument, models.PROTECT, related_name="sendings")
    purpose = models.CharField(max_length=20, default="quote")
    version = models.PositiveIntegerField()
    document_id = models.CharField(max_length=20, unique=True)
    """What people read and write: VS-7F3K-92QD."""
    link = models.ForeignKey(Link, models.PROTECT, related_name="documents")
    key = models.CharField(max_length=40)
    """The dialog's one-time key: a second press of OK finds the first sending by it."""
    provider = models.CharField(max_length=20, default="builtin")
    method = models.CharField(max_length=10)
    recipient_name = models.CharField(max_length=120)
    recipient_address = models.CharField(max_length=254)
    """E.164 number or e-mail address; blank when the workshop's own device is handed over."""
    generation = models.PositiveIntegerField(default=1)
    """Of the link, as it went to this recipient: another recipient's messages never carry a newer one."""
    corrected_at = models.DateTimeField(null=True)
    """When it last got another recipient: what was asked before that, somebody else asked."""
    content = models.TextField()
    """The frozen content, canonical JSON; never edited."""
    content_sha256 = models.CharField(max_length=64)
    pdf = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    shown_sha256 = models.CharField(max_length=64, blank=True)
    sealed = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, default=DigitalStatus.DRAFT)
    status_at = models.DateTimeField()
    valid_until = models.DateField()
    decide_by = models.DateTimeField(null=True)
    """*Svara före*: passing it changes nothing by itself, the frozen content says what it means."""
    failure = models.CharField(max_length=40, blank=True)
    """Reason code while `failed`."""
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="sv")
    reminders = models.PositiveSmallIntegerField(default=0)
    """How many reminders were queued, by hand or by rule."""
    reminded_at = models.DateTimeField(null=True)

    # The answer, as given; the evidence is in the events.
    answer = models.TextField(blank=True)
    """Canonical JSON of the answer, attached to the sealed PDF."""
    answer_sha256 = models.CharField(max_length=64, blank=True)
    signature = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """The drawn signature, a re-encoded PNG; drawing is optional."""
    signer_name = models.CharField(max_length=120, blank=True)
    signer_email = models.CharField(max_length=254, blank=True)
    partly = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    objects = DigitalDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "service_document",
                "purpose",
                name="one_open_sending_per_purpose",
                # Of extra jobs several may be out at once: each job is in one of them at most.
                condition=Q(status__in=["draft", "sent", "seen", "failed"]) & ~Q(purpose="upsell"),
            ),
            models.UniqueConstraint(
                "service_document", "purpose", "version", name="one_sending_per_version"
            ),
            models.UniqueConstraint("workshop", "key", name="one_sending_per_press"),
            models.CheckConstraint(
                name="digital_status_is_known",
                condition=Q(status__in=[status.value for status in DigitalStatus]),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "valid_until"], name="sending_to_expire"),
            models.Index(fields=["link", "-version"], name="sending_by_link"),
            models.Index(fields=["workshop", "created_at"], name="sending_by_day"),
        ]

    def __str__(self) -> str:
        return self.document_id


class DigitalDocumentJob(models.Model):
    """A frozen job of a sending, with the customer's answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(DigitalDocument, models.PROTECT, related_name="jobs")
    job = models.UUIDField()
    """Id of the quote's job; the job itself may be gone from a later version."""
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    choice = models.CharField(max_length=12)
    amount_ore = models.BigIntegerField()
    answer = models.CharField(max_length=12, blank=True)
    way = models.CharField(max_length=10, blank=True)

    objects = WorkshopQuerySet["DigitalDocumentJob"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "no", name="one_frozen_job_per_number"),
        ]

    def __str__(self) -> str:
        return self.title


class VerbalAnswer(models.Model):
    """An answer given by telephone or at the desk and recorded by staff: never a signature, and never edited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    service_document = models.ForeignKey(
        ServiceDocument, models.PROTECT, related_name="verbal_answers"
    )
    document_id = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=40)
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    answer = models.TextField()
    """Canonical JSON: per job, who, channel, who called whom, when, note."""
    answer_sha256 = models.CharField(max_length=64)
    who = models.CharField(max_length=120)
    channel = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    """signed (at least one job accepted) or rejected: the shape of the answer, not a signature."""
    partly = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    record = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """The sealed record, made by the worker."""

    objects = WorkshopQuerySet["VerbalAnswer"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "key", name="one_verbal_answer_per_press"),
        ]

    def __str__(self) -> str:
        return self.document_id


class Unsent(models.Model):
    """
    What a customer has chosen and typed on a page but not sent, for a short while: it answers nothing.

    Told apart by the token it was typed under, so that another reader of the sending never sees it, and by a key in
    the page's address.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(DigitalDocument, models.PROTECT, related_name="unsent")
    digest = models.CharField(max_length=64)
    """Of the token."""
    key = models.CharField(max_length=32)
    form = models.CharField(max_length=10)
    typed = models.JSONField(default=dict)
    refused = models.JSONField(default=dict)
    """An error code by field, when it was sent and could not be taken as it was."""
    at = models.DateTimeField()

    objects = WorkshopQuerySet["Unsent"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("digest", "key", name="one_unsent_per_key"),
        ]
        indexes = [
            models.Index(fields=["digest", "form", "at"], name="unsent_by_reader"),
            models.Index(fields=["at"], name="unsent_by_age"),
        ]

    def __str__(self) -> str:
        return self.form
