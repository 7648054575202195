"""What lies beside a quote or an order: photos and PDFs."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from verksign.records.ids import new_id
from verksign.records.models.blobs import Blob
from verksign.records.models.service_documents import ServiceDocument
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class AttachmentQuerySet(WorkshopQuerySet["Attachment"]):
    def beside(self, document: ServiceDocument, jobs: Iterable[UUID]) -> Self:
        """Those of the document and of the jobs that it has now, in their order, with the digests of their files."""
        rows = self.filter(Q(job__isnull=True) | Q(job__in=list(jobs)), document=document)
        files = ("blob", "page", "thumbnail", "added_by")
        return rows.select_related(*files).order_by("position", "id")


class Attachment(models.Model):
    """A photo, re-encoded, or a PDF beside a job or a whole quote; shown to the customer."""

    class Kind(models.TextChoices):
        PHOTO = "photo"
        PDF = "pdf"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    document = models.ForeignKey(ServiceDocument, models.CASCADE, related_name="attachments")
    job = models.UUIDField(null=True)
    """Id of the job that it belongs to; the job may be gone, and come back by undo."""
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(max_length=120)
    alt = models.CharField(max_length=200, blank=True)
    """What the photo shows, for those who do not see it."""
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    """The PDF, or the photo with its marks burnt in, for looking closely."""
    page = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """The photo as the customer's page and the paper show it, at most 960 pixels."""
    thumbnail = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    original = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    """The photo without marks; re-encoded and free of metadata like the rest."""
    marks = models.JSONField(default=list)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    """Of `page`, in pixels."""
    pages = models.PositiveSmallIntegerField(null=True)
    """Of a PDF."""
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    # Null, since what is unique may be missing from many rows.
    key = models.CharField(max_length=40, null=True)  # noqa: DJ001
    """One-time key of an upload that may be sent again when the network is back."""

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "key", name="one_attachment_per_upload"),
        ]
        indexes = [models.Index(fields=["document", "position", "id"], name="attachment_in_order")]

    def __str__(self) -> str:
        return self.name
