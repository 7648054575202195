from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from verksign.domain.canonical import sha256_hex
from verksign.records.ids import new_id
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class BlobChanged(Exception):
    """The file in the archive is not the one that was stored."""


class BlobQuerySet(WorkshopQuerySet["Blob"]):
    def keep(self, *, workshop: Workshop, data: bytes, mime: str) -> "Blob":
        """Store the bytes, durably, and return their row; the same bytes twice are one row."""
        digest = sha256_hex(data)
        default_storage.save(Blob.name_of(workshop, digest), ContentFile(data))
        blob, _ = self.get_or_create(
            workshop=workshop, sha256=digest, defaults={"size": len(data), "mime": mime}
        )
        return blob


class Blob(models.Model):
    """Bytes in the archive, addressed by workshop and SHA-256; the file is written before this row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=60)

    objects = BlobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "sha256", name="one_blob_per_digest"),
        ]
        indexes = [models.Index(fields=["sha256"], name="blob_by_digest")]

    def __str__(self) -> str:
        return self.sha256

    @staticmethod
    def name_of(workshop: Workshop, digest: str) -> str:
        return f"{workshop.pk}/{digest[:2]}/{digest}"

    def read(self) -> bytes:
        """
        Return the bytes; `workshop` should be loaded.

        :raises BlobChanged: if they are not the bytes that were stored
        """
        with default_storage.open(self.name_of(self.workshop, self.sha256)) as file:
            data: bytes = file.read()
        if sha256_hex(data) != self.sha256:
            raise BlobChanged(self.sha256)
        return data
