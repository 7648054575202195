"""What can be done with an extra job just where it stands in its list: one thing in each queue."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from verksign.domain.queues import Queue
from verksign.records.models import Job
from verksign.staff.lists.columns import Place
from verksign.wording.templatetags.words import icon


def do_cell(job: Job, place: Place) -> SafeString | str:
    return DOING[Queue(job.queue)](job, place) if job.queue in DOING else ""


def _price(job: Job, place: Place) -> SafeString:
    address = reverse("staff:extra-job", args=[place.slug, job.document_id, job.id])
    return _link(address, _("Prissätt"), job.title)


def _send(job: Job, place: Place) -> SafeString:
    """The link may be sent with this job alone; the dialog offers the order's others."""
    address = reverse("staff:send-upsell", args=[place.slug, job.document_id])
    send = _link(f"{address}?job={job.id}", pgettext("verb", "Skicka"), job.title, "sent")
    return format_html('<span class="row">{}{}</span>', send, _spoken(job, place))


def _spoken(job: Job, place: Place) -> SafeString:
    """What the customer says on the telephone is written down from where the job stands."""
    words = _("Svar per telefon om %(job)s") % {"job": job.title}
    return format_html(
        '<a class="icon-button small" href="{}" aria-label="{}" title="{}">{}</a>',
        reverse("staff:answer-extra", args=[place.slug, job.document_id]),
        words,
        words,
        icon("phone"),
    )


def _link(address: str, words: str, about: str, symbol: str = "") -> SafeString:
    return format_html(
        '<a class="button small" href="{}" aria-label="{}">{}{}</a>',
        address,
        f"{words}: {about}",
        icon(symbol) if symbol else "",
        words,
    )


def _acknowledge(job: Job, place: Place) -> SafeString:
    return format_html(
        '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="id" value="{}"><input type="hidden" name="next" value="{}">'
        '<button class="button small" type="submit" aria-label="{}">{}{}</button></form>',
        reverse("staff:acknowledge-picked", args=[place.slug]),
        place.token,
        job.id,
        place.address,
        _("Kvittera svaret om %(job)s") % {"job": job.title},
        icon("check"),
        _("Kvittera"),
    )


DOING = {
    Queue.FOUND: _price,
    Queue.PRICED: _send,
    Queue.WITH_CUSTOMER: _spoken,
    Queue.ANSWERED: _acknowledge,
}


def address_for(slug: str, jobs: Iterable[UUID]) -> str:
    """Return where a press acknowledges these jobs, whatever stands in the form."""
    query = urlencode([("id", job) for job in jobs])
    return f"{reverse('staff:acknowledge-picked', args=[slug])}?{query}"
