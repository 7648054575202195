"""The cells that lists share: each returns what stands in it, escaped."""

from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verksign.records.models import User
from verksign.staff.lists.columns import Place
from verksign.wording.templatetags.words import initials, kr

DASH = "–"


def opens(view: str, place: Place, row_id: UUID, words: str) -> SafeString:
    """Return the link that a press anywhere on the row follows."""
    address = reverse(f"staff:{view}", args=[place.slug, row_id])
    return format_html('<a class="row-link" id="open-{}" href="{}">{}</a>', row_id, address, words)


def refers(view: str, place: Place, row_id: UUID, words: str) -> SafeString:
    """Return a link to something else than the row's own page."""
    address = reverse(f"staff:{view}", args=[place.slug, row_id])
    return format_html('<a class="ref" href="{}">{}</a>', address, words)


def muted(words: str) -> SafeString:
    return format_html('<span class="muted">{}</span>', words)


def tag(words: str) -> SafeString:
    return format_html('<span class="tag">{}</span>', words)


def brief(words: str) -> SafeString:
    """What somebody has written, on one line and no wider than a column should be."""
    return format_html('<span class="brief" title="{}">{}</span>', words, words)


def who(user: User) -> SafeString:
    return format_html('<span class="who" title="{}">{}</span>', user.name, initials(user.name))


def amount(ore: int, note: str = "") -> SafeString | str:
    return format_html("{}<small>{}</small>", kr(ore), note) if note else kr(ore)
