from collections.abc import Mapping
from typing import Any

from verksign.domain.content_files import all_files, all_photos
from verksign.records.models import Blob, Workshop


def enclosed(content: Mapping[str, Any], workshop: Workshop) -> dict[str, bytes]:
    """
    Return the bytes of every photo as it is shown, of every PDF, and of the logo, by digest.

    :raises Blob.DoesNotExist: if the archive lacks one: a paper without it would not be what was frozen
    :raises BlobChanged: if one is not what was kept
    """
    digests = {each["sha256"] for each in (*all_photos(content), *all_files(content))}
    logo = content["workshop"].get("logo")
    if logo:
        digests.add(logo["sha256"])
    rows = {
        blob.sha256: blob for blob in Blob.objects.filter(workshop=workshop, sha256__in=digests)
    }
    missing = digests - rows.keys()
    if missing:
        raise Blob.DoesNotExist(sorted(missing))
    for blob in rows.values():
        blob.workshop = workshop
    return {digest: blob.read() for digest, blob in rows.items()}
