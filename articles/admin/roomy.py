"""What somebody wrote is not refused for its size before it can be drawn again."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SCREENS = {"articles_story_add", "articles_story_change"}
FORM = "application/x-www-form-urlencoded"
MOST = 25 * 1024 * 1024  # bytes; what nginx lets through to the desk


class RoomyWriting:
    """Django reads no post above DATA_UPLOAD_MAX_MEMORY_SIZE, and answers a page without the text.

    A story's form may be larger for who is signed in: what is too long then says `editing`, beside
    the text. Stands before the CSRF check, the first to read a post. Only as our form sends it:
    with files Django counts the fields itself, and no field of the screen is a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        match = request.resolver_match
        if match and match.url_name in SCREENS and _is_large(request):
            if request.user.is_authenticated:
                request._body = request.read()


def _is_large(request: HttpRequest) -> bool:
    if request.content_type != FORM:
        return False
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return request.method == "POST" and length.isdecimal() and most < int(length) <= MOST
