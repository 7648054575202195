from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from verksign.wording.pages import too_large

GetResponse = Callable[[HttpRequest], HttpResponse]


class BodyLimit:
    """Refuses a body by what its header says, before a byte of it is read: slow uploads must not hold a thread."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.MAX_BODY_BYTES:
            return too_large(request)
        return self.get_response(request)
