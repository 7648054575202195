"""What lies beside a quote as the card shows it: by job, each with what it is said to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from verksign.records.models import Attachment, Job, ServiceDocument
from verksign.staff.quotes.fields import Choices, FieldView, builder
from verksign.staff.quotes.refused import NOTHING, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    row: Attachment
    place: str
    fields: dict[str, FieldView]
    title: str
    """Of the job that it belongs to, or of the whole quote."""
    first: bool
    last: bool

    @property
    def is_photo(self) -> bool:
        return self.row.kind == Attachment.Kind.PHOTO

    @property
    def words(self) -> str:
        """What stands for the picture where it is not seen."""
        return self.row.alt or _("Bild utan beskrivning: %(name)s") % {"name": self.row.name}

    @property
    def picture(self) -> str:
        return self.row.blob.sha256

    @property
    def thumbnail(self) -> str:
        return self.row.thumbnail.sha256 if self.row.thumbnail else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    job_id: UUID | None
    title: str
    shown: tuple[AttachmentView, ...]


@dataclass(frozen=True)
class Listing:
    groups: tuple[Group, ...]
    choices: Choices

    @cached_property
    def photos(self) -> list[AttachmentView]:
        return [each for group in self.groups for each in group.shown if each.is_photo]

    @cached_property
    def pdfs(self) -> list[AttachmentView]:
        return [each for group in self.groups for each in group.shown if not each.is_photo]

    @cached_property
    def undescribed(self) -> int:
        return sum(not each.row.alt for each in self.photos)

    def of_job(self, job_id: UUID) -> tuple[AttachmentView, ...]:
        return next((group.shown for group in self.groups if group.job_id == job_id), ())


def place_of(attachment_id: UUID) -> str:
    return f"attachment-{attachment_id}"


def listing(quote: ServiceDocument, jobs: Sequence[Job], refused: Refused = NOTHING) -> Listing:
    """Everything beside the quote and its jobs, in one query."""
    rows = list(Attachment.objects.beside(quote, [job.id for job in jobs]))
    whole = _("Hela offerten")
    titles: dict[UUID | None, str] = {None: whole, **{job.id: job.title for job in jobs}}
    choices = tuple((str(job_id or ""), title) for job_id, title in titles.items())
    # The jobs first, in the order of the card; what belongs to none of them last.
    order = [*(job.id for job in jobs), None]
    groups = tuple(
        Group(job_id=job_id, title=titles[job_id], shown=shown)
        for job_id in order
        if (
            shown := _views(
                [row for row in rows if row.job == job_id], titles[job_id], choices, refused
            )
        )
    )
    return Listing(groups, choices)


def _views(
    rows: Iterable[Attachment], title: str, choices: Choices, refused: Refused
) -> tuple[AttachmentView, ...]:
    photos = [row for row in rows if row.kind == Attachment.Kind.PHOTO]
    pdfs = [row for row in rows if row.kind == Attachment.Kind.PDF]
    return tuple(
        _view(row, title, choices, refused, first=row is kin[0], last=row is kin[-1])
        for kin in (photos, pdfs)
        for row in kin
    )


def _view(
    row: Attachment, title: str, choices: Choices, refused: Refused, *, first: bool, last: bool
) -> AttachmentView:
    build = builder(place_of(row.id), refused)
    return AttachmentView(
        row=row,
        place=place_of(row.id),
        fields={
            "alt": build("alt", row.alt),
            "job": build("job", str(row.job or ""), choices),
        },
        title=title,
        first=first,
        last=last,
    )
