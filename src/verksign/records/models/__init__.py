"""The tables, one Django app. Import models from here."""

from verksign.records.models.blobs import Blob, BlobChanged
from verksign.records.models.digital import DigitalDocument, DigitalDocumentJob, Link, VerbalAnswer
from verksign.records.models.evidence import Event, History
from verksign.records.models.messages import Alarm, CustomerRequest, Message, RateCount
from verksign.records.models.registers import (
    Article,
    Customer,
    LabourOperation,
    Package,
    PackageLine,
    Vehicle,
)
from verksign.records.models.service_documents import Job, Line, ServiceDocument
from verksign.records.models.users import Membership, User
from verksign.records.models.workshops import NumberSeries, Workshop

__all__ = [
    "Alarm",
    "Article",
    "Blob",
    "BlobChanged",
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
    "Membership",
    "Message",
    "NumberSeries",
    "Package",
    "PackageLine",
    "RateCount",
    "ServiceDocument",
    "User",
    "Vehicle",
    "VerbalAnswer",
    "Workshop",
]
