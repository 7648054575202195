"""Quotes and orders: a service document with its jobs and their lines."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from verksign.domain.access import Actor, Permission
from verksign.domain.answers import JobAnswer
from verksign.domain.digital_states import DigitalStatus
from verksign.domain.queues import Origin, Queue
from verksign.records.ids import new_id
from verksign.records.models.registers import (
    Article,
    Customer,
    LabourOperation,
    RegisterQuerySet,
    Vehicle,
)
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class ServiceDocumentQuerySet(RegisterQuerySet["ServiceDocument"]):
    def quotes(self) -> Self:
        return self.filter(kind=ServiceDocument.Kind.QUOTE)

    def orders(self) -> Self:
        return self.filter(kind=ServiceDocument.Kind.ORDER)

    def to_be_ordered(self) -> Self:
        """Quotes that the customer has said yes to, digitally or by word of mouth, and that have no order yet."""
        return self.quotes().filter(answer__in=ServiceDocument.APPROVED, ordered_at__isnull=True)

    def under_way(self, today: date) -> Self:
        """Quotes that may still become orders, and the orders of late that nobody has closed."""
        asked = Q(digital_status__in=DigitalStatus.open()) | Q(answer__in=ServiceDocument.APPROVED)
        never_sent = Q(digital_status="") & (Q(valid_until=None) | Q(valid_until__gte=today))
        quotes = Q(kind=ServiceDocument.Kind.QUOTE, ordered_at=None) & (asked | never_sent)
        recent = today - ServiceDocument.ORDER_IS_RECENT
        orders = Q(kind=ServiceDocument.Kind.ORDER, closed_at=None, created_at__date__gte=recent)
        return self.filter(quotes | orders)

    def within_reach(self, actor: Actor) -> Self:
        """
        Orders that the actor may work on: all, for whoever reads the workshop's documents.

        A mechanic has those where a job is his, or a finding was, and those that no mechanic has yet.
        """
        orders = self.visible_to(actor).orders()
        if actor.may(Permission.READ):
            return orders
        jobs = Job.objects.filter(document=OuterRef("pk"))
        mine = jobs.filter(Q(mechanic=actor.user_id) | Q(reported_by=actor.user_id))
        return orders.filter(Exists(mine) | ~Exists(jobs.filter(mechanic__isnull=False)))

    def with_cards(self) -> Self:
        return self.select_related("customer", "vehicle", "adviser")


class ServiceDocument(models.Model):
    class Kind(models.TextChoices):
        QUOTE = "quote"
        ORDER = "order"

    ORDER_IS_RECENT = timedelta(days=30)
    APPROVED = ("approved_digitally", "approved_verbally", "partly")
    """The `AnswerSummary` codes with at least one accepted job."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=30)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="documents")
    contact_name = models.CharField(max_length=120, blank=True)
    """Who gets the quote when it is not the customer: the company's contact, or the driver."""
    payer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+")
    """Who gets the invoice when it is not the customer."""
    language = models.CharField(max_length=2, default="sv")
    """Of messages and the customer's page: sv or en. The contract itself is in Swedish."""
    vehicle = models.ForeignKey(Vehicle, models.PROTECT, null=True, related_name="documents")
    adviser = models.ForeignKey(User, models.PROTECT, related_name="+")
    customer_kind = models.CharField(max_length=10)
    amounts = models.CharField(max_length=4)
    price_kind = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    """E.164: where an SMS goes, and whom to ring."""
    email = models.CharField(max_length=254, blank=True)
    valid_until = models.DateField(null=True)
    reported = models.TextField(blank=True)
    drop_off = models.CharField(max_length=80, blank=True)
    ready = models.CharField(max_length=80, blank=True)
    drop_off_at = models.DateTimeField(null=True)
    """Of an order: when the vehicle comes, and when it is promised back."""
    ready_at = models.DateTimeField(null=True)
    key_tag = models.CharField(max_length=20, blank=True)
    """Of an order: where its keys hang."""
    mileage_mil = models.PositiveIntegerField(null=True)
    notes = models.TextField(blank=True)
    """Internal; never shown to the customer."""
    fixed_price_ore = models.BigIntegerField(null=True)
    total_ore = models.BigIntegerField(default=0)
    """Of every job, in the document's own `amounts`; written with each change of a line."""
    gross_ore = models.BigIntegerField(default=0)
    """The same incl. VAT, whatever `amounts` says: what tiles and lists can add up."""
    quick = models.BooleanField(default=False)
    """Made as a *Snabboffert*; from then on it is an ordinary quote."""
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    """Counts edits, so that two people never overwrite each other unseen."""
    search = models.TextField()
    sort_key = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    # What the lists and tiles count; written by `usecases.digital` alone, in the transaction that changes the sending.
    digital_status = models.CharField(max_length=10, blank=True)
    digital_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True)
    offered_jobs = models.PositiveSmallIntegerField(default=0)
    """Of the latest answer: how many jobs could have been accepted, and their sum incl. VAT."""
    offered_ore = models.BigIntegerField(default=0)
    accepted_jobs = models.PositiveSmallIntegerField(default=0)
    """Of the latest answer: how many jobs were accepted, and their sum incl. VAT."""
    accepted_ore = models.BigIntegerField(default=0)
    ordered_at = models.DateTimeField(null=True)
    """When an order was made of this quote; the order itself points back here."""
    current = models.ForeignKey("DigitalDocument", models.PROTECT, null=True, related_name="+")

    quote = models.OneToOneField("self", models.PROTECT, null=True, related_name="order")
    """The quote that an order was made from: one quote never becomes two orders."""
    unapproved_reason = models.CharField(max_length=300, blank=True)
    """Why the order was made without the customer's approval."""
    work_status = models.CharField(max_length=10, blank=True)
    """Of an order, computed from its jobs (`domain.order_states`) in the transaction that changes one of them."""
    closed_at = models.DateTimeField(null=True)
    """When the order was closed; a reopened one has none."""

    objects = ServiceDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "kind", "number", name="one_document_per_number"),
            models.CheckConstraint(
                name="only_an_order_comes_from_a_quote",
                condition=Q(quote__isnull=True) | Q(kind="order"),
            ),
        ]
        indexes = [
            models.Index(fields=["workshop", "kind", "-created_at", "id"], name="document_newest"),
            # With all that tiles and the worklist ask of a row, so that they never look at the rows themselves.
            models.Index(
                fields=[
                    "workshop",
                    "kind",
                    "digital_status",
                    "digital_at",
                    "gross_ore",
                    "ordered_at",
                    "valid_until",
                    "id",
                ],
                name="document_digital",
            ),
            models.Index(
                fields=[
                    "workshop",
                    "kind",
                    "answer",
                    "answered_at",
                    "gross_ore",
                    "ordered_at",
                    "id",
                ],
                name="document_answer",
            ),
            models.Index(fields=["workshop", "kind", "sort_key", "id"], name="document_by_name"),
            models.Index(fields=["workshop", "kind", "gross_ore", "id"], name="document_by_sum"),
            models.Index(
                fields=[
                    "workshop",
                    "kind",
                    "adviser",
                    "digital_status",
                    "digital_at",
                    "gross_ore",
                    "id",
                ],
                name="document_of_adviser",
            ),
            models.Index(
                fields=[
                    "workshop",
                    "kind",
                    "adviser",
                    "answer",
                    "ordered_at",
                    "answered_at",
                    "gross_ore",
                ],
                name="document_answer_of_adviser",
            ),
            models.Index(
                fields=["workshop", "kind", "updated_at", "digital_at", "answered_at", "id"],
                name="document_latest",
            ),
            models.Index(
                fields=["workshop", "kind", "valid_until", "id"], name="document_by_validity"
            ),
            models.Index(fields=["workshop", "kind", "vehicle", "id"], name="document_by_vehicle"),
            # Nearly every row's `quote` is null, and an index full of nulls is one that SQLite's planner shuns.
            models.Index(fields=["quote"], name="order_of_quote", condition=Q(quote__isnull=False)),
            models.Index(fields=["vehicle", "kind"], name="document_of_vehicle"),
            models.Index(
                fields=["workshop", "kind", "work_status", "drop_off_at", "gross_ore", "id"],
                name="order_by_work",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class JobQuerySet(RegisterQuerySet["Job"]):
    def matching(self, words: list[str]) -> Self:
        """Jobs of documents whose search text holds every word: what a list of jobs is searched by."""
        rows = self
        for word in words:
            rows = rows.filter(document__search__contains=word)
        return rows

    def found(self) -> Self:
        """Jobs found during the work, whatever became of them."""
        return self.filter(origin=Origin.FOUND)

    def in_queue(self, queue: Queue) -> Self:
        return self.filter(queue=queue)

    def agreed(self) -> Self:
        """What an order's work and sum are made of: what was ordered, and the extra jobs that were accepted."""
        return self.filter(Q(origin=Origin.ORDERED) | Q(answer=JobAnswer.ACCEPTED))


class Job(models.Model):
    """A group of lines that the customer accepts or declines as one: the unit of consent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(ServiceDocument, models.CASCADE, related_name="jobs")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    finding = models.TextField(blank=True)
    if_not = models.TextField(blank=True)
    severity = models.CharField(max_length=10, blank=True)
    choice = models.CharField(max_length=12)
    group = models.CharField(max_length=40, blank=True)
    price_kind = models.CharField(max_length=12, blank=True)
    """Blank: the document's."""
    fixed_price_ore = models.BigIntegerField(null=True)
    ceiling_ore = models.BigIntegerField(null=True)
    """Agreed ceiling of work by the hour."""
    amount_ore = models.BigIntegerField(default=0)
    gross_ore = models.BigIntegerField(default=0)
    """The amount incl. VAT, whatever the document's `amounts`: what the queues' tiles add up."""
    answer = models.CharField(max_length=12, blank=True)
    answer_way = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_note = models.CharField(max_length=300, blank=True)
    """What the customer said beside it."""
    source = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    """On an order: the quote's job that it was made from."""

    # On an order only.
    origin = models.CharField(max_length=8, default=Origin.ORDERED)
    work = models.CharField(max_length=10, blank=True)
    """A `WorkStatus`; blank: no work, since it is on a quote or was not accepted."""
    mechanic = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    # Of an extra job, found during the work; written by `usecases.digital.extra_jobs` alone.
    queue = models.CharField(max_length=14, blank=True)
    """A `Queue`; blank for every other job."""
    queue_at = models.DateTimeField(null=True)
    """When it came into the queue."""
    sending = models.ForeignKey("DigitalDocument", models.PROTECT, null=True, related_name="+")
    """Its newest sending: a job is in at most one open sending."""
    digital_status = models.CharField(max_length=10, blank=True)
    digital_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    # Null, since what is unique may be missing from many rows.
    report_key = models.CharField(max_length=40, null=True)  # noqa: DJ001
    """One-time key of the report: sent again when the network is back, it is the same finding."""
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    """Why staff took it away before it was answered."""

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_extra_job_is_in_one_queue",
                condition=Q(origin="ordered", queue="")
                | Q(
                    origin="found",
                    queue__in=["found", "priced", "with_customer", "answered", "archived"],
                ),
            ),
            models.UniqueConstraint("workshop", "report_key", name="one_finding_per_report"),
        ]
        indexes = [
            models.Index(fields=["document", "position", "id"], name="job_in_order"),
            # With all that tiles ask of a row, so that they never look at the rows themselves.
            models.Index(
                fields=["workshop", "queue", "queue_at", "gross_ore", "document", "id"],
                name="job_by_queue",
            ),
            models.Index(fields=["mechanic", "work"], name="job_of_mechanic"),
            models.Index(fields=["workshop", "digital_at"], name="job_by_day"),
        ]

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=200)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    operation = models.ForeignKey(LabourOperation, models.SET_NULL, null=True, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=1)
    unit = models.CharField(max_length=10, blank=True)
    unit_price_ore = models.BigIntegerField(default=0)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    discount_ore = models.BigIntegerField(null=True)
    vat_rate = models.DecimalField(max_digits=4, decimal_places=1, default=25)

    objects = WorkshopQuerySet["Line"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="discount_is_percent_or_kronor",
                condition=Q(discount_percent__isnull=True) | Q(discount_ore__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["job", "position", "id"], name="line_in_order")]

    def __str__(self) -> str:
        return self.text


class Snapshot(models.Model):
    """A quote as it was after one edit: what undo goes back to, and what the history compares."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(ServiceDocument, models.CASCADE, related_name="snapshots")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = WorkshopQuerySet["Snapshot"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "version", name="one_snapshot_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.version}"


class Presence(models.Model):
    """Somebody has the card open; refreshed by the card's poll."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(ServiceDocument, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = WorkshopQuerySet["Presence"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("document", "user", name="one_presence_per_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.document_id}"
