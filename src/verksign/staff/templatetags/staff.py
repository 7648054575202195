"""The main menu's entries."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verksign.staff.http import StaffRequest
from verksign.wording.templatetags import words

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
        words.icon(symbol),
        content,
    )
