"""*Är PDF:en äkta?*: the archive first, then the strict rule, in a process of its own; nothing is stored."""

from django.conf import settings

from verksign.documents.keys import KeyFolder
from verksign.documents.verdict import Verdict
from verksign.documents.verify_apart import verify_in_process
from verksign.domain.canonical import sha256_hex
from verksign.records.models import Blob, DigitalDocument, VerbalAnswer


def verify_file(data: bytes) -> Verdict:
    """Judge a PDF that anybody may upload; details are only for a file that is byte for byte ours."""
    digest = sha256_hex(data)
    return verify_in_process(data, [root_pem()], archive_hit=_is_sealed_by_us(digest))


def root_pem() -> bytes:
    """The installation's root certificate, which is public."""
    return KeyFolder(settings.KEYS).root_pem()


def _is_sealed_by_us(digest: str) -> bool:
    blobs = Blob.objects.filter(sha256=digest).values("pk")
    return (
        DigitalDocument.objects.filter(sealed__in=blobs).exists()
        or VerbalAnswer.objects.filter(record__in=blobs).exists()
    )
