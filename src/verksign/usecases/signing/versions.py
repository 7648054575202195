"""What is new in a sending since the version that the customer had."""

import json

from verksign.domain.version_changes import Changes, version_changes
from verksign.records.models import DigitalDocument
from verksign.usecases.signing.talk import same_reader


def version_before(document: DigitalDocument) -> DigitalDocument | None:
    """The version that this reader had in hand: the last one opened, or the last one that came."""
    if document.version == 1:
        return None
    earlier = [
        sending
        for sending in DigitalDocument.objects.filter(
            link=document.link_id, version__lt=document.version
        ).order_by("-version")
        if sending.sent_at and same_reader(sending, document)
    ]
    opened = [sending for sending in earlier if sending.seen_at]
    return next(iter(opened or earlier), None)


def changes_since(before: DigitalDocument, now: DigitalDocument) -> Changes:
    return version_changes(json.loads(before.content), json.loads(now.content))
