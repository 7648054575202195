"""The quick quote's form as it comes: posted, or asked about while somebody types."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from verksign.records.models import Package
from verksign.staff.http import StaffRequest
from verksign.usecases.quick_quotes.make import Read
from verksign.usecases.quick_quotes.wishes import Form

LONGEST = {"plate": 40, "to": 300, "text": 200, "price": 40, "buyer": 10, "key": 40, "seen": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    form: Form
    key: str
    read: Read
    problems: dict[str, str] = field(default_factory=dict)


def typed_of(request: StaffRequest, data: QueryDict) -> Typed:
    values = {name: data.get(name, "")[:most].replace("\x00", "") for name, most in LONGEST.items()}
    key, seen = values.pop("key"), values.pop("seen")
    package_id = _package_id(request, data.get("package_id", ""), values["text"])
    return Typed(
        form=Form(**values, package_id=package_id),
        key=key,
        read=Read(seen, _id(data.get("warned", ""))),
    )


def _package_id(request: StaffRequest, typed: str, text: str) -> UUID | None:
    """The package that was chosen, until something else has been typed in its place."""
    if not typed:
        return None
    package_id = _id(typed)
    if package_id is None:
        raise Http404
    package = get_object_or_404(Package.objects.visible_to(request.actor), id=package_id)
    return package.id if text.strip() in {"", package.name} else None


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
