"""Words and marks for templates; built into every template, so no page needs to load it."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from verksign.domain.identifiers import display_phone
from verksign.domain.money import NBSP, Money, format_amount, format_kronor, format_quantity
from verksign.domain.prices import Amounts
from verksign.wording import labels, times

register = template.Library()

ANSWER_MARKS = {
    "approved_digitally": ("yes", "signed"),
    "approved_verbally": ("yes", "phone"),
    "partly": ("yes", "check"),
    "rejected": ("no", "rejected"),
}
JOB_ANSWER_MARKS = {
    "accepted": ("yes", "check"),
    "later": ("later", "snooze"),
    "declined": ("no", "x"),
    "not_chosen": ("", "x"),
    "asked": ("call", "callback"),
    "": ("", "clock"),
}


def _ore(value: int | Money) -> int:
    return value.ore if isinstance(value, Money) else value


@register.filter
def kr(value: int | Money | None) -> str:
    """Return 12 345,50 kr; a missing amount is a dash."""
    return "–" if value is None else format_kronor(_ore(value))


@register.filter
def kr_short(value: int | Money | None) -> str:
    """Return 12 345 kr, with öre only when there are any."""
    return "–" if value is None else format_kronor(_ore(value), decimals="needed")


@register.filter
def amount(value: int | Money | None) -> str:
    """Return 12 345,50 for a column of amounts."""
    return "–" if value is None else format_amount(_ore(value))


@register.filter
def quantity(value: Decimal | None) -> str:
    return "" if value is None else format_quantity(value)


@register.filter
def whole(value: int | None) -> str:
    """Return 12 040."""
    return "" if value is None else format_quantity(Decimal(value))


@register.filter
def when(at: datetime | None) -> str:
    """Return 08:40 for today and 24 nov 08:40 for any other day."""
    return "" if at is None else times.when(at, timezone.now())


@register.filter
def age(since: datetime | None) -> str:
    """Return 53 min, 3 tim or 2 dygn; the page's language says how."""
    return "" if since is None else times.age(since, timezone.now())


@register.filter
def date_sv(day: date | None) -> str:
    """Return 24 november 2026."""
    return "" if day is None else times.long_date(day)


@register.filter
def weekday_sv(day: date) -> str:
    """Return tisdag 24 november."""
    return times.weekday_date(day)


@register.filter
def day_sv(day: date | None) -> str:
    """Return 24 nov."""
    return "" if day is None else times.short_date(day).replace(" ", NBSP)


@register.filter
def vat(code: str) -> str:
    """Return inkl. or exkl., for a column's heading."""
    return gettext("inkl.") if code == Amounts.INCL else gettext("exkl.")


@register.filter
def label(code: str, of: str) -> str:
    """Return the word for a stored code: `{{ job.choice|label:"choice" }}`."""
    return labels.label(code, of)


@register.filter
def initials(name: str) -> str:
    """Return KH for Karin Holmgren: first and last."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


@register.filter
def plate(display: str, size: str = "") -> SafeString:
    """Return the plate as a plate; without one a dash."""
    if not display:
        return format_html('<span class="muted">{}</span>', "–")
    return format_html('<span class="{}"><span>{}</span></span>', f"plate {size}".strip(), display)


@register.filter
def phone(stored: str) -> SafeString | str:
    """Return a number that can be rung: 070-123 45 67."""
    if not stored:
        return ""
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', stored, display_phone(stored))


@register.filter
def phone_text(stored: str) -> str:
    return display_phone(stored) if stored else ""


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Return a symbol of the sprite; without a label it is decoration."""
    css = f"icon {size}".strip()
    address = f"{static('verksign/icons.svg')}#i-{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', css, label, address
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', css, address)


@register.simple_tag
def status_badge(code: str, size: str = "") -> SafeString:
    """Return a digital status as colour, icon and word; what was never sent is only words."""
    word = labels.label(code, "status")
    if not code:
        return format_html('<span class="muted nowrap">{}</span>', word)
    symbol = "copy" if code == "replaced" else code
    css = f"badge {size}".strip()
    return format_html(
        '<span class="{}" data-status="{}">{}{}</span>', css, code, icon(symbol), word
    )


@register.simple_tag
def severity(code: str) -> SafeString | str:
    if not code:
        return ""
    word = labels.label(code, "severity")
    return format_html(
        '<span class="severity" data-severity="{}">{}{}</span>', code, icon(code), word
    )


@register.simple_tag
def answer_mark(code: str) -> SafeString | str:
    """Return how a quote was answered, for lists."""
    return _answer(code, "answer", ANSWER_MARKS) if code else ""


@register.simple_tag
def job_answer(code: str) -> SafeString:
    """Return the answer to one job."""
    return _answer(code, "job_answer", JOB_ANSWER_MARKS)


def _answer(code: str, of: str, marks: dict[str, tuple[str, str]]) -> SafeString:
    meaning, symbol = marks[code]
    word = labels.label(code, of)
    if not meaning:
        return format_html('<span class="muted nowrap">{}</span>', word)
    return format_html(
        '<span class="answer" data-answer="{}">{}{}</span>', meaning, icon(symbol, "s"), word
    )
