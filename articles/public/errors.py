"""Pages for what went wrong: each says what happened and shows ways on."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader

from articles.models import Edition
from articles.public.page import show

alarm = logging.getLogger("newsroom.seal")
RETRY_AFTER = "60"  # seconds


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "404.html", {"desk": _is_desk(request)}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Asks nothing of the request but its path: what is wrong with it may be anywhere in it."""
    about = {
        "desk": _is_desk(request),
        "writing": request.path.startswith("/admin/articles/story/"),
    }
    if isinstance(exception, RequestDataTooBig):
        return show(request, "413.html", about, status=413)
    return show(request, "400.html", about, status=400)


def _is_desk(request: HttpRequest) -> bool:
    return request.path.startswith("/admin/")


def bad_cursor(request: HttpRequest) -> HttpResponse:
    return show(request, "public/bad_cursor.html", {}, status=400)


def suspect(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The edition here is not as it was sealed: nobody gets it, and the desk hears of it."""
    alarm.error("edition %s of story %s is false and not shown", edition.pk, edition.story_id)
    response = show(request, "public/suspect.html", {}, status=503)
    response["Retry-After"] = RETRY_AFTER
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Needs no database: that may be what is broken."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
