"""The tables, one Django app. Import models from here."""

from verksign.records.models.attachments import Attachment
from verksign.records.models.blobs import Blob, BlobChanged
from verksign.records.models.choices import CueLimit, Preference, SavedView
from verksign.records.models.digital import (
    DigitalDocument,
    DigitalDocumentJob,
    Link,
    Unsent,
    VerbalAnswer,
)
from verksign.records.models.evidence import Event, History, LinkFetch
from verksign.records.models.messages import (
    Alarm,
    CustomerRequest,
    Message,
    MessageText,
    RateCount,
    Reply,
)
from verksign.records.models.registers import (
    Article,
    Customer,
    LabourOperation,
    Package,
    PackageLine,
    Vehicle,
)
from verksign.records.models.service_documents import (
    Job,
    Line,
    Presence,
    ServiceDocument,
    Snapshot,
)
from verksign.records.models.service_notes import ServiceNote
from verksign.records.models.users import Membership, User
from verksign.records.models.workshops import NumberSeries, Workshop

__all__ = [
    "Alarm",
    "Article",
    "Attachment",
    "Blob",
    "BlobChanged",
    "CueLimit",
    "Customer",
    "CustomerRequest",
    "DigitalDocument",
    "DigitalDocumentJob",
    "Event",
    "History",
    "Job",
    "LabourOperation",
    "Line",
    "Link",
    "LinkFetch",
    "Membership",
    "Message",
    "MessageText",
    "NumberSeries",
    "Package",
    "PackageLine",
    "Preference",
    "Presence",
    "RateCount",
    "Reply",
    "SavedView",
    "ServiceDocument",
    "ServiceNote",
    "Snapshot",
    "Unsent",
    "User",
    "Vehicle",
    "VerbalAnswer",
    "Workshop",
]
