"""What the customer's pages say to a template: addresses that keep the language, and whose words are Swedish."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from verksign.portal import naming, speech
from verksign.portal.explained import explained

register = template.Library()
NOTHING = SafeString("")


@register.simple_tag(takes_context=True)
def way(context: Context, name: str, *args: str) -> str:
    """The address of a page: `{% way "ask" token %}`."""
    return speech.way(context["request"], name, *args)


@register.simple_tag
def sv() -> SafeString:
    """Mark an element whose words stay Swedish on a page in another language: `<h3{% sv %}>{{ job.title }}</h3>`."""
    if speech.spoken() == speech.SWEDISH:
        return NOTHING
    return format_html(' lang="{}"', speech.SWEDISH)


@register.simple_tag(takes_context=True)
def named(context: Context, key: str, **values: str) -> str:
    """What this page's thing is called: `{% named "show" %}`; a quote, an addition or a confirmation."""
    return naming.named(context["matter"].purpose, key, **values)


@register.filter
def in_swedish(text: str) -> SafeString:
    """Words that stay Swedish in the middle of a translated sentence."""
    if speech.spoken() == speech.SWEDISH:
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', speech.SWEDISH, text)


@register.simple_tag
def spoken() -> str:
    return speech.spoken()


@register.simple_tag
def other_language() -> dict[str, str]:
    code = speech.other()
    return {"code": code, "name": speech.NAMES[code]}


@register.simple_tag(takes_context=True)
def same_page(context: Context, language: str) -> str:
    """
    This page in another language, by GET.

    What a POST has answered has no address of its own: then it is the link's page.
    """
    request: HttpRequest = context["request"]
    if request.method in {"GET", "HEAD"}:
        query = request.GET.copy()
        query[speech.PARAMETER] = language
        return f"{request.path}?{query.urlencode()}"
    token = context.get("token", "")
    path = speech.way(request, "page", token) if token else speech.way(request, "verify")
    return f"{path.partition('?')[0]}?{speech.PARAMETER}={language}"


@register.simple_tag
def explain(key: str, version: str = "") -> SafeString:
    """The meaning of a Swedish text with legal weight, in small print after it; nothing on a Swedish page."""
    meaning = explained(key, version)
    return format_html("<small>{}</small>", meaning) if meaning else NOTHING


@register.simple_tag
def in_language(language: str, name: str, *args: str) -> str:
    """The address of a page in a language."""
    return reverse(f"portal:{name}", args=args, query={speech.PARAMETER: language})
