"""A photo's three sizes in the archive."""

from dataclasses import dataclass

from verksign.documents.files import Photo, Picture
from verksign.records.models import Blob, Workshop

JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Kept:
    large: Blob
    page: Blob
    small: Blob


def keep(photo: Photo, workshop: Workshop) -> Kept:
    def stored(picture: Picture) -> Blob:
        return Blob.objects.keep(workshop=workshop, data=picture.jpeg, mime=JPEG)

    return Kept(stored(photo.large), stored(photo.page), stored(photo.small))
