"""Words and marks for templates; built into every template, so no page needs to load it."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verksign.wording import labels

register = template.Library()


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


@register.filter
def label(code: str, of: str) -> str:
    return labels.label(code, of)


@register.filter
def initials(name: str) -> str:
    """Return KH for Karin Holmgren: first and last."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()
