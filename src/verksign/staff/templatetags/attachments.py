"""What lies beside one job, for its rows on the card."""

from uuid import UUID

from django import template

from verksign.staff.attachments.listing import AttachmentView, Listing

register = template.Library()


@register.filter
def of_job(listing: Listing, job_id: UUID) -> tuple[AttachmentView, ...]:
    return listing.of_job(job_id)
