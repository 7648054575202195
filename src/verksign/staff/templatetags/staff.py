"""What staff pages need beside the words that every door has: the menu, and short facts about rows."""

from datetime import date, datetime

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from verksign.domain.access import Actor, Permission
from verksign.domain.digital_states import DigitalStatus
from verksign.records.models import Alarm, ServiceDocument
from verksign.staff.centre.news import stamp
from verksign.staff.http import StaffRequest
from verksign.wording.labels import label
from verksign.wording.templatetags import words as marks
from verksign.wording.times import long_date

register = template.Library()


@register.simple_block_tag(takes_context=True)
def entry(
    context: template.Context, content: str, view: str, symbol: str, css: str = ""
) -> SafeString:
    """Return a link of the main menu, marked while its pages are shown."""
    request: StaffRequest = context["request"]
    address = reverse(view, args=[request.workshop.slug])
    here = request.path == address or (view != "staff:centre" and request.path.startswith(address))
    return format_html(
        '<a href="{}"{}{}>{}<span>{}</span></a>',
        address,
        format_html(' class="{}"', css) if css else "",
        SafeString(' aria-current="page"') if here else "",
        marks.icon(symbol),
        content,
    )


@register.simple_tag
def demo_mode() -> bool:
    return bool(settings.DEMO)


@register.simple_tag
def stamp_now() -> str:
    """Return the server's clock, for what asks it for news later."""
    return stamp(timezone.now())


@register.filter
def may(actor: Actor, permission: str) -> bool:
    """Return whether the page should offer it; the use case behind it asks again."""
    return actor.may(Permission(permission))


@register.filter
def alarm_document(alarm: Alarm) -> ServiceDocument | None:
    """Return the quote or order that an alarm is about, through its message, sending, spoken answer or job."""
    if alarm.message:
        return alarm.message.service_document
    if alarm.answer:
        return alarm.answer.service_document
    if alarm.job:
        return alarm.job.document
    return alarm.document.service_document if alarm.document else None


@register.filter
def certificate_words(alarm: Alarm) -> str:
    """Return which certificate ends, and when."""
    which, _days, ends = alarm.detail.split(" ")
    day = long_date(date.fromisoformat(ends))
    if which == "root":
        return gettext("Installationens rot går ut %s. Därefter kan inget förseglas.") % day
    return gettext("Verkstadens certifikat går ut %s. Därefter kan inget förseglas.") % day


@register.filter
def latest_at(document: ServiceDocument) -> datetime:
    """Return when something last happened to a quote."""
    happened = (document.digital_at, document.answered_at, document.updated_at)
    return max(at for at in happened if at)


@register.filter
def latest_words(document: ServiceDocument) -> str:
    """Return a few words on how the quote stands with the customer."""
    sending = document.current
    if sending is None or not document.digital_status:
        return ""
    words = {
        DigitalStatus.SENT: gettext("Ej öppnad"),
        DigitalStatus.SEEN: gettext("Inget svar än"),
        DigitalStatus.SIGNED: gettext("Av %(name)s") % {"name": sending.signer_name}
        if sending.signer_name
        else "",
        DigitalStatus.REJECTED: sending.reason[:60] or gettext("Ingen orsak"),
        DigitalStatus.EXPIRED: gettext("Inget svar"),
        DigitalStatus.FAILED: label(sending.failure, "failure"),
    }
    return words.get(DigitalStatus(document.digital_status), "")
